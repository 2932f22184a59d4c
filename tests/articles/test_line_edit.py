"""Keys for words and lines."""

import pytest

from kbassist.articles.line_edit import (
    heading_levelled,
    lines_moved,
    linked,
    reply_added,
    target_at,
    wrapped,
)
from tests.articles.marked import marked, unmarked


@pytest.mark.parametrize(
    ("before", "sign", "after"),
    [
        ("a ‸bc‸ d", "**", "a **‸bc‸** d"),
        ("a ‸bc ‸d", "**", "a **‸bc‸** d"),
        ("a b‸c d", "*", "a *‸bc‸* d"),
        ("a **‸bc‸** d", "**", "a ‸bc‸ d"),
        ("a ‸**bc**‸ d", "**", "a ‸bc‸ d"),
        ("a **‸bc‸** d", "*", "a ***‸bc‸*** d"),
        ("a ***‸bc‸*** d", "*", "a **‸bc‸** d"),
        ("a ‸ d", "**", "a **‸** d"),
        ("‸", "*", "*‸*"),
    ],
)
def test_emphasis_comes_and_goes(before, sign, after):
    text, start, end = unmarked(before)
    assert marked(text, wrapped(text, start, end, sign)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see ‸the log‸.", "see [the log](‸)."),
        ("see l‸og.", "see [log](‸)."),
        ("see ‸.", "see [‸]()."),
        ("‸https://a.de/b‸", "[‸](https://a.de/b)"),
        ("‸a/b.md#c‸", "[‸](a/b.md#c)"),
    ],
)
def test_links(before, after):
    text, start, end = unmarked(before)
    assert marked(text, linked(text, start, end)) == after


@pytest.mark.parametrize(
    ("marked_text", "target"),
    [
        ("a [b‸](c.md#d) e", "c.md#d"),
        ('a [b](<‸c>) "t"', "c"),
        ("![b](c_(1).png ‸'t')", "c_(1).png"),
        ("a <mailto:‸x@y.de>", "mailto:x@y.de"),
        ("see https://a‸.de/b.", "https://a.de/b."),
        ("a‸ [b](c)", ""),
    ],
)
def test_targets(marked_text, target):
    text, at, _ = unmarked(marked_text)
    assert target_at(text, at) == target


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        ("a\nb‸\nc", -1, "b‸\na\nc"),
        ("a\nb‸\nc", 1, "a\nc\nb‸"),
        ("a\n‸b\nc\n‸d", 1, "a\nd\n‸b\nc‸"),
        ("a‸\nb", -1, None),
        ("a\nb‸", 1, None),
    ],
)
def test_lines_move(before, by, after):
    text, start, end = unmarked(before)
    found = marked(text, lines_moved(text, start, end, by))
    assert (found and found.rstrip("‸")) == (after and after.rstrip("‸"))


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        ("# a‸", 1, "## a‸"),
        ("## a‸ {.reply}", -1, "# a‸ {.reply}"),
        ("# a‸", -1, "a‸"),
        ("a‸", 1, "## a‸"),
        ("a‸", -1, None),
        ("###### a‸", 1, None),
    ],
)
def test_headings_change_their_level(before, by, after):
    text, at, _ = unmarked(before)
    assert marked(text, heading_levelled(text, at, by)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# a‸\n", "# a\n\n## ‸New‸ {.reply channel=chat}\n\n"),
        ("‸", "## ‸New‸ {.reply channel=chat}\n\n"),
        ("a‸\nb\n\nc", "a\nb\n\n## ‸New‸ {.reply channel=chat}\n\n\n\nc"),
    ],
)
def test_a_reply_begins(before, after):
    text, at, _ = unmarked(before)
    assert marked(text, reply_added(text, at, "chat", "New")) == after
