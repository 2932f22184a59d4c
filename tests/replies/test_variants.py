"""Which variant is taken, and what had to give way."""

import itertools

import pytest

from kbassist.articles.article import Reply
from kbassist.articles.library import Library
from kbassist.replies.reply import Wish
from kbassist.replies.variants import choose, ranked

LIBRARY = Library("/l", "L", languages=("en", "de", "fr"))


def reply(name: str) -> Reply:
    """Make a variant from `channel/tone/lang`; a dash leaves one open."""
    channel, tone, lang = (None if part == "-" else part for part in name.split("/"))
    return Reply(f"a#{name}", name, "x", channel, tone or "neutral", lang)


@pytest.mark.parametrize(
    ("names", "wish", "expected", "fell_back"),
    [
        ("chat/warm/en chat/calm/en", Wish("chat", "calm", "en"), "chat/calm/en", ()),
        ("chat/warm/en -/calm/en", Wish("chat", "calm", "en"), "chat/warm/en", ("tone",)),
        ("email/calm/en -/warm/en", Wish("chat", "calm", "en"), "-/warm/en", ("tone",)),
        ("email/calm/en chat/calm/de", Wish("chat", "calm", "en"), "email/calm/en", ("channel",)),
        ("chat/calm/en email/warm/de", Wish("chat", "calm", "de"), "email/warm/de", ("tone", "channel")),
        ("chat/-/fr chat/-/de", Wish("chat", None, "de-AT"), "chat/-/de", ("lang",)),
        ("chat/-/fr chat/-/de-CH", Wish("chat", None, "de-AT"), "chat/-/de-CH", ("lang",)),
        ("chat/-/fr email/-/de", Wish("chat", None, "de-AT"), "email/-/de", ("channel", "lang")),
        ("chat/-/fr chat/-/de", Wish("chat", None, "es"), "chat/-/de", ("lang",)),
        ("chat/-/de chat/-/-", Wish("chat", None, "en"), "chat/-/-", ()),
        ("chat/-/de chat/-/en", Wish("chat"), "chat/-/en", ()),
        ("chat/warm/- chat/neutral/-", Wish("chat"), "chat/neutral/-", ()),
        ("chat/warm/- chat/direct/-", Wish("chat", "calm"), "chat/warm/-", ("tone",)),
        ("email/-/- chat/-/-", Wish(), "chat/-/-", ()),
        ("phone/neutral/en chat/warm/en", Wish(), "chat/warm/en", ()),
        ("chat/-/en chat/-/en", Wish("chat", "neutral", "EN"), "chat/-/en", ()),
    ],
)
def test_fallback(names: str, wish: Wish, expected: str, fell_back: tuple[str, ...]) -> None:
    choice = choose([reply(name) for name in names.split()], wish, LIBRARY)
    assert choice is not None
    assert (choice.reply.title, choice.fell_back) == (expected, fell_back)


def test_the_order_does_not_depend_on_the_order_in_the_article() -> None:
    names = ["chat/warm/en", "chat/calm/en", "-/calm/en", "email/calm/en", "chat/calm/de"]
    wish = Wish("chat", "warm", "en")
    for order in itertools.permutations(names):
        assert [found.title for found in ranked([reply(name) for name in order], wish, LIBRARY)] == names


def test_without_languages_of_the_library_the_first_reply_tells_the_language() -> None:
    names = ["chat/warm/en", "chat/neutral/de"]
    choice = choose([reply(name) for name in names], Wish(), Library("/l", "L"))
    assert choice is not None
    assert choice.reply.title == "chat/warm/en"


def test_no_variant_at_all() -> None:
    assert choose([], Wish(), LIBRARY) is None
