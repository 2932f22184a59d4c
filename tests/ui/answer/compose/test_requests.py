"""What an article lacks is grey, and one key asks the writer for it."""

import pytest
from PySide6.QtCore import Qt

from kbassist.articles.article import Reply
from kbassist.replies.reply import Wish
from kbassist.ui.answer.compose.request_controller import lacking
from kbassist.ui.answer.labels import wish_words
from tests.ui.answer.staged_workspace import VARIANTS

ALT = Qt.KeyboardModifier.AltModifier
REPLIES = tuple(Reply(f"a#{c}-{t}-{la}", t, "Hi", c, t, la) for c, t, la in VARIANTS)


@pytest.mark.parametrize(
    ("wish", "lacks"),
    [
        (Wish("chat", "warm", "en"), ()),
        (Wish("chat", "calm", "en"), ("tone",)),
        (Wish("email", "calm", "de"), ("lang",)),
        (Wish("sms", None, None), ("channel",)),
        (Wish("sms", "formal", "fr"), ("tone", "channel", "lang")),
        (Wish(), ()),
    ],
)
def test_what_no_reply_meets_is_lacking(wish, lacks):
    assert lacking(REPLIES, wish) == lacks


def test_a_reply_for_any_channel_meets_each():
    assert lacking((Reply("a#r", "R", "Hi", None, "neutral", None),), Wish("sms", None, "fr")) == ()


def test_without_replies_all_of_the_wish_is_lacking():
    assert lacking((), Wish("sms", None, "fr")) == ("channel", "lang")


@pytest.mark.parametrize(
    ("wish", "words"),
    [(Wish("sms", "formal", "fr"), "SMS · formal · FR"), (Wish(None, "warm"), "Warm"), (Wish(), "")],
)
def test_a_wish_is_described(wish, words):
    assert wish_words(wish) == words


def test_one_key_asks_the_writer_and_once_more_takes_it_back(desk):
    lack = desk.page.card.head.lack
    desk.page.wish_for(Wish("email", "warm", "en"))
    desk.type("one")
    desk.qtbot.waitUntil(lambda: lack.says.endswith("| Ask the writer"))
    assert lack.says.startswith("No Warm variant")
    assert "no such reply" in desk.page.wishes.tone.accessibleName()
    assert "no such reply" not in desk.page.wishes.channel.accessibleName()
    desk.press(Qt.Key.Key_R, ALT)
    desk.qtbot.waitUntil(lambda: lack.says.endswith("| Asked the writer"))
    (asked,) = desk.workspace.asked_for
    assert (asked.ref.id, asked.channel, asked.tone, asked.lang) == ("one-1", "email", "warm", "en")
    assert desk.said[-1].startswith("Asked the writer for a reply: Email · warm · EN")
    desk.press(Qt.Key.Key_R, ALT)
    desk.qtbot.waitUntil(lambda: lack.says.endswith("| Ask the writer"))
    assert desk.workspace.asked_for == []


def test_nothing_is_offered_where_nothing_lacks(desk):
    desk.type("one")
    assert desk.page.card.head.lack.says == ""
    desk.press(Qt.Key.Key_R, ALT)
    assert desk.workspace.asked_for == []
    assert "has what you wish for" in desk.said[-1]


def test_the_menu_tells_what_the_article_has(desk):
    desk.type("one")
    texts = [action.text() for action in desk.page.wishes.channel.menu().actions()]
    assert "Chat" in texts
    assert all(text in ("Chat", "Email", "Any channel") or "not in this article" in text for text in texts)
