"""Text as it can be spoken: no links, amounts and dates in words, and which identifiers to spell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from urllib.parse import unquote

from babel import Locale
from babel.dates import format_date

from kbassist.render.localised import locale_of

_KEPT = 0xE200  # stands in for a character that was escaped with a backslash
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNESCAPED = re.compile("[\ue200-\ue27f]")
_LINKED = re.compile(r"\[([^\[\]]{0,300})\]\(<?([^()\s<>]{0,2000})>?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>]{3,2000})>")
_RAW = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'”»)\]]{2,2000}"
    r"|(?<![\w@.])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}/[^\s<>\"'”»)\]]{0,2000}",
    re.I,
)
_END = ".,;:!?…"
# What a step of an address is called; a number in it is of no use to anybody who listens.
_NAMED = re.compile(r"^(?!.*\d{3}).*[^\W\d_]{2}")
_MARKS = re.compile(r"(\*{1,3}|~~|`+)(?=\S)(.{1,1000}?)(?<=\S)\1")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50-\u2b55\ufe0f\u200d\U000e0020-\U000e007f]+ ?")
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_DOTTED = re.compile(r"(?<![\w.])(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\w)")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_RANGE = re.compile(
    r"(?<![\w-])(\d{1,4}) ?[–—] ?(\d{1,4})(?![\w-])|(?<![\w-])(\d{1,2})-(\d{1,2})(?= [^\W\d_])"
)
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{2})?|\d{1,9}(?:[.,]\d{2})?"
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
_MONEY = re.compile(
    rf"(?P<before>[€$£]|\b(?:EUR|USD|GBP|CHF)) ?(?P<first>{_NUMBER})(?!\d)"
    rf"|(?<![\w.,])(?P<last>{_NUMBER})[ \u00a0\u202f]?(?P<after>[€$£]|(?:EUR|USD|GBP|CHF)\b)"
)
_IDENTIFIER = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
    r"|\+?\d{1,4}(?:[ /\u00a0]\(?\d{2,}\)?){2,6}"
    r"|(?<!\d)0\d{1,4}[ /\u00a0-]\d{4,}"
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"
    r"|(?<![\w.,-])[A-ZÄÖÜÑ0-9]+(?:[-_][A-ZÄÖÜÑ0-9]+)*(?![\w@]|[.,:]\d)"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What numbers and links are called in a language; coins and notes by ISO code."""

    dot: str
    under: str
    to: str
    money: Mapping[str, tuple[str, str, str]]
    with_cents: str
    short: Mapping[str, str]


_EN_MONEY = {
    "EUR": ("euro", "euros", "cents"),
    "USD": ("dollar", "dollars", "cents"),
    "GBP": ("pound", "pounds", "pence"),
    "CHF": ("franc", "francs", "centimes"),
}
_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "en": _Words(
            " dot ", ", under ", " to ", _EN_MONEY, "{whole} {unit} and {cents} {small}",
            {"e.g.": "for example", "i.e.": "that is", "approx.": "about", "&": "and"},
        ),
        "de": _Words(
            " Punkt ", ", unter ", " bis ",
            {"EUR": ("Euro", "Euro", "Cent"), "USD": ("Dollar", "Dollar", "Cent"),
             "GBP": ("Pfund", "Pfund", "Pence"), "CHF": ("Franken", "Franken", "Rappen")},
            "{whole} {unit} {cents}",
            {"z. B.": "zum Beispiel", "z.B.": "zum Beispiel", "d. h.": "das heißt", "d.h.": "das heißt",
             "ca.": "etwa", "bzw.": "beziehungsweise", "&": "und"},
        ),
        "fr": _Words(
            " point ", ", sous ", " à ",
            {"EUR": ("euro", "euros", "centimes"), "USD": ("dollar", "dollars", "cents"),
             "GBP": ("livre", "livres", "pence"), "CHF": ("franc", "francs", "centimes")},
            "{whole} {unit} {cents}",
            {"p. ex.": "par exemple", "p.ex.": "par exemple", "env.": "environ", "&": "et"},
        ),
        "es": _Words(
            " punto ", ", en ", " a ",
            {"EUR": ("euro", "euros", "céntimos"), "USD": ("dólar", "dólares", "centavos"),
             "GBP": ("libra", "libras", "peniques"), "CHF": ("franco", "francos", "céntimos")},
            "{whole} {unit} con {cents}",
            {"p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "aprox.": "unos", "&": "y"},
        ),
    }
)  # fmt: skip


