"""Replies that are made of texts somebody has sent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.system.errors import ArticleNotFound, NotSaved
from kbassist.workspace import Workspace
from kbassist.workspace.sent_replies import template_of, text_for_reply, with_reply

FACTS = "bank_days: 5\nreturn_days: 30\nreset_days: 30\nsupport_email: help@shop.example\n"


def made_of(text: str, root: Path, opened: Callable[..., Workspace]) -> str:
    (root / "_facts.yaml").write_text(FACTS, "utf-8")
    read = opened(root).authoring.reply_from(str(root), text)
    return template_of(read.text, read.blanks)


@pytest.mark.parametrize(
    ("sent", "template"),
    [
        ("Hi Maya,\n\nhelp@shop.example", "Hi {{ customer.first_name }},\n\n{{ facts.support_email }}"),
        ("Banks take 5 working days.", "Banks take {{ facts.bank_days }} working days."),
        ("You can return it for 30 days.", "You can return it for {{ facts.return_days }} days."),
        ("Return it or reset it within 30 days.", "Return it or reset it within 30 days."),
        ("Wait 5 days.", "Wait 5 days."),
        ("{{ x }} and {% if %}\n\n# no heading", "{ { x }} and { % if %}\n\n\\# no heading"),
        ("- one\n- two\n\nBye,\nthe team", "- one\n- two\n\nBye,  \nthe team"),
    ],
)  # fmt: skip
def test_a_sent_text_becomes_the_markdown_of_a_reply(
    root: Path, opened: Callable[..., Workspace], sent: str, template: str
) -> None:
    assert made_of(sent, root, opened) == template


def test_only_a_library_that_is_open_can_be_asked(root: Path, opened: Callable[..., Workspace]) -> None:
    with pytest.raises(ArticleNotFound):
        opened(root).authoring.reply_from("/elsewhere", "Hi")


@pytest.mark.parametrize(
    ("article", "ending"),
    [
        ("# A\n\nWords.\n\n\n", "# A\n\nWords.\n\n## Sent {.reply}\n\nIt is.\n"),
        ("# A\n\n### B {.reply}\n\nb\n", "b\n\n### Sent {.reply}\n\nIt is.\n"),
        ("---\nlang: en\n---\n# A\n", "# A\n\n## Sent {.reply lang=de}\n\nIt is.\n"),
        ("---\nlang: de-AT\n---\n# A\n", "# A\n\n## Sent {.reply}\n\nIt is.\n"),
        ("", "## Sent {.reply}\n\nIt is.\n"),
    ],
)
def test_a_reply_comes_to_the_end_of_an_article(article: str, ending: str) -> None:
    assert with_reply(article, "{Sent}", "It is.", "de").endswith(ending)


def test_an_article_that_is_one_reply_gets_no_other() -> None:
    with pytest.raises(NotSaved, match="begin a new article"):
        with_reply("---\nreply: true\n---\nHi", "Sent", "It is.")


def test_an_article_may_begin_with_a_reply() -> None:
    text = text_for_reply("Is it sent?", "It is.", "en")
    assert text.startswith("---\ntitle: Is it sent?\nlang: en\ndraft: true\n---\n")
    assert text.endswith("# Is it sent?\n\n## Is it sent? {.reply}\n\nIt is.\n")
