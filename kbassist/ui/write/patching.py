"""Sends a change that cannot be saved here as a patch or as text, and takes in patches of others."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from kbassist.articles.names import without_suffix
from kbassist.system.errors import CopyRefused, KbError, NotKept, PatchUnreadable
from kbassist.ui.actions import Actions
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.write.desk import Sheet, WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.note_bar import NoteBar
from kbassist.ui.write.opening import Opening
from kbassist.workspace.patching import Taken

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

FILTER = "Patches (*.patch *.diff);;All files (*)"
UNCHANGED = "Nothing has changed in this file, so there is nothing to send."

UNSAVED = "Save what you have changed in the open file first; then apply the patch."


class Patching(QObject):
    """Turns the unsaved text into a patch; a patch that comes in becomes drafts, which saving joins.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        desk: WriteDesk,
        keeper: DraftKeeper,
        opening: Opening,
        notes: NoteBar,
        tasks: Tasks,
        clipboard: Clipboard,
        actions: Actions,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._keeper = keeper
        self._opening = opening
        self._tasks = tasks
        self._clipboard = clipboard
        self._page = page
        notes.patch_wanted.connect(self.ask_where)
        notes.copy_wanted.connect(self.copy)
        actions.bind("write.send_patch", self.ask_where)
        actions.bind("write.copy_patch", self.copy)
        actions.bind("write.apply_patch", self.ask_which)

    @Slot()
    def ask_where(self) -> None:
        """Ask where the patch shall be kept."""
        if (changed := self._changed()) is not None:
            name = without_suffix(changed[1].file.path.rpartition("/")[2])
            dialog = self._dialog("Save my change as a patch file")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("patch")
            dialog.selectFile(f"{name}.patch")
            dialog.fileSelected.connect(self.write_to)
            dialog.open()

    @Slot(str)
    def write_to(self, place: str) -> None:
        """Write the unsaved change as a patch into the file `place`."""
        if (changed := self._changed()) is None:
            return
        workspace, sheet, text = changed

        def work() -> str:
            patch = workspace.writing.patching.patch(sheet.file, sheet.opened, text)
            try:
                Path(place).write_bytes(patch)
            except OSError as error:
                raise NotKept(f"{place} was not written: {(error.strerror or 'unknown').lower()}.") from error
            return f"Your change is in {Path(place).name}; send it to somebody who may save."

        self._tasks.submit(Lane.IO, work, self._on_written, self._on_work_failed)

    @Slot()
    def copy(self) -> None:
        """Put the unsaved change on the clipboard, as the text of a patch."""
        if (changed := self._changed()) is not None:
            workspace, sheet, text = changed

            def work() -> str:
                patch = workspace.writing.patching.patch(sheet.file, sheet.opened, text)
                encoding = sheet.opened.encoding if sheet.opened is not None else "utf-8"
                return patch.decode("cp1252" if encoding == "cp1252" else "utf-8", "replace")

            self._tasks.submit(Lane.IO, work, self._on_text_made, self._on_work_failed)

    @Slot()
    def ask_which(self) -> None:
        """Ask for a patch that somebody has sent."""
        if self._desk.workspace is not None:
            dialog = self._dialog("Apply a patch file")
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(self.read_from)
            dialog.open()

    @Slot(str)
    def read_from(self, place: str) -> None:
        """Keep what the patch in the file `place` makes of each file as a draft, and open the first."""
        if (workspace := self._desk.workspace) is None:
            return
        if self._desk.dirty:
            self.said.emit(UNSAVED, True)
            return

        def work() -> Taken:
            try:
                content = Path(place).read_bytes()
            except OSError as error:
                reason = (error.strerror or "unknown").lower()
                raise PatchUnreadable(f"{place} cannot be read: {reason}.") from error
            return workspace.writing.patching.keep(content, Path(place).name)

        self._tasks.submit(Lane.IO, work, self._on_taken, self._on_work_failed)

    def _changed(self) -> "tuple[Workspace, Sheet, str] | None":
        self._desk.gathering.emit()
        workspace, sheet = self._desk.workspace, self._desk.sheet
        if workspace is None or sheet is None or not self._desk.dirty:
            self.said.emit(UNCHANGED, True)
            return None
        return workspace, sheet, self._desk.text

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._page.window(), title)
        dialog.setNameFilter(FILTER)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_written(self, sentence: str) -> None:
        self.said.emit(sentence, False)

    def _on_text_made(self, text: str) -> None:
        try:
            self._clipboard.put(text)
        except CopyRefused as error:
            self.said.emit(str(error), True)
        else:
            self.said.emit("Your change is copied; send it to somebody who may save.", False)

    def _on_taken(self, taken: Taken) -> None:
        if (workspace := self._desk.workspace) is None:
            return
        self._keeper.serve(workspace)
        if self._desk.file in taken.files:
            self._opening.close()  # an open file would not look for its draft
        self._opening.open(taken.files[0])
        more = len(taken.files) - 1
        others = f" {more} more are among the drafts." if more else ""
        self.said.emit(
            " ".join((f"Look at the change and save it.{others}", *taken.notes)), bool(taken.notes)
        )

    def _on_work_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)
