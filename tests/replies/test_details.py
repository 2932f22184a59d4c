"""The detail check: another order, amount, date, address or name than the customer's is pointed out."""

from collections.abc import Mapping
from datetime import date

import pytest

from kbassist.articles.article import Field, FieldType
from kbassist.messages.reading import read_message
from kbassist.messages.values import find_values
from kbassist.replies.conversation import Conversation
from kbassist.replies.details import contradictions
from kbassist.replies.strangers import Strangers

TODAY = date(2026, 11, 22)
FIELDS = (
    Field("order.id", "Order number", pattern=r"\d{5,8}"),
    Field("order.date", "Ordered on", FieldType.DATE),
    Field("order.total", "Order total", FieldType.MONEY),
    Field("delivery.date", "Expected delivery", FieldType.DATE),
    Field("refund.amount", "Refund amount", FieldType.MONEY),
    Field("booking.code", "Booking code", pattern="[A-Z0-9]{6}"),
)
LENA = (
    "Hi,\n\nmy order 778812 of 3 November never came. I paid 84.80 EUR and want my refund of 49,90 €."
    "\n\nThanks,\nLena Vogt\nlena@mail.example"
)
AUTHORED = "Call 030 555 0199 or help@pine.example within 14 days; over 50 euros it is free. Robin Hale"


def pointed(
    sent: str,
    written: str | None = LENA,
    given: Mapping[str, str] | None = None,
    strangers: Strangers | None = None,
    lang: str = "en",
) -> list[str]:
    message = None if written is None else read_message(written)
    conversation = Conversation()
    for name, text in (given or {}).items():
        conversation = conversation.put(name, text)
    found = contradictions(
        sent,
        message,
        () if message is None else find_values(message, FIELDS, TODAY),
        conversation,
        strangers or Strangers(),
        today=TODAY,
        authored=AUTHORED,
        lang=lang,
    )
    for one in found:
        assert sent[one.start : one.end] == one.text
        assert one.text in one.sentence
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("sent", "slip"),
    [
        ("Your order 778821 is on its way.", "778821"),
        ("Ihre Bestellung 778821 ist unterwegs.", "778821"),
        ("Bestellnummer: 10432", "10432"),
        ("Reference 778813.", "778813"),
        ("Your refund of 94.90 EUR left us.", "94.90 EUR"),
        ("Your refund of €48.90 left us.", "€48.90"),
        ("You paid $84.80.", "$84.80"),
        ("You ordered it on 5 November.", "5 November"),
        ("Ihre Bestellung vom 5. November 2026 kommt.", "5. November 2026"),
        ("Sie haben am 5. November bestellt.", "5. November"),
        ("You ordered it on 4/11/2026.", "4/11/2026"),
        ("We wrote to tomas@mail.example.", "tomas@mail.example"),
        ("Hi Tomas,\n\nit is on its way.", "Tomas"),
        ("Sehr geehrter Herr Eriksson,\n\nes ist unterwegs.", "Eriksson"),
    ],
)
def test_a_slip_is_pointed_out(sent: str, slip: str) -> None:
    assert pointed(sent) == [slip]


@pytest.mark.parametrize(
    "sent",
    [
        "Hi Lena,\n\nyour order 778812 of 3 November left us. You get 49.90 EUR back of 84.80 EUR.",
        "Dear Ms Vogt,\n\nwe got your mail from lena@mail.example.",
        "Hello there,\n\nit takes 14 days. Call 030 555 0199 or write to help@pine.example.",
        "Orders over 50 euros ship free.",
        "It arrives on 25 November, at 14:30, in 2 parcels; 100 % sure.",
        "See https://pine.example/orders/123456 for order 778812.",
        "Your voucher is worth 10 EUR.",
        "Our note 331907 says so.",
        "You ordered it on 11/3/2026, that is 3/11/2026.",
        "You get 20 EUR and 4.95 EUR for your trouble.",
        "Your order left us on 20 November. You ordered on 3 November.",
        "We send 20 EUR of the refund of 49.90 EUR today.",
        "Hi Lena, order 778812: done.\n\nKind regards,\nRobin Hale",
        "",
    ],
)
def test_what_fits_is_let_pass(sent: str) -> None:
    assert pointed(sent, strangers=_strangers()) == []


@pytest.mark.parametrize(
    ("name", "text", "sent", "slip"),
    [
        ("order.id", "10432", "Order 10432 left us.", "10432"),
        ("order.date", "2026-11-05", "You ordered it on 5 November 2026.", "5 November 2026"),
        ("order.date", "2026-11-05", "Am 5. November 2026 bestellt.", "5. November 2026"),
        ("refund.amount", "94.90 EUR", "You get €94.90 back.", "€94.90"),
        ("customer.email", "tomas@mail.example", "Sent to tomas@mail.example.", "tomas@mail.example"),
        ("customer.name", "Tomas Eriksson", "Dear Tomas Eriksson,\n\nhello.", "Tomas Eriksson"),
    ],
)
def test_a_filled_in_value_that_the_message_denies_is_pointed_out(
    name: str, text: str, sent: str, slip: str
) -> None:
    assert pointed(sent, given={name: text}) == [slip]
    assert pointed(sent, "Where is it?", given={name: text}) == []


