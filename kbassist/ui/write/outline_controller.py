"""Finds what the list of articles shows, in the background, and finds it anew when something has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbassist.articles.article import ArticleRef, FileRef, Severity
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Generation, Lane, Tasks, Ticket
from kbassist.ui.write.marks import Marks, Sieve, Troubles
from kbassist.ui.write.outline_tree import Outline, likeliest, outline_of
from kbassist.workspace.authored import OutlineRow
from kbassist.workspace.values import IndexState

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1}


@dataclass(frozen=True, slots=True)
class Listing:
    """All files of the open libraries and what is known of them; `names` are those of the libraries.

    While a library is read for the first time the listing is not `complete`.
    """

    rows: tuple[OutlineRow, ...] = ()
    names: Mapping[str, str] | None = None
    marks: Marks = Marks()  # noqa: RUF009 - frozen
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a text in the language of the search box, and a quick filter."""

    text: str = ""
    sieve: Sieve = Sieve.ALL

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text) or self.sieve is not Sieve.ALL


@dataclass(frozen=True, slots=True)
class Sifted:
    """The tree of what is looked for; `likeliest` is the file that is meant, None where that is no guess.

    It is not `complete` while a library is still read.
    """

    outline: Outline
    marks: Marks
    sought: Sought
    likeliest: FileRef | None
    complete: bool


class OutlineController(QObject):
    """Lists the files of one workspace at a time, and those among them that are looked for.

    Signals:
        found: there is another tree; carries a `Sifted`.
        checked: all files have been checked as they are now.
        failed: it cannot be listed; carries a sentence.
    """

    found = Signal(object)
    checked = Signal()
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._listing = Listing()
        self._listed = False
        self._unsaved: frozenset[FileRef] = frozenset()
        self._mine = ""
        self._editors: Mapping[FileRef, tuple[str, ...]] = {}
        self._sought = Sought()
        self._looking = Generation()
        self._checking = Generation()
        self._sifting = Generation()

    @property
    def marks(self) -> Marks:
        """What is known of the files now."""
        return replace(self._listing.marks, unsaved=self._unsaved, mine=self._mine, editors=self._editors)

    def knows(self, file: FileRef) -> bool:
        """Tell whether a file is among those that are listed."""
        return self.row_of(file) is not None

    def row_of(self, file: FileRef | None) -> OutlineRow | None:
        """Return what is listed of a file; None where it is not."""
        return next((row for row in self._listing.rows if row.file == file), None)

    def file_of(self, ref: ArticleRef) -> FileRef | None:
        """Return the file of an article; None where it is not listed."""
        return next((row.file for row in self._listing.rows if row.ref == ref), None)

    def serve(self, workspace: "Workspace") -> None:
        """List the files of another workspace."""
        self._workspace = workspace
        self._listing, self._listed = Listing(), False
        self.look()
        self.check()

    def look(self) -> None:
        """List all files anew."""
        if (workspace := self._workspace) is not None:
            self._tasks.submit(
                Lane.IO,
                lambda: listing_of(workspace),
                self._on_listed,
                self._on_work_failed,
                generation=self._looking,
            )

    def check(self) -> None:
        """Check what has changed in the libraries, and list what is wrong with each file."""
        if (workspace := self._workspace) is None:
            return
        ticket = Ticket()

        def check() -> None:
            workspace.checking.checked(cancelled=ticket.cancelled)

        self._tasks.submit(
            Lane.INDEX,
            check,
            self._on_checked,
            self._on_work_failed,
            generation=self._checking,
            ticket=ticket,
        )

    def mark_unsaved(self, files: frozenset[FileRef]) -> None:
        """Take other files as those with a draft."""
        if files != self._unsaved:
            self._unsaved = files
            if self._sought.sieve is Sieve.DRAFTS:
                self._sift()

    def mark_editors(self, editors: Mapping[FileRef, tuple[str, ...]]) -> None:
        """Take other people as those who edit files elsewhere."""
        self._editors = editors

    def search(self, sought: Sought) -> None:
        """Look for other files."""
        self._sought = sought
        self._sift()

    def set_mine(self, owner: str) -> None:
        """Take the articles of this owner as those of this writer."""
        changed, self._mine = owner != self._mine, owner
        if changed and self._sought.sieve is Sieve.MINE:
            self._sift()

    def _sift(self) -> None:
        if (workspace := self._workspace) is None or not self._listed:
            return
        listing, marks, sought = self._listing, self.marks, self._sought

        def sift() -> Sifted:
            found = workspace.authoring.filter(sought.text) if sought.text else None

            def wanted(row: OutlineRow) -> bool:
                return (found is None or row.file in found) and marks.passes(row, sought.sieve)

            outline = outline_of(listing.rows, listing.names or {}, wanted)
            return Sifted(outline, marks, sought, likeliest(outline.files, sought.text), listing.complete)

        self._tasks.submit(Lane.SEARCH, sift, self._on_sifted, self._on_work_failed, generation=self._sifting)

    def _on_checked(self, _: None) -> None:
        self.look()
        self.checked.emit()

    def _on_listed(self, listing: Listing) -> None:
        self._listing, self._listed = listing, True
        self._sift()

    def _on_sifted(self, sifted: Sifted) -> None:
        self.found.emit(sifted)

    def _on_work_failed(self, error: KbError) -> None:
        self.failed.emit(str(error))


def listing_of(workspace: "Workspace") -> Listing:
    """List all files of a workspace; called on a lane."""
    # Asked before the files: what is complete then is complete in what is listed.
    states = workspace.status().libraries
    complete = all(state.offline or state.index is not IndexState.BUILDING for state in states)
    troubles: dict[FileRef, Troubles] = {}
    for library in workspace.libraries:
        for path, problems in workspace.checking.problems_of(library.root).items():
            grave = [problem.severity for problem in problems if problem.severity is not Severity.INFO]
            if grave:
                worst = min(grave, key=lambda severity: _RANKS[severity])
                troubles[FileRef(library.root, path)] = Troubles(len(grave), worst)
    names = {library.root: library.label or library.name for library in states}
    return Listing(workspace.authoring.outline(), names, Marks(troubles=troubles), complete)
