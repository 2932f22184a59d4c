"""What all ways of making have in common: a panel to show, background work, and a way back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Tasks
from kbassist.ui.write.making.bench import Bench


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done; `sentence` tells of it, `take_back` undoes it and returns what to say.

    `moved` pairs where files were with where they are until it is taken back.
    """

    sentence: str
    take_back: Callable[[], tuple[str, ...]]
    moved: tuple[tuple[FileRef, FileRef], ...] = ()


class Flow(QObject):
    """One way of making something.

    Signals:
        shown: a panel shall take the place of the text; carries it.
        closed: the text shall be shown again.
        said: a sentence for the status line, and whether it tells of something that did not work.
        done: files were changed; carries a `Deed`.
        moved: a file has another name; carries where it was and where it is.
        text_wanted: a file that is not there yet shall be opened; carries its `FileRef` and its text.
        gone: a file is not where it was any more; carries its `FileRef`.
    """

    shown = Signal(QWidget)
    closed = Signal()
    said = Signal(str, bool)
    done = Signal(object)
    moved = Signal(object, object)
    text_wanted = Signal(object, str)
    gone = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.bench: Bench | None = None

    def tell_failure(self, error: KbError) -> None:
        """Say what did not work."""
        self.said.emit(str(error), True)
