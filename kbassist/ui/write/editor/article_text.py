"""The text in an area, read and changed by offsets in characters."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor

from kbassist.articles.text_change import TextChange
from kbassist.articles.text_edits import TextEdit
from kbassist.ui.write.editor.exact_text import ExactText, Places
from kbassist.ui.write.editor.text_area import TextArea


class ArticleText(QObject):
    """A text and its caret; all offsets count characters from 0.

    Signals:
        changed: the text is another one, and not because of `take`.
        caret_moved: the caret stands elsewhere; carries its offset.
        link_wanted: a link is to be followed; carries its target as it is written.
    """

    changed = Signal()
    caret_moved = Signal(int)
    link_wanted = Signal(str)

    def __init__(self, area: TextArea) -> None:
        super().__init__(area)
        self.area = area
        self._exact = ExactText("")
        self._text: str | None = ""
        self._places: Places | None = None
        self._taking_over = False
        area.document().contentsChange.connect(self._on_document_contents_change)
        area.textChanged.connect(self._on_area_text_changed)
        area.cursorPositionChanged.connect(self._on_area_cursor_position_changed)

    def take(self, text: str) -> None:
        """Hold another text; nothing of it can be undone."""
        self._taking_over = True
        self._exact = ExactText(text)
        self.area.setPlainText(self._exact.shown(text))
        self._taking_over = False

    def text(self) -> str:
        """Return the text as it stands."""
        if self._text is None:
            self._text = self._exact.stored(self.area.document().toRawText())
        return self._text

    @property
    def places(self) -> Places:
        """Turns offsets of the present text into Qt's positions and back."""
        if self._places is None:
            self._places = Places(self.text())
        return self._places

    def apply(self, edits: Sequence[TextEdit]) -> None:
        """Make changes, in offsets of the present text, as one step that can be undone."""
        places = self.places
        cursor = QTextCursor(self.area.document())
        cursor.beginEditBlock()
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
            cursor.setPosition(places.units(edit.start))
            cursor.setPosition(places.units(edit.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self._exact.shown(edit.text))
        cursor.endEditBlock()

    def change(self, change: TextChange) -> None:
        """Make a change as one step that can be undone, and select what it says."""
        if change.edits:
            self.apply(change.edits)
        self.select(change.start, change.end)

    @Slot(str)
    def insert(self, text: str) -> None:
        """Put `text` in the place of the selection, or at the caret."""
        self.area.textCursor().insertText(self._exact.shown(text))
        self.area.ensureCursorVisible()

    def select(self, start: int, end: int) -> None:
        """Select a range and have it seen; the caret is at its end."""
        self.area.select(self.places.units(start), self.places.units(end))

    def selection(self) -> tuple[int, int]:
        """Return where the selection begins and ends; both are the caret where nothing is selected."""
        cursor, places = self.area.textCursor(), self.places
        return places.offset(cursor.selectionStart()), places.offset(cursor.selectionEnd())

    def selected(self) -> str:
        """Return what is selected; empty when nothing is."""
        return self._exact.stored(self.area.textCursor().selectedText())

    def caret(self) -> int:
        """Return where the caret stands."""
        return self.places.offset(self.area.textCursor().position())

    @Slot(int, int, int)
    def _on_document_contents_change(self, _at: int, removed: int, added: int) -> None:
        if removed or added:
            self._text = self._places = None

    @Slot()
    def _on_area_text_changed(self) -> None:
        if not self._taking_over:
            self.changed.emit()

    @Slot()
    def _on_area_cursor_position_changed(self) -> None:
        if not self._taking_over:
            self.caret_moved.emit(self.caret())
