"""What the Answer page asks its workspace, and what comes back; frozen, and equal when they ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from kbassist.articles.article import Article, ArticleRef
from kbassist.render.pages import RenderedPage
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Wish
from kbassist.search.results import SearchResult
from kbassist.workspace.values import Home, Status


@dataclass(frozen=True, slots=True)
class Question:
    """What stands in the search box; `edition` counts how often the library changed meanwhile."""

    text: str
    wish: Wish
    edition: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits for a question; `home` instead of `result` when nothing was typed.

    `status` tells how the libraries stood meanwhile.
    """

    question: Question
    status: Status
    result: SearchResult | None = None
    home: Home | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What the preview shall show of an article.

    `variant` None leaves the choice to the wish. `as_article` asks for the knowledge instead of a reply.
    Two equal looks show the same, so that a copy can tell whether a view is the one that is wanted now.
    """

    ref: ArticleRef
    conversation: Conversation
    wish: Wish
    variant: str | None = None
    as_article: bool = False
    edition: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What came back: the article, and its filled reply or its page.

    `page` without `filled` means that the article is shown itself: it was asked for, or has no reply.
    """

    look: Look
    article: Article
    filled: FilledReply | None = None
    page: RenderedPage | None = None
    pictures: Mapping[str, QImage] = field(default_factory=dict)
    favourite: bool = False
