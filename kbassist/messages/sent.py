"""Reads a text that was sent to a customer: what of it differs with each, and what replies call that."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from kbassist.articles.article import Field, FieldType
from kbassist.messages.accounts import accounts_in
from kbassist.messages.amounts import amounts_in
from kbassist.messages.contacts import emails_in, links_in, phones_in
from kbassist.messages.cues import cue_pattern, cues_in, families_of, nearest
from kbassist.messages.days import days_in
from kbassist.messages.folding import folded, lines_of
from kbassist.messages.identifiers import identifiers_in, numbers_in, postcodes_in
from kbassist.messages.mention import Mention, free_of
from kbassist.messages.message import PartKind
from kbassist.messages.people import addressed, signed
from kbassist.messages.quotes import header_length
from kbassist.messages.reading import read_message
from kbassist.messages.transcripts import turns_of
from kbassist.messages.values import is_shared_address
from kbassist.render.names import readable

Span = tuple[int, int]

MOST_CHARACTERS = 20_000
_MOST_BLANKS = 40
_LEAST_TO_SPREAD = 3
_MOST_PLACES = 200
_WRITTEN = frozenset(("", "day first", "month first"))
_APART = ("", "second", "third", "fourth", "fifth")
_NUMBER_OF = re.compile(
    r"(?P<word>[a-z]{3,20})[ -](?P<kind>number|code|id|no|ref|reference)\b\.?(?: is)?[ :#]{0,3}$"
    r"|(?P<alone>[a-z]{3,20})[ :#]{1,3}$"
)
_KINDS = {"no": "number", "ref": "number", "reference": "number"}
_SUBJECT = re.compile(
    r"(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp) ?:\s*"
    r"(?:(?:re|aw|antw|sv|rv|fw|fwd|wg|tr) ?:\s*)*(?P<said>\S.*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Blank:
    """Something of a sent text in whose `places` - half-open ranges - a placeholder may stand.

    `value` is what stands there. `is_likely` tells whether it is another one in most replies.
    """

    places: tuple[Span, ...]
    value: str
    placeholder: str
    label: str
    is_likely: bool = True


@dataclass(frozen=True, slots=True)
class SentText:
    """What was said to a customer, without the mail around it; `lang` is "" where too little was said."""

    text: str
    subject: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    name: str
    label: str
    is_likely: bool = True


def sent_text(raw: str) -> SentText:
    """Take a copied mail or message apart: its head, quoted mails and footers go."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")[:MOST_CHARACTERS]
    lines = lines_of(text)
    first = next((place for place, line in enumerate(lines) if not line.blank), 0)
    length = header_length(lines, first)
    head = lines[first : first + length]
    subject = next((found["said"] for line in head if (found := _SUBJECT.fullmatch(line.text))), "")
    if length:
        text = text[head[-1].end :]
    message = read_message(text)
    kept = text
    if not turns_of(text, lines_of(text)):
        parts = (part for part in message.parts if part.kind not in (PartKind.QUOTED, PartKind.FOOTER))
        kept = "".join(text[part.start : part.end] for part in parts) or text
    tidy = "\n".join(line.rstrip() for line in kept.strip("\n").split("\n")).rstrip()
    return SentText(tidy, subject.strip("* "), message.lang or "")


def blanks_in(
    sent: SentText, fields: Sequence[Field], today: date, first: Sequence[Blank] = ()
) -> tuple[Blank, ...]:
    """Return what differs from customer to customer, in the order of the text.

    `first` are known already, and nothing else is found in their places. One value has one blank, however
    often it stands there; of several values for one placeholder the later ones get names of their own.
    """
    taken = [Mention(*place, "") for blank in first for place in blank.places]
    grouped: dict[tuple[str, str], Blank] = {}
    for one in _candidates(sent, fields, today, taken):
        place = (one.mention.start, one.mention.end)
        if not any(other.overlaps(*place) for other in taken):
            taken.append(one.mention)
            key = (one.name, one.mention.text.casefold())
            blank = grouped.get(key) or Blank(
                (), sent.text[slice(*place)], one.name, one.label, one.is_likely
            )
            grouped[key] = replace(blank, places=tuple(sorted((*blank.places, place))))
    found = sorted((*first, *grouped.values()), key=lambda blank: blank.places)
    spread = [blank if blank in first else _spread(blank, sent.text, taken) for blank in found]
    return _named_apart(spread)[:_MOST_BLANKS]


