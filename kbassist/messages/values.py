"""Finds the values in a message that replies ask for: by the library's fields, then by their form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kbassist.articles.article import Field, FieldType
from kbassist.articles.patterns import complaint_about, fits
from kbassist.messages.accounts import accounts_in
from kbassist.messages.amounts import amounts_in
from kbassist.messages.contacts import emails_in, links_in, phones_in
from kbassist.messages.cues import Cue, cue_pattern, cues_in, family_pattern, nearest
from kbassist.messages.days import days_in
from kbassist.messages.folding import folded, lines_of
from kbassist.messages.identifiers import called_otherwise, identifiers_in, postcodes_in
from kbassist.messages.mention import Mention, free_of
from kbassist.messages.message import FoundValue, Message, PartKind
from kbassist.messages.people import Named, display_name, introduced, is_of_another, signed
from kbassist.messages.quotes import header_length, is_forward_mark, sender_of
from kbassist.messages.transcripts import turns_of

_MOST_CHARACTERS = 20_000
_MOST_VALUES = 40
_NEWS = (PartKind.BODY, PartKind.SIGN_OFF, PartKind.SIGNATURE)
_ROLE = re.compile(
    r"(?:support|help|helpdesk|info|service|kundenservice|contact|kontakt|hello|sales|billing|no-?reply"
    r"|noreply"
    r"|office|press|legal|report|care|team|orders|do-?not-?reply|mailer-daemon|postmaster|servicio"
    r"|atencion)@",
    re.I,
)
_OWN_ADDRESS = re.compile(r"\b(?:my|meine?|mon|mi|mia|meu|mijn)\b.{0,30}$")
# What a shop knows and a customer does not say: "Return received on", "We answer by".
_SHOPS_OWN = re.compile(r"\b(?:received|sent|answer|until|by|erhalten|gesendet|eingegangen)\b")
_ORDERED, _MONEY_FAMILIES = "order", ("refund", "total", "fee", "price", "transaction")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A message with what is known of its forms; `news` are the ranges that the customer just wrote."""

    text: str
    low: str
    news: tuple[tuple[int, int], ...]
    history: tuple[tuple[int, int], ...]
    lang: str | None


def find_values(message: Message, fields: Sequence[Field], today: date) -> tuple[FoundValue, ...]:
    """Return the values in a message for placeholders, in the order of the text.

    `fields` are the library's; their patterns come first. Several values may bear one name, when two
    orders are spoken of: the first is the likeliest. Quoted history gives numbers only where nothing
    newer does, and never a person's name, address or phone. Card and account numbers are never values.
    """
    reading = _reading(message)
    hidden = (*accounts_in(reading.text), *links_in(reading.text))
    emails = free_of(emails_in(reading.text), hidden)
    amounts = free_of(amounts_in(reading.text), (*hidden, *emails))
    days = free_of(days_in(reading.text, message.lang, today), (*hidden, *emails, *amounts))
    phones = free_of(phones_in(reading.text), (*hidden, *emails, *days, *amounts))
    numbers = [
        *_numbers(reading, fields, (*hidden, *emails, *days, *amounts, *_doubtful(phones)), reading.news)
    ]
    phones = free_of(phones, (Mention(one.start, one.end, "") for one in numbers))
    found: list[FoundValue] = [*numbers]
    found += _people(message, reading)
    found += _addresses(reading, fields, emails)
    found += _phones(reading, fields, phones)
    found += _days(reading, fields, days)
    found += _amounts(reading, fields, amounts)
    if reading.history:
        known = {one.name for one in found}
        taken = (*hidden, *emails, *days, *amounts, *phones)
        found += [one for one in _numbers(reading, fields, taken, reading.history) if one.name not in known]
    return _once(_own(_fitting(found, fields), reading.low))


def is_shared_address(address: str) -> bool:
    """Tell whether an e-mail address is that of a team and of no person: `support@...`."""
    return bool(_ROLE.match(address))


def _reading(message: Message) -> _Reading:
    text = message.text[:_MOST_CHARACTERS]
    ends = len(text)
    news = tuple((part.start, min(part.end, ends)) for part in message.parts if part.kind in _NEWS)
    history = tuple(
        (part.start, min(part.end, ends)) for part in message.parts if part.kind is PartKind.QUOTED
    )
    return _Reading(
        text,
        folded(text),
        tuple(one for one in news if one[0] < one[1]),
        tuple(one for one in history if one[0] < one[1]),
        message.lang,
    )


