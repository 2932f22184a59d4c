"""Values as D-Bus puts them into bytes (D-Bus specification, "Marshaling"), always in little-endian order."""

import struct
from collections.abc import Sequence
from typing import Any

# Kinds of fixed size, as struct writes them; each is aligned to its own size.
_FIXED = {"y": "B", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d", "b": "I", "h": "I"}
_WIDE = "({xtd"
_DEEPEST = 64


def packed(signature: str, values: Sequence[object]) -> bytes:
    """Write values; what goes into a variant is a pair of its kind and the value."""
    writer = _Writer()
    for kind, value in zip(_kinds(signature), values, strict=True):
        writer.write(kind, value)
    return bytes(writer.raw)


def unpacked(signature: str, raw: bytes, *, big: bool = False) -> list[Any]:
    """Read values; structures are tuples, variants stand for what is in them. Raises ValueError.

    `big` tells that the sender counts from the other end.
    """
    reader = _Reader(raw, ">" if big else "<")
    try:
        return [reader.read(kind, 0) for kind in _kinds(signature)]
    except (struct.error, IndexError, KeyError, TypeError) as error:
        raise ValueError("These bytes are not what their signature says.") from error


def aligned(length: int, to: int = 8) -> int:
    """Return the next multiple of `to`."""
    return -(-length // to) * to


class _Writer:
    def __init__(self) -> None:
        self.raw = bytearray()

    def write(self, kind: str, value: Any) -> None:
        self._pad(_alignment(kind))
        if kind[0] in _FIXED:
            self.raw += struct.pack(f"<{_FIXED[kind]}", value)
        elif kind[0] in "so":
            text = value.encode()
            self.raw += struct.pack("<I", len(text)) + text + b"\0"
        elif kind[0] == "g":
            self.raw += bytes([len(value)]) + value.encode() + b"\0"
        elif kind[0] == "v":
            inner, content = value
            self.write("g", inner)
            self.write(inner, content)
        elif kind[0] == "a":
            self._write_array(kind[1:], value)
        else:
            for part, member in zip(_kinds(kind[1:-1]), value, strict=True):
                self.write(part, member)

    def _write_array(self, kind: str, value: Any) -> None:
        at = len(self.raw)
        self.raw += bytes(4)
        self._pad(_alignment(kind))
        begin = len(self.raw)
        for member in value.items() if kind[0] == "{" else value:
            self.write(kind, member)
        struct.pack_into("<I", self.raw, at, len(self.raw) - begin)

    def _pad(self, to: int) -> None:
        self.raw += bytes(aligned(len(self.raw), to) - len(self.raw))


class _Reader:
    def __init__(self, raw: bytes, order: str) -> None:
        self._raw = raw
        self._order = order
        self._at = 0

    def read(self, kind: str, depth: int) -> Any:
        if depth > _DEEPEST:
            raise ValueError("These values are nested too deep.")
        self._at = aligned(self._at, _alignment(kind))
        if kind[0] in _FIXED:
            return self._number(_FIXED[kind])
        if kind[0] in "sog":
            return self._text(self._number("B" if kind == "g" else "I"))
        if kind[0] == "v":
            inner = _kinds(self.read("g", depth))
            if len(inner) != 1:
                raise ValueError("A variant holds one value.")
            return self.read(inner[0], depth + 1)
        if kind[0] == "a":
            return self._array(kind[1:], depth + 1)
        return tuple(self.read(part, depth + 1) for part in _kinds(kind[1:-1]))

    def _array(self, kind: str, depth: int) -> Any:
        length = self._number("I")
        self._at = aligned(self._at, _alignment(kind))
        end = self._at + length
        if end > len(self._raw):
            raise ValueError("An array is longer than its message.")
        members = []
        while self._at < end:
            before = self._at
            members.append(self.read(kind, depth))
            if self._at == before:  # a structure of nothing would go on for ever
                raise ValueError("An array holds values without any bytes.")
        return dict(members) if kind[0] == "{" else members

    def _number(self, form: str) -> Any:
        number = struct.unpack_from(self._order + form, self._raw, self._at)[0]
        self._at += struct.calcsize(form)
        return number

    def _text(self, length: int) -> str:
        raw = self._raw[self._at : self._at + length]
        self._at += length + 1
        if self._at > len(self._raw):
            raise ValueError("A text is longer than its message.")
        return raw.decode("utf-8", "replace")


def _alignment(kind: str) -> int:
    if kind[0] in _WIDE:
        return 8
    if kind[0] in "gvy":
        return 1
    return 2 if kind[0] in "nq" else 4


def _kinds(signature: str) -> list[str]:
    """Part a signature into the kinds of its values. Raises ValueError."""
    kinds: list[str] = []
    at = 0
    while at < len(signature):
        end = _end(signature, at)
        kinds.append(signature[at:end])
        at = end
    return kinds


def _end(signature: str, at: int) -> int:
    """Return where the kind that begins at `at` ends."""
    begin = at
    while signature[at : at + 1] == "a":
        at += 1
    if signature[at : at + 1] in ("(", "{"):
        depth = 0
        while at < len(signature):
            depth += (signature[at] in "({") - (signature[at] in ")}")
            at += 1
            if not depth:
                return at
        raise ValueError("A signature is not closed.")
    if at - begin > _DEEPEST or signature[at : at + 1] not in {*_FIXED, *"sogv"}:
        raise ValueError("A signature names no kind of value.")
    return at + 1
