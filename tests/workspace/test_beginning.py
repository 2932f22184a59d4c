"""Copies of articles in another language or tone."""

import pytest

from kbassist.workspace.beginning import duplicate


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '## R {.reply shortcut="refund" channel=chat tone="very warm"}',
            "## R {.reply channel=chat lang=de tone=calm}",
        ),
        ("## R {shortcut=refund .reply tone=warm} ##", "## R {.reply lang=de tone=calm} ##"),
        ("## R {: .reply shortcut=c }", "## R {: .reply lang=de tone=calm}"),
        ("## R {channel=chat}\n{: .reply shortcut=c}", "## R {channel=chat}\n{: .reply lang=de tone=calm}"),
        ("R {.reply lang=en}\n---", "R {.reply lang=de tone=calm}\n---"),
        ("Write `{.reply channel=chat}` there.", "Write `{.reply channel=chat}` there."),
        ("```\n## R {.reply shortcut=c}\n```", "```\n## R {.reply shortcut=c}\n```"),
    ],
)
def test_the_attributes_of_replies_alone_are_changed(before: str, after: str) -> None:
    text = f"# T\n\n{before}\n\nHi\n"
    copy = duplicate(text, "de", "calm")
    assert copy == f"---\ndraft: true\nlang: de\n---\n\n# T\n\n{after}\n\nHi\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{channel: chat, tone: warm, shortcut: rf}", "{channel: chat, tone: calm}"),
        ("\n  tone: warm\n  shortcut: rf", "{tone: calm}"),
        ("true", "{tone: calm}"),
        ("false", "false"),
    ],
)
def test_an_article_that_is_one_reply_gets_them_too(before: str, after: str) -> None:
    text = f"---\nreply: {before}\n---\n# T\n"
    assert f"reply: {after}\n" in duplicate(text, None, "calm")
