"""Words that belong to the matter and name nobody: those of the concepts, and what questions are made of."""

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
_LONG = 5  # letters of a known word that another one may end in: `kundenkonto`


def is_everyday(word: str) -> bool:
    """Tell whether a folded word is one that everybody uses of the matter, or a form of one."""
    known = _everyday()
    if word in known or word.endswith(_NOUNS):
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) > 2 and stem != word and (stem in known or f"{stem}e" in known):
            return True
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
            return True
    return any(word[at:] in known for at in range(3, len(word) - _LONG + 1))


@cache
def given_names() -> frozenset[str]:
    """Return common given names, folded."""
    return frozenset((resource_folder("names") / "given.txt").read_text("utf-8").split())


@cache
def _everyday() -> frozenset[str]:
    words = set(every_filler())
    for path in resource_folder("concepts").glob("*.txt"):
        lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
        for raw in WORD.findall(clean(" ".join(lines).replace("+", " "))):
            words.update((*split(raw), *spelled_out(raw), fold(raw)))
    return frozenset(words)
