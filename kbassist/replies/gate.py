"""The gate: placeholders of any dialect that an author left in a text, so that none reaches a customer.

It looks at what the author wrote after filling; values are blanked out before and never looked at.
"""

import re
from dataclasses import dataclass

from kbassist.replies.reply import Leftover

_BLANK = "\ufffc"
_LITERAL = "\x01"
_MAX_FOUND = 20
_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing a placeholder. All patterns are bounded, so none can take long.

    `is_literal_allowed`: with both ends escaped by a backslash it is meant as it stands.
    """

    pattern: re.Pattern[str]
    hint: str
    is_literal_allowed: bool = False


_NAME = "a blank; a value is written {{ order.id }}"
DIALECTS: tuple[Dialect, ...] = (
    Dialect(re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{\{|\}\}"), "a Liquid placeholder that was not filled"),
    Dialect(
        re.compile(r"\{%[^%\n]{0,200}%\}|\{%|%\}"), "a tag or Help Scout placeholder that was not filled"
    ),
    Dialect(re.compile(r"[#%$@]\{[^{}\n]{0,200}\}"), "a placeholder of another program", True),
    Dialect(
        re.compile(r"\{ ?[!?$]?[A-Za-z][\w.: =|!$-]{0,100}\}|(?<![\w\])}])\{\d\}"),
        "a placeholder of another program",
        True,
    ),
    Dialect(re.compile(r"<%[^%\n]{0,200}%>"), "a placeholder of another program", True),
    Dialect(
        re.compile(r"%%[^%\n]{1,200}%%|@@\w{1,60}@@|##\w{1,60}##|%\(\w{1,60}\)s"),
        "a placeholder of another program",
    ),
    Dialect(
        re.compile(r"(?<![\w%])%(?:[A-Z][A-Z0-9_]{2,60}|[a-z]{2,30}(?:_[a-z]{2,30}){1,5})%"),
        "a placeholder of another program",
    ),
    Dialect(re.compile(r"\[\[[^\[\]\n]{0,200}\]\]"), "a placeholder of another program", True),
    Dialect(
        re.compile(r"\[![A-Za-z]{2,30}\]"), "the mark of a box, which customers would see as it stands", True
    ),
    Dialect(re.compile(r"\[\^[^\[\]\n]{1,60}\]"), "the mark of a footnote, which replies do not have", True),
    Dialect(re.compile(r"\[[^\[\]]{1,400}\]"), _NAME, True),
    Dialect(re.compile(r"<[A-Za-z][^<>\n]{0,200}>"), _NAME, True),
    Dialect(re.compile(r"(?<![^\W_])[xX]{3,}(?![^\W_])"), _NAME),
    Dialect(re.compile(r"_{3,}|\.{6,}|\u2026{3,}"), _NAME),
    Dialect(re.compile(r"(?<![\w$])\$[A-Za-z_]\w{2,60}"), "a placeholder of another program", True),
    Dialect(
        re.compile(r"\*?\|[A-Z][A-Z0-9_:]{1,60}\|\*?|%(?:fill|clipboard|snippet)[^%\n]{0,200}%"),
        "a placeholder of another program",
    ),
    Dialect(re.compile(r"\b(?:TODO|TBD|TBC|FIXME)\b"), "a note to finish the text"),
    Dialect(
        re.compile(
            r"\b[A-Z]{2,30}(?:_[A-Z]{2,30}){0,5}_(?:NAME|NUMBER|DATE|ID|HERE|URL|LINK|EMAIL|AMOUNT)\b"
        ),
        _NAME,
    ),
    # "ADD TO CART" is a button, "ADD DATE HERE" a blank.
    Dialect(
        re.compile(
            r"\b(?:INSERT|ENTER|ADD|YOUR|CUSTOMER|CLIENT|AGENT)(?: [A-Z]{2,30}){0,5}"
            r" (?:NAME|NUMBER|DATE|HERE|ID|URL|LINK|EMAIL|AMOUNT|ADDRESS|TEXT|SIGNATURE|TITLE)\b"
        ),
        _NAME,
    ),
)
# Brackets, `<x>` and `XXX` in code are code; these are not, in anything that customers are sent.
_IN_CODE = re.compile(
    r"\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|[#%]\{[^{}\n]{0,200}\}"
    r"|\$\{\s*(?:customer|ticket|agent|contact|conversation|requester|recipient|order)\b[^{}\n]{0,100}\}"
)
_HAS_LETTER = re.compile(r"[^\W\d_]")
_EDITORIAL = frozenset({"sic", "x"})
# Folders that customers are sent to by these names.
_WINDOWS = frozenset(
    f"%{name}%"
    for name in (
        "APPDATA",
        "LOCALAPPDATA",
        "PROGRAMDATA",
        "PUBLIC",
        "SYSTEMROOT",
        "TEMP",
        "TMP",
        "USERPROFILE",
        "WINDIR",
    )
)
_ALL_IN_SPANISH = ("es", "pt", "gl")


def leftovers(authored: str, code: str = "", lang: str | None = None) -> tuple[Leftover, ...]:
    """List what looks like an unfilled placeholder in `authored` prose and in `code`.

    U+FFFC stands for a value, U+0001 precedes a character that the author escaped. `lang` matters for
    words such as the Spanish TODO.
    """
    text, literal = _without_marks(authored)
    found: dict[tuple[int, int], Leftover] = {}
    for dialect in DIALECTS:
        for match in dialect.pattern.finditer(text):
            start, end = match.span()
            if len(found) >= _MAX_FOUND:
                break
            if dialect.is_literal_allowed and start in literal and end - 1 in literal:
                continue
            if _is_meant(match[0], lang) or any(s <= start and end <= e for s, e in found):
                continue
            found[(start, end)] = Leftover(_shown(match[0]), dialect.hint, match[0])
    in_code = (Leftover(_shown(match[0]), _NAME, match[0]) for match in _IN_CODE.finditer(code))
    return (*(found[span] for span in sorted(found)), *list(in_code)[:_MAX_FOUND])


def _without_marks(authored: str) -> tuple[str, frozenset[int]]:
    """Return the text and the places of characters that were escaped."""
    pieces = authored.split(_LITERAL)
    literal: set[int] = set()
    length = len(pieces[0])
    for piece in pieces[1:]:
        literal.add(length)
        length += len(piece)
    return "".join(pieces), frozenset(literal)


def _is_meant(text: str, lang: str | None) -> bool:
    """Tell whether it is ordinary writing: `[1]`, `[sic]`, `%TEMP%`, a value in brackets, TODO in Spanish."""
    if text == "TODO":
        return (lang or "").partition("-")[0] in _ALL_IN_SPANISH
    if text in _WINDOWS:
        return True
    if text.startswith("[") and not text.startswith("[["):
        inner = text[1:-1].strip()
        return _BLANK in inner or not _HAS_LETTER.search(inner) or inner.lower() in _EDITORIAL
    return False


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MAX_SHOWN else flat[: _MAX_SHOWN - 1] + "\u2026"
