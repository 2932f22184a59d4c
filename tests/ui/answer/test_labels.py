from datetime import date

import pytest

from kbassist.articles.article import Article, Standing
from kbassist.articles.freshness import freshness_of
from kbassist.search.results import ReplyLabel
from kbassist.ui.answer.labels import (
    Tint,
    badge_of,
    chip_names,
    day_of,
    dot_of,
    fell_back_sentence,
    variant_names,
)

TODAY = date(2026, 11, 22)
VERIFIED = date(2026, 10, 3)
GONE, NEAR, FAR = date(2026, 11, 21), date(2026, 12, 6), date(2026, 12, 7)
OVERDUE = "Review overdue since 21 Nov"


def reply(
    channel: str | None, tone: str = "neutral", lang: str | None = "en", title: str = "T"
) -> ReplyLabel:
    return ReplyLabel(f"a#{channel}-{tone}-{lang}-{title}", title, channel, tone, lang)


@pytest.mark.parametrize(
    ("variants", "names"),
    [
        (
            (reply("chat", "warm"), reply("email", "calm"), reply("phone")),
            ("Chat · warm", "Email · calm", "Phone"),
        ),
        ((reply("chat"), reply("email"), reply("chat", lang="de")), ("Chat", "Email", "Chat · DE")),
        ((reply("sms", title="A"), reply("sms", title="B")), ("SMS · A", "SMS · B")),
        ((reply(None), reply(None, "warm")), ("Reply", "Warm")),
        ((reply("chat", lang="de"), reply("email", lang="de")), ("Chat", "Email")),
        ((), ()),
    ],
)
def test_variants_are_named_so_that_they_can_be_told_apart(variants, names):
    assert variant_names(variants) == names


def test_chips_sum_up_channels_and_other_languages():
    variants = (reply("chat"), reply("chat", "warm"), reply("email"), reply(None), reply("chat", lang="de"))
    assert chip_names(variants) == ("Chat", "Email", "Any channel", "DE")


@pytest.mark.parametrize(
    ("standing", "verified", "due", "owner", "expected"),
    [
        (Standing.CURRENT, VERIFIED, None, "dana", ("Verified 3 Oct · dana", Tint.GOOD)),
        (Standing.PINNED, VERIFIED, FAR, None, ("Verified 3 Oct", Tint.GOOD)),
        (Standing.CURRENT, None, None, "dana", ("Not verified yet · dana", Tint.QUIET)),
        (Standing.DUE, VERIFIED, GONE, "dana", (f"{OVERDUE} · verified 3 Oct · dana", Tint.WARNING)),
        (Standing.PINNED, VERIFIED, GONE, None, (f"{OVERDUE} · verified 3 Oct", Tint.WARNING)),
        (Standing.CURRENT, VERIFIED, NEAR, None, ("Review due 6 Dec · verified 3 Oct", Tint.SOON)),
        (Standing.DRAFT, VERIFIED, GONE, None, ("Draft", Tint.QUIET)),
        (Standing.INACTIVE, VERIFIED, None, "dana", ("Not active today · dana", Tint.QUIET)),
    ],
)
def test_badge_says_how_far_an_article_can_be_relied_on(standing, verified, due, owner, expected):
    article = Article("a", "a.md", "A", verified=verified, due=due, owner=owner)
    fresh = freshness_of(verified, due, TODAY)
    assert badge_of(article, standing, fresh, TODAY) == expected
    assert dot_of(standing, fresh) == expected[1]


def test_a_date_of_another_year_names_it():
    assert day_of(date(2025, 12, 31), TODAY) == "31 Dec 2025"


def test_falling_back_names_wish_and_what_is_shown():
    wanted: dict[str, str | None] = {"channel": "email", "tone": None, "lang": "de"}
    shown: dict[str, str | None] = {"channel": None, "tone": "neutral", "lang": "en"}
    said = fell_back_sentence(("tone", "channel", "lang"), wanted, shown)
    assert said == "No Email variant – showing any channel. No DE variant – showing EN"
