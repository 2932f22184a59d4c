"""The values of previewing a text: what it offers to look at, and how one of that looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbassist.articles.article import Heading, Reply

ARTICLE = "article"
"""Stands for the article as a whole among the ids of its replies, which all hold a `#`."""


@dataclass(frozen=True, slots=True)
class PreviewWish:
    """What of a text is to be shown.

    `line` is the line of the caret from 1: the reply around it is shown, else the article. `variant` is the
    id of a reply, or `ARTICLE`, that is shown whatever the line; None leaves it to the line. `channel` shows
    a reply as if it were written for that channel; None leaves it to the reply.
    """

    line: int = 1
    variant: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class PreviewVariant:
    """A reply of the text with the lines that it takes, from the line of its heading to its last."""

    reply: Reply
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Preview:
    """How a text looks that is not saved yet.

    `shown` is the id of a variant, or `ARTICLE`. `plain_html` shows a reply as it is without any layout.
    `pictures` holds PNG bytes by the `src` that `html` names
    them with. `headings` are those of the text in its order, `title` the article's. `notes` are sentences on
    what a customer would not get right. `channels` are those that the library declares.
    """

    title: str
    shown: str
    html: str
    plain: str = ""
    plain_html: str = ""
    variants: tuple[PreviewVariant, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    notes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @property
    def variant(self) -> PreviewVariant | None:
        """The variant that is shown; None for the article."""
        return next((variant for variant in self.variants if variant.reply.id == self.shown), None)

    def variant_at(self, line: int) -> str:
        """Return the id of the reply that a line belongs to, else `ARTICLE`."""
        inside = (v for v in self.variants if v.first_line <= line <= v.last_line)
        return next((variant.reply.id for variant in inside), ARTICLE)
