"""Looks the words of the open text up whenever the writer pauses, and asks for what may have been meant."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.workspace.spelling import Slip, Slips

PAUSE_MS = 400
# While a dictionary is being read, or words are left to ask for.
AGAIN_MS = 150


class SpellingController(QObject):
    """Keeps the marks below wrong words true; off until `set_on`.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(self, desk: WriteDesk, editor: ArticleEditor, tasks: Tasks) -> None:
        super().__init__(editor)
        self._desk = desk
        self._editor = editor
        self._tasks = tasks
        self._on = False
        self._seen: Slips | None = None
        self._looking = Generation()
        self._suggesting = Generation()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        desk.turned.connect(self._on_desk_turned)
        desk.text_changed.connect(self._on_desk_text_changed)
        editor.correcting.suggestions_wanted.connect(self._on_suggestions_wanted)
        editor.correcting.word_added.connect(self._on_word_added)
        editor.correcting.nothing_found.connect(self._on_nothing_found)

    def set_on(self, on: bool) -> None:
        """Mark words, or no longer."""
        if on != self._on:
            self._on = on
            self._on_desk_turned()

    @property
    def settled(self) -> bool:
        """Whether the text has been looked at as it is now."""
        return not self._on or self._desk.file is None or (self._seen is not None and self._seen.is_complete)

    @Slot()
    def _look(self) -> None:
        file, workspace = self._desk.file, self._desk.workspace
        if file is None or workspace is None or not self._on:
            return
        text, near = self._desk.text, self._editor.caret()

        def work() -> tuple[FileRef, str, Slips]:
            return file, text, workspace.spelling.slips(file, text, near)

        self._tasks.submit(Lane.IO, work, self._on_looked, self._on_failed, generation=self._looking)

    def _on_looked(self, found: tuple[FileRef, str, Slips]) -> None:
        file, text, slips = found
        if file != self._desk.file or text != self._desk.text:
            return  # the pause after that change is running
        if self._seen is None or slips.found != self._seen.found:
            self._editor.slips.put(slips.found)
        self._seen = slips
        if not slips.is_complete:
            self._pause.start(AGAIN_MS)

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)

    @Slot()
    def _on_desk_turned(self) -> None:
        self._looking.drop()
        self._suggesting.drop()
        self._seen = None
        self._editor.slips.put(())
        self._on_desk_text_changed()

    @Slot()
    def _on_desk_text_changed(self) -> None:
        self._seen = None
        if self._on and self._desk.file is not None:
            self._pause.start(PAUSE_MS)
        else:
            self._pause.stop()

    @Slot(object)
    def _on_suggestions_wanted(self, slip: Slip) -> None:
        if (workspace := self._desk.workspace) is None:
            return

        def work() -> tuple[Slip, tuple[str, ...]]:
            return slip, workspace.spelling.suggestions(slip)

        self._tasks.submit(Lane.IO, work, self._on_suggested, self._on_failed, generation=self._suggesting)

    def _on_suggested(self, found: tuple[Slip, tuple[str, ...]]) -> None:
        self._editor.correcting.suggest(*found)

    @Slot(str)
    def _on_word_added(self, word: str) -> None:
        if (workspace := self._desk.workspace) is None:
            return

        def work() -> str:
            workspace.spelling.add(word)
            return word

        self._tasks.submit(Lane.IO, work, self._on_added, self._on_failed)

    def _on_added(self, word: str) -> None:
        self._editor.slips.forget(word)
        self.said.emit(f"“{word}” is in your dictionary now.", False)
        self._pause.start(0)

    @Slot()
    def _on_nothing_found(self) -> None:
        self.said.emit(self._why_nothing(), False)

    def _why_nothing(self) -> str:
        if not self._on:
            return "Spelling is switched off in the settings."
        if not self.settled:
            return "The words are still being looked up."
        if self._seen is not None and not self._seen.is_named:
            return "The text names no language: write lang: en, or another, between the lines at its top."
        missing = self._seen.missing if self._seen is not None else ()
        if missing:
            return f"No Hunspell dictionary on this machine for {', '.join(missing)}."
        return "No wrong words found."
