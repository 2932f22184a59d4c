from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt

from kbassist.articles.article import ArticleRef, Standing
from kbassist.articles.freshness import Freshness
from kbassist.search.results import Hit, ReplyLabel, Snippet
from kbassist.ui.answer.hit_model import HitModel, rows_of


def hit(name: str) -> Hit:
    replies = (ReplyLabel(f"{name}#r", "R", "chat", "neutral", "en"),)
    return Hit(
        ArticleRef("/lib", name), f"<b>{name}</b>", f"{name}.md", 1.0, ('alias "x"',), Snippet("seen"),
        replies=replies, standing=Standing.DUE, verified=date(2026, 1, 2), freshness=Freshness.OVERDUE,
    )  # fmt: skip


@pytest.fixture
def model():
    model = HitModel()
    model.replace(
        rows_of(
            [("Happening now", [hit("a")]), ("Favourites", []), ("Recently used", [hit("b"), hit("c")])], {}
        )
    )
    return model


def test_sections_without_hits_have_no_heading_and_numbers_run_through(model):
    shown = [(row.heading, row.number) for row in model.rows]
    assert shown == [("Happening now", 0), ("", 1), ("Recently used", 0), ("", 2), ("", 3)]


def test_headings_cannot_be_selected(model):
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize(
    ("start", "steps", "row"), [(1, 1, 3), (3, -1, 1), (1, -1, 1), (4, 5, 4), (1, 2, 4), (-1, 1, 1)]
)
def test_steps_skip_headings_and_stop_at_the_ends(model, start, steps, row):
    current = model.index(start) if start >= 0 else QModelIndex()
    assert model.stepped(current, steps).row() == row


def test_an_empty_model_has_nothing_to_step_to():
    assert not HitModel().stepped(QModelIndex(), 1).isValid()
    assert not HitModel().numbered(1).isValid()


def test_the_same_article_is_found_again(model):
    assert model.found(hit("c").ref).row() == 4
    assert not model.found(hit("z").ref).isValid()


def test_a_screen_reader_hears_the_whole_row(model):
    said = model.data(model.index(3), Qt.ItemDataRole.AccessibleTextRole)
    assert said == '2. <b>b</b>. review overdue. Chat. alias "x". seen'
