"""Guides through the workspace: facts in their words, and the replies to which they lead."""

from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import Wish
from kbassist.system.errors import ArticleNotFound
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.workspace import Workspace, open_workspace

LAMP = """# Lamp

## Find out {.guide}

- Older than {{ facts.years }} years?
  - Yes: tell them about {{ order.id }}. [Sorry](#sorry)
  - No: [Sent](returns/send.md#sent)

## Sorry {.reply channel=chat}

Chat

## Sorry {.reply channel=email}

Mail
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    (root / "returns").mkdir(parents=True)
    (root / "_facts.yaml").write_text("years: 2\n", "utf-8")
    (root / "lamp.md").write_text(LAMP, "utf-8")
    (root / "returns" / "send.md").write_text(
        "---\nid: own-id\n---\n# Send\n\n## Sent {.reply}\n\nIt is sent.\n"
    )
    return root


@pytest.fixture
def workspace(tmp_path: Path, library: Path):
    workspace = open_workspace(Paths.under(tmp_path / "home"), Settings(), [library])
    yield workspace
    workspace.close()


def test_facts_are_filled(workspace: Workspace, library: Path) -> None:
    (guide,) = workspace.guides(ArticleRef(str(library), "lamp"))
    question = guide.questions[0]
    assert question.text == "Older than 2 years?"
    assert question.answers[0].steps == ("Tell them about [Order number].",)


@pytest.mark.parametrize(
    ("target", "wish", "reply"),
    [
        ("#sorry", Wish("chat"), "lamp#sorry"),
        ("#sorry", Wish("email"), "lamp#sorry-2"),
        ("returns/send.md#sent", Wish("email"), "own-id#sent"),
        ("returns/send.md", Wish(), "own-id#sent"),
    ],
)
@pytest.mark.parametrize("indexed", [True, False])
def test_where_a_guide_leads(
    workspace: Workspace, library: Path, target: str, wish: Wish, reply: str, indexed: bool
) -> None:
    if indexed:
        workspace.refresh()
    ref = workspace.guided_reply(ArticleRef(str(library), "lamp"), target, wish)
    assert ref.id == reply
    if indexed:  # an id of its own is known by the index alone
        assert workspace.compose(ref, Conversation(), wish).ready


@pytest.mark.parametrize(
    "target", ["#gone", "returns/gone.md", "returns/send.md#gone", "../lamp.md", "/etc/passwd.md"]
)
def test_a_reply_that_is_not_there(workspace: Workspace, library: Path, target: str) -> None:
    with pytest.raises(ArticleNotFound):
        workspace.guided_reply(ArticleRef(str(library), "lamp"), target)
