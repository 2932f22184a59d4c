"""Length-prefixed messages on a pipe: JSON, optionally followed by raw bytes such as a picture."""

import json
import struct
from typing import IO, Any

from kbassist.system.errors import RenderFailed

_HEAD = struct.Struct(">II")


def write_message(pipe: IO[bytes], message: dict[str, Any], raw: bytes = b"") -> None:
    """Write one message and flush it.

    Raises OSError or ValueError when the other side is gone.
    """
    text = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    pipe.write(_HEAD.pack(len(text), len(raw)) + text)
    if raw:
        pipe.write(raw)
    pipe.flush()


def read_message(pipe: IO[bytes], limit_bytes: int) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; None when the other side closed the pipe.

    Raises RenderFailed when the message is longer than `limit_bytes` or no JSON object.
    """
    head = _read(pipe, _HEAD.size)
    if head is None:
        return None
    text_bytes, raw_bytes = _HEAD.unpack(head)
    if text_bytes + raw_bytes > limit_bytes:
        raise RenderFailed(f"A page of {text_bytes + raw_bytes:,} bytes is too large to be shown.")
    text = _read(pipe, text_bytes)
    raw = _read(pipe, raw_bytes)
    if text is None or raw is None:
        return None
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RenderFailed("The page could not be read back; plain text is shown instead.") from error
    if not isinstance(message, dict):
        raise RenderFailed("The page could not be read back; plain text is shown instead.")
    return message, raw


def _read(pipe: IO[bytes], size_bytes: int) -> bytes | None:
    """Read exactly so many bytes; a pipe hands them out in pieces."""
    pieces: list[bytes] = []
    while size_bytes:
        piece = pipe.read(min(size_bytes, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        size_bytes -= len(piece)
    return b"".join(pieces)
