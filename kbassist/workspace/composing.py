"""Composing in the workspace: a reply, what an agent made of it, and several as one message."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kbassist.articles.article import ArticleRef
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import Composed, composed
from kbassist.replies.conversation import Conversation
from kbassist.replies.editing import edited
from kbassist.replies.reply import FilledReply, Wish
from kbassist.replies.stack import Stack
from kbassist.replies.stacking import piece_of, stacked
from kbassist.workspace.session import LibrarySession


@dataclass(frozen=True, slots=True)
class Composing:
    """Fills replies of the open libraries for one conversation at one moment.

    `session_of` finds the library of a reference. All calls raise ArticleNotFound and LibraryOffline.
    """

    session_of: Callable[[ArticleRef], LibrarySession]
    conversation: Conversation
    wish: Wish
    agent: Agent
    now: datetime
    worker: RenderWorker

    def filled(self, ref: ArticleRef) -> FilledReply:
        """Fill the reply that `ref` names; an article means its best variant."""
        return self._base(ref).filled

    def edited(self, ref: ArticleRef, text: str) -> FilledReply:
        """Return what the agent typed in place of the reply that `ref` names."""
        return edited(self._base(ref), text, self.worker)

    def stacked(self, stack: Stack) -> FilledReply:
        """Join the pieces of a stack into one message."""
        pieces = [
            piece_of(self._base(piece.ref), piece.edit.text if piece.edit else None, self.worker)
            for piece in stack.pieces
        ]
        return stacked(pieces, self.wish, self.worker)

    def _base(self, ref: ArticleRef) -> Composed:
        session = self.session_of(ref)
        article = session.read(ref)
        return composed(
            article, session.lent, ref, self.conversation, self.wish, self.agent, self.now, self.worker
        )
