"""Makes plain words of the Markdown of a guide, and finds where its links lead; in linear time."""

import re
from dataclasses import dataclass

from kbassist.articles.decoding import one_line
from kbassist.articles.headings import slug_of

MOST_CHARS = 600
"""Characters of one item; nobody reads more of a question while a customer waits."""

_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(\s*<?([^\s<>()]{1,500})>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)")
_MARKS = re.compile(r"\*\*|__|~~|`|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,300}?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TASK = re.compile(r"\[[ xX]\]\s+")
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|//|/|\\")
_LIQUID = re.compile(r"\{[{%].{0,500}?[}%]\}")
_BOLD = re.compile(r"(?:\*\*|__)(\S.{0,200}?)(?:\*\*|__)\s*")
_BEHIND_BOLD = re.compile(r"(?:->|=>|[\s:：–—→-])+")
# "No - [Send it](#sent)": before a link alone, a dash is an arrow.
_DASHED = re.compile(r"(\S.{0,200})\s[–—-]\s+(?=\[)")
# A label ends at an arrow, or at a colon before a space: `12:30`, Liquid and addresses have none.
_LABEL = re.compile(r"([^\n]{1,200}?)\s?(?::(?:\s+|\Z)|：\s*|(?:→|->|=>)\s*)")
# Marks of emphasis and quotes may close behind the sentence's end.
_ENDS_SENTENCE = re.compile(
    r"(?:(?<=[.!?。！？؟])|(?<=[.!?。！？؟][*_\"'”’)])|(?<=[.!?。！？؟]\*\*)|(?<=[.!?。！？؟]__))"
    r"\s+(?=[^\W\d_a-zà-öø-ÿ]|[¿\"'“„«(*\[_])"
)
_ASKS = ("?", "？", "؟")
_TRAILING = "\"'”“’»)*_ "
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Lead:
    """A link into the library: `target` as it is written, `#slug`, `other.md` or `other.md#slug`."""

    target: str
    text: str


def plain(text: str) -> str:
    """Return one line of plain words: no emphasis, no addresses; Liquid stays as it is written."""
    text = one_line(_TASK.sub("", text, count=1) if text.startswith("[") else text)[:MOST_CHARS]
    pieces, at = [], 0
    for liquid in _LIQUID.finditer(text):
        pieces += [_bare(text[at : liquid.start()]), liquid[0]]
        at = liquid.end()
    return "".join([*pieces, _bare(text[at:])]).strip()


def _bare(text: str) -> str:
    text, bare, at = _LINK.sub(r"\1", text), "", 0
    for code in _CODE.finditer(text):
        bare += _ESCAPE.sub(r"\1", _MARKS.sub("", text[at : code.start()])) + code[2].strip()
        at = code.end()
    return bare + _ESCAPE.sub(r"\1", _MARKS.sub("", text[at:]))


def lead_of(text: str) -> Lead | None:
    """Return the last link of `text` that leads into the library; None when there is none."""
    found = None
    for match in _LINK.finditer(text[: 2 * MOST_CHARS]):
        if not match[0].startswith("!") and not _OUTSIDE.match(match[2]) and _is_page(match[2]):
            found = Lead(match[2], plain(match[1]))
    return found


def _is_page(href: str) -> bool:
    path, _, slug = href.partition("#")
    return path.lower().endswith((".md", ".markdown")) if path else bool(slug)


def is_only_lead(text: str) -> bool:
    """Tell whether `text` is one link and nothing else worth reading."""
    return not _NOT_WORD.sub("", _LINK.sub("", text))


def label_and_rest(text: str) -> tuple[str, str]:
    """Split `No: update it` or `**No** update it` into the answer and what stands behind it, as Markdown."""
    bold = _BOLD.match(text)
    if bold:
        sign = _BEHIND_BOLD.match(text, bold.end())
        return bold[1].rstrip(": "), text[sign.end() if sign else bold.end() :].strip()
    hidden = _LINK.sub(_same_length, _LIQUID.sub(_same_length, text[: 2 * MOST_CHARS]))
    found = _LABEL.match(hidden)
    if not found:
        dashed = _DASHED.match(text)
        is_led = dashed is not None and is_only_lead(text[dashed.end() :])
        return (dashed[1].strip(), text[dashed.end() :].strip()) if dashed and is_led else (text, "")
    return text[: found.end(1)].strip(), text[found.end() :].strip()


def _same_length(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def asks(text: str) -> bool:
    """Tell whether `text` ends as a question does."""
    return text.rstrip(_TRAILING).endswith(_ASKS)


def last_sentence(text: str) -> tuple[str, str]:
    """Split `Update it. Does it work now?` into what goes before and the last sentence."""
    *before, last = _ENDS_SENTENCE.split(text)
    return " ".join(before), last


def split_question(text: str) -> tuple[str, str, str]:
    """Split `Plug it in. Is it on? The light is green then.` into what goes before, question and hint.

    The last sentence that asks is the question; where none does, the question is empty.
    """
    sentences = _ENDS_SENTENCE.split(text)
    asking = [place for place, sentence in enumerate(sentences) if asks(sentence)]
    if not asking:
        return text, "", ""
    at = asking[-1]
    return " ".join(sentences[:at]), sentences[at], " ".join(sentences[at + 1 :])


def key_of(text: str) -> str:
    """Return what two wordings of the same question have in common."""
    return " ".join(_NOT_WORD.sub(" ", text.casefold()).split())


def anchor_of(text: str) -> str:
    """Return the anchor that a heading or question with this text has on git hosts."""
    return slug_of(text, "")
