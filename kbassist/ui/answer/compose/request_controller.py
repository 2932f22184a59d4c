"""Shows in grey which reply an article lacks, and asks its writer for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import ArticleRef, Reply
from kbassist.replies.reply import Wish
from kbassist.replies.variants import fell_back
from kbassist.system.errors import KbError
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.lack_strip import LackStrip
from kbassist.ui.answer.card.wish_bar import WishBar
from kbassist.ui.answer.labels import fell_back_sentence, wish_words
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import View
from kbassist.ui.tasks import Lane, Tasks
from kbassist.usage.requests import VariantRequest

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

Asked = tuple[ArticleRef, Wish]


class RequestController(QObject):
    """Compares what the agent wishes for with what the shown article has.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        wishes: WishBar,
        strip: LackStrip,
        previewing: PreviewController,
        workspace: "Workspace",
        tasks: Tasks,
        actions: Actions,
    ) -> None:
        super().__init__(wishes)
        self._wishes = wishes
        self._strip = strip
        self._previewing = previewing
        self._workspace = workspace
        self._tasks = tasks
        self._numbers: dict[Asked, int] | None = None
        self._reading = False
        strip.request_pressed.connect(self.request)
        actions.bind("answer.request", self.request)
        previewing.viewed.connect(self._on_previewing_viewed)

    @Slot()
    def request(self) -> None:
        """Ask the writer for the reply that is lacking, or take the request back."""
        view, workspace = self._previewing.view, self._workspace
        if view is None or not lacking(view.article.replies, view.look.wish):
            self.said.emit("Nothing to ask the writer for: this article has what you wish for.", True)
            return
        asked = _asked(view)
        ref, wish = asked
        number = (self._numbers or {}).get(asked)
        if number is not None:
            self._tasks.submit(
                Lane.IO,
                lambda: (asked, workspace.withdraw_request(number)),
                self._on_request_withdrawn,
                self._on_request_failed,
            )
            return
        self._tasks.submit(
            Lane.IO,
            lambda: (asked, workspace.request_variant(ref, wish.channel, wish.tone, wish.lang)),
            self._on_request_noted,
            self._on_request_failed,
        )

    def _show(self, view: View) -> None:
        replies, wish = view.article.replies, view.look.wish
        lacks = lacking(replies, wish) if view.look.stack is None else ()
        channels = None if any(reply.channel is None for reply in replies) else {r.channel for r in replies}
        for button, what, has in (
            (self._wishes.channel, "channel", channels),
            (self._wishes.tone, "tone", {reply.tone for reply in replies}),
            (self._wishes.lang, "lang", {reply.lang for reply in replies}),
        ):
            known = None if has is None or None in has else {name for name in has if name}
            button.show_lacking(known, lacking=what in lacks)
        is_asked = _asked(view) in (self._numbers or {})
        self._strip.show_lack(_sentence(view, lacks), wish_words(wish), requested=is_asked)
        if lacks and self._numbers is None and not self._reading:
            self._reading = True
            self._tasks.submit(
                Lane.IO, self._workspace.requests, self._on_requests_read, self._on_requests_failed
            )

    def _again(self) -> None:
        if (view := self._previewing.view) is not None:
            self._show(view)

    @Slot(object)
    def _on_previewing_viewed(self, view: View) -> None:
        self._show(view)

    def _on_requests_read(self, requests: tuple[VariantRequest, ...]) -> None:
        self._numbers = {(r.ref, Wish(r.channel, r.tone, r.lang)): r.number for r in requests} | (
            self._numbers or {}
        )
        self._again()

    def _on_requests_failed(self, _error: KbError) -> None:
        """Offer to ask all the same; asking says what is wrong."""

    def _on_request_noted(self, answer: tuple[Asked, int]) -> None:
        asked, number = answer
        self._numbers = {**(self._numbers or {}), asked: number}
        self.said.emit(
            f"Asked the writer for a reply: {wish_words(asked[1])}. Once more takes it back.", False
        )
        self._again()

    def _on_request_withdrawn(self, answer: tuple[Asked, bool]) -> None:
        self._numbers = {key: number for key, number in (self._numbers or {}).items() if key != answer[0]}
        self.said.emit(f"No longer asked for: {wish_words(answer[0][1])}.", False)
        self._again()

    def _on_request_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)


def lacking(replies: tuple[Reply, ...], wish: Wish) -> tuple[str, ...]:
    """Name what of the wish no reply meets, by the reply that comes nearest; all of it without replies."""
    if not replies:
        wished = (("tone", wish.tone), ("channel", wish.channel), ("lang", wish.lang))
        return tuple(what for what, name in wished if name)
    # Tone gives way before channel, and channel before language, as it does when a reply is chosen.
    return min(
        (fell_back(reply, wish) for reply in replies),
        key=lambda lacks: (len(lacks), "lang" in lacks, "channel" in lacks),
    )


def _sentence(view: View, lacks: tuple[str, ...]) -> str:
    """Say what is lacking and what is shown instead; empty when nothing is lacking."""
    wish, filled = view.look.wish, view.filled
    if filled is None:
        return f"No {wish_words(wish)} reply here" if lacks else ""
    wanted = {"channel": wish.channel, "tone": wish.tone, "lang": wish.lang}
    return fell_back_sentence(
        lacks, wanted, {"channel": filled.channel, "tone": filled.tone, "lang": filled.lang}
    )


def _asked(view: View) -> Asked:
    return ArticleRef(view.look.ref.library, view.look.ref.article_id), view.look.wish
