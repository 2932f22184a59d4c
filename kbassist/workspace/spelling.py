"""Finds the words of an open text that its dictionaries do not know."""

import os
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from kbassist.articles.article import FileRef
from kbassist.articles.languages import languages_of
from kbassist.articles.line_marks import START, marks_of, prose_of
from kbassist.spelling.dictionaries import dictionaries_in, dictionary_folders
from kbassist.spelling.personal import PersonalWords
from kbassist.spelling.shelf import OpenDictionary, Shelf
from kbassist.spelling.words import words_in
from kbassist.workspace.session import LibrarySession

# So long one look may take: a lane is for others as well.
ROUND_S = 0.3
# Of a text in another language than it says nearly every word; the nearest are enough to see that.
MOST_SLIPS = 200
# Longer texts are no articles.
MOST_CHECKED = 300_000


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that its language's dictionary does not know, in offsets of the text."""

    start: int
    end: int
    word: str
    language: str


@dataclass(frozen=True, slots=True)
class Slips:
    """What was found; `is_complete` is False while dictionaries are being read or words left to ask for.

    `missing` are the languages of the text that have no dictionary on this machine. `is_named` is False where
    nothing says what language the text is in.
    """

    found: tuple[Slip, ...] = ()
    is_complete: bool = True
    missing: tuple[str, ...] = ()
    is_named: bool = True


class Spelling:
    """Looks words up; may be called from any thread. Nothing is started before the first look."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], data: Path, folders: Sequence[Path] | None = None
    ) -> None:
        """Keep the user's words in `data`; `folders` are those of the machine and the user by default."""
        self._sessions = sessions
        own = data / "dictionaries"
        places = tuple(folders) if folders is not None else dictionary_folders(own, os.environ)
        self._personal = PersonalWords(own / "words.txt")
        self._shelf = Shelf(lambda: dictionaries_in(places))
        self._looking = Lock()
        # The same text is looked at again and again while a dictionary is being read.
        self._cut: tuple[str, str | None, Mapping[str, list[Slip]]] = ("", None, {})

    def slips(self, file: FileRef, text: str, near: int = 0) -> Slips:
        """Look for slips, those around the offset `near` first, for ROUND_S at most.

        Call again while the answer is not complete. Files that are no Markdown, very long texts and
        languages without a dictionary have none.
        """
        if not file.path.lower().endswith(".md") or len(text) > MOST_CHECKED:
            return Slips()
        with self._looking:
            end = monotonic() + ROUND_S
            by_language = self._words_of(file, text)
            own = self._personal.known() | self._named(file)
            found: list[Slip] = []
            missing: list[str] = []
            is_complete = True
            for language, slips in by_language.items():
                dictionary = self._shelf.dictionary(language)
                if dictionary is None:
                    missing.append(language)
                    continue
                # One after the other: a third dictionary would push the first one out before it has answered.
                if is_complete:
                    is_complete = _ask(dictionary, slips, near, end)
                found += _wrong(dictionary, slips, own)
        return Slips(_nearest(found, near), is_complete, tuple(missing), bool(by_language))

    def suggestions(self, slip: Slip) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first; takes two seconds at most."""
        dictionary = self._shelf.dictionary(slip.language)
        if dictionary is None or not dictionary.is_ready():
            return ()
        return dictionary.suggestions(slip.word)

    def add(self, word: str) -> None:
        """Take a word as right from now on, in every language. Raises NotKept."""
        self._personal.add(word.replace("\u00ad", "").replace("’", "'"))

    def close(self) -> None:
        """End what was started."""
        self._shelf.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the child processes that are running."""
        return self._shelf.pids

    def _words_of(self, file: FileRef, text: str) -> Mapping[str, list[Slip]]:
        """Return all words of a text by language."""
        usual = self._usual(file)
        if self._cut[:2] != (text, usual):
            self._cut = (text, usual, _cut(text, usual))
        return self._cut[2]

    def _named(self, file: FileRef) -> frozenset[str]:
        """Return the words of the library's own name, which is that of a team or a shop."""
        session = self._sessions.get(file.library)
        return frozenset(re.findall(r"\w+", session.library.name)) if session is not None else frozenset()

    def _usual(self, file: FileRef) -> str | None:
        session = self._sessions.get(file.library)
        return next(iter(session.library.languages), None) if session is not None else None


def _cut(text: str, usual: str | None) -> dict[str, list[Slip]]:
    """Return the words of a text by its languages."""
    words: dict[str, list[Slip]] = {}
    state, offset = START, 0
    for line, language in zip(text.split("\n"), languages_of(text, usual), strict=True):
        if language is not None:
            found = words.setdefault(language, [])
            for start, end in prose_of(line, state):
                for first, after in words_in(line, start, end):
                    found.append(Slip(offset + first, offset + after, line[first:after], language))
        state = marks_of(line, state)[1]
        offset += len(line) + 1
    return words


def _ask(dictionary: OpenDictionary, slips: Sequence[Slip], near: int, end: float) -> bool:
    """Ask for what is not known yet until the time is over; tell whether nothing is left."""
    order = sorted(slips, key=lambda slip: abs(slip.start - near))
    words = list(dict.fromkeys(slip.word for slip in order))
    known = dictionary.known(words)
    left = [word for word in words if word not in known]
    while left:
        if not dictionary.is_ready():
            return dictionary.is_given_up
        dictionary.ask_right(left)
        known = dictionary.known(left)
        if monotonic() > end or not known:
            return False
        left = [word for word in left if word not in known]
    return True


def _wrong(dictionary: OpenDictionary, slips: Sequence[Slip], personal: frozenset[str]) -> list[Slip]:
    known = dictionary.known([slip.word for slip in slips])
    return [slip for slip in slips if known.get(slip.word) is False and not _is_own(slip.word, personal)]


def _is_own(word: str, personal: frozenset[str]) -> bool:
    plain = word.replace("\u00ad", "").replace("’", "'")
    stem = plain.removesuffix("'s")
    return any(form in personal for one in (plain, stem) for form in (one, one[:1].lower() + one[1:]))


def _nearest(found: list[Slip], near: int) -> tuple[Slip, ...]:
    found.sort(key=lambda slip: slip.start)
    middle = bisect_left([slip.start for slip in found], near)
    first = max(0, min(middle - MOST_SLIPS // 2, len(found) - MOST_SLIPS))
    return tuple(found[first : first + MOST_SLIPS])
