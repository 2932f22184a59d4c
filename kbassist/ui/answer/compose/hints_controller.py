"""Looks for wordings that could be better in the shown reply, and puts the better one in."""

import re

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.replies.hints import Hint, HintKind, hints
from kbassist.replies.reply import FilledReply
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.card.reply_editor import BLANK
from kbassist.ui.answer.compose.edit_controller import EditController
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import Look, View
from kbassist.ui.tasks import Generation, Lane, Tasks

WORDINGS = (HintKind.BLAME, HintKind.PROMISE)
_ADVICE = re.compile(r"\s*\([^()]*\)$")


class HintsController(QObject):
    """Asks for hints on a lane; nothing waits for them.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        left: the search box wants the focus.
    """

    said = Signal(str, bool)
    left = Signal()

    def __init__(
        self,
        card: PreviewCard,
        desk: Desk,
        previewing: PreviewController,
        editing: EditController,
        tasks: Tasks,
        actions: Actions,
    ) -> None:
        super().__init__(card)
        self._strip = card.hints_strip
        self._previewing = previewing
        self._editing = editing
        self._tasks = tasks
        self._on = True
        self._generation = Generation()
        self._about: FilledReply | None = None
        self._strip.applied.connect(self._on_strip_applied)
        self._strip.left.connect(self.left)
        actions.bind("answer.hints", self._on_hints_triggered)
        desk.look_changed.connect(self._on_desk_look_changed)
        previewing.viewed.connect(self._on_previewing_viewed)

    def switch(self, on: bool) -> None:
        """Give hints, or no longer."""
        self._on = on
        if (view := self._previewing.view) is not None:
            self._ask(view)

    def _ask(self, view: View) -> None:
        filled = view.filled
        if filled is None or not self._on:
            self._generation.drop()
            self._strip.show_hints(())
            return
        self._tasks.submit(
            Lane.IO,
            lambda: (filled, hints(filled.plain, filled.lang or view.look.wish.lang or view.article.lang)),
            self._on_hints_found,
            generation=self._generation,
        )

    def _on_hints_found(self, answer: tuple[FilledReply, tuple[Hint, ...]]) -> None:
        self._about, found = answer
        self._strip.show_hints(found)

    @Slot(object)
    def _on_previewing_viewed(self, view: View) -> None:
        self._ask(view)

    @Slot(object)
    def _on_desk_look_changed(self, look: Look | None) -> None:
        if look is None:  # also when a conversation is forgotten, and with it what was said in it
            self._generation.drop()
            self._about = None
            self._strip.show_hints(())

    @Slot()
    def _on_hints_triggered(self) -> None:
        if not self._strip.row.focus_chip(0):
            self.said.emit("There are no hints on this reply.", False)

    @Slot(object)
    def _on_strip_applied(self, hint: Hint) -> None:
        view = self._previewing.view
        if view is None or view.original is None or view.filled is not self._about or self._about is None:
            return  # the reply has changed since; its own hints are on their way
        if view.look.stack is not None:
            self.said.emit("Press Enter on the reply in the message that holds this wording.", True)
            return
        text = view.edit.text if view.edit is not None else view.original.markdown
        place = place_in(text, self._about.plain, hint)
        if place is None or hint.kind not in WORDINGS:
            start, end = place or (0, 0)
            self._editing.revise(start, end, text[start:end])
        else:
            self._editing.revise(*place, words_of(hint))
        self.said.emit(f"{hint.sentence} {hint.better}", False)


def place_in(markdown: str, plain: str, hint: Hint) -> tuple[int, int] | None:
    """Return the range of Markdown that holds what a hint is about; None where marks run through it."""
    said = plain[hint.start : hint.end]
    if not said or hint.kind is HintKind.READING:
        return None
    at = -1
    for _ in range(plain.count(said, 0, hint.start) + 1):
        at = markdown.find(said, at + 1)
        if at < 0:
            return None
    return at, at + len(said)


def words_of(hint: Hint) -> str:
    """Return the better wording as it goes into the text, with a blank where the agent has to say what."""
    return _ADVICE.sub("", hint.better).replace("\u2026", BLANK) if "\u2026" in hint.better else hint.better
