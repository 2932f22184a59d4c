"""Suggestions for what a customer wrote: what answers it, whether it fits, and why."""

from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.search.learned import LearnedQuestion
from kbassist.search.learned_model import LearnedModel
from kbassist.search.results import SearchResult
from kbassist.search.suggest import Suggester
from tests.search.shelf import TODAY, searcher

ARTICLES = {
    "refund.md": "# Refund has not arrived\n\nBanks need some days.\n",
    "parcel.md": "# Track a parcel\n\nIt arrives within a week of its return.\n",
    "legal.md": "---\naliases: [sue you, the press]\npinned_until: 2026-12-24\n---\n# Press and legal\n",
}


@pytest.fixture
def learned() -> LearnedModel:
    return LearnedModel()


@pytest.fixture
def suggester(tmp_path: Path, learned: LearnedModel) -> Suggester:
    return Suggester([searcher(tmp_path, ARTICLES)], learned)


def suggest(suggester: Suggester, message: str) -> SearchResult:
    return suggester.suggest(message, today=TODAY)


def first(result: SearchResult) -> str:
    return result.hits[0].ref.article_id


@pytest.mark.parametrize(
    ("message", "answer", "why"),
    [
        ("Where is my refund? It still has not arrived.", "refund", "because of: refund, arrived"),
        ("please track my parcel", "parcel", "because of: parcel, track"),
        ("A lawyer will sue you", "legal", "because of: sue"),
    ],
)
def test_a_message_finds_what_answers_it(suggester: Suggester, message: str, answer: str, why: str) -> None:
    found = suggest(suggester, message)
    assert found.fits
    assert first(found) == answer
    assert set(found.hits[0].why[0].removeprefix("because of: ").split(", ")) >= set(why[12:].split(", "))


@pytest.mark.parametrize(
    "message",
    ["you", "you you you you", "the of and you", "where is my", "I want you to do it for me please"],
)
def test_words_that_say_nothing_are_answered_by_nothing(suggester: Suggester, message: str) -> None:
    found = suggest(suggester, message)
    assert not found.fits
    assert all(hit.why in {(), ("pinned",)} for hit in found.hits)


def test_what_was_learned_fits_whatever_its_words_are(suggester: Suggester, learned: LearnedModel) -> None:
    learned.learn(LearnedQuestion(1, ArticleRef("/library", "parcel"), ("it", "where")))
    found = suggest(suggester, "where is it?")
    assert found.fits
    assert (first(found), found.hits[0].why) == ("parcel", ("learned question",))


@pytest.mark.parametrize(
    ("message", "answer", "word"),
    [
        ("were si my refnud", "refund", "refund"),
        ("my refnd hsa nto arrvied", "refund", "refund"),
        ("plese trakc my parcle", "parcel", "parcel"),
    ],
)
def test_mistyped_words_count_as_what_was_meant(
    suggester: Suggester, message: str, answer: str, word: str
) -> None:
    found = suggest(suggester, message)
    assert found.fits
    assert first(found) == answer
    assert word in found.hits[0].why[0]


def test_a_learned_word_is_not_taken_for_a_mistake(suggester: Suggester, learned: LearnedModel) -> None:
    learned.learn(LearnedQuestion(1, ArticleRef("/library", "legal"), ("marcel", "quux")))
    assert first(suggest(suggester, "quux marcel")) == "legal"


def test_a_message_is_found_by_what_its_words_mean(tmp_path: Path, learned: LearnedModel) -> None:
    articles = {"gym.md": "# Gym membership\n", "lamp.md": "# Broken lamp\n", "tea.md": "# Green tea\n"}
    found = suggest(Suggester([searcher(tmp_path, articles)], learned), "our fitness club subscription")
    assert found.fits
    assert first(found) == "gym"
    assert "fitness" in found.hits[0].why[0]
