"""Finding and replacing in one text, and expressions that would take for ever."""

import pytest

from kbassist.articles.text_edits import edited
from kbassist.articles.word_search import MOST_FOUND, Search, found_in, replaced_in
from kbassist.system.errors import NotSaved


@pytest.mark.parametrize(
    ("search", "ranges"),
    [
        (Search("an"), ((0, 2), (4, 6), (8, 10))),
        (Search("an", case=True), ((4, 6), (8, 10))),
        (Search("AN", whole_words=True), ((0, 2), (8, 10))),
        (Search("[a-z]an", regex=True), ((3, 6),)),
        (Search("a."), ()),
        (Search("x*", regex=True), ()),
        (Search("n$", regex=True), ((1, 2), (5, 6), (9, 10))),
    ],
)
def test_what_is_found(search, ranges):
    found = found_in("An\nDan\n\nan", search)
    assert found.ranges == ranges
    assert found.complete


@pytest.mark.parametrize(
    ("search", "put", "after"),
    [
        (Search("14 days"), "30 days\\1", "in 30 days\\1, 15 days"),
        (Search(r"(\d+) days", regex=True), r"\1 Tage", "in 14 Tage, 15 Tage"),
        (Search("x"), "y", "in 14 days, 15 days"),
    ],
)
def test_what_is_put_in_its_place(search, put, after):
    text = "in 14 days, 15 days"
    assert edited(text, replaced_in(text, search, put)) == after


@pytest.mark.parametrize(
    "find", ["(a+)+", "a*b*c*", "(", r"(a)\1", "a?b?c?d?e?f?g", "(?=x)", "a{99999999999}", ""]
)
def test_refused_patterns(find):
    with pytest.raises(NotSaved, match=r"\.$"):
        found_in("aaaa", Search(find, regex=True))


def test_a_group_that_is_not_there():
    with pytest.raises(NotSaved, match="cannot be used"):
        replaced_in("a", Search("a", regex=True), r"\2")


@pytest.mark.parametrize("find", [".*.*x", "a*a*b", "a?a?a?a?a?aaaaab", ".*b"])
def test_the_slowest_that_are_allowed_stop_before_the_end(find):
    text = ("a" * 390 + "\n") * 2000 + "a" * 1900 + "\n" + "a" * 100_000
    found = found_in(text, Search(find, regex=True))
    assert not found.complete


def test_too_many_are_cut_off():
    found = found_in("a" * (MOST_FOUND + 5), Search("a"))
    assert len(found.ranges) == MOST_FOUND
    assert not found.complete
