"""Excerpts: the passage of a text in which most of the typed words stand close together, marked."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbassist.search.analysis import WORD, Analyser
from kbassist.search.meaning import Meaning
from kbassist.search.results import Snippet

_LENGTH = 170  # characters of an excerpt
_LEAD = 60  # of them before the first mark, at most
_LOOKED_AT = 20_000  # characters of a text
_OCCURRENCES = 30  # of each word

# One character for one character, so that places stay the same: accents and capitals away.
_FLAT = str.maketrans(
    "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ",
    "aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuyy",
)
_BREAK = re.compile(r"\n|[.!?] ")

# Start, end (half-open, in characters) and which typed word it is.
Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Marker:
    """Which words matched: whole ones, and beginnings; each with the place of the typed word."""

    forms: Mapping[str, int]
    starts: Mapping[str, int]

    @classmethod
    def of(cls, meanings: Sequence[Meaning]) -> "Marker":
        """Join what all words were taken for."""
        forms = {form: place for place, meaning in enumerate(meanings) for form in meaning.forms}
        starts = {meaning.start: place for place, meaning in enumerate(meanings) if meaning.start}
        return cls(forms, starts)

    def spans(self, text: str, analyser: Analyser) -> list[Span]:
        """Return where matched words stand in `text`, by analysing each of its words."""
        forms, starts = self.forms, tuple(self.starts)
        spans = []
        for match in WORD.finditer(text):
            for word in analyser.words(match.group()):
                if word in forms:
                    spans.append((*match.span(), forms[word]))
                    break
                if word.startswith(starts):
                    spans.append((*match.span(), -1))
                    break
        return spans


def excerpt(text: str, marker: Marker, analyser: Analyser) -> Snippet:
    """Cut out the passage of `text` that holds most of the typed words, the first such one.

    Where nothing matches the beginning is shown. `analyser` is needed for the few texts in which words are
    written in a way that a plain search does not see, such as `Straße` for `strasse`.
    """
    text = text[:_LOOKED_AT]
    spans = _places(_flat(text), marker) or marker.spans(text, analyser)
    first = spans[_densest(spans)][0] if spans else 0
    start, end = _edges(text, first)
    shown = "…" if start else ""
    shift = len(shown) - start
    marks = [(at + shift, min(stop, end) + shift) for at, stop, _ in spans if start <= at < end]
    shown += text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
    return Snippet(shown, tuple(marks))


def _flat(text: str) -> str:
    lowered = text.lower()
    if text.isascii() or len(lowered) != len(text):
        return lowered
    return lowered.translate(_FLAT)


def _places(flat: str, marker: Marker) -> list[Span]:
    """Return where matched words stand in a flattened text, ascending and apart."""
    found: list[Span] = []
    for word, kind in marker.forms.items():
        _find(flat, word, kind, found, whole=True)
    for start, kind in marker.starts.items():
        _find(flat, start, kind, found, whole=False)
    found.sort()
    spans: list[Span] = []
    for span in found:
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def _find(flat: str, word: str, kind: int, found: list[Span], whole: bool) -> None:
    at = flat.find(word)
    for _ in range(_OCCURRENCES):
        if at < 0:
            return
        end = at + len(word)
        if not flat[at - 1 : at].isalnum():
            if not whole:
                while flat[end : end + 1].isalnum():
                    end += 1
                found.append((at, end, kind))
            elif not flat[end : end + 1].isalnum():
                found.append((at, end, kind))
        at = flat.find(word, end)


def _densest(spans: Sequence[Span]) -> int:
    """Return the place of the span from which an excerpt shows most different words."""
    kinds = Counter[int]()
    best, most, end = 0, 0, 0
    for first, (start, _, kind) in enumerate(spans):
        while end < len(spans) and spans[end][1] - start <= _LENGTH - _LEAD:
            kinds[spans[end][2]] += 1
            end += 1
        if len(kinds) > most:
            best, most = first, len(kinds)
        kinds[kind] -= 1
        if kinds[kind] <= 0:
            del kinds[kind]
    return best


def _edges(text: str, first: int) -> tuple[int, int]:
    """Return where the excerpt around `first` starts and ends: at a sentence, else between words."""
    start = max(0, first - _LEAD)
    if start:
        breaks = list(_BREAK.finditer(text, start, first))
        start = breaks[-1].end() if breaks else text.find(" ", start, first) + 1 or first
    end = start + _LENGTH
    if end < len(text):
        end = max(text.rfind(" ", first + 1, end), text.rfind("\n", first + 1, end))
        end = end if end > start else start + _LENGTH
    return start, min(end, len(text))
