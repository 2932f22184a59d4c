"""Spoken steps: what to say, do, wait for and where to pause, in the order of the text and without links."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbassist.replies.alphabets import ALPHABETS, NATO, grouped, spelled
from kbassist.replies.phone import ANSWER, SpokenStep, StepKind, kept_place, spoken
from kbassist.replies.speech import identifiers, speakable

SAY, DO, WAIT, PAUSE = StepKind.SAY, StepKind.DO, StepKind.WAIT, StepKind.PAUSE


def steps(markdown: str, lang: str = "en") -> list[tuple[StepKind, str]]:
    return [(step.kind, step.text) for step in spoken(markdown, lang)]


def test_a_script_says_its_quotes_and_does_the_rest() -> None:
    script = (
        '- Check who it is.\n- "Which address? Please spell it for me."\n- "I read it back." Then wait.\n'
        '- Asked again: "It stays the same."\n- No "have a nice day".\n- Pause. Let them answer.'
    )
    assert steps(script) == [
        (DO, "Check who it is."),
        (SAY, "Which address?"),
        (PAUSE, ANSWER),
        (SAY, "Please spell it for me."),
        (SAY, "I read it back."),
        (PAUSE, "Then wait."),
        (DO, "Asked again:"),
        (SAY, "It stays the same."),
        (DO, 'No "have a nice day".'),
        (PAUSE, "Let them answer."),
    ]


@pytest.mark.parametrize(
    ("lang", "markdown", "expected"),
    [
        (
            "en",
            "Hi Maya,\n\nPlease restart the router. It takes up to 2 minutes.\n\nIs the light green?\n\n"
            "Kind regards,  \nJonas",
            [
                (SAY, "Hi Maya,"),
                (DO, "Please restart the router."),
                (WAIT, "It takes up to 2 minutes."),
                (SAY, "Is the light green?"),
                (PAUSE, ANSWER),
            ],
        ),
        (
            "de",
            "1. Öffnen Sie die App.\n2. Danach auf Konto.\n\nDas dauert 5 Minuten. Haben Sie Zeit?",
            [
                (DO, "Öffnen Sie die App."),
                (DO, "Danach auf Konto."),
                (WAIT, "Das dauert 5 Minuten."),
                (SAY, "Haben Sie Zeit?"),
                (PAUSE, ANSWER),
            ],
        ),
        (
            "fr",
            "Ouvrez la page. Vous recevez l'argent sous 5 jours.\n\nBien cordialement,  \nJonas",
            [(DO, "Ouvrez la page."), (WAIT, "Vous recevez l'argent sous 5 jours.")],
        ),
        (
            "es",
            "Abra la aplicación. Espere un minuto. Todo está bien.",
            [(DO, "Abra la aplicación."), (WAIT, "Espere un minuto."), (SAY, "Todo está bien.")],
        ),
    ],
)
def test_any_other_reply_is_said_and_its_steps_are_marked(
    lang: str, markdown: str, expected: list[tuple[StepKind, str]]
) -> None:
    assert steps(markdown, lang) == expected


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Please hold on while I look."),
        ("en", "1. Wait two minutes."),
        ("de", "Bitte warten Sie kurz."),
        ("de", "Bleiben Sie bitte dran."),
        ("fr", "Patientez un instant."),
        ("es", "2. Por favor, espere un momento."),
    ],
)
def test_who_is_asked_to_wait_waits(lang: str, sentence: str) -> None:
    assert [kind for kind, _ in steps(sentence, lang)] == [WAIT]


@pytest.mark.parametrize(
    ("before", "after", "place", "kept"),
    [
        ("abc", "abc", 1, 1),
        ("abc", "axybc", 1, 3),
        ("abc", "bc", 1, 0),
        ("abc", "aXc", 1, 1),
        ("abc", "ac", 1, 0),
        ("abc", "abXYZ", 2, 2),
        ("a", "", 0, 0),
        ("abc", "xyz", 2, 2),
    ],
)
def test_the_place_follows_its_step(before: str, after: str, place: int, kept: int) -> None:
    was, now = ([SpokenStep(SAY, letter) for letter in text] for text in (before, after))
    assert kept_place(was, now, place) == kept


def test_markdown_is_not_spoken() -> None:
    text = (
        "# Title\n\n> **Note**\n>\n> Be *quick* with `code`.\n\n| A | B |\n| --- | --- |\n| c | d |\n\n---\n"
        "\n```\nx = 1\n```\n\nLine  \nbroken \\[here\\]"
    )
    assert [text for _, text in steps(text)] == [
        "Title",
        "Note",
        "Be quick with code.",
        "A, B",
        "c, d",
        "x = 1",
        "Line, broken [here]",
    ]


@pytest.mark.parametrize(
    ("lang", "markdown", "said"),
    [
        ("en", "See [your orders](https://a.example/orders?x=1).", "See your orders."),
        (
            "en",
            "See https://a.example/account/my-orders.html.",
            "See a dot example, under account, my orders.",
        ),
        (
            "de",
            "Siehe <https://a.example/konto/adressen>.",
            "Siehe a Punkt example, unter konto, adressen.",
        ),
        ("fr", "Voir [https://a.example](https://a.example).", "Voir a point example."),
        ("es", "Mire www.tienda.example/pedidos!", "Mire tienda punto example, en pedidos!"),
        (
            "en",
            "Track it at https://u@dhl.example:8443/track/AB-10432?x=1, or on https://[x.",
            "Track it at dhl dot example, under track, or on [x.",
        ),
        ("fr", "Cliquez sur https://a.example/retours.", "Cliquez sur a point example, sous retours."),
        ("en", "Write to [us](mailto:a@b.example) or <a@b.example>.", "Write to us or a@b.example."),
        (
            "en",
            "It is €49.90, $1,234.05 or 5 £.",
            "It is 49 euros and 90 cents, 1234 dollars and 5 cents or 5 pounds.",
        ),
        ("de", "Es kostet 1.234,50 € oder 1 EUR.", "Es kostet 1234 Euro 50 oder 1 Euro."),
        ("fr", "Soit 49,90 € ou 1 000 €.", "Soit 49 euros 90 ou 1000 euros."),
        ("es", "Son 49,90 € y 20 EUR.", "Son 49 euros con 90 y 20 euros."),
        ("en", "On 2026-11-20, in 3–5 days.", "On November 20, 2026, in 3 to 5 days."),
        (
            "de",
            "Am 20.11.2026, 3-5 Tage, z. B. heute.",
            "Am 20. November 2026, 3 bis 5 Tage, zum Beispiel heute.",
        ),
        ("fr", "Le 20/11/2026 & après.", "Le 20 novembre 2026 et après."),
        ("en", "On 11/12/2026 or 2026-99-99.", "On 11/12/2026 or 2026-99-99."),
        ("en", "Great \U0001f44d\U0001f3fd job **now**!", "Great job now!"),
    ],
)
def test_links_amounts_and_dates_in_words(lang: str, markdown: str, said: str) -> None:
    assert speakable(markdown, lang) == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Order 10432 of RT-20817 and PB204417365.", ("10432", "RT-20817", "PB204417365")),
        ("Write to maya.o@shop.example, not in 2026.", ("maya.o@shop.example",)),
        ("Call +44 1632 960042 at 18:00 in 48 hours.", ("+44 1632 960042",)),
        ("IBAN DE89 3704 0044 0532 0130 00.", ("DE89 3704 0044 0532 0130 00",)),
        ("Call 030 1234567, ask for ÄÖ-1234.", ("030 1234567", "ÄÖ-1234")),
        ("DVD 4K TV from A to Z, 3 of 12 at 14.30 on 11/12/2026", ()),
    ],
)
def test_what_must_be_spelled(text: str, found: tuple[str, ...]) -> None:
    assert identifiers(text) == found


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "R Romeo, T Tango, dash, 208 17"),
        ("de-AT", "R wie Rostock, T wie Tübingen, Bindestrich, 208 17\nNATO: R Romeo, T Tango, dash, 208 17"),
        ("fr", "R comme Raoul, T comme Thérèse, tiret, 208 17\nNATO: R Romeo, T Tango, dash, 208 17"),
        ("es", "R de Ramón, T de Toledo, guion, 208 17\nNATO: R Romeo, T Tango, dash, 208 17"),
        (None, "R Romeo, T Tango, dash, 208 17"),
    ],
)
def test_identifiers_are_spelled(lang: str | None, said: str) -> None:
    assert spelled("RT-20817", lang) == said


def test_letters_of_the_language_have_words_too() -> None:
    assert spelled("ÄÖ", "de") == "Ä wie Umlaut Aachen, Ö wie Umlaut Offenbach"
    assert spelled("ñ", "es") == "Ñ de Ñoño"
    assert spelled("12345", "de") == "123 45"
    assert all(len(set(alphabet.letters)) >= 26 and alphabet.why for alphabet in ALPHABETS.values())
    assert all(word[0] == letter for letter, word in NATO.letters.items())


@given(st.text(st.characters(whitelist_categories=["Nd"]), min_size=2, max_size=30))
def test_groups_give_back_the_digits(digits: str) -> None:
    assert "".join(grouped(digits)) == digits
    assert all(len(group) in (2, 3) for group in grouped(digits))


SENTENCES = st.sampled_from(
    [
        "Open the app.",
        "It takes 2 minutes.",
        "Is it there?",
        '"Say this."',
        "- item one",
        "1. first step",
        "> quoted words",
        "**bold** text here",
        "Order RT-20817 left.",
        "see https://shop.example/a/b now",
        "<https://shop.example/x>",
        "[words](https://shop.example/y)",
        "long " * 60,
    ]
)


@given(
    st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n", "\n\n"])), max_size=12),
    st.sampled_from(["en", "de"]),
)
@settings(deadline=None, max_examples=150, derandomize=True)
def test_the_order_is_kept_nothing_is_lost_and_no_link_is_raw(
    pairs: list[tuple[str, str]], lang: str
) -> None:
    markdown = "".join(text + gap for text, gap in pairs)
    found = spoken(markdown, lang)
    text = " ".join(step.text for step in found if step != SpokenStep(PAUSE, ANSWER))
    assert not re.search(r"https?:|www\.|shop\.example", text)
    assert all(step.text.strip() and len(step.text) <= 181 for step in found)
    words = re.findall(r"[a-z]{4,}", re.sub(r"<?https?:\S*|\]\(\S*", "", markdown).lower())
    said = iter(re.findall(r"[a-z]{4,}", text.lower()))
    assert all(word in said for word in words)


def test_hostile_text_is_no_burden() -> None:
    for piece in (
        "[" * 5000,
        "**a" * 3000,
        '"' * 5000,
        "1." * 5000,
        "a@" * 5000,
        "> " * 3000 + "x",
        "€1" * 3000,
    ):
        spoken(piece, "en")
