"""Gives a file another name or folder; every link to it is kept right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QCompleter

from kbassist.articles.article import FileRef
from kbassist.articles.changes import ChangePlan
from kbassist.system.errors import KbError
from kbassist.ui.compare.change_model import changes_in
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.choice import Choice
from kbassist.ui.widgets.form_panel import FormPanel
from kbassist.ui.write.making.planned import Counted, Planned
from kbassist.workspace.values import LibraryStatus

ELSEWHERE = (
    "Links cannot lead from one library into another: those to it keep their words alone. Pictures come "
    "along; what it would lack there is told first."
)
WAIT = "Save the article first, then rename it: what is not saved would stay under the old name."


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other files: their libraries and paths, folded, and the folders they are in."""

    taken: frozenset[tuple[str, str]] = frozenset()
    folders: tuple[str, ...] = ()


class Moving(Planned):
    """Asks for the new place, shows what changes, and renames."""

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(tasks, theme, icons, parent)
        self._file: FileRef | None = None
        self._others = Neighbours()
        self._looking, self._planning = Generation(), Generation()
        self.panel = FormPanel("", "Show what changes", theme, icons)
        self.name = self.panel.add_line("Name", 0)
        self.folder = self.panel.add_line("Folder", 1)
        self.folder.setPlaceholderText("The library itself")
        self.library = Choice("Library", theme, icons)
        self.panel.add_input("Library", self.library, 2)
        self.panel.column.addStretch(1)
        self._libraries: tuple[LibraryStatus, ...] = ()
        self.library.chosen.connect(self._on_library_chosen)
        self.panel.accepted.connect(self._on_panel_accepted)
        self.panel.left.connect(self.closed)
        self.name.textChanged.connect(self._check)
        self.folder.textChanged.connect(self._check)
        self.carried_out.connect(self._on_self_carried_out)

    @property
    def path(self) -> str:
        """The new path as typed, with the file's own ending where none was typed."""
        if self._file is None:
            return ""
        name, folder = self.name.text().strip(), self.folder.text().strip().strip("/")
        ending = "." + self._file.path.rpartition(".")[2]
        name += "" if name.casefold().endswith(ending.casefold()) else ending
        return f"{folder}/{name}" if folder else name

    def begin(self, file: FileRef, *, dirty: bool) -> None:
        """Ask where a file shall be; one with words that are not saved waits until they are."""
        if (bench := self.bench) is None:
            return
        if dirty:
            self.said.emit(WAIT, True)
            return
        self._file, self._others = file, Neighbours()
        self._offer(file.library)
        folder, _, name = file.path.rpartition("/")
        self.panel.set_title(f"Rename or move {name}")
        self.folder.setText(folder)
        self.name.setText(name.rpartition(".")[0] or name)
        self._check()
        self.shown.emit(self.panel)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

        def look() -> Neighbours:
            files = [row.file for row in bench.authoring.outline() if row.file != file]
            folders = sorted({one.path.rpartition("/")[0] for one in files} - {""})
            taken = frozenset((one.library, one.path.casefold()) for one in files)
            return Neighbours(taken, tuple(folders))

        self.tasks.submit(Lane.IO, look, self._on_looked, self.tell_failure, generation=self._looking)

    def _on_looked(self, others: Neighbours) -> None:
        self._others = others
        completer = QCompleter(list(others.folders), self.folder)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.folder.setCompleter(completer)
        self._check()

    @Slot()
    def _check(self) -> None:
        """Say at once whether the place is free."""
        path, file = self.path, self._file
        named = bool(self.name.text().strip())
        library = self.library.value
        taken = (library, path.casefold()) in self._others.taken
        stays = file is not None and library == file.library
        if not named:
            self.panel.say("The file needs a name.", trouble=True)
        elif taken:
            self.panel.say(f"{path} is there already; choose another name.", trouble=True)
        elif not stays:
            self.panel.say(ELSEWHERE)
        elif file is not None and path == file.path:
            self.panel.say("Links to it from other articles are kept right.")
        else:
            self.panel.say(f"{path} is free. Links to it from other articles are kept right.")
        same = file is not None and stays and path == file.path
        self.panel.accept.setEnabled(named and not taken and file is not None and not same)

    def offer(self, libraries: Sequence[LibraryStatus]) -> None:
        """Let files go to any of these libraries."""
        self._libraries = tuple(libraries)

    def _offer(self, library: str) -> None:
        """Offer the open libraries, the file's own to begin with; hidden where there is one only."""
        options = [(one.root, one.label) for one in self._libraries] or [(library, "")]
        self.library.set_options(options, library)
        for widget in (self.library, self.panel.label_of(self.library)):
            widget.setVisible(len(options) > 1)

    @Slot(str)
    def _on_library_chosen(self, _library: str) -> None:
        self._check()

    @Slot()
    def _on_panel_accepted(self) -> None:
        bench, file, path, library = self.bench, self._file, self.path, self.library.value
        if bench is None or file is None:
            return

        def plan() -> Counted:
            planned = bench.authoring.plan_move(file, path, library)
            return planned, changes_in(planned)

        self.tasks.submit(Lane.IO, plan, self._on_planned, self._on_plan_failed, generation=self._planning)

    def _on_planned(self, counted: Counted) -> None:
        plan, counts = counted
        moves = any(change.moved_library for change in plan.changes)
        self.view.show_plan(plan, "Move" if moves else "Rename", counts)
        self.shown.emit(self.view)
        self.view.setFocus()

    def _on_plan_failed(self, error: KbError) -> None:
        self.panel.say(str(error), trouble=True)

    @Slot()
    def leave(self) -> None:
        """Go back from the changes to the name."""
        self.shown.emit(self.panel)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_self_carried_out(self, plan: ChangePlan) -> None:
        for change in plan.changes:
            if change.moved_to is not None and change.file == self._file:
                self.moved.emit(change.file, change.destination)
