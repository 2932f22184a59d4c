"""What counts as a customer's message, and what stays a search."""

import pytest

from kbassist.ui.answer.message_mode import reads_like_message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "refund",
        "refund has not arrived yet please",
        "  refund has not\n",
        '"has not arrived" tag:billing lang:de is:due channel:chat owner:dana refund',
        "refund of a gift card -visa that was paid twice by a company",
    ],
)
def test_a_search_stays_a_search(text):
    assert not reads_like_message(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello\nmy refund",
        "my refund has not arrived yet, where is it",
        "Wo bleibt mein Paket, ich warte seit zwei Wochen darauf",
        'I was told "it left us" two weeks ago, but my bank says that there is nothing at all, where is it?',
    ],
)
def test_several_lines_or_many_words_are_a_message(text):
    assert reads_like_message(text)
