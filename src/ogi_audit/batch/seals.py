"""What this user's runs kept, told from what came with a folder: only the former is believed.

A stranger's folder of audits may hold a state that says of a report whatever the stranger likes.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from platformdirs import user_state_path

_BYTES = 32


def seal(text: str) -> str:
    """What only this user can say of a text: an HMAC of it (SHA-256), in hexadecimal."""
    return hmac.new(_key(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def holds(text: str, said: object) -> bool:
    """Whether it was this user who sealed a text."""
    return isinstance(said, str) and hmac.compare_digest(seal(text).encode(), said.encode())


@lru_cache(maxsize=1)
def _key() -> bytes:
    """The user's key, made when it is first needed.

    Where none can be kept, one that lasts as long as this process: then nothing is believed later.
    """
    path = user_state_path("ogi-audit") / "key"
    made = secrets.token_bytes(_BYTES)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path, made)
        kept = path.read_bytes()
        if len(kept) == _BYTES:
            return kept
    return made


def _make(path: Path, key: bytes) -> None:
    """Write the key under its name, whole, unless there is one: of two runs the first one's stays."""
    new = path.with_name(f".key-{secrets.token_hex(8)}")
    new.touch(mode=0o600)
    try:
        new.write_bytes(key)
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
    finally:
        new.unlink()
