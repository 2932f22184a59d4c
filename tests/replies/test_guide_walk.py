"""Walking a guide: answers, ways back, circles, and the notes at the end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Article, Guide, Reply
from kbassist.articles.guides import GuideTree, guide_tree
from kbassist.articles.library import Library
from kbassist.replies.guide_replies import filled_guide, guided_reply, target_path
from kbassist.replies.guide_walk import MOST_TAKEN, GuideWalk
from kbassist.replies.reply import Wish

TEXT = """- Does the lamp light up?
  - No: plug it in. Does it light up now?
    - Yes: [Glad to hear](#glad)
    - No
      1. Change the bulb
      2. Wait {{ facts.wait }} minutes!
      3. [Send it back](returns.md#send-back)
  - Yes: Does it flicker?
    - Yes: Does the lamp light up?
    - No: nothing is wrong
"""


def tree(text: str = TEXT) -> GuideTree:
    return guide_tree(Guide("lamp#g", "Lamp", text, 1, 1))


def walked(*numbers: int, of: GuideTree | None = None) -> GuideWalk:
    walk = GuideWalk(of or tree())
    for number in numbers:
        walk = walk.choose(number)
    return walk


def asked(walk: GuideWalk) -> str | None:
    return walk.question.text if walk.question else None


@pytest.mark.parametrize(
    ("numbers", "question", "steps", "reply"),
    [
        ((), "Does the lamp light up?", (), None),
        ((1,), "Does it light up now?", ("Plug it in.",), None),
        ((1, 1), None, (), "#glad"),
        ((1, 2), None, ("Change the bulb", "Wait {{ facts.wait }} minutes!"), "returns.md#send-back"),
        ((2,), "Does it flicker?", (), None),
        ((2, 1), "Does the lamp light up?", (), None),
        ((2, 2), None, ("Nothing is wrong",), None),
        ((2, 2, 1), None, ("Nothing is wrong",), None),  # an end has no answers
        ((7,), "Does the lamp light up?", (), None),
    ],
)
def test_answers_lead_on(
    numbers: tuple[int, ...], question: str | None, steps: tuple[str, ...], reply: str | None
) -> None:
    walk = walked(*numbers)
    assert asked(walk) == question
    assert walk.steps == steps
    assert (walk.reply.target if walk.reply else None) == reply


def test_the_way_back() -> None:
    walk = walked(1, 2)
    assert walk.back() == walked(1)
    assert walk.back_to(0) == walk.restart() == walked()
    assert walked().back() == walked()


def test_notes_tell_what_was_asked_and_done() -> None:
    walk = walked(2, 1, 1, 2).leave_out(0)
    assert walk.summary().splitlines() == [
        "Asked: Does the lamp light up? – Yes.",
        "Asked: Does it flicker? – Yes.",
        "Asked: Does the lamp light up? – No. Done: Plug it in.",
        "Asked: Does it light up now? – No. Done: Wait {{ facts.wait }} minutes! Left out: Change the bulb.",
    ]
    assert (
        walk.leave_out(0, False).summary().endswith("Done: Change the bulb. Wait {{ facts.wait }} minutes!")
    )
    assert walk.summary("de-AT").startswith("Gefragt: ")
    assert walk.summary("xx").startswith("Asked: ")


def test_a_step_that_is_not_there_cannot_be_left_out() -> None:
    assert walked(1).leave_out(3) == walked(1)
    assert walked().leave_out(0) == walked()


def test_another_edition_is_walked_as_far_as_it_is_the_same() -> None:
    walk = walked(1, 2).leave_out(1)
    assert walk.over(tree(f"Read this first.\n\n{TEXT}")).summary() == walk.summary()
    assert asked(walk.over(tree(TEXT.replace("    - No\n", "    - Never\n")))) == "Does it light up now?"
    assert asked(walk.over(tree(TEXT.replace("light up?", "shine?", 1)))) == "Does the lamp shine?"


def test_a_circle_ends_some_time() -> None:
    walk = walked(*[2, 1] * MOST_TAKEN)
    assert len(walk.taken) == MOST_TAKEN
    assert walked(of=tree("")).question is None


@given(st.lists(st.integers(0, 4), max_size=30))
@settings(max_examples=100, deadline=None)
def test_every_step_can_be_taken_back(numbers: list[int]) -> None:
    walks = [walked()]
    for number in numbers:
        after = walks[-1].choose(number)
        if after != walks[-1]:
            walks.append(after)
    assert len(walks[-1].summary().splitlines()) == len(walks) - 1
    for before, after in pairwise(walks):
        assert after.back() == before


def test_facts_are_filled_and_other_values_named() -> None:
    text = (
        "- {{ facts.days }} days {{order.id}}?\n"
        "  - No: ask {{ a.b | upcase }} {{ facts.gone }} {{ 1 }}\n    - On?\n      - Y {{ facts.days }}\n"
    )
    read = filled_guide(tree(text), {"days": "5"}, {"order.id": "Order number"})
    question = read.questions[0]
    assert question.text == "5 days [Order number]?"
    assert question.answers[0].steps == ("Ask [A b] [Facts gone] [1]",)
    assert GuideWalk(read).choose(1).question == read.find(3)
    assert read.find(3).answers[0].text == "Y 5"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("target", "path", "slug"),
    [
        ("#on-its-way", "a/b.md", "on-its-way"),
        ("c.md#x", "a/c.md", "x"),
        ("../c%20d.md", "c d.md", ""),
        ("../../c.md#x", "", "x"),
        ("/etc/c.md", "", ""),
    ],
)
def test_where_a_link_leads(target: str, path: str, slug: str) -> None:
    assert target_path("a/b.md", target) == (path, slug)


ARTICLE = Article(
    "a",
    "a.md",
    "A",
    replies=(
        Reply("a#on-its-way", "On its way", "x", "chat", lang="en"),
        Reply("a#on-its-way-2", "On its way", "x", "email", lang="en"),
        Reply("a#other", "Other", "x", "chat", lang="en"),
        Reply("a#named", "Ours, refunded", "x", "chat", lang="en"),
    ),
)


@pytest.mark.parametrize(
    ("slug", "channel", "reply"),
    [
        ("on-its-way", "email", "a#on-its-way-2"),
        ("on-its-way", "chat", "a#on-its-way"),
        ("on-its-way", "phone", "a#on-its-way"),
        ("on-its-way-2", "chat", "a#on-its-way-2"),  # numbered: this one alone
        ("named", "chat", "a#named"),
        ("", "email", "a#on-its-way-2"),
        ("gone", "chat", None),
    ],
)
def test_a_heading_stands_for_its_variants(slug: str, channel: str, reply: str | None) -> None:
    found = guided_reply(ARTICLE, slug, Wish(channel), Library("/l", "l"))
    assert (found.id if found else None) == reply
