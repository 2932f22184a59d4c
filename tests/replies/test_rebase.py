"""An edit on a text that changes beneath it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.replies.rebase import rebased

BASE = "Hi Maya,\n\nyour refund of [Amount] left us on [Date].\n\nWarm regards"


@pytest.mark.parametrize(
    ("edited", "new", "text", "kept"),
    [
        (BASE, "another", "another", 0),
        (
            BASE.replace("Warm", "Kind"),
            BASE.replace("[Amount]", "49.90 EUR"),
            BASE.replace("Warm", "Kind").replace("[Amount]", "49.90 EUR"),
            0,
        ),
        (BASE.replace("[Amount]", "ten"), BASE.replace("[Amount]", "20"), BASE.replace("[Amount]", "ten"), 1),
        (BASE + "\n\nPS: sorry", BASE.replace("Hi", "Dear"), BASE.replace("Hi", "Dear") + "\n\nPS: sorry", 0),
        (BASE.replace("Hi", "Dear"), BASE.replace("Hi", "Dear"), BASE.replace("Hi", "Dear"), 0),
        ("", BASE.replace("Maya", "Jonas"), "", 1),
    ],
)
def test_what_changed_comes_in_and_what_was_edited_stays(edited, new, text, kept):
    merged = rebased(BASE, edited, new)
    assert (merged.text, merged.kept) == (text, kept)


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_one_sided_changes_come_through_as_they_are(base, other):
    assert rebased(base, base, other).text == other
    assert rebased(base, other, base).text == other


def test_a_text_of_very_many_lines_keeps_the_edit():
    base = "line\n" * 2_000
    assert rebased(base, base + "more", "new" + base).text == base + "more"
