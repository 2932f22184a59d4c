"""Saves the open file, joins what others saved meanwhile, and asks only where both changed the same lines."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.articles.merge import Merge, merge, merge_without_base
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import FileGone, KbError, LibraryOffline
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.write.desk import Sheet, WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.notes import Note, conflict_note, gone_note, merged_note, taken_note, unsaved_note
from kbassist.workspace.written import Opened, SaveOutcome, SaveResult

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving `sent`, the text as it was when the save began."""

    file: FileRef
    sent: str
    result: SaveResult


class Saving(QObject):
    """Carries out one save at a time.

    Signals:
        told: something is to be said above the text; carries a `Note`.
        settled: what was said about saving before holds no longer; carries the subject of a note.
        said: a sentence for the status line, and whether it tells of something that did not work.
        saved: the library has other words now; carries the `FileRef`.
        conflicted: both changed the same lines; carries the `Merge`.
        busy_changed: a save has begun, or has ended.
    """

    told = Signal(object)
    settled = Signal(str)
    said = Signal(str, bool)
    saved = Signal(object)
    conflicted = Signal(object)
    busy_changed = Signal()

    def __init__(
        self, desk: WriteDesk, keeper: DraftKeeper, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeper = keeper
        self._tasks = tasks
        self._again = self._is_away = False
        self._running: FileRef | None = None
        # The text that was compared with theirs, and theirs.
        self._asked: tuple[str, Opened] | None = None
        desk.turned.connect(self._on_desk_turned)

    @property
    def busy(self) -> bool:
        """Whether a save runs."""
        return self._running is not None

    @Slot()
    def save(self) -> None:
        """Save the text as it is now; while a save runs, once more after it."""
        self._desk.gathering.emit()
        sheet, workspace = self._desk.sheet, self._desk.workspace
        if sheet is None or workspace is None:
            return
        if self.busy:
            self._again = True
        elif sheet.read_only and not self._desk.dirty:
            self.said.emit(sheet.read_only, True)
        elif sheet.read_only:
            self.told.emit(unsaved_note(sheet.read_only))
        elif not self._desk.dirty:
            self.said.emit("Saved already: nothing has changed.", False)
        else:
            self._send(workspace, sheet, self._desk.text)

    def resolve(self, text: str) -> None:
        """Save the text that was chosen where both changed the same lines."""
        if self._asked is None:
            return
        mine, theirs = self._asked
        now = self._desk.text
        if now != mine:  # the words that show a picture, say, which was being stored
            since = merge(mine, now, text)
            if since.conflicts:
                self._ask(since, theirs, conflict_note(since.conflicts))
                return
            text = since.text()
        self._desk.editor.replace_all(text)
        self._desk.take_in()
        self._desk.rebase(theirs)
        self._asked = None
        self.settled.emit("conflict")
        if self._desk.dirty:
            self.save()
        else:
            self._finish_clean()

    def look_again(self) -> None:
        """Take back that the library of the open file is out of reach, once it is not."""
        sheet, workspace = self._desk.sheet, self._desk.workspace
        if not self._is_away or sheet is None or workspace is None:
            return
        if sheet.file.library not in workspace.status().offline:
            self._is_away = False
            self.settled.emit("away")

    def _send(self, workspace: "Workspace", sheet: Sheet, text: str) -> None:
        self._set_running(sheet.file)

        def work() -> Saved:
            if sheet.opened is None:
                return Saved(sheet.file, text, workspace.writing.make(sheet.file, text))
            return Saved(sheet.file, text, workspace.writing.save(sheet.opened, text))

        self._tasks.submit(Lane.IO, work, self._on_saved, self._on_save_failed)

    def _on_saved(self, saved: Saved) -> None:
        self._set_running(None)
        result = saved.result
        if result.outcome is not SaveOutcome.CONFLICT:
            self.saved.emit(saved.file)
        if saved.file != self._desk.file:
            if result.outcome is SaveOutcome.CONFLICT:
                self.said.emit(f"{saved.file.path} is not saved: open it again to choose.", True)
            else:
                self._keeper.let_go(saved.file, saved.sent, result.opened)
        else:
            for subject in ("unsaved", "away", "newer", "gone", "draft", "merged"):
                self.settled.emit(subject)
            if result.outcome is SaveOutcome.CONFLICT:
                self._compare(saved)
            else:
                self._take(saved)
        self._go_on()

    def _compare(self, saved: Saved) -> None:
        """Ask what of theirs and of the text, as it is by now, shall stay."""
        theirs, found, now = saved.result.opened, saved.result.merge, self._desk.text
        base = self._desk.sheet.base if self._desk.sheet is not None else None
        if base is None:
            self._ask(merge_without_base(now, theirs.text), theirs, taken_note(theirs.file))
            return
        if now != saved.sent or found is None:
            found = merge(TextFile.of(base).text, now, theirs.text)
        if found.conflicts:
            self._ask(found, theirs, conflict_note(found.conflicts))
        else:
            self._asked = now, theirs
            self.resolve(found.text())

    def _take(self, saved: Saved) -> None:
        """Go on from what stands in the file now; what was typed during the save is kept."""
        joined, now = saved.result.opened.text, self._desk.text
        is_merged = saved.result.outcome is SaveOutcome.MERGED
        if joined != saved.sent:
            meanwhile = merge(saved.sent, now, joined)
            if meanwhile.conflicts:
                self._ask(meanwhile, saved.result.opened, conflict_note(meanwhile.conflicts))
                return
            self._desk.editor.replace_all(meanwhile.text())
            self._desk.take_in()
        self._desk.rebase(saved.result.opened)
        if is_merged:
            self.told.emit(merged_note(saved.sent, joined))
        notes = " ".join(saved.result.notes)
        self.said.emit(f"Saved {saved.file.path}. {notes}".strip(), False)
        self._finish_clean()

    def _finish_clean(self) -> None:
        file = self._desk.file
        if file is not None and not self._desk.dirty:
            self._keeper.drop(file)

    def _ask(self, found: Merge, theirs: Opened, note: Note) -> None:
        self._again = False
        self._asked = self._desk.text, theirs
        self._keeper.keep()
        self.told.emit(note)
        self.conflicted.emit(found)

    def _go_on(self) -> None:
        again, self._again = self._again, False
        if again and self._desk.dirty:
            self.save()

    def _on_save_failed(self, error: KbError) -> None:
        file = self._running
        self._set_running(None)
        if file is None or file != self._desk.file:
            self.said.emit(f"{error} Your text is kept as a draft.", True)
            self._go_on()
            return
        self._again = False
        self._keeper.keep()
        if isinstance(error, FileGone):
            self._desk.lose()
            self.told.emit(gone_note(file))
        else:
            self._is_away = is_away(error)
            self.told.emit(unsaved_note(str(error), is_away=self._is_away))

    def _set_running(self, file: FileRef | None) -> None:
        self._running = file
        self.busy_changed.emit()

    @Slot()
    def _on_desk_turned(self) -> None:
        self._asked = None
        self._again = False


def is_away(error: BaseException | None) -> bool:
    """Tell whether a save failed because its library is out of reach."""
    return error is not None and (isinstance(error, LibraryOffline) or is_away(error.__cause__))
