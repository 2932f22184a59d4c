"""Questions: which of their words say nothing of what they are about, and what answers them."""

import pytest

from kbassist.search.fillers import Fillers
from tests.search.shelf import paths, search, searcher


@pytest.mark.parametrize(
    ("typed", "telling"),
    [
        ("i need assistance getting a refund", {"refund"}),
        ("how do i reset my password", {"reset", "password"}),
        ("wie kann ich meine bestellung stornieren", {"bestellung", "stornieren"}),
        ("to return", {"to", "return"}),
        ("cancel the order", {"cancel", "the", "order"}),
        ("how do i", {"how", "do", "i"}),
        ("annuler ma commande pour moi", {"annuler", "ma", "commande", "pour", "moi"}),
        ("", set()),
    ],
)
def test_what_is_left_of_a_question(typed, telling):
    words = typed.split()
    assert set(words) - Fillers(["en", "de", "zh"]).of(words) == telling


QUESTIONS = {
    "get.md": "# Get a refund\n\nAsk the customer for the number of the order.\n",
    "help.md": "# Assistance for the hard of hearing\n\nWe need no papers. It is possible to phone.\n",
    "long.md": "# Terms\n\nIs it possible to get help, need a refund, and how do I ask for it?\n",
}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("I need assistance getting a refund", "get"),
        ("is it possible to get a refund?", "get"),
        ("I need help with refunds", "get"),
        ("need assistance with orders", "get"),
        ("how do i get a refnud", "get"),
        ("assistance for hearing", "help"),
        ("is it possible to xyzzy this", "long"),
        ('how do i xyzzy with "number of the order"', "get"),
    ],
)
def test_a_question_finds_what_it_is_about(tmp_path, typed, first):
    assert paths(searcher(tmp_path, QUESTIONS), typed)[0] == first


def test_what_only_fills_a_question_is_neither_missed_nor_marked(tmp_path):
    [best, *_] = search(searcher(tmp_path, QUESTIONS), "i would like assistance with the xyzzy order").hits
    assert best.path == "get.md"
    assert best.why == ('without "xyzzy"',)
    assert [best.snippet.text[start:end] for start, end in best.snippet.marks] == ["order"]
