"""Finds the numbers by which orders, tickets, contracts and the like are called in a message."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kbassist.articles.article import Field, FieldType
from kbassist.articles.patterns import complaint_about, fits
from kbassist.messages.cues import Cue, Nearness, cue_pattern, cues_in, family_pattern, nearest
from kbassist.messages.folding import folded, words_of
from kbassist.messages.mention import Mention

_TOKEN = re.compile(r"[^\W_](?:[\w./+–-]{0,38}\w)?")
_PIECE = re.compile(r"[^\W\d_]{2,}[.:/#]+(?=\w*\d)")
_FILLER_WORDS = (
    "number numbers no nr num nummer id ref reference referenz code is was are ist lautet war my the of for "
    "with under "
    "mit meine mein die der das zur zu numero n est es la le de du e il mi o het mijn called being und and y "
    "et nos nrs "
    "namely nummern"
)
_FILLER = frozenset(_FILLER_WORDS.split())
_NUMBER_WORD = re.compile(r"(?:number|no|nr|num|nummer|id|ref|reference|numero|code)\b|#|°|:|nummer")
_UNIT = re.compile(
    r"\s?(?:[km]?g|[cm]?l|[ckm]?m|km/h|eur|euros?|usd|dollars?|pounds?|kwh|kw|[kmgt]b|points?|miles|punkte"
    r"|meilen|steps|years?|days?|%|mal|times|x\b|pieces)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_POSTCODE = re.compile(
    r"(?<![\w#-])(?:[A-Z]{1,2}-)?\d{4,5}(?= [A-ZÄÖÜ][a-zäöüß]{2,})|\b[A-Z]{2} \d{5}(?:-\d{4})?\b"
    r"|(?i:\b(?:plz|postcode|post code|postal code|zip(?: code)?|code postal|cp|codigo postal"
    r"|cap)\b[ :]{0,3}[\w-]{3,8})"
)
_IDENTIFIERS = re.compile(
    r"\b(?:number|no|nr|id|code|reference|ref|numero|n|nummer|pnr|locator|serial|imei)\b|\w+(?:nummer|nr)\b"
)
_BUILT_IN = (("order", ("order.id", "order.number")), ("ticket", ("ticket.id", "ticket.number")))
_OTHERS = (
    "ticket", "invoice", "tracking", "return", "customer", "contract", "policy", "claim", "booking",
    "account", "member", "meter", "serial", "voucher", "order", "card",
)  # fmt: skip
# What no field is of, and yet a number is called by.
_THINGS = re.compile(
    r"\b(?:sku|item|article|artikel\w*|art|articulo|model|modell\w*|modele|modelo|product|produkt\w*|ean|isbn"
    r"|build|version|firmware|passport|reisepass\w*|pasaporte|passeport|dni|report|error|fehler\w*|erreur"
    r"|kto|blz|bankleitzahl|sort code|routing|room|zimmer|chambre|habitacion|extension|durchwahl)\.?[ -]?"
    r"(?:(?:no|nr|number|code|id|nummer|numero|n°)\.? ?)?[:#]? ?$"
)
_HAS_DIGIT = re.compile(r"\d")
_FAR = 1_000
_MOST_TOKENS = 400
_LEAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that belongs to a field; the smaller `distance`, the surer. `cue` is "" without one.

    `is_direct`: the word for it stands right beside it.
    """

    name: str
    mention: Mention
    distance: int
    cue: str = ""
    is_direct: bool = True


@dataclass(frozen=True, slots=True)
class _Kind:
    """A field whose value is a number or code, with what speaks of it; `pattern` "" means any code."""

    name: str
    pattern: str
    cues: tuple[Cue, ...]


def postcodes_in(text: str) -> tuple[Mention, ...]:
    """Return what looks like a postal code with its town or its name."""
    return tuple(Mention(one.start(), one.end(), one[0]) for one in _POSTCODE.finditer(text))


