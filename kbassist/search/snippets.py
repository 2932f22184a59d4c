"""Excerpts: the passage of a text in which most of the typed words stand close together, marked."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kbassist.search.analysis import WORD, Analyser, fold
from kbassist.search.meaning import Meaning
from kbassist.search.plaintext import HEADING
from kbassist.search.results import Snippet

_LENGTH = 170  # characters of an excerpt
_LEAD = 60  # of them before the first mark, at most
_ENOUGH = 50  # an excerpt of so many ends before the next heading
_OCCURRENCES = 16  # of each word
_ANALYSED = 2000  # characters that are analysed word by word where a plain search finds nothing

_FURTHER_LATIN = re.compile("[\u0100-\u024f]")
_SENTENCE_ENDS = (".", "!", "?", "…")
_BREAK = re.compile(r"\n|[.!?] ")

# Start, end (half-open, in characters) and which typed word it is.
Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Marker:
    """Which words matched: whole ones, and beginnings; each with the place of the typed word.

    `wanted` holds the same as bytes with a space before, and for whole words one behind.
    """

    forms: Mapping[str, int]
    starts: Mapping[str, int]
    wanted: tuple[tuple[bytes, int], ...]

    @classmethod
    def of(cls, meanings: Sequence[Meaning]) -> "Marker":
        """Join what all words were taken for."""
        forms = {form: place for place, meaning in enumerate(meanings) for form in meaning.forms}
        starts = {meaning.start: place for place, meaning in enumerate(meanings) if meaning.start}
        whole = [(f" {shape} ", kind) for form, kind in forms.items() for shape in _shapes(form)]
        begun = [(f" {shape}", kind) for start, kind in starts.items() for shape in _shapes(start)]
        wanted = [(text.encode("latin-1"), kind) for text, kind in whole + begun if _is_latin(text)]
        return cls(forms, starts, tuple(wanted))

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
                    kind = next(kind for start, kind in self.starts.items() if word.startswith(start))
                    spans.append((*match.span(), kind))
                    break
        return spans


def _shapes(word: str) -> tuple[str, ...]:
    """Return how a folded word reads with spaces for apostrophes: `cant` may be `can't`."""
    return (word, f"{word[:-1]} t") if word.endswith("nt") else (word,)


def _is_latin(text: str) -> bool:
    return text.isascii() or all(ord(letter) < 256 for letter in text)


class Excerpts:
    """Marks matched words and cuts out passages; 20 excerpts take half a millisecond."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._flat = bytes(map(_flat_code, range(256)))
        extended = {code: _flat_letter(chr(code)) for code in range(0x100, 0x250)}
        self._extended = {code: letter for code, letter in extended.items() if letter}

    def title_marks(self, title: str, marker: Marker) -> tuple[tuple[int, int], ...]:
        """Return the half-open ranges of the words of a title that matched."""
        plain = title.isascii() and "-" not in title and "'" not in title
        spans = self._places(title, marker) if plain else marker.spans(title, self._analyser)
        return tuple([(start, end) for start, end, _ in spans])

    def cut(self, text: str, marker: Marker) -> Snippet:
        """Cut out the passage of `text` that holds most of the typed words, the first such one.

        Sentences go before headings; where nothing matches the beginning is shown. Texts in which words are
        written in a way that a plain search does not see, such as `Straße` for `strasse`, are analysed from
        their beginning.
        """
        spans = self._places(text, marker) or marker.spans(text[:_ANALYSED], self._analyser)
        beginning = _behind_headings(text)
        first = _best_place(text, spans) if spans else beginning
        start, end = _edges(text, first)
        shown = "…" if start > beginning else ""
        shift = len(shown) - start
        marks = [(at + shift, min(stop, end) + shift) for at, stop, _ in spans if start <= at < end]
        passage = text[start:end].replace("\n", " ").replace(HEADING, "·")
        shown += passage + ("" if end >= len(text) or passage.endswith(_SENTENCE_ENDS) else "…")
        return Snippet(shown, tuple(marks))

    def _places(self, text: str, marker: Marker) -> list[Span]:
        """Return where matched words stand, ascending and apart, by a plain search.

        The text is flattened to one byte a character, so that places stay the same: accents and capitals
        away, a space for everything that is no letter of ours.
        """
        if not text.isascii() and _FURTHER_LATIN.search(text):
            text = text.translate(self._extended)  # slow, and hardly ever needed
        flat = b" " + text.encode("latin-1", "replace").translate(self._flat) + b" "
        return _found(flat, marker)


def _found(flat: bytes, marker: Marker) -> list[Span]:
    """Return where the wanted bytes stand in a flattened text, ascending and apart.

    The flat text begins one space before the text itself, and so does what is wanted.
    """
    found: list[Span] = []
    for wanted, kind in marker.wanted:
        at = flat.find(wanted)
        for _ in range(_OCCURRENCES):
            if at < 0:
                break
            end = at + len(wanted) - 1 if wanted.endswith(b" ") else flat.find(b" ", at + len(wanted))
            found.append((at, end - 1, kind))
            at = flat.find(wanted, end)
    if len(marker.wanted) > 1 and len(found) > 1:
        found.sort()
        found = [span for before, span in pairwise([(0, 0, 0), *found]) if span[0] >= before[1]]
    return found


def _flat_letter(letter: str) -> str:
    folded = fold(letter)
    return folded if len(folded) == 1 and folded.isascii() else ""


def _flat_code(code: int) -> int:
    letter = chr(code)
    return ord(_flat_letter(letter) or letter) if letter.isalnum() else ord(" ")


def _behind_headings(text: str) -> int:
    """Return where the text begins behind the headings that it begins with, or the first of these alone."""
    at = 0
    while text.startswith(HEADING, at):
        at = text.find("\n", at) + 1
        if not at:
            return len(HEADING) + 1
    return at


def _best_place(text: str, spans: Sequence[Span]) -> int:
    """Return where the excerpt's first mark stands, in a heading only when no sentence has any."""
    if HEADING in text:
        spans = [span for span in spans if not _in_heading(text, span[0])] or spans
    return spans[_densest(spans)][0]


def _in_heading(text: str, at: int) -> bool:
    return text.startswith(HEADING, text.rfind("\n", 0, at) + 1)


def _densest(spans: Sequence[Span]) -> int:
    """Return the place of the span from which an excerpt shows most different words."""
    if len({kind for _, _, kind in spans}) == 1:
        return 0
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
    """Return where the excerpt around `first` starts and ends: at a sentence, else between words.

    It starts behind a heading, and ends before the next one when there is enough to show.
    """
    start = max(0, first - _LEAD)
    if start or text.startswith(HEADING):
        breaks = list(_BREAK.finditer(text, start, first))
        start = breaks[-1].end() if breaks else text.find(" ", start, first) + 1 or first
    if text.startswith(HEADING, start):
        start = min(start + 2, len(text))
    end = start + _LENGTH
    if end < len(text):
        end = max(text.rfind(" ", first + 1, end), text.rfind("\n", first + 1, end))
        end = end if end > start else start + _LENGTH
    heading = text.find(f"\n{HEADING}", max(first, start + _ENOUGH), end)
    end = heading if heading > 0 else end
    return start, min(end, len(text))
