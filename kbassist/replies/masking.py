"""Masks card and account numbers, so that none goes out with a reply, whoever typed it."""

import re
from dataclasses import replace
from typing import TypeVar

from kbassist.messages.accounts import MARKUP, accounts_in
from kbassist.render.pages import RenderedReply
from kbassist.replies.reply import FilledReply

_Flavours = TypeVar("_Flavours", RenderedReply, FilledReply)
_MASK = "\u2022"
_KEPT = 4
_PIECE = re.compile(rf"{MARKUP}|.", re.DOTALL)


def masked(text: str) -> str:
    """Return `text` with all but the last four characters of each card and account number as dots.

    Gaps stay where they are, so that plain text, Markdown and HTML keep their form.
    """
    pieces = []
    place = 0
    for found in accounts_in(text):
        pieces.append(text[place : found.start])
        pieces.append(_dotted(text[found.start : found.end]))
        place = found.end
    pieces.append(text[place:])
    return "".join(pieces)


def masked_flavours(reply: _Flavours) -> _Flavours:
    """Return a reply with card and account numbers masked in every flavour, the preview included."""
    return replace(
        reply,
        plain=masked(reply.plain),
        html=masked(reply.html),
        markdown=masked(reply.markdown),
        preview_html=masked(reply.preview_html),
    )


def _dotted(number: str) -> str:
    """Mask from the end backwards; what is written as markup (`&nbsp;`, `<br>`) is no part of the number."""
    left = _KEPT
    shown = []
    for one in reversed(_PIECE.findall(number)):
        is_mark = len(one) > 1 or not one.isalnum()
        shown.append(one if is_mark or left > 0 else _MASK)
        left -= not is_mark
    return "".join(reversed(shown))
