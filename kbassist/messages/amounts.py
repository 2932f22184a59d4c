"""Finds amounts of money in a text; only a currency makes a number an amount."""

import re

from kbassist.messages.mention import Mention
from kbassist.render.typed import parse_amount

_NUMBER = r"\d{1,3}(?:[ '.,\u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_SIGN = r"US\$|CA\$|A\$|C\$|R\$|[€£$¥₹₩₺₽₴]"
_CODE = (
    r"EUR|USD|GBP|CHF|CAD|AUD|NZD|JPY|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|INR|BRL|MXN|CNY|HKD|SGD|ZAR|ILS|AED"
)
_WORD = r"euros?|dollars?|bucks|pounds|quid|franken|francs|z[lł]|kč|fr\."
_AMOUNT = re.compile(
    rf"(?<![\w.,$€£-])(?:(?P<before>{_SIGN}|(?:{_CODE})\b|Fr\.)\s?(?P<first>{_NUMBER})(?:,-|\.-|\.—)?"
    rf"|(?P<second>{_NUMBER})(?:,-|\.-)?\s?(?P<after>{_SIGN}|(?:{_CODE}|{_WORD})(?![\w])))"
    r"(?!\d|[.,]\d| ?(?:k|m|mio|mn)\b)",
    re.I,
)
_CURRENCIES = {
    "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "bucks": "USD", "pounds": "GBP",
    "quid": "GBP", "franken": "CHF", "francs": "CHF", "zl": "PLN", "zł": "PLN", "kč": "CZK", "fr.": "CHF",
}  # fmt: skip


def amounts_in(text: str) -> tuple[Mention, ...]:
    """Return the amounts in `text`, each as `49.90 EUR`."""
    found = []
    for one in _AMOUNT.finditer(text):
        sign = (one["before"] or one["after"]).strip()
        currency = _CURRENCIES.get(sign.lower(), sign)
        amount = parse_amount(f"{one['first'] or one['second']} {currency}")
        if amount is not None and amount.currency:
            found.append(Mention(one.start(), one.end(), str(amount)))
    return tuple(found)
