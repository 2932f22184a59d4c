"""Puts pasted pictures into the library, and the words that show them into the text."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.editor.article_editor import ArticleEditor

Stored = tuple[FileRef, str]


class Picturing(QObject):
    """Stores what is pasted into the editor; what is selected then says what the picture shows.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(self, desk: WriteDesk, editor: ArticleEditor, tasks: Tasks) -> None:
        super().__init__(editor)
        self._desk = desk
        self._editor = editor
        self._tasks = tasks
        editor.picture_pasted.connect(self._on_editor_picture_pasted)

    @Slot(bytes)
    def _on_editor_picture_pasted(self, content: bytes) -> None:
        sheet, workspace = self._desk.sheet, self._desk.workspace
        if sheet is None or workspace is None or sheet.read_only:
            return
        file, alt = sheet.file, self._editor.selected_text()
        self.said.emit("Storing the picture\u2026", False)

        def store() -> Stored:
            return file, workspace.authoring.store_picture(file, content, alt)

        self._tasks.submit(Lane.IO, store, self._on_stored, self._on_store_failed)

    def _on_stored(self, stored: Stored) -> None:
        file, markdown = stored
        if file != self._desk.file:
            self.said.emit(f"The picture is stored; {file.path} shows it with {markdown}", False)
            return
        self._editor.insert(markdown)
        self._desk.take_in()
        self.said.emit("The picture is stored. Say between [ and ] what it shows.", False)

    def _on_store_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)
