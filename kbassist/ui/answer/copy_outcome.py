"""What follows a copy, or the refusal of one: a sentence, the focus on what is missing, a note of the use."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.replies.reply import FilledReply, Flavour
from kbassist.ui.answer import sentences
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.copying import CopyController
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.lessons import known_of, lessons_of, replies_of
from kbassist.ui.answer.message_pane import MessagePane
from kbassist.ui.answer.questions import View
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

KINDS = {Flavour.PLAIN: "as plain text", Flavour.MARKDOWN: "as Markdown", Flavour.RICH: ""}


class CopyOutcome(QObject):
    """Tells the agent, and the workspace, how a copy went.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        copying: CopyController,
        clipboard: Clipboard,
        card: PreviewCard,
        desk: Desk,
        reading: MessagePane,
        workspace: "Workspace",
        tasks: Tasks,
    ) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._reading = reading
        self._workspace = workspace
        self._tasks = tasks
        clipboard.emptied.connect(self._on_clipboard_emptied)
        copying.copied.connect(self._on_copying_copied)
        copying.withheld.connect(self._on_copying_withheld)
        copying.refused.connect(self._on_copying_refused)

    @Slot()
    def _on_clipboard_emptied(self) -> None:
        self.said.emit("The copied reply was taken off the clipboard.", False)

    @Slot(object, object)
    def _on_copying_copied(self, filled: FilledReply, flavour: Flavour) -> None:
        lessons = lessons_of(filled, self._desk.state)
        known = known_of(self._desk.state)
        self._reading.tick_for(filled)
        still_open = sentences.still_open(self._reading.still_open)
        self.said.emit(sentences.copied(filled, KINDS[flavour]) + still_open, False)
        workspace = self._workspace

        def keep() -> None:
            for ref in replies_of(filled):
                workspace.record_copied(replace(filled, ref=ref))
            for lesson in lessons:
                workspace.learn(lesson.question, lesson.ref, known)

        self._tasks.submit(Lane.IO, keep, self._on_copy_recorded)

    def _on_copy_recorded(self, _: None) -> None:
        """Nothing to show: recents are asked for when the box is empty the next time."""

    @Slot(object)
    def _on_copying_withheld(self, view: View) -> None:
        filled = view.filled
        asked = self._asked_next(filled) if filled else None
        self.said.emit(sentences.withheld(view, asked), True)
        if filled is None and view.look.guide is not None:
            self._card.guide.press_chosen()
        elif filled is None:
            if view.article.replies:
                self._desk.choose_best()
        elif asked is not None:
            self._card.form.focus_field(asked)
        elif filled.leftovers:
            self._card.body.select(filled.leftovers[0].text)

    def _asked_next(self, filled: FilledReply) -> str | None:
        """Name the field to go to: the one just typed into when it does not fit, else the next one."""
        form = self._card.form
        focused = form.focused_name()
        if any(p.problem for p in filled.missing if p.name == focused):
            return focused
        return form.next_of([p.name for p in filled.missing])

    @Slot(str)
    def _on_copying_refused(self, sentence: str) -> None:
        self.said.emit(sentence, True)
