"""A whole article, as the format describes it."""

from datetime import date

import pytest

from kbassist.articles.article import FieldType, Reading, Severity, Standing

ARTICLE = """\
---
title: Refund has not arrived
aliases: [where is my money, refund missing]
tags: [refunds, payments]
owner: dana
verified: 2026-10-02
review_every: 90 days
fields:
  order.id:   {label: Order number, pattern: '\\d{5,}', example: '10432'}
  refund.date: {label: Date received, type: date}
  refund.amount: {type: money}
---

# Refund has not arrived

What the agent should know.

## On its way {.reply channel=chat tone=warm shortcut=refund}

Hi {{ customer.first_name | default: "there" }}.
{% if refund.date < facts.bank_holiday %}Banks were closed.{% endif %}

## On its way {.reply channel=email tone=calm}

{% render 'greeting' %}

## Unterwegs {.reply channel=chat lang=de}
Hallo.
"""


def test_article_of_the_format_is_read_whole(read):
    article = read(ARTICLE)
    assert (article.id, article.title, article.owner) == ("topic/refund", "Refund has not arrived", "dana")
    assert article.aliases == ("where is my money", "refund missing")
    assert article.tags == ("refunds", "payments")
    assert (article.verified, article.due) == (date(2026, 10, 2), date(2026, 12, 31))
    assert [field.name for field in article.fields] == ["order.id", "refund.date", "refund.amount"]
    assert article.fields[0].pattern == r"\d{5,}"
    assert article.fields[0].example == "10432"
    assert article.fields[1].type is FieldType.DATE
    assert article.body_line == 13
    assert article.body.startswith("\n# Refund")
    assert not article.problems


def test_replies_of_the_format_have_their_attributes_and_lines(read):
    chat, email, german = read(ARTICLE).replies
    assert (chat.id, chat.channel, chat.tone, chat.shortcut) == (
        "topic/refund#on-its-way",
        "chat",
        "warm",
        "refund",
    )
    assert chat.template.startswith("Hi {{ customer")
    assert chat.template.endswith("{% endif %}")
    assert (email.id, email.channel, email.tone) == ("topic/refund#on-its-way-2", "email", "calm")
    assert (german.id, german.tone, german.lang, german.template) == (
        "topic/refund#unterwegs",
        "neutral",
        "de",
        "Hallo.",
    )
    lines = ARTICLE.split("\n")
    assert all(reply.title in lines[reply.line - 1] for reply in (chat, email, german))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From the key\n---\n# From the heading", "From the key"),
        ("## Second\n\n# First of its level", "First of its level"),
        ("Underlined\n==========\n", "Underlined"),
        ("plain text", "Refund has not arrived"),
        ("", "Refund has not arrived"),
        ("---\ntitle: ''\n---\n", "Refund has not arrived"),
        ('---\ntitle: "two\\nlines \\u202etxet"\n---\n', "two lines txet"),
    ],
)
def test_title_comes_from_key_then_heading_then_name(read, text, title):
    assert read(text, "a/refund-has-not-arrived.md").title == title


def test_article_without_replies_offers_its_own_text(read):
    article = read("---\nlang: de\n---\n# A\n\nText")
    own = article.own_text
    assert article.replies == ()
    assert (own.id, own.title, own.lang, own.template) == (
        "topic/refund#article",
        "Article",
        "de",
        "# A\n\nText",
    )


@pytest.mark.parametrize(
    ("front", "template"),
    [
        ("reply: true", "Dear you\n\n## Part\n\nBye"),
        ("title: Hello\nreply: yes", "Dear you\n\n## Part\n\nBye"),
        ("title: Another\nreply: true", "# Hello\n\nDear you\n\n## Part\n\nBye"),
    ],
)
def test_whole_file_is_a_reply_without_the_heading_that_names_it(read, front, template):
    article = read(f"---\n{front}\n---\n\n# Hello\n\nDear you\n\n## Part\n\nBye\n")
    (reply,) = article.replies
    assert (reply.id, reply.template) == ("topic/refund#reply", template)
    assert not article.problems


def test_whole_file_reply_takes_attributes(read):
    article = read("---\nlang: en\nreply: {channel: Email, tone: warm, lang: pt_br, shortcut: hi}\n---\nText")
    (reply,) = article.replies
    assert (reply.channel, reply.tone, reply.lang, reply.shortcut) == ("email", "warm", "pt-BR", "hi")
    assert reply.line == 3


