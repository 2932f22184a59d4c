"""Stand-ins for values: private-use characters that neither Liquid, Markdown nor HTML gives a meaning.

A value is put in only after everything has been parsed, so a customer called `{{ secret }}` or
`<b>` stays exactly that. Private-use characters of authors and values are dropped before, so
every token in a text is ours.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_START, _END = "\ue000", "\ue001"
_DIGITS = "".join(chr(0xE010 + digit) for digit in range(10))
_TO_DIGITS = str.maketrans("0123456789", _DIGITS)
_FROM_DIGITS = str.maketrans(_DIGITS, "0123456789")
_ESCAPED = 0xE100

TOKEN = re.compile(f"{_START}([{_DIGITS}]{{1,7}}){_END}")
# Stands where a placeholder printed nothing, until `gaps` closes it.
GAP = "\ue002"
# What stands for a value where only the author's words are looked at.
BLANK = "\ufffc"


class Kind(StrEnum):
    """What a token stands for."""

    VALUE = "value"
    MISSING = "missing"
    PLACEHOLDER = "placeholder"  # `{{ ... }}` shown on an article's page
    TAG = "tag"  # `{% ... %}` shown on an article's page
    REPLY = "reply"  # behind a heading that starts a reply
    GUIDE = "guide"  # behind a heading that starts a guide
    CALLOUT = "callout"  # at the start of a quote that is a note or warning
    CODE = "code"  # a fenced block, alone in its paragraph; its text may hold tokens


@dataclass(frozen=True, slots=True)
class Token:
    """What is put in at the end: `text` as it is, `name` of the placeholder, `source` in the template.

    `is_encoded`: the author had it encoded for an address, so that must not happen again.
    """

    kind: Kind
    text: str
    name: str = ""
    source: str = ""
    is_encoded: bool = False


class Authored(str):
    """Text that the author wrote: a literal or a captured block, whose values are tokens already."""

    __slots__ = ()


class Encoded(str):
    """A value that stands percent-encoded."""

    __slots__ = ()


class TokenTable:
    """The tokens of one text, by number."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []

    def add(self, token: Token) -> str:
        """Remember `token` and return the characters that stand for it."""
        self.tokens.append(token)
        return _START + str(len(self.tokens) - 1).translate(_TO_DIGITS) + _END

    def split(self, text: str) -> list[str | Token]:
        """Cut `text` at its tokens; a number that was never given out is dropped."""
        pieces: list[str | Token] = []
        for index, piece in enumerate(TOKEN.split(text)):
            if index % 2 == 0:
                if piece:
                    pieces.append(piece)
            elif (number := int(piece.translate(_FROM_DIGITS))) < len(self.tokens):
                pieces.append(self.tokens[number])
        return pieces

    def resolve(self, text: str) -> str:
        """Put the values of all tokens into `text`, as they are."""
        return "".join(p if isinstance(p, str) else p.text for p in self.split(text))


def escaped(character: str) -> str:
    """Stand in for an ASCII character that the author escaped with a backslash, hence means literally."""
    return chr(_ESCAPED + ord(character))


def is_escaped(character: str) -> bool:
    """Tell whether `character` stands in for one that the author escaped."""
    return _ESCAPED <= ord(character) < _ESCAPED + 128


def unescape(text: str) -> str:
    """Turn the stand-ins of escaped characters back."""
    return text.translate(_UNESCAPE)


_UNESCAPE = {_ESCAPED + code: chr(code) for code in range(128)}
