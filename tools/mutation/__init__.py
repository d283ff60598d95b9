"""Mutation testing of the rules' identities, and the mapper. See docs/mutation.md."""
