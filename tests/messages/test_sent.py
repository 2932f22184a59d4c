"""What of a sent text differs from customer to customer."""

from datetime import date

import pytest

from kbassist.articles.article import Field, FieldType
from kbassist.messages.sent import Blank, blanks_in, sent_text

TODAY = date(2026, 11, 22)
FIELDS = (
    Field("customer.email", "E-mail", FieldType.EMAIL),
    Field("order.id", "Order number", pattern=r"\d{5}"),
    Field("refund.amount", "Refund amount", FieldType.MONEY),
    Field("return.received", "Return received on", FieldType.DATE),
)


def found_in(text: str) -> dict[str, str]:
    return {one.placeholder: one.value for one in blanks_in(sent_text(text), FIELDS, TODAY)}


@pytest.mark.parametrize(
    ("text", "placeholder", "value"),
    [
        ("Hi Maya,\n\nit is sent.", "customer.first_name", "Maya"),
        ("Dear Maya Ortiz,\n\nit is sent.", "customer.name", "Maya Ortiz"),
        ("Sehr geehrte Frau Ortiz,\n\nes ist da.", "customer.last_name", "Ortiz"),
        ("It is sent.\n\nKind regards,\nDana Keller", "agent.name", "Dana Keller"),
        ("It is sent. Cheers, Dana", "agent.first_name", "Dana"),
        ("Your order 10432 is sent.", "order.id", "10432"),
        ("Your refund of 49.90 EUR is sent.", "refund.amount", "49.90 EUR"),
        ("It is worth €5.", "amount", "€5"),
        ("Your return came on 18 November.", "return.received", "18 November"),
        ("I wrote to maya@example.com.", "customer.email", "maya@example.com"),
        ("Use voucher code SPRING26 for it.", "voucher.code", "SPRING26"),
        ("The card 4111 1111 1111 1111 was charged.", "account.number", "4111 1111 1111 1111"),
    ],
)
def test_what_differs_gets_the_name_that_replies_have_for_it(text: str, placeholder: str, value: str) -> None:
    assert found_in(text).get(placeholder) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hi there,\n\nbanks take up to 5 days.",
        "It took 2 years and 300 km.",
        "We open today, in 2026.",
    ],
)
def test_what_everybody_is_told_stays(text: str) -> None:
    assert found_in(text) == {}


def test_one_value_is_one_blank_and_two_have_names_apart() -> None:
    text = "Order 10432 and order 10433, see https://shop.example/10432/track."
    first, second = blanks_in(sent_text(text), FIELDS, TODAY)
    assert [text[slice(*place)] for place in first.places] == ["10432", "10432"]
    assert (first.placeholder, second.placeholder) == ("order.id", "second.order.id")


def test_what_may_be_the_teams_own_is_not_likely() -> None:
    found = blanks_in(sent_text("Call +44 1632 960042 or write to support@shop.example."), FIELDS, TODAY)
    assert [(one.placeholder, one.is_likely) for one in found] == [
        ("customer.phone", False),
        ("customer.email", False),
    ]


def test_in_places_that_are_known_nothing_else_is_found() -> None:
    known = Blank(((6, 11),), "10432", "facts.number", "")
    assert blanks_in(sent_text("Order 10432 is sent."), FIELDS, TODAY, (known,)) == (known,)


def test_of_a_copied_mail_only_what_was_said_is_left() -> None:
    mail = (
        "From: Dana <help@shop.example>\r\nTo: maya@example.com\r\nSubject: Re: Where is it?\r\n\r\n"
        "Hi Maya,\r\n\r\nit is sent today.   \r\n\r\nDana\r\n\r\n"
        "On Mon, 16 Nov 2026 at 09:12, Maya wrote:\r\n> Where is it?\r\n"
    )
    sent = sent_text(mail)
    assert (sent.text, sent.subject) == ("Hi Maya,\n\nit is sent today.\n\nDana", "Where is it?")
