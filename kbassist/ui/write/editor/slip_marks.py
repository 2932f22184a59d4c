"""Underlines the words that no dictionary knows, but not the one that is being typed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor

from kbassist.ui.write.editor.article_text import ArticleText
from kbassist.ui.write.editor.overlays import Layer, Overlays
from kbassist.workspace.spelling import Slip


class SlipMarks(QObject):
    """The slips of one text; they move along with what is typed before them."""

    def __init__(self, text: ArticleText, overlays: Overlays) -> None:
        super().__init__(overlays)
        self._text = text
        self._area = text.area
        self._overlays = overlays
        self._marks: list[tuple[QTextCursor, Slip]] = []
        self._typing = False
        self._hiding = False
        self._area.typed.connect(self._on_area_typed)
        self._area.left_alone.connect(self._on_area_left_alone)
        self._area.cursorPositionChanged.connect(self._on_area_cursor_position_changed)

    def put(self, slips: Sequence[Slip]) -> None:
        """Mark these in place of those before; they are of the text as it stands."""
        units = self._text.places.units
        self._marks = []
        for slip in slips:
            cursor = QTextCursor(self._area.document())
            cursor.setPosition(units(slip.start))
            cursor.setPosition(units(slip.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.setKeepPositionOnInsert(True)  # what is typed behind the word is not of it
            self._marks.append((cursor, slip))
        self._show()

    def forget(self, word: str) -> None:
        """Take the marks off a word: it is right from now on."""
        self._marks = [(mark, slip) for mark, slip in self._marks if slip.word != word]
        self._show()

    def all(self) -> list[Slip]:
        """Return the slips as they stand by now, without those that have been changed since."""
        offset, found = self._text.places.offset, []
        for mark, slip in self._marks:
            if mark.selectedText() == slip.word and self._stands_alone(mark):
                start, end = offset(mark.selectionStart()), offset(mark.selectionEnd())
                found.append(Slip(start, end, slip.word, slip.language))
        return found

    def at(self, offset: int) -> Slip | None:
        """Return the slip at a place of the text, its ends included."""
        return next((slip for slip in self.all() if slip.start <= offset <= slip.end), None)

    def _show(self) -> None:
        caret = self._area.textCursor().position() if self._typing else -1
        shown = [
            (mark.selectionStart(), mark.selectionEnd())
            for mark, _ in self._marks
            if not mark.selectionStart() <= caret <= mark.selectionEnd() and self._stands_alone(mark)
        ]
        self._hiding = len(shown) < len(self._marks)
        if shown != self._overlays.ranges(Layer.SLIP):
            self._overlays.put(Layer.SLIP, shown)

    def _stands_alone(self, mark: QTextCursor) -> bool:
        """Tell whether nothing has been typed to the word since, which is another word then."""
        sign_at = self._area.document().characterAt
        start, end = mark.selectionStart(), mark.selectionEnd()
        return start < end and not sign_at(end).isalpha() and not (start and sign_at(start - 1).isalpha())

    @Slot(str)
    def _on_area_typed(self, signs: str) -> None:
        self._typing = bool(signs) and (signs.isalpha() or signs in "\b\x7f'’-")
        if self._marks:
            self._show()

    @Slot()
    def _on_area_left_alone(self) -> None:
        self._typing = False
        if self._marks:
            self._show()

    @Slot()
    def _on_area_cursor_position_changed(self) -> None:
        # A click elsewhere: the word that was typed is finished.
        if self._hiding:
            self._show()
