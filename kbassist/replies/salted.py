"""Marks by which texts are recognised again without being kept: hashes with a salt that lives in memory."""

import secrets
from hashlib import blake2b

_SALT_BYTES = 32
_MARK_BYTES = 12


class Salt:
    """Makes marks that mean nothing outside this object; the salt is drawn anew for each and never leaves."""

    __slots__ = ("_key",)

    def __init__(self) -> None:
        self._key = secrets.token_bytes(_SALT_BYTES)

    def mark(self, text: str) -> bytes:
        """Return the mark of a text; the same text has the same mark with this salt only."""
        return blake2b(text.encode("utf-8", "replace"), key=self._key, digest_size=_MARK_BYTES).digest()