def numbers_in(text: str) -> tuple[Mention, ...]:
    """Return what reads like a number or code of whatever it may be; years and sizes are none."""
    low = folded(text)
    found = []
    for token in _tokens(text, [(0, len(text))]):
        digits = sum(one.isdigit() for one in token.text)
        is_code = digits >= _LEAST_DIGITS or (digits >= 2 and len(token.text) >= 5 and token.text.isalnum())
        if is_code and not _YEAR.fullmatch(token.text) and not _is_unit(low, token):
            found.append(token)
    return tuple(found)


def identifiers_in(
    text: str, ranges: Sequence[tuple[int, int]], fields: Sequence[Field], taken: Sequence[Mention]
) -> tuple[Identifier, ...]:
    """Return the identifiers in the given ranges of `text`, at most one field for each.

    A token of digits alone that `taken` covers - a day, a phone number, an amount - is none, unless the
    word for it stands right before it.
    """
    low = folded(text)
    kinds = _kinds(low, fields)
    others = _other_cues(low)
    found: list[Identifier] = []
    alone: list[Identifier] = []
    for token in _tokens(text, ranges):
        judged = [one for kind in kinds if (one := _judged(text, low, token, kind, taken))]
        near = [one for one in judged if one.cue]
        sure = [one for one in judged if not one.cue and one.distance < _FAR]
        if near or sure:
            found.append(min(near or sure, key=lambda one: one.distance))
        elif len({one.name for one in judged}) == 1 and not _is_called_other(low, token, others):
            alone += judged[:1]
    known = {one.name for one in found}
    shapes = {(one.name, _shape(one.mention.text)) for one in found if one.is_direct}
    told = {name for name, _ in shapes}
    kept = (one for one in found if one.name not in told or (one.name, _shape(one.mention.text)) in shapes)
    return (*kept, *(one for one in alone if one.name not in known))


def called_otherwise(text: str, mention: Mention) -> bool:
    """Tell whether the word right before a mention makes it the number of a contract or the like."""
    low = folded(text)
    return _is_called_other(low, mention, _other_cues(low))


def _other_cues(low: str) -> tuple[Cue, ...]:
    return tuple(cue for family in _OTHERS for cue in cues_in(low, family_pattern(family)))


def _shape(code: str) -> str:
    """Return what a code looks like: `10433` beside an order 10432 is another order, `20261103` is not."""
    return "".join("9" if one.isdigit() else "A" if one.isalpha() else one for one in code)


def _kinds(low: str, fields: Sequence[Field]) -> tuple[_Kind, ...]:
    kinds = []
    for field in fields:
        if field.type not in (FieldType.TEXT, FieldType.NUMBER):
            continue
        is_usable = bool(field.pattern) and not complaint_about(field.pattern or "")
        if is_usable or (not field.pattern and _is_identifier(field)):
            kinds.append(_Kind(field.name, field.pattern or "", cues_in(low, cue_pattern(field))))
    named = {field.name for field in fields}
    for family, names in _BUILT_IN:
        if not named.intersection(names):
            kinds.append(_Kind(names[0], "", cues_in(low, family_pattern(family))))
    return tuple(kinds)


def _is_identifier(field: Field) -> bool:
    said = folded(f"{field.label} {re.sub(r'[._-]+', ' ', field.name)}")
    return field.type is FieldType.TEXT and bool(_IDENTIFIERS.search(said))


