"""Words that belong to the matter and name nobody: those of the concepts, and what questions are made of."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kbassist.search.analysis import WORD, clean, fold, spelled_out, split
from kbassist.search.fillers import every_filler
from kbassist.system.resources import resource_folder

_ENDINGS = (
    "s",
    "es",
    "d",
    "ed",
    "ing",
    "ly",
    "n",
    "en",
    "e",
    "er",
    "em",
    "r",
    "t",
    "te",
    "st",
    "ung",
    "ungen",
)
# What German nouns of everyday things and doings end in.
_NOUNS = ("ung", "ungen", "heit", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tat", "nummer")
_PLAIN_ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
_GERMAN_ENDINGS = ("s", "es", "n", "en", "e", "em", "t", "te", "st")
_LONG_NOUN = 8  # letters of a word that is a noun by its end, and not `Cheung`
_GERMAN_COLUMN = 1
_LONG = 5  # letters of a known word that another one may end in: `kundenkonto`


def is_everyday(word: str) -> bool:
    """Tell whether a folded word is one that everybody uses of the matter, or a form of one."""
    known = _everyday()
    if word in known or word.endswith(_NOUNS) or _is_form_of(word, known, _ENDINGS):
        return True
    return any(word[at:] in known for at in _joints(word))


def is_common(word: str) -> bool:
    """Tell whether a folded word may be met in anybody's message, whatever the matter, or is a form of one.

    A word that passes gives nobody away by itself, so this is stricter about forms than `is_everyday`: only
    German joins words, and what ends in `er` may be `Parker`.
    """
    german, others = _common("de"), _common("")
    if word in german or word in others or (len(word) >= _LONG_NOUN and word.endswith(_NOUNS)):
        return True
    if _is_form_of(word, others, _PLAIN_ENDINGS) or _is_form_of(word, german, _GERMAN_ENDINGS):
        return True
    return any(word[at:] in german and word[:at].rstrip("sn") in german for at in _joints(word))


def _is_form_of(word: str, known: frozenset[str], endings: Sequence[str]) -> bool:
    for ending in endings:
        stem = word.removesuffix(ending)
        if len(stem) > 2 and stem != word and (stem in known or f"{stem}e" in known):
            return True
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
            return True
    return False


def _joints(word: str) -> range:
    return range(3, len(word) - _LONG + 1)


@cache
def given_names() -> frozenset[str]:
    """Return common given names, folded."""
    return frozenset((resource_folder("names") / "given.txt").read_text("utf-8").split())


@cache
def _everyday() -> frozenset[str]:
    return frozenset((*every_filler(), *_words_of(line for _, line in _concepts())))


@cache
def _common(lang: str) -> frozenset[str]:
    """Return the common words of German (`de`), or those of all other languages ("")."""
    concepts = (line for column, line in _concepts() if (column == _GERMAN_COLUMN) == (lang == "de"))
    files = sorted(resource_folder("everyday").glob("??.txt"))
    texts = [path.read_text("utf-8") for path in files if (path.stem == "de") == (lang == "de")]
    fillers = () if lang else every_filler()
    return frozenset((*fillers, *_words_of(concepts), *_words_of(texts)))


def _concepts() -> Iterator[tuple[int, str]]:
    """Yield what the concepts hold, each with the number of its column."""
    for path in resource_folder("concepts").glob("*.txt"):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                yield from enumerate(line.replace("+", " ").split("|"))


def _words_of(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for raw in WORD.findall(clean(text)):
            yield from (*split(raw), *spelled_out(raw), fold(raw))