def test_reply_headings_win_over_a_whole_file_reply_and_it_is_said(read):
    article = read("---\nreply: true\n---\nKnow this\n\n## A {.reply}\nText")
    assert [reply.template for reply in article.replies] == ["Text"]
    assert [problem.code for problem in article.problems] == ["reply-twice"]


def test_guides_are_kept(read):
    article = read("# A\n\n## Find out {.guide}\n\n- Is it on?\n\n### More\n\ntext\n\n## End\n")
    (guide,) = article.guides
    assert (guide.id, guide.title, guide.line) == ("topic/refund#find-out", "Find out", 3)
    assert guide.text == "- Is it on?\n\n### More\n\ntext"


def test_large_file_is_plain_and_its_beginning_searchable(read):
    article = read("---\ntitle: Log\n---\n" + "## A {.reply}\nCANARY é\n" * 100_000)
    assert article.reading is Reading.PLAIN
    assert article.title == "Log"
    assert len(article.body.encode()) <= 1024 * 1024
    assert article.replies == ()
    assert [problem.code for problem in article.problems] == ["large"]


def test_huge_file_is_only_listed(library, read):
    article = read(b"x" * (20 * 1024 * 1024 + 1))
    assert (article.reading, article.body, article.title) == (Reading.LISTED, "", "Refund")
    assert article.problems[0].severity is Severity.WARNING


def test_problems_stand_at_lines_of_the_file(read):
    text = "---\r\ntitle: A\r\nverified: yesterday\r\n---\r\n\r\n## R {.reply channel=fax}\r\nText\r\n"
    assert [(p.code, p.line) for p in read(text).problems] == [("value-unfit", 3), ("reply-channel", 6)]


@pytest.mark.parametrize(
    ("front", "standing"),
    [
        ("draft: true", Standing.DRAFT),
        ("draft: perhaps", Standing.DRAFT),
        ("published: false", Standing.DRAFT),
        ("published: true", Standing.CURRENT),
        ("draft: no", Standing.CURRENT),
        ("active_to: 2026-11-01", Standing.INACTIVE),
        ("expiryDate: 2026-11-01T10:00:00+01:00", Standing.INACTIVE),
        ("publishDate: 2026-12-01", Standing.INACTIVE),
        ("active_from: 2026-11-22", Standing.CURRENT),
        ("pinned_until: 2026-11-22", Standing.PINNED),
        ("verified: 2026-01-31\nreview_every: 1 month", Standing.DUE),
        ("last_reviewed_on: 2026-11-01\nreview_in: 6 months", Standing.CURRENT),
        ("last_reviewed_on: 2025-11-01\nreview_in: 6 months", Standing.DUE),
    ],
)
def test_own_and_foreign_keys_decide_where_an_article_stands(read, front, standing):
    assert read(f"---\n{front}\n---\nText").standing(date(2026, 11, 22)) is standing


def test_lastmod_is_no_vouching(read):
    article = read("---\nlastmod: 2026-10-01\nsource: {system: rt, id: 7}\nsensitive: true\n---\n")
    assert (article.updated, article.verified) == (date(2026, 10, 1), None)
    assert article.source == (("system", "rt"), ("id", "7"))
    assert article.sensitive


@pytest.mark.parametrize(
    "front",
    [
        "published: 2024-05-01",
        "review_in: whenever",
        "lastmod: yesterday",
        "publishDate: soon",
        "source: https://example.org/a",
        "aliases: [/old/address/]",
    ],
)
def test_what_other_programs_mean_by_a_key_is_no_problem(read, front):
    article = read(f"---\n{front}\n---\n")
    assert not article.problems
    assert (article.draft, article.aliases, article.updated) == (False, (), None)


@pytest.mark.parametrize(
    ("path", "article_id"),
    [
        ("a/b.md", "a/b"),
        ("A.MARKDOWN", "A"),
        ("v1.2.md", "v1.2"),
        ("C# guide.md", "C%23 guide"),
        ("new\nline.md", "new%0Aline"),
        ("bad\uefff\uef80.md", "bad%FF%80"),
    ],
)
def test_id_is_the_path_and_holds_no_sign_with_a_meaning(read, path, article_id):
    assert read("text", path).id == article_id


def test_own_id_survives_and_an_id_with_a_hash_does_not(read):
    assert read("---\nid: 012\n---\n## A {.reply}\nx").replies[0].id == "012#a"
    refused = read("---\nid: a#b\n---\n")
    assert (refused.id, refused.problems[0].code) == ("topic/refund", "id-unfit")


def test_problems_of_one_file_have_a_bound(read):
    article = read("```a\n" * 1000)
    assert len(article.problems) == 101
    assert article.problems[-1].code == "more"
