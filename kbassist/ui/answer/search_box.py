"""The box that everything starts from: a few words, or what a customer wrote."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from kbassist.ui.answer.caret import units
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme

GLYPH = 18
# More is cut off when it is pasted; a novel must not slow the box down.
LONGEST = 60_000
MOST_LINES = 4
FEW_LINES = 3
LOW_WINDOW_PX = 640
ROOM = 24


class Magnifier(QWidget):
    """The picture at the left end of the box."""

    def __init__(self, theme: Theme, icons: Icons, box: QWidget) -> None:
        super().__init__(box)
        self._theme = theme
        self._icons = icons
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._theme.px(GLYPH)
        self._icons.paint(painter, "search", QRectF(0, 0, side, side), "dim")
        painter.end()


class SearchBox(QPlainTextEdit):
    """A line with a magnifier that grows to a few lines for a message.

    Signals:
        query_changed: the text changed, by the user or by `setText`.
        stepped: Up or Down was pressed; carries -1 or 1.
        paged: PageUp or PageDown was pressed; carries -1 or 1.
        jumped: Ctrl+Home or Ctrl+End was pressed; carries -1 or 1.
        pressed_enter: Enter was pressed.
        pressed_tab: Tab was pressed.
        pressed_backtab: Shift+Tab was pressed.
        escaped: Escape was pressed in the empty box.
        copy_wanted: the copy key was pressed with nothing selected in the box.
        shortened: more was pasted than the box takes.
        grew: the box has another height now.
    """

    query_changed = Signal(str)
    stepped = Signal(int)
    paged = Signal(int)
    jumped = Signal(int)
    pressed_enter = Signal()
    pressed_tab = Signal()
    pressed_backtab = Signal()
    escaped = Signal()
    copy_wanted = Signal()
    shortened = Signal()
    grew = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self._many = False
        self._most_lines = MOST_LINES
        self._from_top = False  # a message that was pasted is read from its beginning
        self._magnifier = Magnifier(theme, icons, self)
        self.setObjectName("search")
        self.setProperty("field", "true")  # the style sheet's selector
        self.setAccessibleName("Search")
        self.setPlaceholderText("Search, or paste what the customer wrote…")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.dress(self, FontRole.SEARCH)
        self._fit()
        self.textChanged.connect(self._on_self_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_layout_document_size_changed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def text(self) -> str:
        """Return what stands in the box, lines ended by `\\n`."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Put a text in place of what stands there."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def show_query(self, text: str) -> None:
        """Show another conversation's text; nothing is emitted, and nothing of the old text can be undone."""
        self._told = text
        self._from_top = True
        self.setText(text)
        self.mark(())
        self._show_beginning()

    def show_message(self, *, many: bool) -> None:
        """Show several lines, or one that runs on to the right."""
        if many == self._many:
            return
        self._many = many
        wrap = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(wrap.WidgetWidth if many else wrap.NoWrap)
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if many else bars.ScrollBarAlwaysOff)
        self.setAccessibleName("Message" if many else "Search")
        self._theme.dress(self, FontRole.BODY if many else FontRole.SEARCH)
        self._fit()

    def leave_room(self, page_px: int) -> None:
        """Take fewer lines for a message where the page has but this height."""
        lines = MOST_LINES if page_px >= self._theme.px(LOW_WINDOW_PX) else FEW_LINES
        if lines != self._most_lines:
            self._most_lines = lines
            self._fit()

    def mark(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Tint these half-open ranges of characters, and bring the first one into view."""
        text = self.text() if ranges else ""
        marks = []
        for start, end in ranges:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(units(text, start), self.document().characterCount() - 1))
            cursor.setPosition(
                min(units(text, end), self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor
            )
            mark.cursor = cursor
            mark.format.setBackground(self._theme.colour("match"))
            mark.format.setForeground(self._theme.colour("match_text"))
            marks.append(mark)
        self.setExtraSelections(marks)
        if marks:
            self._reveal(marks[0].cursor)

    def deselect(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def type_on(self, text: str) -> None:
        """Take a text that was typed elsewhere, and the focus with it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.insertPlainText(text)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A folder that is dropped is for the window, not for the search.
        return source.hasText() and not source.hasUrls()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        room = LONGEST - len(self.text()) + len(self.textCursor().selectedText())
        self._from_top = True
        self.insertPlainText(text[: max(0, room)])
        self._show_beginning()
        if len(text) > room:
            self.shortened.emit()

    @override
    def event(self, event: QEvent) -> bool:
        # Tab is taken before it would move the focus or be typed.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and not event.modifiers():
                self.pressed_tab.emit()
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.pressed_backtab.emit()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._from_top = False
        if not self._moved(event) and not self._done(event):
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if pressed == Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.jumped.emit(-1 if key == Qt.Key.Key_Home else 1)
        elif pressed:
            return False
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            return False
        return True

    def _done(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self._clear_undoably()
            else:
                self.escaped.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.copy_wanted.emit()
            return True
        return False

    def _enter(self, event: QKeyEvent) -> None:
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if pressed == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        elif pressed:
            event.ignore()
        elif not event.isAutoRepeat():  # a key that is held down would copy again and again
            self.pressed_enter.emit()

    def _clear_undoably(self) -> None:
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()

    def _show_beginning(self) -> None:
        if self._from_top:
            self.verticalScrollBar().setValue(0)

    def _reveal(self, cursor: QTextCursor) -> None:
        """Scroll to a place without moving the caret; the scroll bar counts lines."""
        block = cursor.block()
        line = block.layout().lineForTextPosition(cursor.selectionStart() - block.position())
        number = block.firstLineNumber() + (line.lineNumber() if line.isValid() else 0)
        bar = self.verticalScrollBar()
        if not bar.value() <= number < bar.value() + max(1, bar.pageStep()):
            bar.setValue(number)

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place_magnifier()
        self._show_beginning()

    def _place_magnifier(self) -> None:
        side = self._theme.px(GLYPH)
        top = round((self.line_height() - side) / 2)
        self._magnifier.setGeometry(self._theme.px(16), top, side + 1, side + 1)

    def line_height(self) -> int:
        """Return the height of the box with one line in it."""
        return round(QFontMetricsF(self._theme.font(FontRole.SEARCH)).height()) + ROOM

    def _fit(self) -> None:
        self.setViewportMargins(self._theme.px(16 + GLYPH - 2), 0, 0, 0)
        height = self.line_height()
        if self._many:
            lines = min(self._most_lines, max(1, round(self.document().size().height())))
            # Frame, padding and the document's own margin are what a single line has around it.
            height = max(height, round(QFontMetricsF(self.font()).lineSpacing() * lines) + ROOM)
        if height != self.height():
            self.setFixedHeight(height)
            self.grew.emit()
        self._place_magnifier()

    @Slot()
    def _on_self_text_changed(self) -> None:
        # A change of font or of tints is none of the text.
        if (text := self.text()) != self._told:
            self._told = text
            self.query_changed.emit(text)

    @Slot()
    def _on_layout_document_size_changed(self) -> None:
        if self._many:
            self._fit()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._fit()
        self.update()
