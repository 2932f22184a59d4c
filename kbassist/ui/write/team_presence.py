"""Tells the team what is being written here, and shows who else is at work on which file."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.write.desk import WriteDesk

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

TICK_MS = 15_000
RESTS = 4
"""So many ticks after the last unsaved word nobody is at work here any more."""


class TeamPresence(QObject):
    """Follows the desk: a file is edited while it holds words that are not saved, and for a minute after.

    Signals:
        others_changed: other people are at work; carries who by `FileRef`.
    """

    others_changed = Signal(object)

    def __init__(self, desk: WriteDesk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._said: FileRef | None = None
        self._rests = 0
        self._others: Mapping[FileRef, tuple[str, ...]] = {}
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick_timeout)
        desk.text_changed.connect(self._on_desk_text_changed)
        desk.turned.connect(self._on_desk_turned)

    def serve(self, workspace: "Workspace") -> None:
        """Speak for another workspace; the one before has been told that nothing is edited."""
        self._workspace = workspace
        self._said = None
        self._tick.stop()
        self.look()

    @Slot()
    def look(self) -> None:
        """Take over who is at work elsewhere, as the last look at the folders found it."""
        others = self._workspace.presence.others() if self._workspace is not None else {}
        if others != self._others:
            self._others = others
            self.others_changed.emit(others)

    def close(self) -> None:
        """Give no sign of life any more; the workspace takes back the last one when it is closed."""
        self._tick.stop()

    def of_open_file(self) -> tuple[str, ...]:
        """Return who else is at work on the open file."""
        return self._others.get(self._desk.file, ()) if self._desk.file is not None else ()

    def _say(self, file: FileRef | None) -> None:
        self._said = file
        if file is None:
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()
        if (workspace := self._workspace) is not None:
            self._tasks.submit(
                Lane.PRESENCE, lambda: workspace.presence.editing(file), self._on_said, self._on_say_failed
            )

    @Slot()
    def _on_desk_text_changed(self) -> None:
        if self._desk.file is not None and self._desk.dirty:
            self._rests = 0
            if self._said != self._desk.file:
                self._say(self._desk.file)

    @Slot()
    def _on_desk_turned(self) -> None:
        if self._said is not None and self._said != self._desk.file:
            self._say(None)

    @Slot()
    def _on_tick_timeout(self) -> None:
        self._rests = 0 if self._desk.dirty else self._rests + 1
        self._say(self._said if self._rests < RESTS else None)

    def _on_said(self, _: None) -> None:
        """Nobody waits for it."""

    def _on_say_failed(self, _: KbError) -> None:
        """It is a hint only: nobody is told that it could not be given."""


def editing_words(names: Sequence[str]) -> str:
    """Say who is editing: `Kim is editing this`; nothing for nobody."""
    if not names:
        return ""
    if len(names) == 1:
        return f"{names[0]} is editing this"
    if len(names) == 2:
        return f"{names[0]} and {names[1]} are editing this"
    return f"{names[0]}, {names[1]} and {len(names) - 2} more are editing this"