def _candidates(
    sent: SentText, fields: Sequence[Field], today: date, taken: Sequence[Mention]
) -> Iterator[_Candidate]:
    """Yield what may differ, the surest first; they may overlap."""
    text, low = sent.text, folded(sent.text)
    hidden = (*taken, *links_in(text))
    for one in accounts_in(text):
        yield _Candidate(one, "account.number", "Card or account number")
    yield from _people(text, fields)
    emails = free_of(emails_in(text), hidden)
    yield from _emails(emails, fields)
    amounts = free_of(amounts_in(text), (*hidden, *emails))
    yield from _typed(low, amounts, fields, FieldType.MONEY, "amount")
    days = free_of(days_in(text, sent.lang or None, today), (*hidden, *emails, *amounts))
    days = tuple(one for one in days if one.note in _WRITTEN or " " in one.note)
    yield from _typed(low, days, fields, FieldType.DATE, "date")
    hidden = (*hidden, *accounts_in(text), *emails, *amounts, *days)
    phones = free_of(phones_in(text), hidden)
    labels = {field.name: field.label for field in fields}
    doubtful = (replace(one, note="phone?" if one.text.isdigit() else "") for one in phones)
    for found in identifiers_in(text, [(0, len(text))], fields, (*hidden, *doubtful, *postcodes_in(text))):
        yield _Candidate(found.mention, found.name, labels.get(found.name) or readable(found.name))
    for one in phones:
        yield _Candidate(one, "customer.phone", labels.get("customer.phone", "Phone number"), False)
    for one in free_of(numbers_in(text), (*hidden, *phones, *postcodes_in(text))):
        yield _unknown(low, one)


def _people(text: str, fields: Sequence[Field]) -> Iterator[_Candidate]:
    labels = {field.name: field.label for field in fields}
    if (greeted := addressed(text)) is not None:
        words = greeted.mention.text.split()
        part = "name" if len(words) > 1 else "last_name" if greeted.is_formal else "first_name"
        name = f"customer.{part}"
        yield _Candidate(greeted.mention, name, labels.get(name) or readable(name))
    for run in read_message(text).parts:
        if run.kind is PartKind.SIGN_OFF and (named := signed(text, run.start, run.end)) is not None:
            name = "agent.name" if " " in named.mention.text else "agent.first_name"
            yield _Candidate(named.mention, name, readable(name))


def _emails(emails: Iterable[Mention], fields: Sequence[Field]) -> Iterator[_Candidate]:
    named = (
        field for field in fields if field.type is FieldType.EMAIL and field.name.startswith("customer.")
    )
    field = next(named, Field("customer.email", readable("customer.email"), FieldType.EMAIL))
    for one in emails:
        yield _Candidate(one, field.name, field.label, not is_shared_address(one.text))


def _typed(
    low: str, mentions: Iterable[Mention], fields: Sequence[Field], kind: FieldType, unnamed: str
) -> Iterator[_Candidate]:
    """Give each mention the field of its type whose words stand nearest, or a new name."""
    kinds = [(field, cues_in(low, cue_pattern(field))) for field in fields if field.type is kind]
    for one in mentions:
        near = [
            (found.distance, at)
            for at, (_, cues) in enumerate(kinds)
            if (found := nearest(low, cues, one.start, one.end)) is not None
        ]
        field = kinds[min(near)[1]][0] if near else Field(unnamed, readable(unnamed))
        yield _Candidate(one, field.name, field.label, one.note in _WRITTEN)


def _unknown(low: str, one: Mention) -> _Candidate:
    """Name a number that no field is for by the words before it: `voucher code` is `voucher.code`."""
    found = _NUMBER_OF.search(low, max(0, one.start - 40), one.start)
    if found is not None and found["word"]:
        name = f"{found['word']}.{_KINDS.get(found['kind'], found['kind'])}"
        return _Candidate(one, name, readable(name))
    families = families_of(found["alone"]) if found is not None else ()
    name = f"{families[0]}.number" if families else "number"
    return _Candidate(one, name, readable(name), bool(families) or len(one.text) > 4)


def _spread(blank: Blank, text: str, taken: list[Mention]) -> Blank:
    """Take in the other places of the same words, also within addresses."""
    if len(blank.value) < _LEAST_TO_SPREAD:
        return blank
    places = list(blank.places)
    others = re.finditer(rf"(?<!\w){re.escape(blank.value)}(?!\w)", text)
    for found in islice(others, _MOST_PLACES):
        if not any(other.overlaps(*found.span()) for other in taken):
            places.append(found.span())
            taken.append(Mention(*found.span(), ""))
    return replace(blank, places=tuple(sorted(places)))


def _named_apart(blanks: Iterable[Blank]) -> tuple[Blank, ...]:
    counts: dict[str, int] = {}
    apart = []
    for blank in blanks:
        at = counts.get(blank.placeholder, 0)
        counts[blank.placeholder] = at + 1
        if not at:
            apart.append(blank)
            continue
        name = f"{_APART[at] if at < len(_APART) else f'other_{at}'}.{blank.placeholder}"
        apart.append(replace(blank, placeholder=name, label=readable(name)))
    return tuple(apart)
