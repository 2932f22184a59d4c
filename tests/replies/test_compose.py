"""Composing: the variant, the values, the parts and what stands in the way of copying."""

from datetime import datetime

import pytest

from kbassist.articles.article import Article, ArticleRef, Fact, Field, FieldType, Part, Reply
from kbassist.articles.library import Library
from kbassist.render.requests import TemplateRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import compose
from kbassist.replies.conversation import Conversation
from kbassist.replies.gate import leftovers
from kbassist.replies.reply import FilledReply, Wish
from kbassist.system.errors import ArticleNotFound

GREETING = Part(
    "greeting",
    (
        Reply("greeting#a", "a", "Hi {{ customer.first_name | default: 'there' }},", "chat"),
        Reply("greeting#b", "b", "Dear {{ customer.name }},", "email"),
        Reply("greeting#c", "c", "Hallo {{ customer.first_name }},", None, lang="de"),
    ),
)
LIBRARY = Library(
    "/l",
    "L",
    languages=("en", "de"),
    fields=(Field("order.id", "Order number", pattern=r"\d{5,}"), Field("note", "Note", optional=True)),
    facts=(Fact("holiday", "2026-12-25"), Fact("days", "14"), Fact("open", " ")),
    parts=(GREETING, Part("broken", (Reply("broken#", "x", "{{ a | nonsense }}"),))),
)
ARTICLE = Article(
    "refund",
    "refund.md",
    "Refund",
    lang="en",
    sensitive=True,
    fields=(Field("refund.date", "Date received", FieldType.DATE), Field("way", "Way", default="post")),
    replies=(
        Reply(
            "refund#chat",
            "Chat",
            "{% render 'greeting' %}\n\nOrder {{ order.id }} of {{ refund.date }}. {{ note }}",
            "chat",
            "warm",
            "en",
        ),
        Reply(
            "refund#email",
            "Email",
            "{% render 'greeting' %}\n\nBy {{ way }} in {{ facts.days }} days.\n\n{{ agent.signature }}",
            "email",
            "calm",
            "en",
        ),
        Reply(
            "refund#de",
            "De",
            "{% render 'greeting' %}\n\n{{ refund.date }} "
            "{% if refund.date < facts.holiday %}vorher{% endif %}",
            "chat",
            "neutral",
            "de",
        ),
        Reply("refund#broken", "Broken", "{% render 'broken' %}", "sms"),
        Reply("refund#gone", "Gone", "a\n{% render 'gone' %}", "sms"),
        Reply("refund#left", "Left", "Hi [name]", "sms"),
        Reply("refund#own", "Own", "{% own %}Say sorry{% endown %}", "sms"),
        Reply("refund#open", "Open", "In {{ facts.open }} days.", "sms"),
        Reply("refund#empty", "Empty", "{% if nobody %}Hi{% endif %}", "sms"),
        Reply("refund#now", "Now", "{% if now > refund.date %}{{ today | date: '%d' }}{% endif %}", "sms"),
    ),
)
CHAT = Wish("chat", "warm", "en")
MAYA = (
    Conversation()
    .put("customer.name", "Maya Ortiz")
    .put("order.id", "10432")
    .put("refund.date", "20.11.2026")
)


def filled(
    worker: RenderWorker,
    ref_id: str,
    conversation: Conversation = MAYA,
    wish: Wish = CHAT,
) -> FilledReply:
    agent = Agent("Jonas Weber", signature="Jonas\nShop")
    ref, now = ArticleRef("/l", ref_id), datetime(2026, 11, 22).astimezone()
    return compose(ARTICLE, LIBRARY, ref, conversation, wish, agent, now, worker)


@pytest.mark.parametrize(
    ("wish", "ref_id", "plain", "fell_back"),
    [
        (Wish("chat", "warm", "en"), "refund#chat", "Hi Maya,\n\nOrder 10432 of November 20, 2026.", ()),
        (
            Wish("email", "warm", "en"),
            "refund#email",
            "Dear Maya Ortiz,\n\nBy post in 14 days.\n\nJonas\nShop",
            ("tone",),
        ),
        (
            Wish("email", "calm", "de-AT"),
            "refund#de",
            "Hallo Maya,\n\n20. November 2026 vorher",
            ("tone", "channel", "lang"),
        ),
    ],
)
def test_an_article_means_its_best_variant(
    worker: RenderWorker, wish: Wish, ref_id: str, plain: str, fell_back: tuple[str, ...]
) -> None:
    reply = filled(worker, "refund", wish=wish)
    assert (reply.ref.id, reply.plain, reply.fell_back) == (ref_id, plain, fell_back)
    assert reply.ready
    assert reply.sensitive


