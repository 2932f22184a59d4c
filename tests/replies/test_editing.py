"""What an agent typed is sent as it was typed, and what is still open in it holds it back."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Article, ArticleRef, Field, Reply
from kbassist.articles.library import Library
from kbassist.render.characters import visible
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import Composed, composed
from kbassist.replies.conversation import Conversation
from kbassist.replies.editing import edited
from kbassist.replies.reply import FilledReply, Wish

TEMPLATE = (
    "Hi {{ customer.name }},\n\nOrder **{{ order.id }}** left on {{ order.date }}. Press \\[Enter\\].\n\n"
    "- [Track it](https://shop.example/{{ order.id }})\n- #tag or `code`\n\n> Quoted"
)
LIBRARY = Library("/l", "L", fields=(Field("order.id", "Order number"),))
ARTICLE = Article("a", "a.md", "A", replies=(Reply("a#r", "R", TEMPLATE, "email", "calm", "en"),))
MAYA = Conversation().put("customer.name", "Maya").put("order.id", "10432").put("order.date", "2026-11-16")
MANY = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
TYPED = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "{{ customer.name }}",
                "{% assign x = 1 %}",
                "<b>bold</b>",
                "<script>alert(1)</script>",
                "<img src=x onerror=y>",
                "javascript:x",
                "[a](javascript:b)",
                "&lt;b&gt;",
                "\n",
                "\n\n",
                "# h",
                "- i",
                "Maya",
                "10432",
                "**",
                "--",
                "`",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=10,
).map(" ".join)


def base(worker: RenderWorker, conversation: Conversation = MAYA) -> Composed:
    now = datetime(2026, 11, 22).astimezone()
    return composed(ARTICLE, LIBRARY, ArticleRef("/l", "a"), conversation, Wish(), Agent(), now, worker)


def typed(worker: RenderWorker, text: str, conversation: Conversation = MAYA) -> FilledReply:
    return edited(base(worker, conversation), text, worker)


def test_an_edit_that_changes_nothing_gives_the_same_reply(worker: RenderWorker) -> None:
    filled = base(worker).filled
    same = typed(worker, filled.markdown)
    assert (same.plain, same.html, same.ready) == (filled.plain, filled.html, True)
    assert (same.ref, same.channel, same.tone, same.lang) == (filled.ref, "email", "calm", "en")
    assert (same.is_edited, filled.is_edited) == (True, False)


def test_what_was_filled_stays_tinted_and_is_no_leftover(worker: RenderWorker) -> None:
    odd = MAYA.put("customer.name", "{{ secret }} <b>")
    reply = typed(worker, "Dear {{ secret }} \\<b\\>, it is 10432.", odd)
    assert reply.ready
    assert reply.plain == "Dear {{ secret }} <b>, it is 10432."
    assert '<span class="filled">10432</span>' in reply.preview_html


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi {{ customer.name }}", "{{ customer.name }}"),
        ("Hi {% if x %}", "{% if x %}"),
        ("Hi [name]", "[name]"),
        ("Hi <name>", "<name>"),
        ("Call XXX", "XXX"),
        ("TODO", "TODO"),
    ],
)
def test_what_the_agent_left_open_stops_it(worker: RenderWorker, text: str, left: str) -> None:
    reply = typed(worker, text)
    assert [leftover.text for leftover in reply.leftovers] == [left]
    assert left in reply.plain
    assert not reply.ready


@pytest.mark.parametrize("escape", ["", "\\"])
def test_a_value_that_was_missing_stops_it_until_it_is_written(worker: RenderWorker, escape: str) -> None:
    unfinished = base(worker, MAYA.without("order.id"))
    assert "[Order number]" in unfinished.filled.markdown
    text = f"It is {escape}[Order number{escape}]."
    held = edited(unfinished, text, worker)
    assert [leftover.text for leftover in held.leftovers] == ["[Order number]"]
    assert edited(unfinished, "It is 10432.", worker).ready


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Thanks\n--\nJonas", "Thanks\n--\nJonas"),
        ("#10432 is on its way\n- one\n- two", "#10432 is on its way\n\n- one\n- two"),
        ("See [1]\n\n[1]: yes", "See [1]\n\n[1]: yes"),
        ("    four spaces", "four spaces"),
        ("**bold** & 5 < 6", "bold & 5 < 6"),
        ("10432. Two", "10432. Two"),
    ],
)
def test_nothing_that_was_typed_disappears(worker: RenderWorker, text: str, plain: str) -> None:
    assert typed(worker, text).plain == plain


def test_an_empty_text_is_not_copied(worker: RenderWorker) -> None:
    reply = typed(worker, " \n ")
    assert (reply.ready, reply.error.startswith("There is no text")) == (False, True)


def test_a_text_beyond_all_bounds_says_so(worker: RenderWorker) -> None:
    assert typed(worker, "x " * 70_000).error == (
        "Your text cannot be laid out: it is longer than 128 KB. Make it simpler."
    )


@given(text=TYPED)
@MANY
def test_typed_text_is_never_liquid_and_never_html(worker: RenderWorker, text: str) -> None:
    reply = typed(worker, text)
    assert "<script" not in reply.html
    assert "<b>" not in reply.html
    assert "<img" not in reply.html
    assert 'href="javascript' not in reply.html + reply.preview_html
    for tag in ("{{ customer.name }}", "{% assign x = 1 %}"):
        assert visible(reply.plain).count(tag) <= text.count(tag)
        if tag in text and "`" not in text:
            assert not reply.ready


def test_card_numbers_go_out_masked(worker: RenderWorker) -> None:
    reply = typed(worker, "Your card 4111 1111 1111 1111 works.")
    assert "1111 1111 1111" not in reply.plain + reply.html + reply.markdown + reply.preview_html
    assert "1111 works" in reply.plain
