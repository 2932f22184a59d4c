"""What is asked of the child process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kbassist.render.cutting import Cut, Place


@dataclass(frozen=True, slots=True)
class TypedText:
    """A value as text with its type: `text`, `date` (ISO), `money` (`49.90 EUR`) or `number`."""

    text: str
    type: str = "text"


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """An article to be shown. `path` is relative to its library with `/`; links are resolved against it.

    A first heading that equals `title` is left out; empty keeps it. `facts` are the library's, by name: the
    agent reads `{{ facts.return_days }}` as its value. `labels` are those of the fields.
    """

    markdown: str
    path: str
    title: str = ""
    lang: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReplyRequest:
    """A reply to be filled.

    `values` are by full name (`order.id`); `optional` names print nothing when unknown; `labels` say how
    missing ones are asked for; `parts` are the templates that `render` may draw, by name.
    """

    template: str
    values: Mapping[str, TypedText] = field(default_factory=dict)
    now: datetime = datetime.min
    optional: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    channel: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class EditedRequest:
    """Markdown that an agent typed: never Liquid, never HTML.

    `printed` are the values that stood in the reply as they were printed there; they stay values.
    """

    markdown: str
    printed: tuple[str, ...] = ()
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """What is kept of a piece; `piece` counts from 0."""

    piece: int
    cut: Cut


@dataclass(frozen=True, slots=True)
class StackRequest:
    """Several replies as one text for one channel: the fragments in their order."""

    pieces: tuple[ReplyRequest | EditedRequest, ...]
    fragments: tuple[Fragment, ...]
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class TemplateRequest:
    """A template to be looked over without filling it; `parts` as for a reply.

    `words` False spares the Markdown, which takes most of the time, where nobody needs the author's words.
    """

    template: str
    parts: Mapping[str, str] = field(default_factory=dict)
    words: bool = True


def article_message(request: ArticleRequest) -> dict[str, Any]:
    """Return the request as a message."""
    return {
        "do": "article",
        "markdown": request.markdown,
        "path": request.path,
        "title": request.title,
        "lang": request.lang,
        "facts": dict(request.facts),
        "labels": dict(request.labels),
    }


def reply_message(request: ReplyRequest) -> dict[str, Any]:
    """Return the request as a message."""
    return {
        "do": "reply",
        "template": request.template,
        "values": {name: [value.type, value.text] for name, value in request.values.items()},
        "now": request.now.isoformat(),
        "optional": list(request.optional),
        "labels": dict(request.labels),
        "parts": dict(request.parts),
        "channel": request.channel,
        "lang": request.lang,
    }


def template_message(request: TemplateRequest) -> dict[str, Any]:
    """Return the request as a message."""
    return {
        "do": "template",
        "template": request.template,
        "parts": dict(request.parts),
        "words": request.words,
    }


def templates_message(requests: Sequence[TemplateRequest]) -> dict[str, Any]:
    """Return the requests as one message."""
    return {"do": "templates", "templates": [template_message(request) for request in requests]}


def edited_message(request: EditedRequest) -> dict[str, Any]:
    """Return the request as a message."""
    return {
        "do": "edited",
        "markdown": request.markdown,
        "printed": list(request.printed),
        "channel": request.channel,
    }


def stack_message(request: StackRequest) -> dict[str, Any]:
    """Return the request as a message."""
    return {
        "do": "stack",
        "pieces": [
            reply_message(piece) if isinstance(piece, ReplyRequest) else edited_message(piece)
            for piece in request.pieces
        ],
        "fragments": [
            [fragment.piece, _place(fragment.cut.start), _place(fragment.cut.end)]
            for fragment in request.fragments
        ],
        "channel": request.channel,
    }


def _place(place: Place | None) -> list[int] | None:
    return None if place is None else [place.block, place.char]
