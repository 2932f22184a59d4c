"""Which field declaration a placeholder follows, and whether a value fits it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kbassist.articles.article import Article, Field, FieldType
from kbassist.articles.library import Library
from kbassist.articles.patterns import complaint_about, fits
from kbassist.render.names import readable
from kbassist.render.requests import TypedText
from kbassist.render.typed import parse_amount, parse_moment, parse_number

# What replies may use without declaring it; other names of these families are asked for as they come.
KNOWN_NAMES = (
    *(f"customer.{part}" for part in ("name", "first_name", "last_name", "email", "phone", "company")),
    *(f"order.{part}" for part in ("id", "number", "date", "total")),
    *(f"ticket.{part}" for part in ("id", "number", "subject")),
    *(f"agent.{part}" for part in ("name", "first_name", "signature")),
    "now",
    "today",
)
_HELP = {
    "agent.name": "Set your name once in Settings.",
    "agent.first_name": "Set your name once in Settings.",
    "agent.signature": "Set your signature once in Settings.",
}
# The last word of a name that no one declared tells its type often enough to ask well.
_BY_WORD = {
    FieldType.DATE: ("date", "day", "deadline", "until", "since"),
    FieldType.MONEY: ("amount", "price", "total", "fee", "cost", "refund"),
    FieldType.EMAIL: ("email", "mail"),
}
_EMAIL = re.compile(r"[^@\s<>(),;:\"]{1,64}@[^@\s<>(),;:\"]{1,190}\.[^@\s<>(),;:\".]{2,63}")
_LAST_WORD = re.compile(r"[A-Za-z]+$")


@dataclass(frozen=True, slots=True)
class Fields:
    """The declarations that an article's replies follow: its own, then the library's."""

    declared: Mapping[str, Field]

    @staticmethod
    def of(article: Article, library: Library) -> "Fields":
        """Collect the fields of an article and its library; the article's win."""
        return Fields({field.name: field for field in (*library.fields, *article.fields)})

    def of_name(self, name: str, prompt: str = "") -> Field:
        """Return how `name` is asked for; `prompt` is what `{% own %}` says."""
        if name in self.declared:
            return self.declared[name]
        if prompt:
            return Field(name, prompt, FieldType.LONGTEXT, help="Words that only you can write.")
        return Field(name, readable(name), guessed_type(name), help=_HELP.get(name, ""))

    def labels(self) -> dict[str, str]:
        """Return the label of every declared field."""
        return {name: field.label for name, field in self.declared.items()}

    def is_declared(self, name: str) -> bool:
        """Tell whether the article or the library says how to ask for `name`."""
        return name in self.declared


def guessed_type(name: str) -> FieldType:
    """Guess the type of a field that no one declared from the last word of its name."""
    word = _LAST_WORD.search(name.lower())
    for kind, words in _BY_WORD.items():
        if word and word[0] in words:
            return kind
    return FieldType.TEXT


@dataclass(frozen=True, slots=True)
class Fitted:
    """A value as its field wants it; `problem` is a sentence when it does not fit."""

    value: TypedText
    problem: str = ""


def fit(field: Field, text: str, today: date, is_declared: bool = True) -> Fitted:
    """Normalise what was typed for a field: a date becomes ISO, money `49.90 EUR`, a choice its spelling.

    A value for a field that no one declared is never refused: its type is only a guess.
    """
    text = text.strip()
    fitted = _typed(field, text, today)
    if not is_declared:
        return replace(fitted, problem="")
    if not fitted.problem and field.pattern and not _matches(field.pattern, text):
        example = f', such as "{field.example}"' if field.example else ""
        return replace(fitted, problem=f"{field.label} does not have the expected form{example}.")
    return fitted


def _typed(field: Field, text: str, today: date) -> Fitted:
    if field.type is FieldType.CHOICE:
        return _choice(field, text)
    if field.type is FieldType.EMAIL and not _EMAIL.fullmatch(text):
        return Fitted(TypedText(text), f"{field.label} is no e-mail address.")
    if field.type is FieldType.DATE:
        moment = parse_moment(text, today)
        normal = moment.isoformat() if moment else None
        return _normalised(field, text, normal, "is no date: type it as 2026-11-20 or 20.11.2026.")
    if field.type is FieldType.MONEY:
        amount = parse_amount(text)
        return _normalised(
            field, text, str(amount) if amount else None, "is no amount: type it as 49.90 EUR."
        )
    if field.type is FieldType.NUMBER:
        number = parse_number(text)
        return _normalised(field, text, None if number is None else str(number), "is no number.")
    return Fitted(TypedText(text))


def _normalised(field: Field, text: str, normal: str | None, complaint: str) -> Fitted:
    if normal is None:
        return Fitted(TypedText(text), f"{field.label} {complaint}")
    return Fitted(TypedText(normal, field.type.value))


def _choice(field: Field, text: str) -> Fitted:
    known = {choice.casefold(): choice for choice in field.choices}
    if known and text.casefold() not in known:
        return Fitted(TypedText(text), f"{field.label} is one of: {', '.join(field.choices)}.")
    return Fitted(TypedText(known.get(text.casefold(), text)))


def _matches(pattern: str, text: str) -> bool:
    """Tell whether the pattern matches; the checks complain about one that cannot be used."""
    return bool(complaint_about(pattern)) or fits(pattern, text)


def derived(values: Mapping[str, str]) -> dict[str, str]:
    """Return what follows from the values at hand: a first name from a full one, and the other way round."""
    found: dict[str, str] = {}
    name = " ".join(values.get("customer.name", "").split())
    first = values.get("customer.first_name", "").strip()
    last = values.get("customer.last_name", "").strip()
    if name and "," in name:  # "Ortiz, Maya"
        family, _, given = name.partition(",")
        found |= {"customer.first_name": given.strip().split(" ")[0], "customer.last_name": family.strip()}
    elif name:
        words = name.split(" ")
        found["customer.first_name"] = words[0]
        if len(words) > 1:
            found["customer.last_name"] = " ".join(words[1:])
    elif first and last:
        found["customer.name"] = f"{first} {last}"
    elif first or last:
        found["customer.name"] = first or last
    return {key: text for key, text in found.items() if text and not values.get(key, "").strip()}
