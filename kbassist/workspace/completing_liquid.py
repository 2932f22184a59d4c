"""Says what may be completed inside the braces of Liquid."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kbassist.workspace.authored import Proposal, Term, Vocabulary

# Names that the text itself uses are looked for no further from the caret than this.
_REACH = 50_000
_OUTPUT = re.compile(r"\{\{-?\s*([\w.]*)\Z")
_FILTER = re.compile(r"\{[{%](?:(?!\}\}|%\}).)*\|\s*(\w*)\Z")
_TAG = re.compile(r"\{%-?\s*(\w*)\Z")
_PART = re.compile(r"\{%-?\s*render\s+(?:(['\"])([^'\"]*))?\Z")
_IN_TAG = re.compile(
    r"\{%-?\s*(?:if|elsif|unless|case|when|for|assign|echo)\b(?:(?!%\})[^|'\"])*?[\s=]([\w.]*)\Z"
)
_USED = re.compile(r"\{\{-?\s*([A-Za-z_][\w.]*)")
_CLOSED_OUTPUT = re.compile(r"([\w.]*)\s*(?:-?\}\}|\|)")
_CLOSED_TAG = re.compile(r"[^{}]*-?%\}")

TAGS = (
    Term("if", "if … else … endif"),
    Term("elsif", "another case of an if"),
    Term("else", "what holds otherwise"),
    Term("endif", "ends an if"),
    Term("unless", "unless … endunless"),
    Term("endunless", "ends an unless"),
    Term("case", "case … when … endcase"),
    Term("when", "one value of a case"),
    Term("endcase", "ends a case"),
    Term("for", "for … in … endfor"),
    Term("endfor", "ends a for"),
    Term("render", "draws in a part"),
    Term("assign", "gives a value a name"),
    Term("own", "words that only the agent can write"),
    Term("endown", "ends the agent's own words"),
    Term("comment", "seen by nobody but writers"),
    Term("endcomment", "ends a comment"),
)
_WITH_WORDS = frozenset({"if", "elsif", "unless", "case", "when", "for", "render", "assign"})
FILTERS = (
    Term("date", 'date: "long"'),
    Term("default", 'default: "what stands there without a value"'),
    Term("money", "an amount with its currency"),
    Term("number", "with the language's separators"),
    Term("plus", "plus: 14 moves a date by days"),
    Term("minus", "minus: 14"),
    Term("times", "times: 2"),
    Term("divided_by", "divided_by: 2"),
    Term("round", "round: 2"),
    Term("upcase", "ALL CAPITALS"),
    Term("downcase", "all small"),
    Term("capitalize", "First letter large"),
    Term("strip", "without space around it"),
    Term("replace", 'replace: "a", "b"'),
    Term("truncate", "truncate: 40"),
    Term("url_encode", "for the address of a link"),
)


class Place(NamedTuple):
    """What is typed of a word, how many characters behind the caret belong to it, what it may become."""

    typed: str
    behind: int
    proposals: Iterable[Proposal]


def in_liquid(text: str, at: int, head: str, tail: str, words: Vocabulary) -> Place | None:
    """Say what may stand between the braces that are open in `head`, the line up to the caret."""
    if "{" not in head:
        return None
    if found := _FILTER.search(head):
        return Place(found[1], 0, (_named(term) for term in FILTERS))
    if found := _OUTPUT.search(head):
        closed = _CLOSED_OUTPUT.match(tail)
        lead, close = _space(head, found.start(1)), "" if closed else " }}"
        names = (_named(term, lead, close) for term in names_at(text, at, words))
        return Place(found[1], closed.end(1) if closed else 0, names)
    return _in_tag(text, at, head, tail, words)


def names_at(text: str, at: int, words: Vocabulary) -> tuple[Term, ...]:
    """Return the library's placeholders, and behind them those that only this text uses."""
    known = {term.name for term in words.placeholders}
    start = max(0, at - _REACH)
    used = dict.fromkeys(
        found[1]
        for found in _USED.finditer(text, start, at + _REACH)
        if not found.start() < at <= found.end()
    )
    return (*words.placeholders, *(Term(name, "used in this text") for name in used if name not in known))


def _in_tag(text: str, at: int, head: str, tail: str, words: Vocabulary) -> Place | None:
    close = "" if _CLOSED_TAG.match(tail) else " %}"
    if found := _PART.search(head):
        return _part(found, tail, close, words)
    if found := _TAG.search(head):
        lead = _space(head, found.start(1))
        return Place(found[1], 0, (_tag(term, lead, close, tail) for term in TAGS))
    if found := _IN_TAG.search(head):
        return Place(found[1], 0, (_named(term) for term in names_at(text, at, words)))
    return None


def _part(found: re.Match[str], tail: str, close: str, words: Vocabulary) -> Place:
    quote, typed = found[1] or "'", found[2] or ""
    behind = 0
    if found[1] and not close and quote in tail:
        behind = tail.index(quote) + 1
    lead = "" if found[1] else quote
    return Place(typed, behind, (_named(part, lead, quote + close) for part in words.parts))


def _tag(term: Term, lead: str, close: str, tail: str) -> Proposal:
    if term.name not in _WITH_WORDS:
        return _named(term, lead, close)
    space = "" if tail.startswith(" ") else " "
    return Proposal(term.name, term.hint, lead + term.name + space + close, len(close))


def _named(term: Term, lead: str = "", close: str = "") -> Proposal:
    return Proposal(term.name, term.hint, lead + term.name + close)


def _space(head: str, at: int) -> str:
    return "" if head[at - 1].isspace() else " "
