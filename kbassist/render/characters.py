"""Which characters of a text may be shown or copied, and which are dropped wherever they come from."""

import re

_ZERO_WIDTH = "\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_PRIVATE = "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
_SURROGATE = "\ud800-\udfff"
_NONCHARACTER = "\ufdd0-\ufdef\ufffe\uffff"

_UNSEEN = re.compile(f"[{_CONTROL}{_ZERO_WIDTH}{_BIDI}{_PRIVATE}{_SURROGATE}{_NONCHARACTER}]")
# A joiner belongs between emoji and in Persian or Indic words, never inside a Latin one ("pay‍pal").
_JOINER_IN_LATIN = re.compile("(?<=[\\w\u00c0-\u024f])[\u200c\u200d]+(?=[A-Za-z0-9\u00c0-\u024f])", re.ASCII)
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")


def visible(text: str) -> str:
    """Drop what no one can see: controls, bidi marks, zero-width, private-use and broken characters.

    Line ends become `\\n`; tabs stay.
    """
    return _JOINER_IN_LATIN.sub("", _UNSEEN.sub("", _LINE_END.sub("\n", text)))
