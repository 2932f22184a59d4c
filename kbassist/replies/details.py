"""Checks a reply against what the customer wrote: another order, another amount, another person's name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kbassist.messages.amounts import amounts_in
from kbassist.messages.contacts import emails_in, links_in, phones_in
from kbassist.messages.cues import cues_in, families_of, family_pattern, nearest
from kbassist.messages.days import days_in
from kbassist.messages.folding import folded, words_of
from kbassist.messages.greetings import greeting_of, sign_off_of
from kbassist.messages.mention import Mention, free_of
from kbassist.messages.message import FoundValue, Message
from kbassist.render.names import is_own
from kbassist.replies.conversation import Conversation
from kbassist.replies.details_known import Expected, Kind, Known, expected_of
from kbassist.replies.strangers import Strangers, key_of

__all__ = ["Contradiction", "Strangers", "contradictions"]

_CODE = re.compile(r"(?<![\w@#/.-])#?(?=[\w./-]{0,20}\d)[A-Za-z0-9][\w/-]{2,30}(?:\.[\w]{1,20})?(?![\w@])")
# Of `Heinz-Jürgen` each word is looked at by itself.
_WORD = re.compile(r"(?<![\w.'’])[^\W\d_][\w'’]{2,24}")
_POSSESSIVE = re.compile(r"['’]s?$")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm])?|\d{1,3} ?%")
_ORDERED = re.compile(
    r"\b(?:ordered|placed|bought|purchased|booked|bestellt|gekauft|aufgegeben|gebucht|command(?:e|ee|iez)|achete"
    r"|passee|pidio|pediste|compro|compraste|ordinato|comprato|encomendou|comprou|besteld|gekocht)"
    r"(?: (?:it|this|them|on|at|am|den|vom|le|el|il|em|no|dia|op|the|of)){0,4} $|bestellung vom $|order of $"
)
_ORDERED_BEHIND = re.compile(
    r",? (?:bei uns |online )?(?:bestellt|gekauft|aufgegeben|gebucht|besteld|gekocht)\b"
)
# Words of greetings that are nobody's name.
_NOBODY_WORDS = (
    "hi hello hey dear good morning afternoon evening day there again team all sir madam mr mrs ms dr "
    "customer guten tag morgen abend hallo sehr geehrte geehrter geehrtes liebe lieber frau herr herrn "
    "damen und herren kundin kunde servus moin zusammen bonjour bonsoir salut cher chere madame "
    "monsieur messieurs client cliente hola buenos buenas dias tardes noches estimado estimada senor "
    "senora cliente ciao buongiorno buonasera gentile signora signor salve ola bom dia boa tarde noite "
    "prezado prezada senhor senhora caro cara beste geachte heer mevrouw klant hoi goedemorgen "
    "goedemiddag goedenavond and to you friend folks everyone"
)
_NOBODY = frozenset(_NOBODY_WORDS.split())
_MOST_CHARACTERS = 40_000
_NEAR = 45
_SHORTEST_SLIP = 5


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A detail of a reply that does not fit; a half-open range of the text that is sent.

    `text` is what stands there, `sentence` says what is wrong with it.
    """

    start: int
    end: int
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Sent:
    """The outgoing text with what it holds; `ends` is where its sign-off begins."""

    text: str
    low: str
    days: tuple[Mention, ...]
    amounts: tuple[Mention, ...]
    emails: tuple[Mention, ...]
    phones: tuple[Mention, ...]
    codes: tuple[Mention, ...]
    ends: int


