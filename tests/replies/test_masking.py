"""Card and account numbers never go out with a reply, however they were typed."""

from datetime import datetime

import pytest

from kbassist.articles.article import Article, ArticleRef, Reply
from kbassist.articles.library import Library
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import compose
from kbassist.replies.conversation import Conversation
from kbassist.replies.masking import masked
from kbassist.replies.reply import Wish


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4111111111111111", "••••••••••••1111"),
        ("card 4111-1111-1111-1111.", "card ••••-••••-••••-1111."),
        ("order 10432 4111 1111 1111 1111 ok", "order 10432 •••• •••• •••• 1111 ok"),
        ("5500\u00a00000\u00a00000\u00a00004", "••••\u00a0••••\u00a0••••\u00a00004"),
        ("3782 822463 10005", "•••• •••••• •0005"),
        ("6011.0000.0000.0004", "••••.••••.••••.0004"),
        ("2223000048410010", "••••••••••••0010"),
        ("4111&nbsp;1111&nbsp;1111&nbsp;1111", "••••&nbsp;••••&nbsp;••••&nbsp;1111"),
        ("4111\n1111\n1111\n1111", "••••\n••••\n••••\n1111"),
        ("4111 1111<br>1111 1111", "•••• ••••<br>•••• 1111"),
        ("4111 1111  \n1111 1111", "•••• ••••  \n•••• 1111"),
        ("<b>4111</b> 1111 **1111** 1111", "<b>••••</b> •••• **••••** 1111"),
        ("4111 - 1111 - 1111 - 1111", "•••• - •••• - •••• - 1111"),
        ("DE89 3704<br />\n0044 0532 0130 00", "•••• ••••<br />\n•••• •••• ••30 00"),
        ("４１１１ １１１１ １１１１ １１１１", "•••• •••• •••• １１１１"),
        ("DE89 3704 0044 0532 0130 00 is mine", "•••• •••• •••• •••• ••30 00 is mine"),
        ("gb29nwbk60161331926819", "••••••••••••••••••6819"),
        ("FR14 2004 1010 0505 0001 3M02 606", "•••• •••• •••• •••• •••• •••2 606"),
        ("two: 4111111111111111, 5500000000000004", "two: ••••••••••••1111, ••••••••••••0004"),
        ("•••• •••• •••• 1111", "•••• •••• •••• 1111"),
    ],
)
def test_numbers_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected
    assert masked(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "1234 5678 9012 3456",
        "order 10432, tracking 00340434161094042557",
        "+49 171 1234567 or 030 1234567",
        "DE88 3704 0044 0532 0130 00",
        "2026-11-22 10:32:05.123456",
        "ends in 1111",
        "| 4111 | 1111 | 1111 | 1111 |",
        "<td>4111 1111</td><td>1111 1111</td>",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("typed", ["4111 1111 1111 1111", "4111 1111\n1111 1111", "4111 1111\n\n1111 1111"])
def test_no_flavour_shows_a_card(worker: RenderWorker, typed: str) -> None:
    template = "Paid with **{{ note }}**, yours is DE89 3704 0044 0532 0130 00. Order {{ order.id }}."
    article = Article("pay", "pay.md", "Pay", replies=(Reply("pay#chat", "Chat", template),))
    conversation = Conversation().put("note", typed).put("order.id", "10432")
    filled = compose(
        article,
        Library("/l", "L"),
        ArticleRef("/l", "pay#chat"),
        conversation,
        Wish(),
        Agent(),
        datetime(2026, 11, 22, 12),
        worker,
    )
    for flavour in (filled.plain, filled.html, filled.markdown, filled.preview_html):
        assert "4111" not in flavour
        assert "0532" not in flavour
        assert flavour.count("1111") == 1
        assert "10432" in flavour