@pytest.mark.parametrize(
    ("name", "text", "sent"),
    [
        ("tracking.id", "PB204417365", "Track it as PB204417365."),
        ("delivery.date", "2026-11-30", "It comes on 30 November 2026."),
        ("goodwill.amount", "12.50 EUR", "Here are 12.50 EUR for you."),
        ("order.id", "778812", "Order 778812 left us."),
    ],
)
def test_what_the_message_does_not_speak_of_is_the_agents(name: str, text: str, sent: str) -> None:
    assert pointed(sent, f"{LENA}\n\nIt was due on 20 November.", given={name: text}) == []


def test_names_of_several_words_are_compared_by_each() -> None:
    written = "It is late.\n\nMfG\nHeinz-Jürgen Łukasz-Vogt"
    for sent in ("Hi Heinz-Jürgen,\n\nhello.", "Lieber Herr Łukasz-Vogt,\n\nhallo.", "Hi HEINZ,\n\nhello."):
        assert pointed(sent, written) == []
    assert pointed("Hi Šárka,\n\nhello.", written) == ["Šárka"]
    assert pointed("Hi Anna-Lena,\n\nhello.", written) == ["Anna-Lena"]
    strangers = Strangers()
    strangers.remember(Conversation().put("customer.name", "Jean-Baptiste Žák"))
    assert pointed("As Jean-Baptiste said.", written, strangers=strangers) == ["Jean", "Baptiste"]
    assert pointed("As Žák said.", written, strangers=strangers) == ["Žák"]


def test_both_of_two_orders_are_fine() -> None:
    written = "order 778812 came, order 778813 did not"
    assert pointed("Order 778813 is late, order 778812 is not.", written) == []
    assert pointed("Order 778814 is late.", written) == ["778814"]


def test_the_conversation_counts_where_there_is_no_message() -> None:
    given = {"order.id": "778812", "customer.first_name": "Lena"}
    assert pointed("Hi Tomas, order 778813 is late.", None, given) == ["Tomas", "778813"]
    assert pointed("Hi Lena, order 778812 is late.", None, given) == []


def test_codes_of_letters_are_looked_at_too() -> None:
    written = "I want to cancel my booking X7K2PQ"
    assert pointed("Booking X7K2PG is cancelled.", written) == ["X7K2PG"]
    assert pointed("Reference: X7K2QP", written) == ["X7K2QP"]
    assert pointed("Booking X7K2PQ leaves from gate B24.", written) == []


def test_the_sentence_shows_what_the_customer_wrote() -> None:
    message = read_message("I ordered on 3 November")
    found = contradictions(
        "Ordered on 5 November 2026.",
        message,
        find_values(message, FIELDS, TODAY),
        Conversation().put("order.date", "2026-11-05"),
        Strangers(),
        today=TODAY,
        lang="en",
    )
    assert [one.sentence for one in found] == ["The message says 3 November, not 5 November 2026."]


def test_own_words_are_looked_at() -> None:
    own = "Your order 778821 was packed twice."
    assert pointed(own, given={"own.what_happened": own}) == ["778821"]


def _strangers() -> Strangers:
    strangers = Strangers()
    message = read_message(
        "my order 55123 of 118,20 € is late, give me 20 EUR\n\nThanks,\nTomas Eriksson\ntomas@mail.example"
        "\n0171 5551234"
    )
    strangers.remember(Conversation().put("booking.code", "XK3J9G"), find_values(message, FIELDS, TODAY))
    return strangers


@pytest.mark.parametrize(
    ("sent", "slip"),
    [
        ("It is 55123.", "55123"),
        ("We call you on 0171 5551234.", "0171 5551234"),
        ("We call you on +49 171 555 12 34.", "+49 171 555 12 34"),
        ("We wrote to tomas@mail.example.", "tomas@mail.example"),
        ("You get EUR 118.20 today.", "EUR 118.20"),
        ("hi tomas, it is late", "tomas"),
        ("We read Tomas's letter.", "Tomas"),
        ("Your code is XK3J9G.", "XK3J9G"),
        ("As we told Tomas, it is late.", "Tomas"),
        ("It went to Eriksson by mistake.", "Eriksson"),
    ],
)
def test_what_belongs_to_another_conversation_is_pointed_out(sent: str, slip: str) -> None:
    assert pointed(sent, "Where is it?", strangers=_strangers()) == [slip]
    assert pointed(sent, "Where is it?") == []
    assert pointed(sent, f"I am asking for someone: {sent}", strangers=_strangers()) == []


def test_strangers_keep_no_text() -> None:
    strangers = _strangers()
    kept = repr([getattr(strangers, name) for name in ("_marks", "_salt")])
    assert not any(text in kept for text in ("55123", "omas", "5551234", "XK3J9G"))
    strangers.forget()
    assert not strangers.knows("55123")


def test_strangers_are_not_kept_for_ever() -> None:
    strangers = Strangers()
    for number in range(10_000, 13_000):
        strangers.remember(Conversation().put("order.id", str(number)))
    assert not strangers.knows("10000")
    assert strangers.knows("12999")