def contradictions(
    sent: str,
    message: Message | None,
    values: Sequence[FoundValue],
    conversation: Conversation,
    strangers: Strangers,
    *,
    today: date,
    authored: str = "",
    lang: str | None = None,
    is_edited: bool = True,
) -> tuple[Contradiction, ...]:
    """Return the details of `sent`, the plain text of a reply, that contradict message or conversation.

    `values` are those found in `message`. `authored` is what the library itself says - the author's own
    text, facts - and the agent's name; nothing of it is ever pointed out, nor what the message does not
    speak of. `lang` is the reply's language. Where the agent wrote nothing of it (`is_edited` False, no own
    words), only filled-in values can be wrong. Only the first 40,000 characters are looked at.
    """
    sent = sent[:_MOST_CHARACTERS]
    known = Known.of(message, values, conversation, authored, today)
    seen = _read(sent, lang, today)
    expected = expected_of(message, values, conversation, today)
    found = [*_filled(seen, known, expected, conversation), *_greeted(seen, known, expected)]
    if is_edited or any(is_own(name) for name in conversation.values):
        found += _codes(seen, known, expected)
        found += _amounts(seen, known, expected)
        found += _emails(seen, known, expected)
        found += _days(seen, known, expected)
    found += _strange(seen, known, strangers)
    kept: list[Contradiction] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _read(sent: str, lang: str | None, today: date) -> _Sent:
    links = links_in(sent)
    emails = free_of(emails_in(sent), links)
    amounts = free_of(amounts_in(sent), (*links, *emails))
    days = free_of(days_in(sent, lang, today), (*links, *emails, *amounts))
    phones = free_of(phones_in(sent), (*links, *emails, *amounts, *days))
    times = tuple(Mention(one.start(), one.end(), "") for one in _TIME.finditer(sent))
    codes = tuple(
        Mention(one.end() - len(one[0].lstrip("#")), one.end(), one[0].lstrip("#"))
        for one in _CODE.finditer(sent)
        if _is_code(one[0].lstrip("#"))
    )
    signed = sign_off_of(sent)
    return _Sent(
        sent,
        folded(sent),
        days,
        amounts,
        emails,
        phones,
        free_of(codes, (*links, *emails, *amounts, *days, *times)),
        signed[0] if signed else len(sent),
    )


def _filled(
    seen: _Sent, known: Known, expected: Sequence[Expected], conversation: Conversation
) -> Iterator[Contradiction]:
    """Point out a value that was filled in although the message gives another one for the same thing."""
    for name, value in conversation.values.items():
        told = [one for one in expected if one.name == name and one.is_told]
        if not told or known.says(value.text) or any(one.is_same(value.text, known.today) for one in told):
            continue
        if told[0].kind is Kind.NAME or (told[0].kind is Kind.DAY and not told[0].is_fixed):
            continue  # names are judged by whom the reply greets; a new day is often the answer
        for place in _places(seen, told[0].kind, value.text, known.today):
            yield _said(seen, place, f"{told[0].source}, not {{}}.")


def _places(seen: _Sent, kind: Kind, text: str, today: date) -> Iterator[Mention]:
    """Find where a value of the conversation stands in the reply, however it was printed."""
    value = Expected("", text, kind)
    if kind is Kind.DAY:
        return (one for one in seen.days if value.is_same(one.text, today))
    if kind is Kind.AMOUNT:
        return (one for one in seen.amounts if value.is_same(one.text, today))
    forms = (*seen.codes, *seen.phones, *seen.emails)
    return (one for one in forms if key_of(one.text) == key_of(text))


def _codes(seen: _Sent, known: Known, expected: Sequence[Expected]) -> Iterator[Contradiction]:
    """Point out a number that nobody gave, beside the word for one that was given or looking like it."""
    codes = [one for one in expected if one.kind is Kind.CODE]
    for place in seen.codes:
        if known.has(place.text):
            continue
        for one in codes:
            if _is_called(seen, place, one.name) or _is_slip_of(place.text, one.text):
                yield _said(seen, place, f"{one.source}, not {{}}.")
                break


def _amounts(seen: _Sent, known: Known, expected: Sequence[Expected]) -> Iterator[Contradiction]:
    """Point out another amount for the same thing, or one whose digits were swapped."""
    amounts = [one for one in expected if one.kind is Kind.AMOUNT]
    for place in seen.amounts:
        if known.has_amount(place.text):
            continue
        for one in amounts:
            is_beside = any(one.is_same(other.text, known.today) for other in seen.amounts)
            is_slip = sorted(_digits(one.text)) == sorted(_digits(place.text)) and len(_digits(one.text)) > 2
            if is_slip or (not is_beside and _is_called(seen, place, one.name)):
                yield _said(seen, place, f"{one.source}, not {{}}.")
                break


def _days(seen: _Sent, known: Known, expected: Sequence[Expected]) -> Iterator[Contradiction]:
    """Point out another day on which the customer is said to have ordered; other days may be news."""
    days = [one for one in expected if one.kind is Kind.DAY and one.is_fixed]
    for place in seen.days:
        said = _ORDERED.search(seen.low, max(0, place.start - 60), place.start)
        said = said or _ORDERED_BEHIND.match(seen.low, place.end)
        is_right = any(one.is_same(text, known.today) for one in days for text in _readings(place))
        if said and days and not is_right:
            yield _said(seen, place, f"{days[0].source}, not {{}}.")


