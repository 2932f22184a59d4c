"""Moves a file to the system's trash, after showing what links to it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from kbassist.articles.article import FileRef
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.form_panel import FormPanel
from kbassist.ui.write.making.bench import Mention
from kbassist.ui.write.making.choice_list import ChoiceList, Choosable
from kbassist.ui.write.making.flow import Deed, Flow

Looked = tuple[FileRef, Sequence[Mention]]
Trashed = tuple[FileRef, Deed]


class Trashing(Flow):
    """Lists what would lead nowhere; the file comes back with one undo."""

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self._file: FileRef | None = None
        self._looking = Generation()
        self.panel = FormPanel("", "Move to the trash", theme, icons)
        self.links = ChoiceList("What links to it", theme, icons)
        self.panel.column.addWidget(self.links, 1)
        self.panel.accepted.connect(self._on_panel_accepted)
        self.panel.left.connect(self.closed)

    def begin(self, file: FileRef) -> None:
        """Show what links to a file before it goes."""
        if (bench := self.bench) is None:
            return
        self._file = file
        self.panel.set_title(f"Move {file.path.rpartition('/')[2]} to the trash")
        self.panel.say("Looking for what links to it…")
        self.links.show_items(())
        self.links.hide()
        self.shown.emit(self.panel)
        self.panel.accept.setFocus()

        def look() -> Looked:
            return file, bench.authoring.links_to(file)

        self.tasks.submit(Lane.IO, look, self._on_looked, self.tell_failure, generation=self._looking)

    def _on_looked(self, looked: Looked) -> None:
        file, mentions = looked
        if file != self._file:
            return
        count = len(mentions)
        links = "1 link leads" if count == 1 else f"{count} links lead"
        self.panel.say(f"{links} here, and nowhere afterwards:" if count else "Nothing links here.")
        self.links.setVisible(bool(count))
        self.links.show_items(
            [Choosable(f"{one.file.path}, line {one.line}", one.text.strip()) for one in mentions]
        )

    @Slot()
    def _on_panel_accepted(self) -> None:
        bench, file = self.bench, self._file
        if bench is None or file is None:
            return
        self._looking.drop()

        def work() -> Trashed:
            trashed = bench.writing.trash(file)

            def restore() -> tuple[str, ...]:
                bench.writing.restore(trashed)
                return ()

            return file, Deed(f"{file.path} is in the trash.", restore)

        self.closed.emit()
        self.tasks.submit(Lane.IO, work, self._on_trashed, self.tell_failure)

    def _on_trashed(self, trashed: Trashed) -> None:
        file, deed = trashed
        self.gone.emit(file)
        self.done.emit(deed)
