"""What of a line has a spelling."""

import pytest

from kbassist.spelling.words import MOST_LETTERS, words_in


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Hi, we've sent it - today!", ["Hi", "we've", "sent", "it", "today"]),
        ("the customer’s 'own' words", ["the", "customer’s", "own", "words"]),
        ("Vor- und Nachteile, E-Mail", ["Vor", "und", "Nachteile", "E-Mail"]),
        ("DHL, GmbH, iPhone, McDonald, XXL-Paket", []),
        ("INV-2026 PB204417365 2nd v2 snake_case a", []),
        ("Stra\u0308ße und Lie\u00adfer\u00adung", ["Stra\u0308ße", "und", "Lie\u00adfer\u00adung"]),
        ("x" * (MOST_LETTERS + 1), []),
        ("😀 hello😀", ["hello"]),
        ("", []),
    ],
)
def test_words(line: str, words: list[str]) -> None:
    assert [line[start:end] for start, end in words_in(line, 0, len(line))] == words


def test_only_a_range_is_looked_at() -> None:
    assert list(words_in("one two three", 4, 7)) == [(4, 7)]