def base_of(lang: str | None) -> str:
    """Return the language whose words are spoken; English where we have none."""
    base = (lang or "").lower().replace("_", "-").partition("-")[0]
    return base if base in _WORDS else "en"


def speakable(markdown: str, lang: str | None) -> str:
    """Return a run of Markdown as it is spoken: links by their text, amounts and dates in words."""
    words = _WORDS[base_of(lang)]
    text = _ESCAPED.sub(lambda found: chr(_KEPT + ord(found[1])), markdown)
    text = _LINKED.sub(lambda found: _link(found[1], found[2], words), text)
    text = _AUTOLINK.sub(lambda found: _link("", found[1], words), text)
    text = _MARKS.sub(r"\2", _MARKS.sub(r"\2", text))
    text = _UNESCAPED.sub(lambda found: chr(ord(found[0]) - _KEPT), text)
    text = _RAW.sub(lambda found: _raw(found[0], words), text)
    text = _EMOJI.sub("", text)
    for short, long in words.short.items():
        text = re.sub(rf"(?<!\S){re.escape(short)}(?=\s)", long, text)
    text = _dates(text, lang)
    text = _MONEY.sub(lambda found: _money(found, words), text)
    text = _RANGE.sub(lambda found: words.to.join(part for part in found.groups() if part), text)
    return " ".join(text.split())


def identifiers(spoken: str) -> tuple[str, ...]:
    """Return what must be spelled: numbers of five digits and more, codes, e-mail addresses."""
    found = (match[0].strip(" /") for match in _IDENTIFIER.finditer(spoken))
    return tuple(dict.fromkeys(text for text in found if _is_identifier(text)))


def _is_identifier(text: str) -> bool:
    if _DAY.fullmatch(text):
        return False
    digits = sum(character.isdigit() for character in text)
    letters = sum(character.isalpha() for character in text)
    return "@" in text or digits >= 5 or (digits >= 2 and letters >= 1 and digits + letters >= 4)


def _link(text: str, address: str, words: _Words) -> str:
    if address.lower().startswith("mailto:") or ("@" in address and "/" not in address):
        return text or address.removeprefix("mailto:").partition("?")[0]
    shown = text.strip()
    return _raw(address, words) if not shown or _RAW.fullmatch(shown) else shown


def _raw(address: str, words: _Words) -> str:
    """Say where an address leads: whose page it is and what it is below; a customer cannot hear a link."""
    bare = address.rstrip(_END)
    end = address[len(bare) :]
    where = re.split(r"[?#]", bare.rpartition("://")[2], maxsplit=1)[0]
    host, *path = where.split("/")
    site = host.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.").replace(".", words.dot)
    steps = [re.sub(r"[-_+]+", " ", unquote(part)) for part in path if part]
    named = [re.sub(r"\.(?:html?|php|aspx?)$", "", step) for step in steps if _NAMED.search(step)]
    return f"{site}{words.under}{', '.join(named)}{end}" if named else f"{site}{end}"


def _dates(text: str, lang: str | None) -> str:
    locale = locale_of(lang)

    def iso(found: re.Match[str]) -> str:
        return _said(found, (int(found[1]), int(found[2]), int(found[3])), locale)

    def dotted(found: re.Match[str]) -> str:
        # In English 11/12/2026 is two days, depending on who reads it: it stays.
        if "/" in found[0] and base_of(lang) == "en":
            return found[0]
        return _said(found, (int(found[3]), int(found[2]), int(found[1])), locale)

    return _DOTTED.sub(dotted, _ISO.sub(iso, text))


def _said(found: re.Match[str], parts: tuple[int, int, int], locale: Locale) -> str:
    try:
        return str(format_date(date(*parts), "long", locale))
    except ValueError:
        return found[0]


def _money(found: re.Match[str], words: _Words) -> str:
    code = found["before"] or found["after"]
    one, many, small = words.money[_SYMBOLS.get(code, code)]
    number = found["first"] or found["last"]
    cents = number[-2:] if number[-3:-2] in (".", ",") else ""
    whole = re.sub(r"\D", "", number[:-3] if cents else number)
    unit = one if whole == "1" else many
    if not cents or cents == "00":
        return f"{whole} {unit}"
    return words.with_cents.format(whole=whole, unit=unit, cents=cents.lstrip("0") or "0", small=small)
