"""The program's side of rendering: asks a warm child process and shows plain text where that fails."""

import logging
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kbassist.render import limits
from kbassist.render.characters import visible
from kbassist.render.child_process import Answer, ChildGone, ChildProcess, OverBudget
from kbassist.render.pages import (
    RenderedPage,
    RenderedReply,
    TemplateFault,
    TemplateReport,
    page_answer,
    reply_answer,
    template_answer,
    templates_answer,
)
from kbassist.render.requests import (
    ArticleRequest,
    EditedRequest,
    ReplyRequest,
    StackRequest,
    TemplateRequest,
    article_message,
    edited_message,
    reply_message,
    stack_message,
    template_message,
    templates_message,
)
from kbassist.render.verify import check_html
from kbassist.render.writers import PreviewWriter
from kbassist.system.errors import RenderFailed

_log = logging.getLogger(__name__)

PictureReader = Callable[[str], bytes | None]

_PICTURE = re.compile(r'<img src="(kb:picture/\d+)" alt="([^"]*)">')

# The active child, the spare - both may have been ended from outside at the same moment - and a fresh one.
_ATTEMPTS = 3


class RenderWorker:
    """Renders articles and replies in a child process within a time and memory budget.

    A child over its budget is ended and a second, warm one takes its place. Thread-safe: requests are
    answered one after the other. Nothing is started before `warm` or the first request.
    """

    def __init__(self, budget_s: float = limits.BUDGET_S, memory_mb: int = limits.MEMORY_MB) -> None:
        self._budget_s = budget_s
        self._memory_mb = memory_mb
        self._lock = threading.Lock()
        self._asking = threading.Lock()
        self._active: ChildProcess | None = None
        self._spare: ChildProcess | None = None
        self._is_closed = False

    def warm(self) -> None:
        """Start the child in the background, so that the first reply need not wait for it."""
        with self._lock:
            self._ensure()

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the child processes that are running."""
        with self._lock:
            children = [child for child in (self._active, self._spare) if child and child.is_alive]
        return tuple(child.pid for child in children if child.pid is not None)

    def close(self) -> None:
        """End both children and wait for them; whoever is asking gets plain text."""
        with self._lock:
            self._is_closed = True
            children = [child for child in (self._active, self._spare) if child]
            self._active = self._spare = None
        for child in children:
            child.end()
        for child in children:
            child.end(wait=True)

    def article(self, request: ArticleRequest, read_picture: PictureReader | None = None) -> RenderedPage:
        """Show an article; over the budget its plain text with a badge.

        `read_picture` returns the bytes of a path of the library, None where there is nothing to show.
        """
        if len(request.markdown) > limits.MAX_PAGE_MARKDOWN:
            badge = f"Shown as plain text: it is longer than {limits.MAX_PAGE_MARKDOWN // 1024} KB."
            return plain_page(request.markdown, badge)
        try:
            message, _ = self._ask(article_message(request))
            page, paths = page_answer(message)
            check_html(page.html)
        except RenderFailed as error:
            return plain_page(request.markdown, str(error))
        pictures = self._pictures(paths, read_picture) if read_picture else {}
        html = _PICTURE.sub(
            lambda found: found[0] if found[1] in pictures else _words_for(found[2]), page.html
        )
        return RenderedPage(html, page.plain, page.markdown, MappingProxyType(pictures), page.badge)

    def reply(self, request: ReplyRequest) -> RenderedReply:
        """Fill a reply; the preview of a template that failed is the template as it is written."""
        return self._reply(reply_message(request), request.template)

    def edited(self, request: EditedRequest) -> RenderedReply:
        """Lay out what an agent typed; where that fails its preview is the text as it was typed."""
        return self._reply(edited_message(request), request.markdown)

    def stack(self, request: StackRequest, text: str) -> RenderedReply:
        """Lay out several replies as one; where that fails its preview is `text`."""
        return self._reply(stack_message(request), text)

    def _reply(self, message: dict[str, Any], text: str) -> RenderedReply:
        """Ask for the flavours of a reply; `text` is shown where they cannot be had."""
        try:
            reply = reply_answer(self._ask(message)[0])
            check_html(reply.preview_html)
            check_html(reply.html)
        except RenderFailed as error:
            reply = RenderedReply(
                plain=visible(text[: limits.MAX_PLAIN_PAGE]),
                fault=TemplateFault(str(error)),
                badge=str(error),
            )
        if reply.fault is None:
            return reply
        return replace(reply, preview_html=plain_page(text, "").html)

    def variables(self, template: str, parts: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """List what a template asks for, in the order of its text; empty when it cannot be read."""
        return self.template(TemplateRequest(template, parts or {})).asked

    def template(self, request: TemplateRequest) -> TemplateReport:
        """Look a template over, all its branches, without filling it; a fault says why it is broken."""
        try:
            return template_answer(self._ask(template_message(request))[0])
        except RenderFailed as error:
            return TemplateReport(fault=TemplateFault(str(error)), given_up=True)

    def templates(self, requests: Sequence[TemplateRequest]) -> tuple[TemplateReport, ...]:
        """Look many templates over in few messages; one that goes wrong costs the others a second try."""
        reports: list[TemplateReport] = []
        for start in range(0, len(requests), limits.MAX_TEMPLATES):
            few = requests[start : start + limits.MAX_TEMPLATES]
            try:
                reports += templates_answer(self._ask(templates_message(few))[0], len(few))
            except RenderFailed:
                reports += [self.template(request) for request in few]
        return tuple(reports)

    def picture(self, data: bytes) -> bytes:
        """Decode a picture and return it as PNG, scaled to fit the preview.

        Raises RenderFailed when it is none, too large, or over the budget.
        """
        _check_size(data)
        return self._ask({"do": "picture"}, data)[1]

    def kept_picture(self, data: bytes) -> tuple[str, bytes]:
        """Draw a picture anew, as it is stored in a library; return its ending and its bytes.

        Raises RenderFailed as `picture` does.
        """
        _check_size(data)
        answer, kept = self._ask({"do": "keep"}, data)
        return ("jpg" if answer.get("ending") == "jpg" else "png"), kept

    def _pictures(self, paths: tuple[str, ...], read_picture: PictureReader) -> dict[str, bytes]:
        """Decode the pictures of an article; after two that went wrong expensively the rest stay words."""
        pictures: dict[str, bytes] = {}
        left_bytes, failures = limits.MAX_ARTICLE_PICTURE_BYTES, 0
        for number, path in enumerate(paths[: limits.MAX_PICTURES]):
            data = read_picture(path) if failures < 2 else None
            if not data or len(data) > left_bytes:
                continue
            try:
                picture = self.picture(data)
            except RenderFailed:
                failures += 1
                continue
            left_bytes -= max(len(data), _pixel_bytes(picture))
            if left_bytes > 0:
                pictures[f"kb:picture/{number}"] = picture
        return pictures

    def _ask(self, message: dict[str, Any], raw: bytes = b"") -> Answer:
        """Ask the child, and the next one where it ended by itself.

        Raises RenderFailed with a sentence when there is no answer to be had.
        """
        with self._asking:
            for _ in range(_ATTEMPTS):
                child = self._child()
                try:
                    answer, data = child.ask(message, raw, self._budget_s)
                except OverBudget as error:
                    _log.warning("%s went over its budget of %.1f s", message["do"], self._budget_s)
                    raise RenderFailed("Shown as plain text: it takes too long to lay out.") from error
                except ChildGone:
                    _log.warning("a render process ended by itself")
                    continue
                if answer.get("spent"):
                    child.end()
                if (failed := answer.get("failed")) is not None:
                    raise RenderFailed(f"Shown as plain text: {failed}.")
                return answer, data
            raise RenderFailed("Shown as plain text: the program could not lay it out.")

    def _child(self) -> ChildProcess:
        with self._lock:
            return self._ensure()

    def _ensure(self) -> ChildProcess:
        """Return a child that is alive, and see that a spare one stands by."""
        if self._is_closed:
            raise RenderFailed("Shown as plain text: the program is closing.")
        if self._active is None or not self._active.is_alive:
            is_spare_alive = self._spare is not None and self._spare.is_alive
            self._active = self._spare if is_spare_alive else ChildProcess(self._memory_mb)
            self._spare = None
        elif self._spare is None or not self._spare.is_alive:
            self._spare = ChildProcess(self._memory_mb)
        return self._active or ChildProcess(self._memory_mb)


def plain_page(text: str, badge: str) -> RenderedPage:
    """Show text as it is, with a badge that says why."""
    plain = visible(text)
    shown = plain[: limits.MAX_PLAIN_PAGE]
    words = PreviewWriter().words(shown) if shown else ""
    left = (len(plain) - len(shown) + 1023) // 1024
    rest = f"\n\n\u2026 {left:,} KB more" if left else ""
    return RenderedPage(f"<pre>{words}{rest}</pre>", plain, plain, badge=badge)


def _check_size(data: bytes) -> None:
    if len(data) > limits.MAX_PICTURE_BYTES:
        raise RenderFailed(f"A picture of {len(data) // 1024 // 1024} MB is too large.")


def _words_for(alt: str) -> str:
    """Return what stands in for a picture that cannot be shown; `alt` is escaped already."""
    return f'<span class="picture">[{alt or "picture"}]</span>'


def _pixel_bytes(png: bytes) -> int:
    """Return the memory that a PNG of ours takes once decoded; width and height stand in its head."""
    return int.from_bytes(png[16:20], "big") * int.from_bytes(png[20:24], "big") * 4
