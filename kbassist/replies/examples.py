"""Sample values that let a writer see a reply as a customer would get it, before there is a customer."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from kbassist.articles.article import Field, FieldType
from kbassist.replies.conversation import Conversation, Value
from kbassist.replies.placeholders import Fields, fit

SOURCE = "example"
_KNOWN = {
    "customer.name": "Maya Ortiz",
    "customer.first_name": "Maya",
    "customer.last_name": "Ortiz",
    "customer.email": "maya@example.com",
    "customer.phone": "+44 20 7946 0123",
    "customer.company": "Example Ltd",
    "order.id": "10432",
    "order.number": "10432",
    "order.total": "49.90 EUR",
    "ticket.id": "20817",
    "ticket.number": "20817",
    "ticket.subject": "Where is my order?",
    "agent.name": "Jonas Weber",
    "agent.first_name": "Jonas",
    "agent.signature": "Jonas Weber",
}
# Days before today: what a reply tells of has mostly happened already.
_ORDERED_DAYS_AGO = 6
_DATED_DAYS_AGO = 2


def example_conversation(fields: Fields, known: Collection[str], today: date) -> Conversation:
    """Return a conversation with a value for every name that has a sensible one.

    The example that the author declared wins; names of `known` have their value already. A field that says
    nothing about its values gets none: its place stays marked in the reply.
    """
    values = {name: text for name, text in _KNOWN.items() if name not in known}
    values["order.date"] = (today - timedelta(days=_ORDERED_DAYS_AGO)).isoformat()
    values |= _declared(fields.declared, today)
    return Conversation({name: Value(text, SOURCE) for name, text in values.items()})


def _declared(declared: Mapping[str, Field], today: date) -> dict[str, str]:
    found = {name: _example(field, today) for name, field in declared.items()}
    return {name: text for name, text in found.items() if text}


def _example(field: Field, today: date) -> str:
    """Return the example of a field, or what its type suggests; empty where that would be no fit."""
    if field.example:
        return field.example
    if field.default is not None:
        return ""  # the reply takes it by itself
    text = {
        FieldType.DATE: (today - timedelta(days=_DATED_DAYS_AGO)).isoformat(),
        FieldType.MONEY: "49.90 EUR",
        FieldType.NUMBER: "3",
        FieldType.EMAIL: "maya@example.com",
        FieldType.CHOICE: next(iter(field.choices), ""),
    }.get(field.type, _KNOWN.get(field.name, ""))
    return "" if not text or fit(field, text, today).problem else text