def _inside(mentions: Iterable[Mention], ranges: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    return (one for one in mentions if any(start <= one.start and one.end <= end for start, end in ranges))


def _doubtful(phones: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mark numbers that are phones by their digits alone: the word `order` before one says otherwise."""
    return tuple(
        Mention(one.start, one.end, one.text, "phone?" if one.text.isdigit() else "") for one in phones
    )


def _numbers(
    reading: _Reading, fields: Sequence[Field], taken: Sequence[Mention], ranges: Sequence[tuple[int, int]]
) -> Iterator[FoundValue]:
    labels = {field.name: field.label for field in fields}
    blocked = (*taken, *postcodes_in(reading.text))
    for one in identifiers_in(reading.text, ranges, fields, blocked):
        why = labels.get(one.name) or f'next to "{one.cue}"'
        yield FoundValue(one.name, one.mention.text, one.mention.start, one.mention.end, why)


def _people(message: Message, reading: _Reading) -> Iterator[FoundValue]:
    """Yield the customer's name once: as introduced, as signed, as the head of the mail or chat has it."""
    named = [*introduced(reading.text, reading.news)]
    for part in message.parts:
        if part.kind in (PartKind.SIGN_OFF, PartKind.SIGNATURE) and part.end <= len(reading.text):
            named += filter(None, [signed(reading.text, part.start, part.end)])
    if named:
        best = max(named, key=lambda one: " " in one.mention.text)
        where = best.mention
        yield _whole(reading, best) or FoundValue(
            "customer.name", where.text, where.start, where.end, best.why
        )
        if " " not in where.text and not best.is_formal:
            yield FoundValue("customer.first_name", where.text, where.start, where.end, best.why)
        return
    for start, end, name, why in _heads(reading):
        yield FoundValue("customer.name", name, start, end, why)
        if " " not in name:
            yield FoundValue("customer.first_name", name, start, end, why)
        return


def _whole(reading: _Reading, signed: Named) -> FoundValue | None:
    """Return the full name in the head of a mail that is signed with the first name only."""
    low = folded(signed.mention.text)
    for start, end, name, why in _heads(reading):
        if folded(name).startswith(f"{low} "):
            return FoundValue("customer.name", name, start, end, why)
    return None


def _heads(reading: _Reading) -> Iterator[tuple[int, int, str, str]]:
    """Yield whom the head of a copied mail or the turns of a copied chat name as the customer."""
    lines = lines_of(reading.text)
    if reading.history and reading.history[0][0] == 0:
        heads = (place for place, line in enumerate(lines) if not line.blank and not is_forward_mark(line))
        first = next(heads, 0)
        for line in lines[first : first + header_length(lines, first)]:
            said = sender_of(line)
            if said and (name := display_name(said)):
                at = line.start + line.text.index(name)
                yield at, at + len(name), name, "sender of the mail"
    for turn in turns_of(reading.text, lines):
        if turn.is_customer and (name := display_name(turn.speaker)):
            at = reading.text.find(name, turn.start)
            if not re.fullmatch(r"(?:customer|visitor|guest|user|client|me)\b.*", folded(name)):
                yield at, at + len(name), name, "name in the chat"


def _addresses(reading: _Reading, fields: Sequence[Field], emails: Sequence[Mention]) -> Iterator[FoundValue]:
    kinds = [field for field in fields if field.type is FieldType.EMAIL]
    name = next((field.name for field in kinds if field.name.startswith("customer.")), "customer.email")
    label = next((field.label for field in kinds if field.name == name), "E-mail address")
    own = [*_inside(emails, reading.news)]
    if reading.history and reading.history[0][0] == 0:
        own += [one for one in _inside(emails, reading.history[:1]) if _is_sender(reading, one)]
    for one in own:
        is_own = _OWN_ADDRESS.search(reading.low[max(0, one.start - 40) : one.start])
        if is_own or not is_shared_address(one.text):
            yield FoundValue(name, one.text, one.start, one.end, label)


def _is_sender(reading: _Reading, one: Mention) -> bool:
    line = next((line for line in lines_of(reading.text) if line.start <= one.start < line.end), None)
    return line is not None and sender_of(line) is not None


def _phones(reading: _Reading, fields: Sequence[Field], phones: Sequence[Mention]) -> Iterator[FoundValue]:
    fit = (field for field in fields if re.search(r"phone|mobile|telef|tel$", field.name.lower()))
    field = next(fit, None)
    for one in _inside(phones, reading.news):
        if not one.text.startswith("+") and called_otherwise(reading.text, one):
            continue
        yield FoundValue(
            field.name if field else "customer.phone",
            one.text,
            one.start,
            one.end,
            field.label if field else "Phone number",
        )


def _days(reading: _Reading, fields: Sequence[Field], days: Sequence[Mention]) -> Iterator[FoundValue]:
    kinds = [
        (field.name, field.label, cues_in(reading.low, cue_pattern(field)))
        for field in fields
        if field.type is FieldType.DATE and not _SHOPS_OWN.search(folded(field.label))
    ]
    if not any(name.startswith("order.") for name, _, _ in kinds):
        kinds.append(("order.date", "Ordered on", cues_in(reading.low, family_pattern(_ORDERED))))
    birth = cues_in(reading.low, family_pattern("birth"))
    for one in _inside(days, reading.news):
        name, why, _ = _nearest_kind(reading.low, one, kinds)
        is_birth = nearest(reading.low, birth, one.start, one.end) is not None
        if is_birth and "birth" not in name:
            continue
        noted = [why or "a day", *([one.note] if one.note in ("day first", "month first") else [])]
        yield FoundValue(name or "date", one.text, one.start, one.end, ", ".join(noted))


def _amounts(reading: _Reading, fields: Sequence[Field], amounts: Sequence[Mention]) -> Iterator[FoundValue]:
    kinds = [
        (field.name, field.label, cues_in(reading.low, cue_pattern(field)))
        for field in fields
        if field.type is FieldType.MONEY
    ]
    named = [(one, *_nearest_kind(reading.low, one, kinds)) for one in _inside(amounts, reading.news)]
    sure = {name for _, name, _, word in named if _speaks_of_money(word)}
    for one, name, why, word in named:
        # Beside a total, what was bought "at 29.99 each" is none.
        is_kind = bool(name) and (name not in sure or _speaks_of_money(word))
        called, reason = (name, why) if is_kind else ("amount", "an amount")
        yield FoundValue(called, one.text, one.start, one.end, reason)


def _speaks_of_money(word: str) -> bool:
    return any(family_pattern(family).fullmatch(word) for family in _MONEY_FAMILIES)


def _nearest_kind(
    low: str, one: Mention, kinds: Sequence[tuple[str, str, tuple[Cue, ...]]]
) -> tuple[str, str, str]:
    """Return name and label of the field whose words stand nearest, and the word; all empty without one."""
    near = [
        (found.distance, name, label, found.cue.word)
        for name, label, cues in kinds
        if (found := nearest(low, cues, one.start, one.end)) is not None
    ]
    return min(near, default=(0, "", "", ""))[1:]


def _fitting(found: Iterable[FoundValue], fields: Sequence[Field]) -> Iterator[FoundValue]:
    """Leave out what its field would refuse: a value that does not match the field's pattern."""
    patterns = {
        field.name: field.pattern for field in fields if field.pattern and not complaint_about(field.pattern)
    }
    return (one for one in found if one.name not in patterns or fits(patterns[one.name] or "", one.text))


def _own(found: Iterable[FoundValue], low: str) -> Iterator[FoundValue]:
    """Leave out what belongs to somebody whom the customer only speaks of: `my colleague's order ...`.

    A number stays where no other is given: some write for their mother.
    """
    judged = [(one, is_of_another(low, one.start)) for one in found]
    own = {one.name for one, is_other in judged if not is_other}
    for one, is_other in judged:
        if not is_other or (one.name not in own and not one.name.startswith("customer.")):
            yield one


def _once(found: Iterable[FoundValue]) -> tuple[FoundValue, ...]:
    """Keep the first of each name and text, in the order of the message."""
    kept: dict[tuple[str, str], FoundValue] = {}
    for one in sorted(found, key=lambda one: (one.start, one.name)):
        kept.setdefault((one.name, one.text.casefold()), one)
    return tuple(kept.values())[:_MOST_VALUES]
