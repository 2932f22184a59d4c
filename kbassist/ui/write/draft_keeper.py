"""Keeps what was typed and not saved, every few seconds and whenever a file is left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Draft
from kbassist.articles.merge import merge
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.write.desk import WriteDesk

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace
    from kbassist.workspace.written import Opened

KEEP_MS = 2_000
KEEP_STROKES = 20


class DraftKeeper(QObject):
    """Writes one draft after the other into this machine's own folder, the newest of each file.

    Signals:
        kept: the draft of the open file is safe; carries when.
        unsaved_changed: other files have a draft now; carries all of them as a frozenset.
        failed: a draft could not be kept; carries a sentence.
    """

    kept = Signal(object)
    unsaved_changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self, desk: WriteDesk, tasks: Tasks, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._now = now
        self._strokes = 0
        # None stands for a draft that is to be dropped.
        self._waiting: dict[FileRef, Draft | None] = {}
        self._running: tuple[FileRef, Draft | None] | None = None
        self._unsaved: set[FileRef] = set()
        self._last: dict[FileRef, Draft] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)
        desk.text_changed.connect(self._on_desk_text_changed)

    @property
    def unsaved(self) -> frozenset[FileRef]:
        """The files that have a draft."""
        return frozenset(self._unsaved)

    @property
    def settled(self) -> bool:
        """Whether no draft is on its way."""
        return self._running is None and not self._waiting

    def serve(self, workspace: "Workspace") -> None:
        """Find out which files have a draft."""
        self._unsaved.clear()
        self._tasks.submit(Lane.IO, workspace.writing.drafts, self._on_drafts_found, self._on_find_failed)

    def on_the_way(self, file: FileRef) -> tuple[bool, Draft | None]:
        """Tell whether a draft of the file is still being written or dropped, and which."""
        if file in self._waiting:
            return True, self._waiting[file]
        if self._running is not None and self._running[0] == file:
            return True, self._running[1]
        return False, None

    @Slot()
    def keep(self) -> None:
        """Keep the text as it is; where it is that of the file, there is no draft any more."""
        self._timer.stop()
        self._strokes = 0
        if (file := self._desk.file) is None:
            return
        draft = self.draft()
        if draft is not None or file in self._unsaved or file in self._last:
            self._put(file, draft)

    def drop(self, file: FileRef) -> None:
        """Let go of the draft of a file: its text is saved, or thrown away."""
        if file == self._desk.file:
            self._timer.stop()
        self._put(file, None)

    def follow(self, file: FileRef, moved_to: FileRef) -> None:
        """Let what was typed into a file that was moved be the draft of it under its new path."""
        draft = self.draft() if file == self._desk.file else self._last.get(file)
        self.drop(file)
        if draft is not None:
            self._put(moved_to, replace(draft, file=moved_to))

    def let_go(self, file: FileRef, sent: str, opened: "Opened") -> None:
        """Drop the draft of a file that was saved as `sent`; what was typed since stays, on top of that."""
        draft = self._last.get(file)
        if draft is None or draft.text == sent:
            self.drop(file)
            return
        joined = merge(sent, draft.text, opened.text)
        if not joined.conflicts:
            seen = opened.revision.sha256
            self._put(file, replace(draft, text=joined.text(), base=opened.content, base_sha256=seen))

    def draft(self) -> Draft | None:
        """Return the open text as a draft; None where there is nothing to keep."""
        sheet = self._desk.sheet
        if sheet is None or not self._desk.dirty or (sheet.opened is None and not self._desk.text.strip()):
            return None
        seen = sha256(sheet.base).hexdigest() if sheet.base is not None else ""
        caret = self._desk.editor.caret()
        return Draft(sheet.file, self._desk.text, sheet.base or b"", seen, caret, self._now())

    def close(self) -> None:
        """Keep at once what may not be kept yet; call when the lanes have ended. Raises NotKept."""
        self._timer.stop()
        # What was on its way may have been cut off: it is written once more, the newest of each file.
        left = dict([self._running] if self._running is not None else []) | self._waiting
        if (draft := self.draft()) is not None:
            left[draft.file] = draft
        if (workspace := self._desk.workspace) is not None:
            for file, kept in left.items():
                self._write(workspace, file, kept)

    def _put(self, file: FileRef, draft: Draft | None) -> None:
        self._waiting.pop(file, None)
        self._waiting[file] = draft
        if draft is None:
            self._last.pop(file, None)
        else:
            self._last[file] = draft
        self._go_on()

    def _go_on(self) -> None:
        if self._running is not None or not self._waiting or (workspace := self._desk.workspace) is None:
            return
        file = next(iter(self._waiting))
        draft = self._waiting.pop(file)
        self._running = (file, draft)

        def work() -> None:
            self._write(workspace, file, draft)

        self._tasks.submit(Lane.DRAFT, work, self._on_put, self._on_put_failed)

    @staticmethod
    def _write(workspace: "Workspace", file: FileRef, draft: Draft | None) -> None:
        if draft is None:
            workspace.writing.drop_draft(file)
        else:
            workspace.writing.keep_draft(draft)

    def _on_put(self, _: None) -> None:
        done, self._running = self._running, None
        if done is not None:
            file, draft = done
            (self._unsaved.discard if draft is None else self._unsaved.add)(file)
            self.unsaved_changed.emit(self.unsaved)
            if draft is not None and file == self._desk.file:
                self.kept.emit(draft.kept_at)
        self._go_on()

    def _on_put_failed(self, error: KbError) -> None:
        self._running = None
        self.failed.emit(f"What you type cannot be kept as a draft: {error}")
        self._go_on()

    def _on_drafts_found(self, drafts: tuple[Draft, ...]) -> None:
        self._unsaved |= {draft.file for draft in drafts}
        self.unsaved_changed.emit(self.unsaved)

    def _on_find_failed(self, error: KbError) -> None:
        self.failed.emit(str(error))

    @Slot()
    def _on_desk_text_changed(self) -> None:
        if self._desk.sheet is None:
            self._timer.stop()
            return
        self._strokes += 1
        if self._strokes >= KEEP_STROKES:
            self.keep()
        elif not self._timer.isActive() and (self._desk.dirty or self._desk.file in self._unsaved):
            self._timer.start()
