"""Changes of a text by places, and putting them into effect."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextEdit:
    """`text` takes the place of the characters from `start` to `end` (counted from 0, `end` not included).

    Offsets are those of the file's text as it is read: without byte order mark, with `\\n` line ends.
    """

    start: int
    end: int
    text: str


def edited(text: str, edits: Sequence[TextEdit]) -> str:
    """Return `text` with all `edits`, which may come in any order. Raises ValueError when two overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise ValueError("two edits overlap")
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join(pieces) + text[at:]
