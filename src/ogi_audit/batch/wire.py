"""Messages over a socket: each its length in four bytes, then itself as JSON."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

from jupyter_client.jsonutil import json_default, parse_date

_LENGTH = struct.Struct(">I")


def send(stream: socket.socket, message: dict[str, Any]) -> None:
    """Send a Jupyter message. Raises `OSError` if nobody is there."""
    content = json.dumps(message, default=json_default, ensure_ascii=False).encode(
        "utf-8", "surrogateescape"
    )
    stream.sendall(_LENGTH.pack(len(content)) + content)


def receive(stream: socket.socket) -> dict[str, Any] | None:
    """Wait for a message; ``None`` if the other side is gone."""
    buffer = bytearray()
    while (message := take(buffer)) is None:
        part = stream.recv(1 << 18)
        if not part:
            return None
        buffer += part
    return message


def take(buffer: bytearray) -> dict[str, Any] | None:
    """Take the first message off a buffer; ``None`` if it is not all there yet."""
    if len(buffer) < _LENGTH.size:
        return None
    end = _LENGTH.size + _LENGTH.unpack_from(buffer)[0]
    if len(buffer) < end:
        return None
    message: dict[str, Any] = json.loads(
        buffer[_LENGTH.size : end].decode("utf-8", "surrogateescape")
    )
    del buffer[:end]
    # nbclient wants times as such.
    message["header"]["date"] = parse_date(message["header"]["date"])
    return message
