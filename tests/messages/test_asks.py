"""What a message asks: one thing as a rule, several where several things are wanted."""

import pytest

from kbassist.messages.reading import read_message


def asks(text: str) -> list[str]:
    message = read_message(text)
    for ask in message.asks:
        assert text[ask.start : ask.end] == ask.text
    return [ask.text for ask in message.asks]


@pytest.mark.parametrize(
    "text",
    [
        "my kettle never arrived where is it",
        "The kettle leaks. I tried twice to descale it. What can I do?",
        "Why was I charged a fee for that transfer? I only sent money to my brother.",
        "Can you help me? I lost my card yesterday. Please block it.",
        "my card was declined at the shop. why did that happen and how do i unblock it",
        "Könnten Sie bitte prüfen, wann mein Paket kommt?",
        "Ich möchte wissen, wo meine Bestellung ist.",
        "I want to send back the kettle. How do I do that?",
        "I ordered:\n- 1 kettle\n- 2 cups\n\nWhere is the parcel?",
        "I am very disappointed with the whole thing",
        "two payments on my account look strange, TX9A and TX1B. I don't know either. Can you block my card?",
        "a minha encomenda 778812 ainda não chegou. Quando chega?",
        "URGENT!!! MY PARCEL STILL HAS NOT COME!!! WHERE IS IT??? I WANT MY MONEY BACK!!!",
        "I have a question about deleting my account",
        "please tell me how to get to the office or do i need a map",
    ],
)
def test_one_thing_is_one_ask(text: str) -> None:
    assert asks(text) == [text.removeprefix("Hello,\n")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Where is my parcel? How do I close my account?",
            ["Where is my parcel?", "How do I close my account?"],
        ),
        (
            "hi my parcel 778899 never came i want my money back also can you change my email",
            ["my parcel 778899 never came i want my money back", "also can you change my email"],
        ),
        (
            "Order 778899 has not arrived. And order 778900 came broken.",
            ["Order 778899 has not arrived.", "And order 778900 came broken."],
        ),
        (
            "I have two questions:\n1. When does parcel 778899 leave?\n2. Can I get an invoice?\n",
            ["When does parcel 778899 leave?", "Can I get an invoice?"],
        ),
        (
            "I was charged twice, please pay one back. Another thing, the app logs me out on my phone.",
            ["I was charged twice, please pay one back.", "Another thing, the app logs me out on my phone."],
        ),
        (
            "Wann kommt meine Lampe? Außerdem möchte ich meine Adresse ändern.",
            ["Wann kommt meine Lampe?", "Außerdem möchte ich meine Adresse ändern."],
        ),
        (
            "Où est mon colis ? Par ailleurs, je voudrais changer mon adresse e-mail.",
            ["Où est mon colis ?", "Par ailleurs, je voudrais changer mon adresse e-mail."],
        ),
        (
            "¿Dónde está mi pedido? También quiero cambiar mi correo.",
            ["¿Dónde está mi pedido?", "También quiero cambiar mi correo."],
        ),
        (
            "so i withdrew 200 euros but only got 180. whats going on? and how long does a transfer take",
            [
                "so i withdrew 200 euros but only got 180. whats going on?",
                "and how long does a transfer take",
            ],
        ),
        (
            "I need:\n- an invoice for parcel 778812\n- the return label\n- to change my password\nthx",
            ["an invoice for parcel 778812", "the return label", "to change my password"],
        ),
        (
            "Quería saber si puedo cambiar la reserva. Y cuánto cuesta añadir una maleta?",
            ["Quería saber si puedo cambiar la reserva.", "Y cuánto cuesta añadir una maleta?"],
        ),
        (
            "👋 do u ship to norway? 🇳🇴 and whats the cost 🙏",
            ["👋 do u ship to norway?", "🇳🇴 and whats the cost 🙏"],
        ),
        (
            "Please cancel my booking to Rome.\n\nWhat is the baggage allowance to Oslo?",
            ["Please cancel my booking to Rome.", "What is the baggage allowance to Oslo?"],
        ),
    ],
)
def test_several_things_are_several_asks(text: str, expected: list[str]) -> None:
    assert asks(text) == expected


@pytest.mark.parametrize(
    "text", ["Thanks, that worked! Have a great day.", "Vielen Dank!", "ok", "🙏", "", " \n"]
)
def test_thanks_ask_nothing(text: str) -> None:
    assert asks(text) == []


def test_what_leads_up_to_an_ask_belongs_to_it() -> None:
    moved = "I moved to Graz last week. Where can I change my address?"
    assert asks(f"Hi,\n\n{moved}\n\nHow do I return a lamp?\n\nThanks\nLena") == [
        moved,
        "How do I return a lamp?",
    ]


def test_there_are_never_too_many_asks() -> None:
    text = "\n".join(f"{count}. How do I get thing{count} number {count * 7919}?" for count in range(1, 60))
    found = asks(text)
    assert len(found) == 9
    assert found[-1].endswith("thing59 number 467221?")
