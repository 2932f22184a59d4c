"""Sentences end where a reader says so."""

import pytest

from kbassist.replies.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It left. It arrives tomorrow!", ["It left.", "It arrives tomorrow!"]),
        (
            "Dr. Weber, e.g. at 9 a.m. on Monday. Then more.",
            ["Dr. Weber, e.g. at 9 a.m. on Monday.", "Then more."],
        ),
        (
            "Am 20. November, z. B. um 9 Uhr. Danach nicht.",
            ["Am 20. November, z. B. um 9 Uhr.", "Danach nicht."],
        ),
        ("Il y en a 5 % env. par M. Dupont. Merci !", ["Il y en a 5 % env. par M. Dupont.", "Merci !"]),
        ("¿Dónde está? ¡Aquí! El Sr. Ruiz lo sabe.", ["¿Dónde está?", "¡Aquí!", "El Sr. Ruiz lo sabe."]),
        ("1. First step\n2. Second. Third\n- Item", ["First step", "Second.", "Third", "Item"]),
        ("See https://a.example/b.c. It works.", ["See https://a.example/b.c.", "It works."]),
        ('He said "No." She left.', ['He said "No."', "She left."]),
        ("\n\n- \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [sentence.text for sentence in found] == expected
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
