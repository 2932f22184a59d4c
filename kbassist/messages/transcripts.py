"""Reads chats that were copied as a whole: who said what, and which of the speakers is the customer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbassist.messages.folding import Line, folded

_TIME = (
    r"(?:\d{4}-\d\d-\d\d[ T,]{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4},? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
)
_WHO = r"[^\W\d_][^:\[\]<>\n|]{0,38}?"
_TURN = re.compile(
    rf"(?:[\[(]{_TIME}[\])]|{_TIME})\s?[-–|]?\s*(?P<first>{_WHO})\s?:(?=\s|$)"
    rf"|(?P<second>{_WHO})\s?[\[(]{_TIME}[\])]\s?:?(?=\s|$)"
    rf"|(?P<third>{_WHO}),?\s+{_TIME}$",
    re.I,
)
_LABELLED = re.compile(rf"(?P<label>{_WHO})\s?:\s", re.I)
_STAFF = re.compile(
    r"\b(?:agent|support|service|bot|chatbot|assistant|advisor|adviser|operator|representative|rep|system"
    r"|team"
    r"|kundenservice|kundendienst|mitarbeiter\w*|berater\w*|conseill\w+|assistance|agente|soporte|atencion"
    r"|operatore|operador\w*|medewerker|helpdesk|klantenservice|you|sie|vous|tu)\b"
)
_CUSTOMER = re.compile(
    r"\b(?:customer|client\w?|visitor|guest|user|kund\w|besucher\w*|gast|visiteur|visitante|utente|klant"
    r"|bezoeker"
    r"|cliente)\b"
)
_OFFERS_HELP = re.compile(
    r"how (?:can|may) (?:i|we) (?:help|assist)|(?:welcome|thank you|thanks) (?:to|for (?:contacting|reaching"
    r"|your patience|waiting))"
    r"|what can (?:i|we) do for you|wie (?:kann|darf) ich (?:ihnen|dir)|willkommen (?:bei|im)"
    r"|was kann ich fur"
    r"|comment puis-je|en que (?:puedo|le puedo|te puedo)|come posso aiutar|como posso ajud|waarmee kan ik"
    r"|let me (?:check|look|see)|i(?:'ll| will) (?:check|look into)|could you (?:please )?(?:share|confirm"
    r"|provide)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go; the range begins with the head, the words begin at `said`."""

    speaker: str
    start: int
    said: int
    end: int
    is_customer: bool = True


def turns_of(text: str, lines: Sequence[Line]) -> tuple[Turn, ...]:
    """Return the turns of a copied chat, in order; empty when the text is no chat."""
    heads = [(line, found) for line in lines if (found := _TURN.match(line.text[:160]))]
    if not heads or not any(found["first"] or found["second"] for _, found in heads):
        heads = _labelled(lines)
    if not heads or sum(1 for line in lines if not line.blank and line.start < heads[0][0].start) > 2:
        return ()
    ends = [line.start for line, _ in heads[1:]] + [lines[-1].end]
    bare = [
        Turn(_speaker(found), line.start, line.start + found.end(), end)
        for (line, found), end in zip(heads, ends, strict=True)
    ]
    staff = _staff(text, bare)
    return tuple(
        Turn(turn.speaker, turn.start, turn.said, turn.end, turn.speaker not in staff) for turn in bare
    )


def _labelled(lines: Sequence[Line]) -> list[tuple[Line, re.Match[str]]]:
    """Find turns without a time, `Customer: ...`: only where the names say that this is a chat."""
    heads = [(line, found) for line in lines if (found := _LABELLED.match(line.text[:80]))]
    names = [folded(found["label"]) for _, found in heads]
    is_chat = any(_CUSTOMER.fullmatch(name) for name in names) or (
        any(_STAFF.search(name) for name in names) and len(set(names)) == 2 < len(names) + 1
    )
    return heads if is_chat else []


def _speaker(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next((name.strip() for name in groups.values() if name), "")


def _staff(text: str, turns: Sequence[Turn]) -> frozenset[str]:
    """Name the speakers who answer for the shop; the first speaker asks unless something else is said."""
    names = tuple(dict.fromkeys(turn.speaker for turn in turns))
    low = {name: folded(name) for name in names}
    customers = {name for name in names if _CUSTOMER.search(low[name])}
    staff = {name for name in names if _STAFF.search(low[name])} - customers
    for turn in turns:
        if turn.speaker not in customers and _OFFERS_HELP.search(folded(text[turn.said : turn.end][:300])):
            staff.add(turn.speaker)
    if len(names) == 1:
        return frozenset()
    if not staff and not customers:
        staff = set(names[1:])
    elif not staff:
        staff = set(names) - customers
    return frozenset(staff) if len(staff) < len(names) else frozenset(names[1:])
