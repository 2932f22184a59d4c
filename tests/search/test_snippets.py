"""Excerpts and marks: the right passage, and places that are right after folding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.search.analysis import Analyser
from kbassist.search.meaning import Meaning
from kbassist.search.query import Word
from kbassist.search.snippets import Excerpts, Marker

FILLER = "Lorem ipsum dolor sit amet consetetur. " * 12


def marker(*words):
    """Mark whole words, and beginnings where a word ends in `*`."""
    meanings = [
        Meaning(Word(word), (), 1, 1.0, frozenset() if word.endswith("*") else frozenset([word]), word[:-1])
        if word.endswith("*")
        else Meaning(Word(word), (), 1, 1.0, frozenset([word]))
        for word in words
    ]
    return Marker.of(meanings)


@pytest.fixture
def excerpts():
    return Excerpts(Analyser())


def marked(snippet):
    return [snippet.text[start:end] for start, end in snippet.marks]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Your Refund is here.", ["refund"], ["Refund"]),
        ("refunds, refund and a fund", ["refund"], ["refund"]),
        ("refunds, refund and a fund", ["ref*"], ["refunds", "refund"]),
        ("Die Größe zählt", ["grosse"], ["Größe"]),
        ("Die Straße", ["strasse"], ["Straße"]),
        ("Ça a été remboursé à Łódź", ["rembourse", "lodz"], ["remboursé", "Łódź"]),
        ("You can't refund", ["cant", "refund"], ["can't", "refund"]),
        ("Send an e-mail", ["email"], ["e-mail"]),
        ("我的退款流程", ["退款"], ["我的退款流程"]),
        ("Возврат денег", ["возврат"], ["Возврат"]),
        ("“refund” – refund…", ["refund"], ["refund", "refund"]),
        ("refund refund refund", ["refund"], ["refund"] * 3),
        ("a refund\nrefund b", ["refund", "ref*"], ["refund", "refund"]),
        ("nothing of it", ["refund"], []),
        ("", ["refund"], []),
    ],
)
def test_marks(excerpts, text, words, found):
    assert marked(excerpts.cut(text, marker(*words))) == found


def test_the_passage_with_most_words_is_shown(excerpts):
    text = f"refund first. {FILLER}Here refund and card meet. {FILLER}card last."
    snippet = excerpts.cut(text, marker("refund", "card"))
    assert snippet.text.startswith("…Here refund and card meet.")
    assert marked(snippet) == ["refund", "card"]


def test_without_a_match_the_beginning_is_shown(excerpts):
    snippet = excerpts.cut(FILLER, marker("refund"))
    assert FILLER.startswith(snippet.text.removesuffix("…"))
    assert snippet.text.endswith("…")


HEADED = (
    "\x02 Card refunds\nMoney goes back to the card that paid, within five working days.\n"
    "\x02 Closed card\nAsk for a refund by transfer."
)


@pytest.mark.parametrize(
    ("words", "shown", "found"),
    [
        (["refund"], "…Ask for a refund by transfer.", ["refund"]),
        (["card"], "Money goes back to the card that paid, within five working days.", ["card"]),
        (
            ["refunds"],
            "Card refunds Money goes back to the card that paid, within five working days.",
            ["refunds"],
        ),
        (["closed"], "…Closed card Ask for a refund by transfer.", ["Closed"]),
        (["other"], "Money goes back to the card that paid, within five working days.", []),
    ],
)
def test_sentences_are_shown_before_headings(excerpts, words, shown, found):
    snippet = excerpts.cut(HEADED, marker(*words))
    assert snippet.text == shown
    assert marked(snippet) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x02 Only", "Only"),
        ("\x02 A\n\x02 Refund", "…Refund"),
        ("One.\n\x02 Two\nRefund.", "One. · Two Refund."),
    ],
)
def test_headings_alone_are_shown_without_their_marks(excerpts, text, shown):
    assert excerpts.cut(text, marker("refund")).text == shown


def test_lines_are_joined(excerpts):
    assert excerpts.cut("one refund\ntwo", marker("refund")).text == "one refund two"


@given(
    st.lists(
        st.sampled_from(
            ["refund", "Größe", "été", "card", "x", "Straße", "退款", "“", "\n", "a.", "e\u0301", "\n\x02 h"]
        )
    ),
    st.sampled_from([" ", ", ", "\n", "-"]),
)
def test_marks_lie_in_order_within_the_text(parts, joint):
    text = joint.join(parts) * 8
    snippet = Excerpts(Analyser()).cut(text, marker("refund", "grosse", "ca*", "ete", "strasse"))
    assert len(snippet.text) <= 175
    last = 0
    for start, end in snippet.marks:
        assert last <= start < end <= len(snippet.text)
        last = end


@pytest.mark.parametrize(
    ("title", "words", "found"),
    [
        ("Refund to another card", ["card", "ref*"], ["Refund", "card"]),
        ("E-Mail Größe", ["email", "gr*"], ["E-Mail", "Größe"]),
        ("🙂 Refund", ["refund"], ["Refund"]),
    ],
)
def test_title_marks(excerpts, title, words, found):
    assert [title[start:end] for start, end in excerpts.title_marks(title, marker(*words))] == found
