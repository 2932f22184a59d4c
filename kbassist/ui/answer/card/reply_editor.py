"""Edits the Markdown of the filled reply as plain text, in the place where the preview shows it."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from kbassist.replies.reply import Flavour
from kbassist.ui.clipboard import mime_of
from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme

# What the gate takes for a blank: a wording that still wants a word of the agent's cannot be sent.
BLANK = "___"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReplyEditor(QPlainTextEdit):
    """A plain-text editor; nothing that is pasted here is ever taken for HTML.

    Signals:
        edited: the agent changed the text; carries all of it.
        copy_wanted: Ctrl and Enter were pressed.
        left: Escape was pressed.
    """

    edited = Signal(str)
    copy_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: tuple[str, ...] = ()
        self._blanks: tuple[str, ...] = ()
        self._sensitive = False
        self._taking_over = False
        self.setObjectName("reply-editor")
        self.setProperty("field", "true")
        self.setAccessibleName("The reply's text, in Markdown")
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_self_text_changed)
        theme.dress(self, FontRole.REPLY)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_text(
        self, text: str, values: Sequence[str], blanks: Sequence[str] = (), *, sensitive: bool = False
    ) -> None:
        """Edit another text, its `values` and `blanks` tinted; the same text keeps cursor and undo.

        What is copied out of a `sensitive` text is kept out of clipboard histories, as the whole is.
        """
        self._values, self._blanks, self._sensitive = tuple(values), tuple(blanks), sensitive
        if text != self.toPlainText():
            self._taking_over = True
            self.setPlainText(text)  # also empties the undo history: it held another reply's words
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self._taking_over = False
        self._tint()

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        text = self.textCursor().selection().toPlainText()
        return mime_of(text, "", "", sensitive=self._sensitive, flavour=Flavour.PLAIN)

    def forget(self) -> None:
        """Let go of the text and of all that could be undone."""
        self.show_text("", ())

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in place of a range of code points, and select its blank, or all of it.

        It can be undone like typing.
        """
        cursor = self.textCursor()
        whole = self.toPlainText()
        # Qt counts UTF-16 units: an emoji is two of them.
        cursor.setPosition(units(whole[:start]))
        cursor.setPosition(units(whole[:end]), QTextCursor.MoveMode.KeepAnchor)
        if text != whole[start:end]:
            cursor.insertText(text)
        blank = text.find(BLANK)
        first, last = (start, start + len(text)) if blank < 0 else (start + blank, start + blank + len(BLANK))
        whole = self.toPlainText()
        cursor.setPosition(units(whole[:first]))
        cursor.setPosition(units(whole[:last]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _tint(self) -> None:
        """Tint values and blanks where the agent has left them as they were."""
        text, colours = self.toPlainText(), self._theme.colours
        marks = self._marks(text, self._values, colours.filled, colours.text)
        marks += self._marks(text, self._blanks, colours.missing_tint, colours.missing_text)
        self.setExtraSelections(marks)

    def _marks(
        self, text: str, words: Sequence[str], ground: str, ink: str
    ) -> list[QTextEdit.ExtraSelection]:
        """Find `words` one after the other, in the order in which the text had them."""
        at, marks = 0, []
        for word in words:
            found = text.find(word, at)
            if found < 0 or not word:
                continue
            at = found + len(word)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self.textCursor()
            mark.cursor.setPosition(units(text[:found]))
            mark.cursor.setPosition(units(text[:at]), QTextCursor.MoveMode.KeepAnchor)
            mark.format = QTextCharFormat()
            mark.format.setBackground(QColor(ground))
            mark.format.setForeground(QColor(ink))
            marks.append(mark)
        return marks

    @Slot()
    def _on_self_text_changed(self) -> None:
        if not self._taking_over:
            self.edited.emit(self.toPlainText())

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._tint()


def units(text: str) -> int:
    """Count a text as Qt does, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
