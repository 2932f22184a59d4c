"""Finds payment cards (ISO/IEC 7812, Luhn) and bank accounts (IBAN, ISO 13616, mod 97) in a text."""

import re
from collections.abc import Iterator

from kbassist.messages.mention import Mention

# Rich text and Markdown break a line, and stress a word, within a number: `4111 1111<br>1111 1111`.
MARKUP = r"&nbsp;|&#160;|</?(?:br|wbr|b|strong|i|em|u|s|code|span|mark)\b[^<>]{0,60}>"
_GAP = rf"(?:(?:{MARKUP}|\\?[\s.\-‐‑–—_/*`\u00ad\u200b-\u200d\u2060\ufeff]){{1,6}})"
_DIGITS = re.compile(r"\d{1,19}(?!\d)")
_JOIN = re.compile(_GAP)
_RUN = re.compile(rf"(?<!\d)\d{{1,19}}(?!\d)(?:{_GAP}\d{{1,19}}(?!\d)){{0,40}}")
_CARD = re.compile(
    r"3[47]\d{13}|3(?:0[0-59]|[68]\d)\d{11}|35\d{14,17}|4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}"
    r"|2(?:2[2-9]|[3-6]\d|7[01]|720)\d{12,13}|5[0678]\d{14,17}|6\d{15,18}|220[0-4]\d{12,15}|9792\d{12}"
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}(?:" + _GAP + r")?\d{2}(?=(?:" + _GAP + r")?[A-Za-z0-9])")
_IBAN_STEP = re.compile(rf"{_GAP}?([A-Za-z0-9])")
_COUNTRIES = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 "
    "ES24 "
    "FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 "
    "LC32 "
    "LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 "
    "RS22 "
    "SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
)
_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _COUNTRIES.split()}
_MOST_GROUPS = 9


def accounts_in(text: str) -> tuple[Mention, ...]:
    """Return the card and account numbers in `text`, in order; each mention's text is its bare characters."""
    found = [*_ibans(text)]
    found += [card for card in _cards(text) if not any(iban.overlaps(card.start, card.end) for iban in found)]
    return tuple(sorted(found, key=lambda one: one.start))


def is_card(digits: str) -> bool:
    """Tell whether bare digits have the beginning, the length and the check digit of a payment card."""
    if not _CARD.fullmatch(digits):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def is_iban(bare: str) -> bool:
    """Tell whether letters and digits without gaps are an IBAN."""
    upper = bare.upper()
    if len(upper) != _LENGTHS.get(upper[:2]) or not upper.isascii():
        return False
    return int("".join(str(int(one, 36)) for one in upper[4:] + upper[:4])) % 97 == 1


def _cards(text: str) -> Iterator[Mention]:
    for run in _RUN.finditer(text):
        groups = list(_DIGITS.finditer(text, run.start(), run.end()))
        first = 0
        while first < len(groups):
            last = _card_end(groups, first)
            if last is None:
                first += 1
                continue
            digits = "".join(_latin(group[0]) for group in groups[first : last + 1])
            yield Mention(groups[first].start(), groups[last].end(), digits, "card")
            first = last + 1


def _card_end(groups: list[re.Match[str]], first: int) -> int | None:
    """Return the last of the groups that make up a card from `first` on, the longest card first."""
    found = None
    digits = ""
    for last, group in enumerate(groups[first : first + _MOST_GROUPS * 2 + 1], start=first):
        digits += _latin(group[0])
        if len(digits) > 19:
            break
        if len(digits) >= 13 and is_card(digits):
            found = last
    return found


def _latin(digits: str) -> str:
    """Return digits of any script, `٤١` and `４１` among them, as 0 to 9."""
    return "".join(str(int(one)) for one in digits)


def _ibans(text: str) -> Iterator[Mention]:
    end = 0
    for head in _IBAN.finditer(text):
        length = _LENGTHS.get(head[0][:2].upper())
        if length is None or head.start() < end:
            continue
        bare = "".join(one for one in head[0] if one.isalnum())
        place = head.end()
        while len(bare) < length and (step := _IBAN_STEP.match(text, place)):
            bare += step[1]
            place = step.end()
        if not (text[place : place + 1].isalnum()) and is_iban(bare):
            end = place
            yield Mention(head.start(), place, bare.upper(), "account")
