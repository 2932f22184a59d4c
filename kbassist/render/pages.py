"""What the child process answers; read strictly, since it has seen hostile text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from kbassist.system.errors import RenderFailed


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """An article as the preview shows it.

    `pictures` holds PNG bytes by the `src` that `html` names them with. `badge` is a sentence when only
    plain text could be shown.
    """

    html: str
    plain: str
    markdown: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    badge: str = ""


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """Why a template failed: where (from 1, 0 unknown) and in which part (empty: the reply itself)."""

    message: str
    line: int = 0
    column: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class RenderedReply:
    """A filled reply in its flavours.

    `asked` lists all placeholders of the template, `touched` those that this filling needed, `missing`
    those it could not do without - all in the order of the text. `prompts` are what `{% own %}` asks.
    `authored` is the text without the values (U+FFFC stands for each), `code` the code in it; the gate
    reads them. In `authored` U+0001 precedes a character that the author escaped. `printed` are the
    values as they stand in the text, `blocks` its plain text block by block, links and bullets as in mail.
    """

    plain: str = ""
    html: str = ""
    markdown: str = ""
    preview_html: str = ""
    asked: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    prompts: Mapping[str, str] = field(default_factory=dict)
    authored: str = ""
    code: str = ""
    fault: TemplateFault | None = None
    badge: str = ""
    printed: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What a template asks for on all its branches, which parts it draws, and what the author wrote.

    `authored` and `code` are as in `RenderedReply`. `given_up` says that nobody knows: it took too long.
    """

    asked: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    authored: str = ""
    code: str = ""
    fault: TemplateFault | None = None
    given_up: bool = False


def page_answer(message: dict[str, Any]) -> tuple[RenderedPage, tuple[str, ...]]:
    """Read the answer to an article: the page and the library paths of its pictures."""
    page = RenderedPage(_text(message, "html"), _text(message, "plain"), _text(message, "markdown"))
    return page, _texts(message, "pictures")


def reply_answer(message: dict[str, Any]) -> RenderedReply:
    """Read the answer to a reply."""
    fault = message.get("fault")
    return RenderedReply(
        plain=_text(message, "plain"),
        html=_text(message, "html"),
        markdown=_text(message, "markdown"),
        preview_html=_text(message, "preview_html"),
        asked=_texts(message, "asked"),
        touched=_texts(message, "touched"),
        missing=_texts(message, "missing"),
        prompts=_mapping(message, "prompts"),
        authored=_text(message, "authored"),
        code=_text(message, "code"),
        fault=None if fault is None else _fault(fault),
        printed=_texts(message, "printed"),
        blocks=_texts(message, "blocks"),
    )


def template_answer(message: dict[str, Any]) -> TemplateReport:
    """Read the answer to a template."""
    fault = message.get("fault")
    return TemplateReport(
        asked=_texts(message, "asked"),
        parts=_texts(message, "parts"),
        authored=_text(message, "authored"),
        code=_text(message, "code"),
        fault=None if fault is None else _fault(fault),
    )


def templates_answer(message: dict[str, Any], count: int) -> tuple[TemplateReport, ...]:
    """Read the answer to `count` templates. Raises RenderFailed when it is another number."""
    answers = message.get("reports")
    if not isinstance(answers, list) or len(answers) != count:
        raise _unreadable()
    if not all(isinstance(answer, dict) for answer in answers):
        raise _unreadable()
    return tuple(map(template_answer, answers))


def _fault(message: object) -> TemplateFault:
    if not isinstance(message, dict):
        raise _unreadable()
    line, column = message.get("line"), message.get("column")
    if not isinstance(line, int) or not isinstance(column, int):
        raise _unreadable()
    return TemplateFault(_text(message, "message"), line, column, _text(message, "part"))


def _text(message: dict[str, Any], key: str) -> str:
    value = message.get(key, "")
    if not isinstance(value, str):
        raise _unreadable()
    return value


def _texts(message: dict[str, Any], key: str) -> tuple[str, ...]:
    value = message.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _unreadable()
    return tuple(value)


def _mapping(message: dict[str, Any], key: str) -> Mapping[str, str]:
    value = message.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise _unreadable()
    return MappingProxyType(value)


def _unreadable() -> RenderFailed:
    return RenderFailed("The page could not be read back; plain text is shown instead.")
