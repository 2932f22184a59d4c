"""Makes the shown article a favourite, or stops it being one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace


class FavouriteController(QObject):
    """Notes favourites in the workspace.

    Signals:
        changed: the workspace has noted it; lists that show favourites are out of date.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    changed = Signal()
    said = Signal(str, bool)

    def __init__(self, preview: PreviewController, workspace: "Workspace", tasks: Tasks) -> None:
        super().__init__(preview)
        self._preview = preview
        self._workspace = workspace
        self._tasks = tasks

    @Slot()
    def toggle(self) -> None:
        """Turn the favourite on or off for the article that is shown."""
        view = self._preview.view
        if view is None:
            return
        workspace, ref, on = self._workspace, view.look.ref, not view.favourite
        self._tasks.submit(Lane.IO, lambda: workspace.set_favourite(ref, on), self._on_favourite_set)
        self.said.emit("Added to favourites." if on else "Removed from favourites.", False)

    def _on_favourite_set(self, _: None) -> None:
        self.changed.emit()
