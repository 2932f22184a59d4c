"""Tab and Enter in tables."""

import pytest

from kbassist.articles.table_edit import next_cell, next_row, table_added
from tests.articles.marked import marked, unmarked

TABLE = "|a|b|\n|-|-|\n|long word|{{ x \\| y | z }}|"
SET = "| a         | b                |\n|-----------|------------------|\n| long word | {{ x \\| y | z }} |"


@pytest.mark.parametrize(
    ("before", "back", "after"),
    [
        (
            "x\n\n|a‸|b|\n|-|:-:|\n|c|d|\n\ny",
            False,
            "x\n\n| a   | ‸b‸   |\n|-----|:---:|\n| c   | d   |\n\ny",
        ),
        ("|a|b‸|\n|-|-|\n|c|d|", False, "| a   | b   |\n|-----|-----|\n| ‸c‸   | d   |"),
        ("a|b\n-|-:\nc|d‸", False, "| a   |   b |\n|-----|----:|\n| c   |   d |\n| ‸    |     |"),
        ("|a|b|\n|-|-|\n|c‸|d|", True, "| a   | ‸b‸   |\n|-----|-----|\n| c   | d   |"),
        ("|a‸|b|\n|-|-|\n|c|d|", True, None),
        ("|a|b|\n|-‸|-|\n|c|d|", False, "| a   | ‸b‸   |\n|-----|-----|\n| c   | d   |"),
        ("|a‸|b|\n\n|-|-|", False, None),
        ("a | b‸", False, None),
        ("plain‸", False, None),
        ("|a‸|\n|-|\n|ab|cd|", False, "| a   | ‸    |\n|-----|-----|\n| ab  | cd  |"),
        ("|Größe‸|日本|\n|-|-|\n|1|2|", False, "| Größe | ‸日本‸ |\n|-------|------|\n| 1     | 2    |"),
    ],
)
def test_tab_goes_from_cell_to_cell(before, back, after):
    text, at, _ = unmarked(before)
    assert marked(text, next_cell(text, at, back=back)) == after


def test_bars_of_placeholders_and_escaped_ones_part_no_cells():
    change = next_cell(TABLE, 1)
    assert change is not None
    assert (marked(TABLE, change) or "").replace("‸", "") == SET
    again = next_cell(SET, 2)
    assert again is not None
    assert again.edits == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|a‸|b|\n|-|-|\n|c|d|", "| a   | b   |\n|-----|-----|\n| ‸c‸   | d   |"),
        ("|a|b|\n|-|-|\n|c|d‸|", "| a   | b   |\n|-----|-----|\n| c   | d   |\n|     | ‸    |"),
        ("|a|b|\n|-|-|\n|c|d|\n|‸||\n\nx", "| a   | b   |\n|-----|-----|\n| c   | d   |\n‸\n\nx"),
        ("plain‸", None),
    ],
)
def test_enter_goes_down_and_out(before, after):
    text, at, _ = unmarked(before)
    found = marked(text, next_row(text, at))
    assert found == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a‸b\nc", "ab\n\n| ‸ |  |\n|---|---|\n|  |  |\n\nc"),
        ("‸", "| ‸ |  |\n|---|---|\n|  |  |"),
        ("a\n‸\n\nb", "a\n| ‸ |  |\n|---|---|\n|  |  |\n\nb"),
    ],
)
def test_a_table_is_put_in(before, after):
    text, at, _ = unmarked(before)
    assert marked(text, table_added(text, at)) == after
