"""Mutation testing of what every audit rests on: the rules' identities, and the mapper. See docs/mutation.md."""
