"""Where sentences end in a reply, with the abbreviations and dates that only look like an end."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_MARK = re.compile(r"(?:[-*•–>☐☑]|\d{1,3}[.)]|[a-z]\))(?=\s|$)")
_CLOSERS = "\"')]}»”’“*_"
_OPENERS = "\"'([{«“„‚‘*_¿¡"
_SHORT = """
mr mrs ms dr prof st vs etc approx incl dept e.g i.e a.m p.m inc ltd co
hr fr frl bzw ca inkl exkl zzgl ggf evtl usw usf u.a z.b d.h o.g s.o s.u i.d.r str abt mio mrd
bspw vgl ggü z.hd i.a
m mm mme mlle bd av env p.ex ex cf réf éd
sr sra srta srs ud uds vd p.ej ej av avda dpto aprox tfno
"""
_ABBREVIATIONS = frozenset(_SHORT.split())
# Words of their own unless a number follows: "She said no. Then ..."
_BEFORE_NUMBERS = frozenset(
    [
        "no",
        "nos",
        "nr",
        "n°",
        "art",
        "abs",
        "fig",
        "ext",
        "tel",
        "tél",
        "núm",
        "num",
        "pág",
        "min",
        "max",
        "std",
    ]
)
_MONTHS = re.compile(
    r"(?:jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|oct|nov|dez|dec|quartal|uhr|stock|etage)", re.I
)
_ORDINAL = re.compile(r"\d{1,2}\.")
_WIDE_ENDS = "。！？｡"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: a half-open range of the text, without the mark of a list before it."""

    start: int
    end: int
    text: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; a line end ends one, too."""
    found: list[Sentence] = []
    place = 0
    for line in text.split("\n"):
        found += _of_line(line, place)
        place += len(line) + 1
    return tuple(found)


def _of_line(line: str, place: int) -> list[Sentence]:
    words = list(_WORD.finditer(line))
    while words and _MARK.fullmatch(words[0][0]):
        words.pop(0)
    found: list[Sentence] = []
    first = 0
    for index, word in enumerate(words):
        following = words[index + 1][0] if index + 1 < len(words) else ""
        if not following or ends_sentence(word[0], following):
            start, end = words[first].start(), word.end()
            found.append(Sentence(place + start, place + end, line[start:end]))
            first = index + 1
    return found


def ends_sentence(word: str, following: str) -> bool:
    """Tell whether a sentence ends with `word` when `following` is the next one."""
    bare = word.rstrip(_CLOSERS)
    if bare[-1:] in tuple(_WIDE_ENDS):
        return True
    lead = following.lstrip(_OPENERS)[:1]
    if bare[-1:] in ("!", "?"):
        return not lead.islower()
    if bare[-1:] not in (".", "…") or lead.islower():
        return False
    stem = bare.lstrip(_OPENERS)
    if _ORDINAL.fullmatch(stem) and _MONTHS.match(following.lstrip(_OPENERS)):
        return False
    stem = stem.rstrip(".…").lower()
    if stem in _BEFORE_NUMBERS and lead.isdigit():
        return False
    return stem not in _ABBREVIATIONS and not (len(stem) == 1 and stem.isalpha())
