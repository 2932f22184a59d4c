"""Carries an agent's edit over to a text that has changed beneath it, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
# Comparing words costs their number squared where nothing is alike; longer texts are compared by lines.
_MOST_WORDS = 1_500
_MOST_LINES = 1_500


@dataclass(frozen=True, slots=True)
class Rebased:
    """The edit on the new text. `kept` counts the places where both had changed and the edit was kept."""

    text: str
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Change:
    """Tokens of the base from `start` to `end` become `tokens`."""

    start: int
    end: int
    tokens: tuple[str, ...]


def rebased(base: str, edited: str, new: str) -> Rebased:
    """Return `edited`, which was made from `base`, with what changed from `base` to `new`.

    Where both changed the same words, those of the agent stay.
    """
    if edited == base:
        return Rebased(new)
    tokens, theirs, ours = (_cut(text, (base, edited, new)) for text in (base, new, edited))
    if max(len(tokens), len(theirs), len(ours)) > _MOST_LINES:
        return Rebased(edited, 1)
    from_agent, from_article = _changes(tokens, ours), _changes(tokens, theirs)
    kept = 0
    chosen = list(from_agent)
    for change in from_article:
        rivals = [mine for mine in from_agent if _meet(mine, change)]
        if not rivals:
            chosen.append(change)
        elif change not in rivals:
            kept += 1
    return Rebased(_applied(tokens, chosen), kept)


def _cut(text: str, all_texts: Sequence[str]) -> list[str]:
    words = all(len(_WORDS.findall(one)) <= _MOST_WORDS for one in all_texts)
    return _WORDS.findall(text) if words else text.splitlines(keepends=True)


def _changes(base: list[str], other: list[str]) -> tuple[_Change, ...]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return tuple(
        _Change(i1, i2, tuple(other[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _meet(left: _Change, right: _Change) -> bool:
    """Tell whether two changes concern the same words; two insertions at one place do."""
    if left.start == left.end or right.start == right.end:
        return left.start <= right.end and right.start <= left.end
    return left.start < right.end and right.start < left.end


def _applied(base: list[str], changes: Sequence[_Change]) -> str:
    out: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        out += base[at : change.start]
        out += change.tokens
        at = change.end
    return "".join((*out, *base[at:]))
