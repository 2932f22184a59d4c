"""Messages as customers send them: which run is what, and in which language."""

import pytest

from kbassist.messages.message import PartKind
from kbassist.messages.reading import MOST_CHARACTERS, read_message

QUESTION = "I sent the blue kettle back two weeks ago. When do I get my money?"
HISTORIES = [
    "On Mon, 16 Nov 2026 at 09:12, Pinebarrow <help@pine.example> wrote:\n> Dear Lena,\n> your order 555001 "
    "left.",
    "On Mon, 16 Nov 2026 at 09:12, Pinebarrow Customer Service\n<help@pine.example> wrote:\n\nyour order "
    "555001 left.",
    "Am 16.11.2026 um 09:12 schrieb Pinebarrow <help@pine.example>:\n> Guten Tag,",
    "-----Original Message-----\nFrom: Help <help@pine.example>\nSent: Monday\nTo: Lena\nSubject: "
    "Kettle\n\nHello",
    "Von: Hilfe <help@pine.example>\nGesendet: Montag, 16. November 2026 09:12\nAn: Lena\nBetreff: AW: "
    "Kessel\n\nHallo",
    "________________________________\nFrom: Help <help@pine.example>\nSent: Monday\nTo: Lena\nSubject: "
    "Kettle\n\nHello",
    "Le lun. 16 nov. 2026 à 09:12, Pinebarrow <help@pine.example> a écrit :\n> Bonjour,",
    "El lun, 16 nov 2026 a las 9:12, Pinebarrow (<help@pine.example>) escribió:\n> Hola",
    "Il giorno lun 16 nov 2026 alle ore 09:12 Pinebarrow <help@pine.example> ha scritto:\n> Salve",
    "Op ma 16 nov. 2026 om 09:12 schreef Pinebarrow <help@pine.example>:\n> Hallo",
    "> your order 555001 left us\n> on Monday",
]


def kinds(text: str) -> dict[PartKind, str]:
    message = read_message(text)
    assert "".join(text[part.start : part.end] for part in message.parts) == text
    found: dict[PartKind, str] = {}
    for part in message.parts:
        found[part.kind] = found.get(part.kind, "") + text[part.start : part.end].strip()
    return found


@pytest.mark.parametrize("history", HISTORIES)
def test_quoted_history_is_set_apart(history: str) -> None:
    found = kinds(f"Hi,\n\n{QUESTION}\n\n{history}\n")
    assert found[PartKind.BODY] == QUESTION
    assert found[PartKind.QUOTED] == history


@pytest.mark.parametrize("history", [history for history in HISTORIES if "\n> " in history])
def test_answers_below_a_quote_are_body(history: str) -> None:
    assert kinds(f"{history}\n\n{QUESTION}")[PartKind.BODY] == QUESTION


def test_a_copied_mail_gives_body_and_subject() -> None:
    head = "From: Lena Vogt <lena@mail.example>\nTo: help@pine.example\nSubject: "
    found = kinds(f"{head}Kettle\n\nHello,\n{QUESTION}\n\nLena")
    assert found[PartKind.SIGN_OFF] == "Lena"
    assert read_message(f"{head}Kettle\n\n{QUESTION}").body == f"Kettle\n\n{QUESTION}"
    assert read_message(f"{head}Re: Kettle\n\n{QUESTION}").body == QUESTION


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        ("Sent from my iPhone", PartKind.FOOTER),
        ("Von meinem iPhone gesendet", PartKind.FOOTER),
        ("Envoyé de mon iPhone", PartKind.FOOTER),
        ("Enviado desde mi Samsung Galaxy", PartKind.FOOTER),
        ("Get Outlook for Android", PartKind.FOOTER),
        ("This e-mail and any attachments are confidential and may be privileged.", PartKind.FOOTER),
        ("Diese E-Mail enthält vertrauliche Informationen.", PartKind.FOOTER),
        ("-- \nLena Vogt\nVogt & Söhne", PartKind.SIGNATURE),
    ],
)
def test_feet_are_no_body(tail: str, kind: PartKind) -> None:
    found = kinds(f"{QUESTION}\n\n{tail}")
    assert found == {PartKind.BODY: QUESTION, kind: tail}


def test_a_letter_in_all_its_parts() -> None:
    foot = "Lena Vogt\nMill Lane 4\nTel. 030 1234567\n\nSent from my iPad"
    text = f"Dear team,\n\n{QUESTION}\n\nKind regards\n{foot}"
    assert [part.kind for part in read_message(text).parts] == [
        PartKind.GREETING,
        PartKind.BODY,
        PartKind.SIGN_OFF,
        PartKind.SIGNATURE,
        PartKind.FOOTER,
    ]


@pytest.mark.parametrize(
    "chat",
    [
        "[10:32] Lena: hi\n[10:33] Lena: the kettle leaks\n[10:34] Tom (Support): How can I help?\n[10:36] "
        "Lena: it drips",
        "Customer: the kettle leaks\nAgent: How can I help?\nCustomer: it drips",
        "10:33 Lena: the kettle leaks\n10:34 Tom: Hello, how can I help you today?\n10:36 Lena: it drips",
        "Tom (10:30): Welcome to Pinebarrow!\nLena (10:31): the kettle leaks\nLena (10:32): it drips",
    ],
)
def test_a_chat_gives_what_the_customer_said(chat: str) -> None:
    assert [line for line in read_message(chat).body.splitlines() if line] == ["the kettle leaks", "it drips"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Where is my parcel?", "en"),
        ("Wo ist mein Paket?", "de"),
        ("Où est mon colis ?", "fr"),
        ("¿Dónde está mi paquete?", "es"),
        ("Dov'è il mio pacco? Non è ancora arrivato", "it"),
        ("Onde está a minha encomenda? Ainda não chegou", "pt"),
        ("Waar is mijn pakket? Ik heb het nog niet", "nl"),
        ("我的订单还没有到", None),
        ("10432", None),
        ("", None),
    ],
)
def test_language(text: str, lang: str | None) -> None:
    assert read_message(text).lang == lang


def test_an_endless_text_is_read_in_part() -> None:
    message = read_message("my kettle leaks, what now? " * 40_000)
    assert len(message.body) <= MOST_CHARACTERS
    assert message.parts[-1].end == len(message.text)
    assert len(message.asks) < 10
