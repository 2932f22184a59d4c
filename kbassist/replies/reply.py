"""The values of composing: what is wished for, what was asked, and the filled reply."""

from dataclasses import dataclass, field
from enum import StrEnum

from kbassist.articles.article import ArticleRef, Field


@dataclass(frozen=True, slots=True)
class Wish:
    """The agent's channel, tone and language; None leaves the choice to the library."""

    channel: str | None = None
    tone: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value that a reply asks for, with how to ask and what is known.

    `value` None means not known yet. `problem` is a sentence when the value does not fit the field.
    `missing` is true when the reply cannot be copied without it.
    """

    name: str
    field: Field
    value: str | None = None
    source: str = ""
    missing: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A placeholder of some dialect that the author left in the text.

    `text` is cut to what can be shown on a line, `whole` is as it stands in the author's words.
    """

    text: str
    hint: str
    whole: str = field(default="", compare=False)


class Flavour(StrEnum):
    """The forms in which a reply can be copied."""

    PLAIN = "plain"
    RICH = "rich"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class FilledReply:
    """A reply with the values of the conversation in it.

    `preview_html` marks filled and missing values for the preview and never goes to the clipboard.
    `fell_back` names what had to give way, such as `tone`, `channel`, `lang`, in that order.
    `error` is a sentence when the template failed. `badge` is a sentence when only plain text could be
    made within the budget. `is_edited`: an agent rewrote it. `pieces` are the replies of a stack, in order;
    empty for a single one. `adapted` is the share of its words, 0 to 1, that are for this customer only.
    `limit` is the library's own for its channel, in characters; None leaves it to the channel.
    `authored` is what library and settings say of it: the author's words, all facts, the agent's name.
    """

    ref: ArticleRef
    title: str
    plain: str = ""
    html: str = ""
    markdown: str = ""
    preview_html: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    fell_back: tuple[str, ...] = ()
    channel: str | None = None
    tone: str = "neutral"
    lang: str | None = None
    sensitive: bool = False
    error: str = ""
    badge: str = ""
    is_edited: bool = False
    pieces: tuple[ArticleRef, ...] = ()
    adapted: float = 0.0
    limit: int | None = None
    authored: str = ""

    @property
    def missing(self) -> tuple[Placeholder, ...]:
        """The values without which the reply cannot be copied, in the order of the text."""
        return tuple(p for p in self.placeholders if p.missing or p.problem)

    @property
    def ready(self) -> bool:
        """Tell whether the gate lets this reply pass to the clipboard."""
        return not (self.missing or self.leftovers or self.error)
