"""Opens files, with what was typed into them and never saved, and notices when others have changed them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Draft
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import ArticleNotFound, KbError, LibraryOffline
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.write.desk import Sheet, WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.notes import draft_note, gone_note, newer_note, read_only_note
from kbassist.workspace.written import Opened

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """Where to put the cursor; a line of 0 leaves it where it was."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as it stands, None when it was never saved, and the draft of it."""

    file: FileRef
    opened: Opened | None
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands in the file of a sheet; None where it is not there."""

    sheet: Sheet
    opened: Opened | None


class Opening(QObject):
    """Puts files on the desk.

    Signals:
        told: something is to be said above the text; carries a `Note`.
        settled: what was said before holds no longer; carries the subject of a note.
        said: a sentence for the status line, and whether it tells of something that did not work.
        opened: a file is open now and the cursor where it was wanted; carries its `FileRef`.
    """

    told = Signal(object)
    settled = Signal(str)
    said = Signal(str, bool)
    opened = Signal(object)

    def __init__(
        self, desk: WriteDesk, keeper: DraftKeeper, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeper = keeper
        self._tasks = tasks
        self._loading = Generation()
        self._looking = Generation()
        self._place = Place()
        self._cursors: dict[FileRef, int] = {}

    def open(self, file: FileRef, line: int = 0, column: int = 0) -> None:
        """Open a file, which keeps the draft of the one before; an open file only moves the cursor."""
        if file == self._desk.file:
            self._loading.drop()
            self._go(Place(line, column))
            self.opened.emit(file)
            return
        if (workspace := self._desk.workspace) is None:
            return
        self._place = Place(line, column)
        known, draft = self._keeper.on_the_way(file)

        def load() -> Loaded:
            return loaded(workspace, file, (lambda: draft) if known else None)

        self._tasks.submit(Lane.IO, load, self._on_loaded, self._on_load_failed, generation=self._loading)

    def begin(self, file: FileRef, text: str) -> None:
        """Open a file that is not there yet, with a text to go on from; saving makes it."""
        self.leave()
        self._desk.lay(Sheet(file, None))
        self._desk.editor.replace_all(text)
        self._desk.take_in()
        self._keeper.keep()
        self.opened.emit(file)

    def leave(self) -> None:
        """Keep what is not saved of the open file, and forget nothing about it."""
        self._loading.drop()
        if (file := self._desk.file) is not None:
            self._desk.gathering.emit()
            self._cursors[file] = self._desk.editor.caret()
            self._keeper.keep()

    def close(self) -> None:
        """Take the open file off the desk."""
        self.leave()
        self._desk.lay(None)

    def look_again(self) -> None:
        """Find out whether somebody else has changed the open file, or moved it away."""
        sheet, workspace = self._desk.sheet, self._desk.workspace
        if sheet is None or sheet.base is None or workspace is None:
            return

        def look() -> Looked:
            try:
                return Looked(sheet, workspace.writing.open(sheet.file))
            except ArticleNotFound:
                return Looked(sheet, None)

        self._tasks.submit(Lane.IO, look, self._on_looked, self._on_look_failed, generation=self._looking)

    def _on_loaded(self, found: Loaded) -> None:
        self.leave()
        opened, draft = found.opened, found.draft
        cursor = self._cursors.get(found.file, draft.cursor if draft is not None else 0)
        if draft is not None and opened is not None and draft.text in (opened.text, draft.base_text):
            self._keeper.drop(found.file)
            draft = None
        self._desk.lay(sheet_of(found.file, opened, draft), 0 if draft is not None else cursor)
        if draft is not None:
            self._take_up(draft, opened, cursor)
        elif opened is not None and opened.read_only:
            self.told.emit(read_only_note(opened.read_only))
        self._go(self._place)
        self.opened.emit(found.file)

    def _take_up(self, draft: Draft, opened: Opened | None, cursor: int) -> None:
        """Go on with what was typed; it was typed into the revision of that time, which saving goes from."""
        self._desk.editor.replace_all(draft.text)
        self._desk.take_in()
        if opened is not None and draft.base_sha256 and draft.base != opened.content:
            self._desk.rebase(based_on(opened, draft.base))
        self._desk.editor.go_to(*place_of(draft.text, cursor))
        self.told.emit(draft_note(draft, opened))

    def _go(self, place: Place) -> None:
        if place.line > 0:
            self._desk.editor.go_to(place.line, place.column)

    def _on_load_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)

    def _on_looked(self, looked: Looked) -> None:
        sheet = self._desk.sheet
        if sheet is None or sheet.file != looked.sheet.file:
            return
        if sheet is not looked.sheet:
            self.look_again()  # it was saved since, and what was seen may be what stood there before
        elif looked.opened is not None:
            self._follow(looked.opened, sheet)
        elif sheet.opened is not None:
            self._desk.lose()
            self._keeper.keep()
            self.told.emit(gone_note(sheet.file))

    def _follow(self, now: Opened, sheet: Sheet) -> None:
        """Take in what stands in the file now, which may have been away for a while."""
        base = sheet.base
        was_lost = sheet.opened is None
        if was_lost and base is not None:
            self._desk.rebase(based_on(now, base))
            self.settled.emit("gone")
        if now.content == base:
            self._desk.rebase(now)
        elif self._desk.dirty:
            self.told.emit(newer_note(now, self._desk.text))
        else:
            self._desk.lay(Sheet(sheet.file, now), self._desk.editor.caret())
            self.said.emit(f"{sheet.file.path} was changed elsewhere; this is the new text.", False)
        if was_lost:
            self._keeper.keep()

    def _on_look_failed(self, error: KbError) -> None:
        if not isinstance(error, LibraryOffline):  # the banner above says that already
            self.said.emit(str(error), True)


def loaded(workspace: "Workspace", file: FileRef, draft_of: "Callable[[], Draft | None] | None") -> Loaded:
    """Read a file and its draft; called on a lane. Raises as `Writing.open`, unless there is a draft."""
    draft = draft_of() if draft_of is not None else workspace.writing.draft(file)
    try:
        return Loaded(file, workspace.writing.open(file), draft)
    except ArticleNotFound:
        if draft is None:
            raise
        return Loaded(file, None, draft)


def sheet_of(file: FileRef, opened: Opened | None, draft: Draft | None) -> Sheet:
    """Return what saving goes from; it must not take a file for known that the draft was not made out of."""
    if draft is None or (draft.base_sha256 and opened is not None):
        return Sheet(file, opened)
    return Sheet(file, None, draft.base if draft.base_sha256 else None)


def based_on(opened: Opened, content: bytes) -> Opened:
    """Return the file as it stood when the text was begun: saving joins what has changed since."""
    base, digest = TextFile.of(content), sha256(content).hexdigest()
    revision = replace(opened.revision, sha256=digest, size_bytes=len(content), mtime_ns=0)
    return replace(opened, text=base.text, content=content, revision=revision, encoding=base.encoding)


def place_of(text: str, cursor: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, of an offset in a text."""
    before = text[:cursor]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
