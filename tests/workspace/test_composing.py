"""Edited replies and stacks through the workspace, on what the folder holds."""

from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.replies.edits import Edit
from kbassist.replies.reply import Wish
from kbassist.replies.stack import Piece, Stack
from kbassist.system.errors import ArticleNotFound
from kbassist.workspace import Workspace

KNOWN = Conversation().put("refund.amount", "20 EUR").put("customer.name", "Maya Ortiz")
CHAT = Wish("chat", "warm", "en")


def test_an_edit_keeps_the_reply_it_was_made_from(workspace: Workspace, root: Path) -> None:
    filled = workspace.compose(ArticleRef(str(root), "refund"), KNOWN, CHAT)
    edited = workspace.compose_edited(filled.ref, filled.markdown + "\n\nSee you!", KNOWN, CHAT)
    assert edited.plain == filled.plain + "\n\nSee you!"
    assert (edited.ref, edited.channel, edited.ready) == (filled.ref, "chat", True)


def test_a_stack_follows_the_wish_and_keeps_edits(workspace: Workspace, root: Path) -> None:
    refund, chat = ArticleRef(str(root), "refund"), ArticleRef(str(root), "refund#on-its-way")
    stack = Stack().add(Piece(chat, edit=Edit("Hi Maya, mine."))).add(Piece(refund))
    assert workspace.compose_stack(stack, KNOWN, CHAT).plain == (
        "Hi Maya, mine.\n\nYour \N{EURO SIGN}20.00 is on its way."
    )
    german = workspace.compose_stack(stack, KNOWN, Wish("chat", "warm", "de"))
    assert german.plain.startswith("Hi Maya, mine.\n\nIhre 20,00")


def test_a_piece_that_is_gone_is_told(workspace: Workspace, root: Path) -> None:
    stack = Stack().add(Piece(ArticleRef(str(root), "nonsense")))
    with pytest.raises(ArticleNotFound):
        workspace.compose_stack(stack, KNOWN, CHAT)
