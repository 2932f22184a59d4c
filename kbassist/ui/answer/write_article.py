"""The way from a reply to its place in the article's text, for whoever may change it."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.ui.actions import Actions
from kbassist.ui.answer.preview_controller import PreviewController


class WriteArticle(QObject):
    """Asks for the article of what is shown to be edited.

    Signals:
        wanted: carries its `FileRef`, and the line of the shown reply, 0 where the article itself is shown.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    wanted = Signal(object, int)
    said = Signal(str, bool)

    def __init__(self, previewing: PreviewController, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._previewing = previewing
        actions.bind("answer.write", self._on_write_triggered)

    @Slot()
    def _on_write_triggered(self) -> None:
        view = self._previewing.view
        if view is None:
            self.said.emit("There is no article to edit here.", True)
            return
        ref = view.look.ref
        shown = view.original.ref.id if view.original is not None else ""
        line = next((reply.line for reply in view.article.replies if reply.id == shown), 0)
        self.wanted.emit(FileRef(ref.library, view.article.path), line)