def _tokens(text: str, ranges: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Yield what may be a number or code: a word with a digit, or in capitals."""
    count = 0
    for start, end in ranges:
        for one in _TOKEN.finditer(text, start, end):
            bare = one[0]
            if not (_HAS_DIGIT.search(bare) or _is_code(text, one)):
                continue
            cut = _PIECE.match(bare)
            first = one.start() + (cut.end() if cut else 0)
            yield Mention(first, one.end(), text[first : one.end()])
            count += 1
            if count >= _MOST_TOKENS:
                return


def _is_code(text: str, found: re.Match[str]) -> bool:
    """Tell whether a word without a digit may be a code: in capitals, long, or a number behind it."""
    if not found[0].isupper():
        return False
    return len(found[0]) >= 5 or bool(re.match(r" \d", text[found.end() : found.end() + 2]))


def _judged(text: str, low: str, token: Mention, kind: _Kind, taken: Sequence[Mention]) -> Identifier | None:
    """Judge one token for one field: near its words, sure by its form, or just possible; None when none."""
    fitted = _fitted(text, token, kind.pattern)
    if fitted is None:
        return None
    near = nearest(low, kind.cues, fitted.start, fitted.end)
    is_direct = near is not None and near.distance <= 40 and _is_filler(near.gap)
    is_sure = bool(kind.pattern) and not _is_general(kind.pattern, fitted.text)
    if not is_sure and not _is_free(fitted, taken, is_direct=is_direct):
        return None
    if not kind.pattern:
        return _by_word(low, fitted, kind.name, near) if near and is_direct else None
    if near is not None and (is_direct or not _is_unit(low, fitted)):
        return Identifier(kind.name, fitted, near.distance, near.cue.word, is_direct or is_sure)
    if is_sure:
        return Identifier(kind.name, fitted, 0)
    is_likely = len(fitted.text) >= 5 and bool(_HAS_DIGIT.search(fitted.text))
    return Identifier(kind.name, fitted, _FAR) if is_likely and not _is_unit(low, fitted) else None


def _is_free(token: Mention, taken: Sequence[Mention], *, is_direct: bool) -> bool:
    """Tell whether a token is nothing else; what only may be a phone gives way to the word before it."""
    over = [one for one in taken if one.overlaps(token.start, token.end)]
    return not over or (is_direct and all(one.note == "phone?" for one in over))


def _by_word(low: str, token: Mention, name: str, near: Nearness) -> Identifier | None:
    """Take a code that no pattern describes only right behind the word for it: `order no. A-1043`."""
    digits = sum(one.isdigit() for one in token.text)
    word = near.cue.word
    if near.cue.start > token.start or digits < 3 or digits * 2 < len(token.text) or _is_unit(low, token):
        return None
    is_named = bool(_NUMBER_WORD.search(near.gap)) or word.endswith(("nummer", "nr", "number"))
    if _YEAR.fullmatch(token.text) and not is_named:
        return None
    return Identifier(name, token, near.distance, word)


def _fitted(text: str, token: Mention, pattern: str) -> Mention | None:
    """Return the token, or it with what follows it, as the pattern takes it; None when it does not."""
    if not pattern:
        return token
    ends = [token.end]
    if " " in pattern or r"\s" in pattern:
        for one in re.finditer(r" \w[\w./-]{0,20}", text[token.end : token.end + 44]):
            ends.append(token.end + one.end())
    for end in reversed(ends[:4]):
        said = text[token.start : end]
        for form in (said, said.upper()):
            if len(form) <= 60 and fits(pattern, form):
                return Mention(token.start, end, form)
    return None


def _is_general(pattern: str, token: str) -> bool:
    """Tell whether a pattern takes any letters and digits in this form, so that it proves nothing."""
    other = "".join("7" if one.isdigit() else "Q" if one.isalpha() else one for one in token)
    return fits(pattern, other)


def _is_filler(gap: str) -> bool:
    return all(word in _FILLER for word in words_of(gap))


def _is_unit(low: str, token: Mention) -> bool:
    return bool(re.match(_UNIT.pattern + r"(?!\w)", low[token.end : token.end + 12]))


def _is_called_other(low: str, token: Mention, others: Sequence[Cue]) -> bool:
    """Tell whether the word right before a token says that it is something else."""
    if _THINGS.search(low, max(0, token.start - 40), token.start):
        return True
    near = nearest(low, others, token.start, token.end)
    return near is not None and near.distance < 20 and _is_filler(near.gap)
