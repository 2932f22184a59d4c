"""What the Answer page asks its workspace, and what comes back; frozen, and equal when they ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from kbassist.articles.article import Article, ArticleRef
from kbassist.articles.guides import GuideTree
from kbassist.render.pages import RenderedPage
from kbassist.replies.conversation import Conversation
from kbassist.replies.edits import Edit, Edits
from kbassist.replies.reply import FilledReply, Wish
from kbassist.replies.stack import Stack
from kbassist.search.results import SearchResult
from kbassist.search.scope import CopyState
from kbassist.workspace.values import Home, Status, Suggestions


@dataclass(frozen=True, slots=True)
class Question:
    """What stands in the search box; `edition` counts how often the library changed meanwhile.

    `message` tells that it is what a customer wrote, `part` is the one ask of it whose hits are wanted.
    `libraries` are the folders of those that are asked, None asks all.
    """

    text: str
    wish: Wish
    edition: int = 0
    message: bool = False
    part: str = ""
    libraries: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits for a question; `home` instead of `result` when nothing was typed.

    `status` tells how the libraries stood meanwhile. `read` is what a whole message led to.
    """

    question: Question
    status: Status
    result: SearchResult | None = None
    home: Home | None = None
    read: Suggestions | None = None


@dataclass(frozen=True, slots=True)
class GuideLook:
    """A guide that is walked: its id, and the link to the reply it has led to, None while it asks."""

    id: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What the preview shall show of an article.

    `variant` None leaves the choice to the wish. `as_article` asks for the knowledge instead of a reply.
    `edits` is what the agent made of replies; `stack` asks for the message of these pieces instead.
    `guide` asks for a guide of the article, and for the reply it has led to.
    Two equal looks show the same, so that a copy can tell whether a view is the one that is wanted now.
    """

    ref: ArticleRef
    conversation: Conversation
    wish: Wish
    variant: str | None = None
    as_article: bool = False
    edition: int = 0
    edits: Edits = field(default_factory=Edits)
    stack: Stack | None = None
    guide: GuideLook | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What came back: the article, and its filled reply or its page.

    `page` without `filled` means that the article is shown itself: it was asked for, or has no reply.
    `filled` is what is copied. Where the agent has edited the reply, `edit` is what they made of it and
    `original` the reply as the article has it now; it is `filled` itself where nothing was edited. `pieces`
    is its text as its channel takes it.
    `guides` are those of the article when one is walked; without `filled` it asks, or its reply is not there.
    `copy` tells whether the article is the agent's own copy of another one.
    """

    look: Look
    article: Article
    filled: FilledReply | None = None
    original: FilledReply | None = None
    edit: Edit | None = None
    page: RenderedPage | None = None
    pictures: Mapping[str, QImage] = field(default_factory=dict)
    pieces: tuple[str, ...] = ()
    favourite: bool = False
    guides: tuple[GuideTree, ...] = ()
    copy: CopyState = CopyState.NONE
