"""Typing mistakes: which words are near."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.search.nearness import codes_of, distances_of, one_mistake, promising
from kbassist.search.spelling import Speller, letter_set
from tests.search.shelf import table

TEXT = (
    "refund refunds refunding password passwords delivery address authentication account parcel Größe "
    "возврат invoice cancel cancellation order orders 退款流程 12345"
)


@pytest.fixture(scope="module")
def speller(tmp_path_factory):
    return Speller([table(tmp_path_factory.mktemp("table"), {"a.md": TEXT, "b.md": "refund password"})])


def osa(a, b, swaps=True):
    """The restricted Damerau-Levenshtein distance, as in the textbook."""
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if swaps and i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("refnud", "refund"),
        ("erfund", "refund"),
        ("refubd", "refund"),
        ("reffund", "refund"),
        ("refnd", "refund"),
        ("pasword", "password"),
        ("groesze", "groesse"),
        ("возварт", "возврат"),
    ],
)
def test_one_mistake(speller, typed, known):
    found = speller.nearest(typed, 1, growing=False)
    assert found.words[0][0] == known
    assert found.mistakes == 1


@pytest.mark.parametrize(
    ("typed", "mistakes", "known"),
    [
        ("autentcation", 1, None),
        ("autentcation", 2, "authentication"),
        ("adres", 2, None),
        ("adrss", 2, None),
    ],
)
def test_two_mistakes_need_a_long_word(speller, typed, mistakes, known):
    found = speller.nearest(typed, mistakes, growing=False)
    assert (found.words[0][0] if found else None) == known


@pytest.mark.parametrize("typed", ["ref", "12346", "zzzzzz", "", "re-fund"])
def test_nothing_near(speller, typed):
    assert speller.nearest(typed, 1, growing=False) is None


def test_a_mistake_in_a_beginning(speller):
    found = speller.nearest("authetn", 1, growing=True)
    assert found.words[0][0] == "authentication"


def test_the_commonest_word_comes_first(speller):
    found = speller.nearest("refundz", 1, growing=False)
    assert found.words[0] == ("refund", 1.0)


@given(st.text("abcd", min_size=1, max_size=7), st.lists(st.text("abcd", min_size=1, max_size=8), min_size=1))
def test_distances_are_those_of_the_textbook(word, others):
    codes = codes_of(np.array([other.encode() for other in others], "S12"), 12)
    lengths = np.array([len(other) for other in others])
    distances = distances_of(codes, word, lengths, growing=False).tolist()
    assert distances == [osa(word, other) for other in others]
    beginnings = distances_of(codes, word, lengths, growing=True).tolist()
    assert beginnings == [min(osa(word, other[:at]) for at in range(len(other) + 1)) for other in others]


@given(st.text("abc", min_size=4, max_size=9), st.lists(st.text("abc", min_size=1, max_size=11), min_size=1))
def test_one_mistake_is_a_distance_of_one(word, others):
    others = [other for other in others if not other.startswith(word)] or ["c"]
    codes = codes_of(np.array([other.encode() for other in others], "S12"), len(word) + 1)
    lengths = np.array([len(other) for other in others])
    assert one_mistake(codes, word, lengths).tolist() == [osa(word, other) == 1 for other in others]
    begun = [min(osa(word, other[:at]) for at in range(len(other) + 1)) == 1 for other in others]
    assert one_mistake(codes, word, None).tolist() == begun


@given(st.lists(st.text("abcd", min_size=1, max_size=12), min_size=1), st.randoms(use_true_random=False))
def test_two_mistakes_leave_a_part_as_it_was(others, rng):
    word = "".join(rng.choices("abcd", k=9))
    codes = codes_of(np.array([other.encode() for other in others], "S14"), len(word) + 2)
    kept = promising(codes, word, 2).tolist()
    assert all(keep or osa(word, other, swaps=False) > 2 for keep, other in zip(kept, others, strict=True))


def test_every_single_mistake_is_found(speller):
    rng = random.Random(1)
    for word in ("delivery", "account", "parcel", "invoice"):
        for _ in range(20):
            at = rng.randrange(len(word))
            kind = rng.randrange(3)
            wrong = word[:at] + ("", "q", "q" + word[at])[kind] + word[at + 1 :]
            assert speller.nearest(wrong, 1, growing=False).words[0][0] == word


@given(st.text(max_size=20))
def test_letter_sets_fit_32_bits(word):
    assert 0 <= letter_set(word) < 2**32
