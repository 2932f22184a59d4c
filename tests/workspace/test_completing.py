"""What is proposed at a place of a text, and what taking the first of it makes of the text."""

import pytest

from kbassist.workspace.authored import ArticleLink, Ground, Term, Vocabulary
from kbassist.workspace.completing import MOST_PROPOSED, completion

WORDS = Vocabulary(
    placeholders=(Term("customer.name", "Name"), Term("order.id", "Order"), Term("facts.return_days", "30")),
    parts=(Term("signature", "Kind regards"),),
    tags=(Term("billing/refunds"), Term("delivery")),
    owners=(Term("Dana Reed"),),
    languages=(Term("de"), Term("en")),
    channels=(Term("chat"), Term("email")),
    tones=(Term("warm"),),
    keys=(Term("title"), Term("tags"), Term("owner"), Term("draft")),
    attributes=(Term("channel"), Term("tone"), Term("lang")),
    articles=(ArticleLink("Parcel is late", "delivery/parcel late.md"), ArticleLink("Refund", "refund.md")),
)


def taken(marked: str, ground: Ground, *, asked: bool = False) -> str:
    """Take the first proposal at `‸`; the caret is marked in what comes out."""
    head, _, tail = marked.partition("‸")
    text = head + tail
    found = completion(text, len(head), WORDS, ground, asked=asked)
    if found is None:
        return ""
    first = found.proposals[0]
    after = text[: found.start] + first.text
    caret = len(after) - first.back
    after += text[found.end :]
    return after[:caret] + "‸" + after[caret:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hi {{‸", "Hi {{ customer.name }}‸"),
        ("Hi {{ na‸", "Hi {{ customer.name }}‸"),
        ("Hi {{ ord‸er.x }}, ", "Hi {{ order.id‸ }}, "),
        ("Hi {{ ‸ }}", "Hi {{ customer.name‸ }}"),
        ("😀 {{ days‸", "😀 {{ facts.return_days }}‸"),
        ("{{ own.word }} {{ ow‸", "{{ own.word }} {{ own.word }}‸"),
        ("{{ order.id | da‸ }}", "{{ order.id | date‸ }}"),
        ("{% i‸", "{% if ‸ %}"),
        ("{%‸", "{% if ‸ %}"),
        ("{% endi‸ %}", "{% endif‸ %}"),
        ("{% if ord‸ %}", "{% if order.id‸ %}"),
        ("{% render '‸", "{% render 'signature' %}‸"),
        ("{% render ‸ %}", "{% render 'signature'‸ %}"),
        ("{% render 's‸old' %}", "{% render 'signature'‸ %}"),
        ("See [x](parc‸", "See [x](../delivery/parcel%20late.md)‸"),
        ("See [x](ref‸x.md) now", "See [x](../refund.md‸) now"),
        ("## A {‸", "## A {.reply‸}"),
        ("## A {.r‸}", "## A {.reply‸}"),
        ("## A {.reply ch‸}", "## A {.reply channel=‸}"),
        ("## A {.reply channel=e‸", "## A {.reply channel=email‸}"),
        ("## A {.reply channel=chat ch‸}", ""),
        ("{: lang=‸}", "{: lang=de‸}"),
        ("plain ‸text", ""),
        ("a [link] (b‸", ""),
        ("## {{ na‸ }} {.reply}", "## {{ customer.name‸ }} {.reply}"),
    ],
)
def test_in_the_body(before, after):
    assert taken(before, Ground("topics/a.md")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nti‸\n---\n", "---\ntitle: ‸\n---\n"),
        ("---\ntitle: a\nt‸\n---\n", "---\ntitle: a\ntags: ‸\n---\n"),
        ("---\ntags: [delivery, bill‸]\n---\n", "---\ntags: [delivery, billing/refunds‸]\n---\n"),
        ("---\ntags: [ref‸]\n---\n", "---\ntags: [billing/refunds‸]\n---\n"),
        ("---\ntags:\n  - de‸\n---\n", "---\ntags:\n  - delivery‸\n---\n"),
        ("---\nowner: da‸\n---\n", "---\nowner: Dana Reed‸\n---\n"),
        ("---\ndraft: t‸\n---\n", "---\ndraft: true‸\n---\n"),
        ("---\nlang: de‸\n---\n", ""),
        ("---\ntitle: d‸\n---\n", ""),
        ("---\nowner: a # d‸\n---\n", ""),
    ],
)
def test_in_the_front_matter(before, after):
    assert taken(before, Ground("a.md", front_matter=True)) == after


def test_in_running_text_only_when_asked():
    assert taken("Dear ‸", Ground("a.md"), asked=True) == "Dear {{ customer.name }}‸"
    assert taken("See Ref‸", Ground("a.md"), asked=True) == "See [Refund](refund.md)‸"
    assert taken("x‸", Ground("a.md", code=True), asked=True) == ""
    assert taken("{{ na‸", Ground("a.md", code=True)) == "{{ customer.name }}‸"


def test_no_more_than_can_be_looked_at():
    many = Vocabulary(articles=tuple(ArticleLink(f"Title {n}", f"{n}.md") for n in range(3000)))
    found = completion("[a](", 4, many, Ground())
    assert found is not None
    assert len(found.proposals) == MOST_PROPOSED
