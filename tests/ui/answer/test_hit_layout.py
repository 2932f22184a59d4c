from dataclasses import replace

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.search.results import Hit, ReplyLabel, Snippet
from kbassist.search.scope import CopyState
from kbassist.ui.answer.hit_layout import Measures, lay_out, shifted
from kbassist.ui.answer.hit_model import Row, rows_of
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.library_mark import LibraryMark

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenrückerstattungsantragsformular " * 3
PASSAGE = "Banks take a while to show money that we sent, and a refund is no exception to that at all."
MATCH = ((PASSAGE.index("refund"), PASSAGE.index("refund") + 6),)
FOUND = Snippet(PASSAGE, MATCH)


def row(title: str = "T", snippet: Snippet = FOUND, variants: int = 40) -> Row:
    replies = tuple(ReplyLabel(f"a#{n}", f"R{n}", f"channel {n}", "neutral", "en") for n in range(variants))
    hit = Hit(ArticleRef("/lib", "a"), title, "a.md", 1.0, ("1 typo in “refnud”",), snippet, replies=replies)
    return rows_of([("", [hit])], {})[0]


@pytest.mark.parametrize("width", [180, 320, 900])
def test_nothing_leaves_the_card(theme, width):
    layout = lay_out(row(LONG), width, Measures(theme))
    assert layout.title.endswith("…")
    for box in (layout.title_box, layout.cap_box, layout.why_box):
        assert 0 <= box.left() <= box.right() <= width
        assert box.bottom() <= layout.card.bottom()
    assert layout.title_box.right() < layout.cap_box.left()


def test_chips_without_room_are_summed_up(theme):
    layout = lay_out(row(), 420, Measures(theme))
    shown = len(layout.chips) - 1
    assert layout.chips[-1].text == f"+{40 - shown}"
    assert layout.chips[-1].box.right() < layout.why_box.left()


def test_a_match_far_behind_is_brought_into_sight(theme):
    layout = lay_out(row(), 240, Measures(theme))
    assert layout.snippet is not None
    assert layout.snippet.text().startswith("…")
    assert "refund" in layout.snippet.text()
    assert 0 < layout.marks[0].left() < layout.marks[0].right() < 240


def test_marks_follow_a_shifted_text(theme):
    text, marks = shifted(PASSAGE, MATCH, Measures(theme), 200)
    assert [text[start:end] for start, end in marks] == ["refund"]


def test_an_emoji_before_the_match_does_not_move_the_mark(theme):
    plain = lay_out(row(snippet=Snippet("xx refund", ((3, 9),))), 420, Measures(theme)).marks[0]
    emoji = lay_out(row(snippet=Snippet("😀 refund", ((2, 8),))), 420, Measures(theme)).marks[0]
    assert emoji.width() == pytest.approx(plain.width(), abs=0.5)


def test_a_row_is_as_high_as_what_it_shows(theme):
    measures = Measures(theme)
    full = row()
    assert full.hit is not None
    bare = replace(full, hit=full.hit._replace(snippet=Snippet(""), why=(), replies=()))
    assert measures.height(bare) < measures.height(full)
    assert 72 <= measures.height(full) <= 96 + 6


def test_no_more_is_cut_than_has_to_be(theme):
    text = "For a customer who waits for money that was promised, or wants the status of a refund."
    measures = Measures(theme)
    width = measures.snippet_width("…wants the status of a refund.") + 1
    at = text.index("refund")
    shown, marks = shifted(text, [(at, at + 6)], measures, width)
    assert shown == "…wants the status of a refund."
    assert [shown[start:end] for start, end in marks] == ["refund"]


@pytest.mark.parametrize("width", [200, 300, 420, 900])
def test_a_copy_of_a_library_stays_within_its_card(theme: Theme, width: int) -> None:
    marked = row()
    assert marked.hit is not None
    hit = marked.hit._replace(copy=CopyState.CHANGED)
    mark = LibraryMark("A library with quite a long name", "shelf_2")
    layout = lay_out(replace(marked, hit=hit, mark=mark), width, Measures(theme))
    assert layout.badge is not None
    assert layout.badge.text == "yours, original changed"
    assert layout.origin_box.left() >= 0
    assert all(chip.box.right() <= width for chip in layout.chips)
