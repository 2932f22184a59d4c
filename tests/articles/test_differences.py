"""What became of a text, by lines and by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.articles.differences import LineKind, differences

TEXTS = st.lists(st.sampled_from(["one two", "one three", "b", ""]), max_size=9).map("\n".join)


def shown(before, after, context=3):
    signs = {LineKind.SAME: " ", LineKind.REMOVED: "-", LineKind.ADDED: "+"}
    return [
        [signs[line.kind] + line.text for line in block.lines]
        for block in differences(before, after, context)
    ]


@given(TEXTS, TEXTS)
def test_all_lines_are_there(before, after):
    lines = [line for block in differences(before, after, None) for line in block.lines]
    left = [line for line in lines if line.kind is not LineKind.ADDED]
    right = [line for line in lines if line.kind is not LineKind.REMOVED]
    assert "\n".join(line.text for line in left) == before.removesuffix("\n") or before.endswith(
        "\n"
    ) != after.endswith("\n")
    assert [line.before_line for line in left] == list(range(1, len(left) + 1))
    assert [line.after_line for line in right] == list(range(1, len(right) + 1))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\n", "a\n", []),
        ("a\n", "b\n", [["-a", "+b"]]),
        ("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n", [[" b", "-c", "+X", " d"]]),
        ("1\na\nb\nc\n2\n", "1x\na\nb\nc\n2x\n", [["-1", "+1x", " a"], [" c", "-2", "+2x"]]),
        ("", "a\n", [["+a"]]),
    ],
)
def test_surroundings(before, after, expected):
    assert shown(before, after, 1) == expected


def test_words_that_changed():
    (block,) = differences("Refunds take 14 days.\n", "Refunds usually take 30 days.\n")
    removed, added = block.lines
    assert [removed.text[a:b] for a, b in removed.spans] == ["14"]
    assert [added.text[a:b] for a, b in added.spans] == [" usually", "30"]


def test_a_line_that_was_not_there_has_no_words_marked():
    (block,) = differences("One thing is so.\n", "Quite another matter, it seems!\n")
    assert [line.spans for line in block.lines] == [(), ()]


def test_words_made_to_be_slow_end_within_the_timeout():
    words = [f"{number:x}" for number in range(190)]
    before, after = " ".join(words), " ".join(reversed(words))
    texts = [
        "".join(f"part {number}\n{(line + chr(10)) * 59}" for number in range(6)) for line in (before, after)
    ]
    lines = [line for block in differences(*texts) for line in block.lines]
    assert {line.text for line in lines if line.kind is not LineKind.SAME} == {before, after}
