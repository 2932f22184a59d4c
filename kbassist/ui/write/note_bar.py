"""The banners above the text: what is to be said about the open file, and the buttons that do it."""

from functools import partial

from PySide6.QtCore import Signal, Slot

from kbassist.ui.notices import Notice, Notices
from kbassist.ui.write.notes import Comparison, Note

SHOW = "Show what differs"
SEND = "Save as a patch file…"
COPY = "Copy the change"


class NoteBar(Notices):
    """Shows notes by subject until they no longer hold.

    Signals:
        compare_wanted: two texts shall be looked at; carries a `Comparison`.
        text_wanted: another text shall be taken; carries the `Note` that has it.
        patch_wanted: the change shall be written as a patch file.
        copy_wanted: the change shall be copied.
    """

    compare_wanted = Signal(object)
    text_wanted = Signal(object)
    patch_wanted = Signal()
    copy_wanted = Signal()

    margins = (12, 8, 12, 8)

    @Slot(object)
    def show_note(self, note: Note) -> None:
        """Say something about the open file."""
        notice = Notice(note.text, note.kind)
        if note.compared is not None:
            show = partial(self._compare, note.compared)
            notice = Notice(note.text, note.kind, SHOW, show)
        if note.instead is not None:
            notice = Notice(
                note.text,
                note.kind,
                notice.action,
                notice.act,
                second=note.instead_words,
                act_second=partial(self._take, note),
            )
        if note.sendable:
            send, copy = self._send, self._copy
            notice = Notice(note.text, note.kind, SEND, send, second=COPY, act_second=copy)
        self.show_notice(note.subject, notice)

    def clear(self) -> None:
        """Say nothing any more: another file is open."""
        for subject in self.subjects():
            self.drop(subject)

    def _compare(self, compared: Comparison) -> None:
        self.compare_wanted.emit(compared)

    def _send(self) -> None:
        self.patch_wanted.emit()

    def _copy(self) -> None:
        self.copy_wanted.emit()

    def _take(self, note: Note) -> None:
        self.drop(note.subject)
        self.text_wanted.emit(note)
