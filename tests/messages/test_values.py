"""Values that messages hold, by the library's fields and by their form."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kbassist.articles.article import Field, FieldType
from kbassist.articles.library_files import read_library
from kbassist.messages.reading import read_message
from kbassist.messages.values import find_values
from kbassist.replies.placeholders import fit
from tests.messages.fields import INSURANCE, SHOP, TODAY, TRAVEL

SAMPLE = Path(__file__).resolve().parents[2] / "articles"
QUOTE = "\n\nOn Mon, 16 Nov 2026 at 09:12, Shop <help@pine.example> wrote:\n> "


def values(text: str, fields: Sequence[Field] = SHOP) -> list[tuple[str, str]]:
    found = find_values(read_message(text), fields, TODAY)
    declared = {field.name: field for field in fields}
    for one in found:
        assert one.why
        assert 0 <= one.start < one.end <= len(text)
        if one.name in declared:
            assert not fit(declared[one.name], one.text, TODAY).problem
    return [(one.name, one.text) for one in found]


def test_a_letter_gives_all_that_is_in_it() -> None:
    text = (
        "Hello,\n\nI ordered a desk on 3 November (order 778812), expected 25.11.2026. I paid $84.80 and "
        "want a"
        " refund of 49,90 €. Call +49 171 1234567 or write to lena@mail.example, 04109 "
        "Leipzig.\n\nThanks,\nLena Vogt"
    )
    assert values(text) == [
        ("order.date", "2026-11-03"),
        ("order.id", "778812"),
        ("delivery.date", "2026-11-25"),
        ("order.total", "84.80 USD"),
        ("refund.amount", "49.90 EUR"),
        ("customer.phone", "+49 171 1234567"),
        ("customer.email", "lena@mail.example"),
        ("customer.name", "Lena Vogt"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("where is order 778812", "778812"),
        ("order no. 778812?", "778812"),
        ("order#778812", "778812"),
        ("Bestellnummer: 778812", "778812"),
        ("meine Bestellung Nr. 778812", "778812"),
        ("commande n° 778812", "778812"),
        ("mi pedido número 778812", "778812"),
        ("il mio ordine 778812", "778812"),
        ("a minha encomenda 778812", "778812"),
        ("mijn bestelling 778812", "778812"),
        ("778812 is my order number", "778812"),
        ("778812 never came", "778812"),
        ("I moved from 04109 Leipzig, order 778812", "778812"),
        ("order 778812 from 20261103, call 0171 1234567", "778812"),
    ],
)
def test_order_numbers(text: str, number: str) -> None:
    assert ("order.id", number) in values(text)
    assert len([name for name, _ in values(text) if name == "order.id"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I live at 20355 Hamburg",
        "call me on 0171 1234567",
        "it weighs 15000 g",
        "I paid 12345 EUR",
        "my ticket 778812 is unanswered",
        "invoice 778812 is wrong",
        "on 03.11.2026 at 12:30",
        "card 4111111111111111",
        "see https://shop.example/orders/778812",
        "write to lena778812@mail.example",
    ],
)
def test_other_numbers_are_no_order(text: str) -> None:
    assert "order.id" not in dict(values(text))


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("booking XK3JHG please", TRAVEL, ("booking.code", "XK3JHG")),
        ("our flight LH 123 was cancelled", TRAVEL, ("flight.number", "LH 123")),
        ("flight lh123 was cancelled", TRAVEL, ("flight.number", "LH123")),
        ("we fly on 5 March 2027", TRAVEL, ("flight.date", "2027-03-05")),
        ("Kundennummer 12345678", TRAVEL, ("customer.id", "12345678")),
        ("my policy no. AB-12345/6", INSURANCE, ("policy.number", "AB-12345/6")),
        ("Schaden SN1234567", INSURANCE, ("claim.id", "SN1234567")),
        ("der Zähler 4455667 steht", INSURANCE, ("meter.id", "4455667")),
        ("Schadenhöhe 1.250,00 €", INSURANCE, ("claim.amount", "1250.00 EUR")),
        ("my ticket #4521", (), ("ticket.id", "4521")),
        ("order A-10432-B", (), ("order.id", "A-10432-B")),
        ("order 4521", (Field("order.number", "Order no."),), ("order.number", "4521")),
        ("parcel pb204417365", SHOP, ("tracking.id", "PB204417365")),
        ("I paid £20", (), ("amount", "20 GBP")),
        ("on 2026-11-05 it rained", (), ("date", "2026-11-05")),
        ("please use (555) 123-4567", (), ("customer.phone", "(555) 123-4567")),
    ],
)
def test_fields_of_any_trade(text: str, fields: Sequence[Field], expected: tuple[str, str]) -> None:
    assert expected in values(text, fields)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I ordered on 3/11/2026", "2026-03-11"),
        ("I ordered on 3/11/2026 and paid £20", "2026-11-03"),
        ("am 3/11/2026 habe ich das bestellt", "2026-11-03"),
        ("ich habe am 5. Dezember 2025 bestellt", "2025-12-05"),
        ("I ordered it on Nov 5th", "2026-11-05"),
        ("I ordered it yesterday and it is not here", "2026-11-21"),
        ("letzten Montag habe ich das bestellt und noch nicht bekommen", "2026-11-16"),
        ("j'ai commandé hier et je n'ai rien reçu", "2026-11-21"),
        ("pedí hace 3 días y no ha llegado", "2026-11-19"),
        ("I ordered two weeks ago", "2026-11-08"),
    ],
)
def test_order_dates(text: str, expected: str) -> None:
    assert ("order.date", expected) in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "bis heute ist meine Bestellung 20817 nicht da",
        "I placed order 20817 and until today nothing has come",
        "commande 20817 : rien reçu jusqu'à aujourd'hui",
        "hasta hoy no ha llegado mi pedido 20817",
    ],
)
def test_until_today_is_no_day_of_an_order(text: str) -> None:
    assert values(text) == [("order.id", "20817")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name is lena vogt and my desk is late", "Lena Vogt"),
        ("Ich heiße Jonas Weber.", "Jonas Weber"),
        ("Je m'appelle Luc Petit, bonjour", "Luc Petit"),
        ("Me llamo Ana García.", "Ana García"),
        ("Mi chiamo Luca Rossi e aspetto", "Luca Rossi"),
        ("Chamo-me Rui Costa.", "Rui Costa"),
        ("Mijn naam is Jan de Vries.", "Jan de Vries"),
        ("It is late.\n\nKind regards,\nDr. Lena Vogt\nHead of Sales", "Lena Vogt"),
        ("Es ist spät.\n\nMfG Weber", "Weber"),
        ("It is late. Kind regards\nLena Vogt\nlena@mail.example", "Lena Vogt"),
        (
            "From: Lena Vogt <lena@mail.example>\nTo: help@pine.example\nSubject: Desk\n\nIt is late.",
            "Lena Vogt",
        ),
        ("Order: 778812\nName: lena vogt\nProblem: it is late", "Lena Vogt"),
        ("Nom : Chloé Petit\nCommande : 778812", "Chloé Petit"),
        ("La reserva está a nombre de Carmen Ruiz, gracias", "Carmen Ruiz"),
        ("It is booked under the name of Lena Vogt.", "Lena Vogt"),
        ("it is late, this is Lena Vogt by the way", "Lena Vogt"),
        ("It is late.\n\nYours faithfully,\nMargaret Vogt (Mrs)", "Margaret Vogt"),
        ("It is late.\n\nBest,\nLena Vogt (she/her)", "Lena Vogt"),
        ("It is late.\n\nBest,\nLena Vogt, PhD", "Lena Vogt"),
        ("It is late. My name: José Álvarez.", "José Álvarez"),
        ("It is late.\n\nKind regards\n\nLena Vogt | Head of Ops | +44 20 7946 0018", "Lena Vogt"),
        ("Hi, this is Peter from Acme. It is late.", "Peter"),
        ("It is late. Rgds Tim", "Tim"),
        ("Es ist spät.\n\nGrüße\ni.A. Lena Vogt\nBuchhaltung", "Lena Vogt"),
        ("Es ist spät. M.f.G. H. Vogt", "H. Vogt"),
        ("It is late.\n\ncheers mate\nDave 🙂", "Dave"),
        ("It is late. Please call me. - Priya", "Priya"),
        ("It is late.\n\n~ Priya", "Priya"),
        ("¿Dónde está? Atentamente, Guadalupe Hernández de la Cruz", "Guadalupe Hernández de la Cruz"),
        (
            "Begin forwarded message:\n\nFrom: Lena Vogt <lena@mail.example>\nSubject: Desk\n\nIt is late."
            "\n\nLena",
            "Lena Vogt",
        ),
    ],
)
def test_names(text: str, name: str) -> None:
    assert dict(values(text))["customer.name"] == name


def test_a_price_is_no_total_beside_one() -> None:
    text = "I bought 3 lamps at €29.99 each and a desk for €1.299,00. The total was €1,388.97."
    assert [one for one in values(text) if one[0] == "order.total"] == [("order.total", "1388.97 EUR")]
    assert ("order.total", "84.80 EUR") in values("my order of 84.80 EUR is late")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my account 0900-112-3456 is locked", "customer.phone"),
        ("Kundennummer 0151 2345678", "customer.phone"),
        ("it happens with iOS 18.1. and on Version 3.2. too", "date"),
        ("Ich bin geb. 04.12.1961.", "date"),
        ("it shows a humidity of about 3.11. always", "date"),
        ("the lamp SKU 100234 flickers", "order.id"),
        ("Artikel-Nr. 100234 flackert", "order.id"),
        ("it crashes on build 20261120.", "order.id"),
        ("error code 778812 comes up", "order.id"),
        ("Konto 55, BLZ 37040044", "order.id"),
        ("we stay 03/11-04/11, or 01.11.26 - 05.11.26", "customer.phone"),
        ("it was about $1.2k or 3k EUR", "amount"),
    ],
)
def test_numbers_that_are_called_something_else(text: str, name: str) -> None:
    assert name not in dict(values(text))


@pytest.mark.parametrize(
    "text",
    [
        "I see a charge of £20.50 on 14/11/2026",
        "mir wurden am 14.11.2026 20,50 GBP abgebucht",
        "J'ai été débité de 20,50 GBP le 14 novembre 2026",
        "my card was declined on 14 November for £20.50",
    ],
)
def test_what_a_bank_is_asked_about(text: str) -> None:
    fields = (
        Field("transaction.amount", "Transaction amount", FieldType.MONEY),
        Field("transaction.date", "Transaction date", FieldType.DATE),
    )
    assert dict(values(text, fields)) == {"transaction.amount": "20.50 GBP", "transaction.date": "2026-11-14"}


def test_a_lone_first_name_is_both() -> None:
    found = dict(values("it is late. thanks, lena"))
    assert (found["customer.name"], found["customer.first_name"]) == ("Lena", "Lena")
    assert "customer.first_name" not in dict(values("Es ist spät.\n\nMit freundlichen Grüßen\nWeber"))
    assert "customer.first_name" not in dict(values("Wann kommt es? Danke, Frau Weber"))


@pytest.mark.parametrize(
    "text",
    [
        "Thanks,\nThe team",
        "please help\nThanks",
        "Regards\nSales Department",
        "I am Very Angry about it",
        "I lack:\n- Lamp\n- Chair",
        "Product name: lamp",
        "Cliente: desde hace años",
        "booked in the name of my wife",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert "customer.name" not in dict(values(f"It is late.\n{text}"))


def test_history_gives_numbers_only_and_only_where_nothing_is_newer() -> None:
    history = f"{QUOTE}Dear Tom, order 999999, 12 EUR on 3.11.2026, call 030 1234567, case C-118204. Dana"
    assert values(f"any news?{history}") == [("order.id", "999999"), ("ticket.id", "C-118204")]
    assert values(f"order 778812?{history}") == [("order.id", "778812"), ("ticket.id", "C-118204")]


def test_agents_and_shops_are_no_customers() -> None:
    answer = "I am Tom Miller, call 030 1234567 or tom@pine.example"
    found = dict(values(f"[10:32] Lena: order 778812\n[10:33] Tom (Support): {answer}"))
    assert found == {"customer.first_name": "Lena", "customer.name": "Lena", "order.id": "778812"}
    assert values("Hi Dana, I wrote to support@pine.example") == []


def test_two_orders_are_both_found() -> None:
    assert values("order 778812 came, order 778813 did not") == [
        ("order.id", "778812"),
        ("order.id", "778813"),
    ]


def test_what_belongs_to_somebody_else_is_left_out() -> None:
    text = "My colleague Peter (peter@other.example) got his parcel from order 556677, mine is order 778812."
    assert values(text) == [("order.id", "778812")]
    assert values("I write for my mother, order 778812 is hers") == [("order.id", "778812")]


def test_cards_and_accounts_are_never_values() -> None:
    text = "my order was paid with 4111 1111 1111 1111 or DE89 3704 0044 0532 0130 00"
    assert values(text, (*SHOP, Field("card.number", "Card number"), Field("iban", "IBAN number"))) == []


@pytest.mark.parametrize(
    "bait", ["order 123456 ", "1 ", "ABCDEF ", "a@b.c ", "(((", "may 1 ", "+49 ", "0/0/"]
)
def test_hostile_text_gives_few_values(bait: str) -> None:
    assert len(find_values(read_message(bait * 100_000), (*SHOP, *TRAVEL), TODAY)) <= 40


def test_patterns_that_cannot_be_used_are_left_out() -> None:
    assert values("code 778812", (Field("code", "Code number", pattern="(["),)) == []


def test_the_sample_library_finds_its_own_examples() -> None:
    library = read_library(SAMPLE)
    for field in library.fields:
        if field.pattern and field.example:
            assert (field.name, field.example) in values(
                f"the {field.label} is {field.example}", library.fields
            )
