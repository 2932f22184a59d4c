"""Finds where code fences, comments and raw HTML blocks end, in time that grows with the text only."""

import re

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})([^\n]*)\Z")
_RAW = re.compile(r" {0,3}<(?:(!--)|(pre|script|style|textarea)(?=[\s>]|\Z))", re.IGNORECASE)


class RawBlocks:
    """The lines of one text, asked from top to bottom for blocks in which a heading is no heading.

    What has no end opens nothing: to hide all replies below an unclosed fence would lose them silently,
    and its author is told. That an end is missing is remembered, so that a text of
    nothing but beginnings is not searched once for each of them.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._closers: dict[str, list[tuple[int, int]]] | None = None
        self._no_end_from: dict[str, int] = {}
        self._no_end: set[str] = set()
        self.open_fences: list[int] = []

    def after_fence(self, index: int) -> int:
        """Return the index of the line below the fence that opens at `index`, else of the next line."""
        fence = _FENCE.match(self._lines[index])
        if not fence or (fence[1][0] == "`" and "`" in fence[2]):
            return index + 1
        end = self._fence_end(index, fence[1][0], len(fence[1]))
        if end is None:
            self.open_fences.append(index)
            return index + 1
        return end + 1

    def _fence_end(self, index: int, sign: str, length: int) -> int | None:
        if length >= self._no_end_from.get(sign, length + 1):
            return None
        if self._closers is None:
            self._closers = _closers(self._lines)
        waiting = self._closers[sign]
        while waiting and waiting[-1][0] <= index:
            waiting.pop()
        for end, closing_length in reversed(waiting):
            if closing_length >= length:
                return end
        self._no_end_from[sign] = length
        return None

    def after_raw(self, index: int) -> int:
        """Return the index of the line below the comment or raw block at `index`, else of the next line."""
        raw = _RAW.match(self._lines[index])
        if not raw:
            return index + 1
        closing = "-->" if raw[1] else f"</{raw[2].lower()}"
        if closing in self._no_end:
            return index + 1
        offset = raw.end()
        for end in range(index, len(self._lines)):
            if self._lines[end].lower().find(closing, offset) >= 0:
                return end + 1
            offset = 0
        self._no_end.add(closing)
        return index + 1


def _closers(lines: list[str]) -> dict[str, list[tuple[int, int]]]:
    """Map each fence sign to index and length of the lines that may close it, the last one first."""
    closers: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
    for index in range(len(lines) - 1, -1, -1):
        bare = lines[index].strip(" \t")
        if bare[:3] in ("```", "~~~") and not bare.strip(bare[0]):
            closers[bare[0]].append((index, len(bare)))
    return closers
