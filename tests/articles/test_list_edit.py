"""Enter and Tab in lists and quotes."""

import pytest

from kbassist.articles.list_edit import after_return, indented
from tests.articles.marked import marked, unmarked


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a‸", "- a\n- ‸"),
        ("* a‸b", "* a\n* ‸b"),
        ("  + a‸", "  + a\n  + ‸"),
        ("1. a‸", "1. a\n2. ‸"),
        ("9) a‸", "9) a\n10) ‸"),
        ("1. a‸\n2. b\n    - c\n3. d\n\nx\n4. e", "1. a\n2. ‸\n3. b\n    - c\n4. d\n\nx\n4. e"),
        ("1. a‸\n1. b", "1. a\n1. ‸\n1. b"),
        ("> a‸", "> a\n> ‸"),
        ("> - a‸", "> - a\n> - ‸"),
        ("- [x] a‸", "- [x] a\n- [ ] ‸"),
        ("x\n- ‸", "x\n‸"),
        ("- a\n    - ‸", "- a\n- ‸"),
        ("- [ ] ‸\ny", "‸\ny"),
        ("> ‸", "‸"),
        ("‸- a", None),
        ("-‸ a", None),
        ("plain‸", None),
        ("---‸", None),
        ("- - -‸", None),
        ("**a** b‸", None),
    ],
)
def test_enter(before, after):
    text, at, _ = unmarked(before)
    assert marked(text, after_return(text, at)) == after


@pytest.mark.parametrize(
    ("before", "back", "after"),
    [
        ("- a‸", False, "    - a‸"),
        ("2. a‸", False, "    1. a‸"),
        ("    - a‸", True, "- a‸"),
        ("  - a‸", True, "- a‸"),
        ("\t- a‸", True, "- a‸"),
        ("‸a\nb\n‸c", False, "‸    a\n    b\n‸c"),
        ("- a‸", True, "- a‸"),
        ("a‸", False, None),
    ],
)
def test_tab(before, back, after):
    text, start, end = unmarked(before)
    found = marked(text, indented(text, start, end, back=back))
    assert (found or "").replace("‸", "") == (after or "").replace("‸", "")
    assert (found is None) == (after is None)
