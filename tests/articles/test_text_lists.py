"""Lists of texts in one line."""

import pytest

from kbassist.articles.text_lists import joined, parted


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ((), ""),
        (("late", "lost parcel"), "late, lost parcel"),
        (("Refund, where is it", "late"), '"Refund, where is it", late'),
        (('"Late", they said', '3" pipe'), '"""Late"", they said", 3" pipe'),
    ],
)
def test_a_list_comes_back_as_it_was(texts: tuple[str, ...], line: str) -> None:
    assert joined(texts) == line
    assert parted(line) == texts
    assert parted(f"{line}, , more ") == (*texts, "more")


def test_a_quote_that_never_ends_is_part_of_a_text() -> None:
    assert parted('"a, b" c') == ('"a', 'b" c')
