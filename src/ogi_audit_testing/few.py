"""The same few of many, for tests that cannot try each."""

from __future__ import annotations

import random
from collections.abc import Iterable


def sample(keys: Iterable[str], seed: str, most: int) -> list[str]:
    """So many of the keys at the most, the same ones for the same seed."""
    ordered = sorted(keys)
    return random.Random(seed).sample(ordered, min(len(ordered), most))
