"""Folding text for comparisons without moving a single character, so that offsets stay true."""

import re
from dataclasses import dataclass

_PLAIN = str.maketrans(
    "àáâãäåāçćčèéêëēęìíîïīñńòóôõöøōùúûüūýÿžźżšśłß’‘‛´`\u00a0\u202f\u2009",
    "aaaaaaaccceeeeeeiiiiinnooooooouuuuuyyzzzssls'''''   ",
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


_EMOJIS = "".join(map(chr, (0x200D, 0xFE0F, *range(0x2600, 0x27C0), *range(0x1F300, 0x1FB00))))
_AROUND = " ,.!-–—*_~/|" + _EMOJIS
_BRACKET = re.compile(
    r"[ ,]{0,2}\([^()\n]{1,24}\)$|, ?(?:ing|ph\.?d|md|mba|msc|esq|cpa|llm|obe|mbe)\.?$", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: a half-open range with `text`, both without the line end and its blanks."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Tell whether nothing stands in this line."""
        return self.start == self.end


def folded(text: str) -> str:
    """Return `text` in lower case, Latin accents and curly apostrophes plain; its length stays."""
    lower = text.lower()
    if len(lower) != len(text):  # the Turkish capital İ becomes two characters
        lower = "".join(low if len(low := one.lower()) == 1 else one for one in text)
    return lower.translate(_PLAIN)


def undecorated(text: str) -> str:
    """Return a line without what may decorate a name: marks, emojis, `(Mrs)`, `, PhD`."""
    return _BRACKET.sub("", text.strip(_AROUND)).strip(_AROUND)


def lines_of(text: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """Return the lines of a range of `text`; offsets count from the beginning of `text`."""
    found = []
    place = start
    for whole in text[start:end].splitlines(keepends=True):
        bare = whole.strip()
        first = place + len(whole) - len(whole.lstrip()) if bare else place
        found.append(Line(first, first + len(bare), bare))
        place += len(whole)
    return tuple(found)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text that is folded already, in order."""
    return tuple(_WORD.findall(text))
