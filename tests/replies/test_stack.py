"""The stack keeps its order, each reply once, and the edits made in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.articles.article import ArticleRef
from kbassist.replies.edits import Edit, Edits
from kbassist.replies.stack import Piece, Stack


def ref(name: str) -> ArticleRef:
    return ArticleRef("/library", name)


def stack(names: str) -> Stack:
    built = Stack()
    for name in names:
        built = built.add(Piece(ref(name), f"Title of {name}"))
    return built


def names(built: Stack) -> str:
    return "".join(piece.ref.id for piece in built.pieces)


def test_a_reply_stands_in_it_once_and_where_it_was():
    assert names(stack("abca")) == "abc"


@pytest.mark.parametrize(
    ("place", "to", "expected"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 99, "bca"), (2, -5, "cab"), (7, 0, "abc")],
)
def test_moving_keeps_the_others_in_order(place, to, expected):
    assert names(stack("abc").moved(place, to)) == expected


def test_taking_a_piece_out():
    assert names(stack("abc").without(1)) == "ac"
    assert stack("abc").place_of(ref("c")) == 2
    assert stack("abc").without(2).place_of(ref("c")) is None


def test_an_edit_names_the_reply_that_it_was_made_from():
    edited = stack("abc").with_edit(1, ref("b#warm"), Edit("mine", "theirs"))
    assert [piece.ref.id for piece in edited.pieces] == ["a", "b#warm", "c"]
    assert edited.pieces[1].edit == Edit("mine", "theirs")
    assert edited.pieces[1].title == "Title of b"
    assert edited.with_edit(1, ref("b#warm"), None).pieces[1].edit is None
    assert stack("a").with_edit(4, ref("b"), Edit("mine")) == stack("a")


def test_what_was_typed_is_not_in_its_repr():
    edited = stack("a").with_edit(0, ref("a"), Edit("for Maya Ortiz", "for Maya"))
    assert "Maya" not in repr(edited)


@given(st.lists(st.tuples(st.integers(-2, 6), st.integers(-2, 6)), max_size=20))
def test_no_move_loses_a_piece(moves):
    moved = stack("abcde")
    for place, to in moves:
        moved = moved.moved(place, to)
    assert sorted(names(moved)) == list("abcde")


@pytest.mark.parametrize(
    ("now", "before", "back"),
    [("ac", "abc", "abc"), ("ca", "abc", "cba"), ("", "b", "b"), ("dc", "abcd", "abdc")],
)
def test_what_was_taken_out_comes_back_where_it_stood(now, before, back):
    edits = Edits().put(ref("b"), "Mine", "Theirs")
    restored = stack(now).with_back(stack(before), edits)
    assert names(restored) == back
    assert restored.pieces[back.index("b")].edit == edits.of(ref("b"))