def _readings(place: Mention) -> tuple[str, ...]:
    """Return the days that a place may mean: `3/10/2026` is two."""
    if place.note not in ("day first", "month first"):
        return (place.text,)
    year, month, day = place.text.split("-")
    return place.text, f"{year}-{day}-{month}"


def _emails(seen: _Sent, known: Known, expected: Sequence[Expected]) -> Iterator[Contradiction]:
    """Point out an address that is neither the customer's nor the library's."""
    own = next((one for one in expected if "@" in one.text), None)
    for place in seen.emails:
        if own is not None and not known.has(place.text):
            yield _said(seen, place, f"The customer writes from {own.text}, not {{}}.")


def _greeted(seen: _Sent, known: Known, expected: Sequence[Expected]) -> Iterator[Contradiction]:
    """Point out a greeting that calls the customer by somebody else's name."""
    span = greeting_of(seen.text)
    names = [one for one in expected if one.kind is Kind.NAME]
    told = [one for one in names if one.is_told] or names
    if span is None or not told:
        return
    called = [one for one in _capitals(seen.text, *span) if folded(one[0]) not in _NOBODY]
    own = {word for one in told for word in words_of(folded(one.text))}
    if called and not any(folded(one[0]) in own or known.is_word(one[0]) for one in called):
        first, last = called[0], called[-1]
        place = Mention(first.start(), last.end(), seen.text[first.start() : last.end()])
        yield _said(seen, place, f"The customer is {told[0].text}, not {{}}.")


def _strange(seen: _Sent, known: Known, strangers: Strangers) -> Iterator[Contradiction]:
    """Point out what belongs to another conversation."""
    places = [place for place in (*seen.codes, *seen.phones, *seen.emails) if strangers.knows(place.text)]
    places += (place for place in seen.phones if strangers.knows_phone(place.text))
    for place in places:
        if not known.has(place.text):
            yield _said(seen, place, "{} belongs to another conversation.")
    for place in seen.amounts:
        if not known.has_amount(place.text) and strangers.knows_amount(place.text):
            yield _said(seen, place, "{} is an amount of another conversation.")
    for place in _names(seen):
        low = folded(place.text)
        if low in _NOBODY or known.is_word(place.text) or low in known.names:
            continue
        if strangers.knows(place.text):
            yield _said(seen, place, "{} is the name of somebody in another conversation.")


def _names(seen: _Sent) -> Iterator[Mention]:
    """Yield what may be a name: each word of the greeting, and capitalised ones up to the sign-off."""
    greeted = greeting_of(seen.text)
    end = greeted[1] if greeted else 0
    for found in (*_WORD.finditer(seen.text, 0, end), *_capitals(seen.text, end, seen.ends)):
        bare = _POSSESSIVE.sub("", found[0])
        yield Mention(found.start(), found.start() + len(bare), bare)


def _capitals(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (found for found in _WORD.finditer(text, start, end) if found[0][0].isupper())


def _said(seen: _Sent, place: Mention, sentence: str) -> Contradiction:
    text = seen.text[place.start : place.end]
    return Contradiction(place.start, place.end, text, sentence.replace("{}", text, 1))


def _is_called(seen: _Sent, place: Mention, name: str) -> bool:
    """Tell whether the words beside a place speak of the same thing as a placeholder's name."""
    families: Iterable[str] = families_of(re.sub(r"[._-]+", " ", name.lower()))
    for family in families:
        near = nearest(seen.low, cues_in(seen.low, family_pattern(family)), place.start, place.end)
        if near is not None and near.distance <= _NEAR and not re.search(r"\d", near.gap):
            return True
    return False


def _is_code(text: str) -> bool:
    digits = len(_digits(text))
    return digits >= 3 or (digits >= 2 and len(text) >= 5 and text.isupper())


def _is_slip_of(text: str, right: str) -> bool:
    """Tell whether a code is another one mistyped: its form, and half of its characters or all swapped."""
    if _shape(text) != _shape(right) or len(text) < _SHORTEST_SLIP:
        return False
    same = sum(one == other for one, other in zip(text.upper(), right.upper(), strict=True))
    return same * 2 >= len(text) or sorted(text.upper()) == sorted(right.upper())


def _shape(text: str) -> str:
    """Return the form of a code, case aside."""
    return "".join("9" if one.isdigit() else "A" if one.isalpha() else one for one in text)


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())
