"""Underlines the words that no dictionary knows, but not the one that is being typed."""

from bisect import bisect_left
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
        self._hidden: set[int] = set()
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
        self._show_anew()

    def forget(self, word: str) -> None:
        """Take the marks off a word: it is right from now on."""
        self._marks = [(mark, slip) for mark, slip in self._marks if slip.word != word]
        self._show_anew()

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

    def _show_anew(self) -> None:
        caret = self._area.textCursor().position()
        self._hidden = {index for index in range(len(self._marks)) if self._is_hidden(index, caret)}
        self._show()

    def _look_around(self) -> None:
        """Show or hide the marks at the caret; the others cannot have become another word."""
        caret = self._area.textCursor().position()
        at = bisect_left(self._marks, caret, key=lambda mark: mark[0].selectionEnd())
        hidden = {index for index in {*self._hidden, at, at + 1} if self._is_hidden(index, caret)}
        if hidden != self._hidden:
            self._hidden = hidden
            self._show()

    def _is_hidden(self, index: int, caret: int) -> bool:
        if index >= len(self._marks):
            return False
        mark = self._marks[index][0]
        is_typed = self._typing and mark.selectionStart() <= caret <= mark.selectionEnd()
        return is_typed or not self._stands_alone(mark)

    def _show(self) -> None:
        marks = [mark for index, (mark, _) in enumerate(self._marks) if index not in self._hidden]
        self._overlays.put(Layer.SLIP, [(mark.selectionStart(), mark.selectionEnd()) for mark in marks])

    def _stands_alone(self, mark: QTextCursor) -> bool:
        """Tell whether nothing has been typed to the word since, which is another word then."""
        sign_at = self._area.document().characterAt
        start, end = mark.selectionStart(), mark.selectionEnd()
        return start < end and not sign_at(end).isalpha() and not (start and sign_at(start - 1).isalpha())

    @Slot(str)
    def _on_area_typed(self, signs: str) -> None:
        self._typing = bool(signs) and (signs.isalpha() or signs in "\b\x7f'’-")
        self._look_around()

    @Slot()
    def _on_area_left_alone(self) -> None:
        self._typing = False
        self._look_around()

    @Slot()
    def _on_area_cursor_position_changed(self) -> None:
        # A click elsewhere: the word that was typed is finished.
        if self._hidden:
            self._look_around()
