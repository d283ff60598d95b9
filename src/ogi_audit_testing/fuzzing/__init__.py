"""Fuzzing: what a fuzzer feeds the readers and the mapper, what it may find, and what it found once.

Everything but the fuzzer itself (`tools/fuzz.py`) works without it, so that the tests replay its finds.
"""
