"""Asks for the preview of what is being typed; one question runs, only the newest one waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.answer.pictures import images_of
from kbassist.ui.tasks import Lane, Tasks
from kbassist.workspace.previewed import Preview, PreviewWish

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be shown: a text, as if it stood in `file`, and what of it."""

    file: FileRef
    text: str
    wish: PreviewWish


@dataclass(frozen=True, slots=True)
class Seen:
    """The preview of a look, its pictures decoded."""

    look: Look
    preview: Preview
    pictures: Mapping[str, QImage]


class PreviewController(QObject):
    """Turns looks into what is seen; of those that are wanted meanwhile only the newest is made.

    Signals:
        seen: there is another preview; carries a `Seen`. It may be of a look that is no longer wanted: while
            somebody types, what was there two letters ago is worth more than what was there before that.
        failed: the wanted look cannot be shown; carries a sentence.
    """

    seen = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._wanted: Look | None = None
        self._running: Look | None = None
        self._done: Look | None = None

    @property
    def settled(self) -> bool:
        """Whether what was wanted last has been shown, or could not be."""
        return self._running is None and self._wanted in (None, self._done)

    def serve(self, workspace: "Workspace") -> None:
        """Preview the texts of another workspace."""
        self._workspace = workspace
        self._wanted = self._done = None

    def want(self, look: Look | None) -> None:
        """Ask for a preview; None wants nothing any more."""
        self._wanted = look
        self._go_on()

    def want_again(self) -> None:
        """Ask for the same preview once more: parts, facts or pictures may be others now."""
        self._done = None
        if self._workspace is not None:
            self._workspace.previewing.forget()
        self._go_on()

    def _go_on(self) -> None:
        look, workspace = self._wanted, self._workspace
        if look is None or workspace is None or self._running is not None or look == self._done:
            return
        self._running = look

        def work() -> Seen:
            preview = workspace.previewing.preview(look.file, look.text, look.wish)
            return Seen(look, preview, images_of(preview.pictures))

        self._tasks.submit(Lane.IO, work, self._on_seen, self._on_look_failed)

    def _on_seen(self, seen: Seen) -> None:
        self._running, self._done = None, seen.look
        if self._wanted is not None and self._wanted.file == seen.look.file:
            self.seen.emit(seen)
        self._go_on()

    def _on_look_failed(self, error: KbError) -> None:
        failed, self._running = self._running, None
        self._done = failed
        if failed == self._wanted:
            self.failed.emit(str(error))
        self._go_on()