def test_what_is_asked_stands_in_the_order_of_the_text(worker: RenderWorker) -> None:
    reply = filled(worker, "refund#chat", Conversation().put("order.id", "104"))
    assert [(p.name, p.value, p.missing, bool(p.problem)) for p in reply.placeholders] == [
        ("customer.first_name", None, False, False),
        ("order.id", "104", False, True),
        ("refund.date", None, True, False),
        ("note", None, False, False),
    ]
    assert [p.name for p in reply.missing] == ["order.id", "refund.date"]
    assert not reply.ready


def test_the_agents_own_words_are_asked_for_by_their_prompt(worker: RenderWorker) -> None:
    (wanted,) = filled(worker, "refund#own").missing
    assert (wanted.field.label, wanted.field.type) == ("Say sorry", FieldType.LONGTEXT)
    reply = filled(worker, "refund#own", MAYA.put(wanted.name, "We are *so* sorry.\n\n- me"))
    assert reply.ready
    assert reply.plain == "We are *so* sorry.\n\n- me"


@pytest.mark.parametrize(
    ("ref_id", "words"),
    [
        (
            "refund#broken",
            "There is no filter named 'nonsense'. Mend the part \"broken\" in line 1, column 8.",
        ),
        ("refund#gone", "There is no part named 'gone' in this library. Mend this reply in line 2"),
    ],
)
def test_a_broken_template_says_what_to_mend(worker: RenderWorker, ref_id: str, words: str) -> None:
    reply = filled(worker, ref_id)
    assert reply.error.startswith(words)
    assert not reply.ready


def test_what_the_author_left_open_stops_the_reply(worker: RenderWorker) -> None:
    reply = filled(worker, "refund#left")
    assert [leftover.text for leftover in reply.leftovers] == ["[name]"]
    assert not reply.ready


def test_an_empty_reply_is_not_copied_over_what_was(worker: RenderWorker) -> None:
    reply = filled(worker, "refund#empty")
    assert (reply.ready, reply.error.startswith("This reply has no text")) == (False, True)


def test_a_fact_without_a_value_is_missing(worker: RenderWorker) -> None:
    assert [wanted.name for wanted in filled(worker, "refund#open").missing] == ["facts.open"]


def test_the_time_of_day_and_zone_of_the_agent_count(worker: RenderWorker) -> None:
    assert filled(worker, "refund#now").plain == "22"


def test_an_article_without_replies_is_taken_only_by_name(worker: RenderWorker) -> None:
    article = Article("know", "know.md", "Know", body="Only *knowledge*.")
    arguments = (Conversation(), Wish(), Agent(), datetime(2026, 1, 1), worker)
    assert compose(article, LIBRARY, ArticleRef("/l", "know#article"), *arguments).plain == "Only knowledge."
    with pytest.raises(ArticleNotFound, match="no reply to copy"):
        compose(article, LIBRARY, ArticleRef("/l", "know"), *arguments)
    with pytest.raises(ArticleNotFound, match="no reply named"):
        filled(worker, "refund#nonsense")


def test_a_template_is_looked_over_on_all_its_branches(worker: RenderWorker) -> None:
    template = "{% if a %}[name]{% else %}{{ b }}{% render 'greeting' %}{% endif %}"
    report = worker.template(TemplateRequest(template))
    left = [leftover.text for leftover in leftovers(report.authored, report.code)]
    assert (report.asked, report.parts, left) == (("a", "b"), ("greeting",), ["[name]"])
    fault = worker.template(TemplateRequest("x\n{{ a | nonsense }}")).fault
    assert fault is not None
    assert (fault.message, fault.line) == ("there is no filter named 'nonsense'", 2)


def test_values_are_kept_until_taken_back() -> None:
    conversation = Conversation().put("a", "1").put("b", "2", "from the message").put("a", "  ")
    assert {name: (value.text, value.source) for name, value in conversation.values.items()} == {
        "b": ("2", "from the message")
    }
    assert conversation.without("b") == Conversation()
