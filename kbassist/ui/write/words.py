"""Keeps the words that editor and form offer those of the open file's library."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.ui.write.form_strip import FormStrip
from kbassist.workspace.authored import Vocabulary


class WordsController(QObject):
    """Collects the words of a library when a file of it is opened, and again when it has changed.

    Signals:
        failed: the words could not be collected; carries a sentence.
    """

    failed = Signal(str)

    def __init__(self, desk: WriteDesk, editor: ArticleEditor, form: FormStrip, tasks: Tasks) -> None:
        super().__init__(editor)
        self._desk = desk
        self._editor = editor
        self._form = form
        self._tasks = tasks
        self._asking = Generation()
        self._library = ""
        self._words = Vocabulary()
        desk.turned.connect(self._on_desk_turned)

    @Slot()
    def collect(self) -> None:
        """Collect them anew: the library has changed."""
        file, workspace = self._desk.file, self._desk.workspace
        if file is None or workspace is None:
            return
        self._library = library = file.library

        def work() -> tuple[str, Vocabulary]:
            return library, workspace.authoring.vocabulary(library)

        self._tasks.submit(Lane.IO, work, self._on_collected, self._on_failed, generation=self._asking)

    def _on_collected(self, found: tuple[str, Vocabulary]) -> None:
        library, self._words = found
        file = self._desk.file
        if file is not None and file.library == library:
            self._offer(file)

    def _offer(self, file: FileRef) -> None:
        self._editor.set_vocabulary(self._words, file.path)
        self._form.set_owners([owner.name for owner in self._words.owners])

    def _on_failed(self, error: KbError) -> None:
        self._library = ""
        self.failed.emit(str(error))

    @Slot()
    def _on_desk_turned(self) -> None:
        file = self._desk.file
        if file is None:
            self._library = ""
        elif file.library == self._library:
            self._offer(file)
        else:
            self._words = Vocabulary()
            self._offer(file)
            self.collect()
