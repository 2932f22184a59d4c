"""The place where an article's text is typed: plain text in the theme's typewriter face, wrapped by words."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme

MARGIN_PX = 20
CARET_PX = 2
TAB_SPACES = 4

# Answers a key, or leaves it to the next one and to Qt by returning False.
KeyAnswer = Callable[[QKeyEvent], bool]


class TextArea(QPlainTextEdit):
    """A plain-text editor that keeps its text in a column of a wanted width.

    `key_answers` are asked in their order for each key; `own_keys` are the combinations, as `combination`
    gives them, that are answered here before the window may take them for a shortcut.

    Signals:
        mime_pasted: something was pasted or dropped; carries the QMimeData, and nothing was inserted.
        menu_wanted: the context menu shall open; carries where on the screen, and Qt's position in the text.
        typed: a key went to the text itself; carries its signs, "" for an arrow or the like.
        left_alone: the keyboard is elsewhere, or the text is not to be seen.
    """

    mime_pasted = Signal(object)
    menu_wanted = Signal(QPoint, int)
    typed = Signal(str)
    left_alone = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column_px: int | None = None
        self.composing = False
        self.key_answers: list[KeyAnswer] = []
        self.own_keys: frozenset[int] = frozenset()
        self.setObjectName("article-text")
        self.setAccessibleName("The article's text, in Markdown")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCenterOnScroll(False)
        self.setCursorWidth(CARET_PX)
        theme.dress(self, FontRole.MONO)
        theme.theme_changed.connect(self._on_theme_theme_changed)
        self._fit()

    def set_column_width(self, width_px: int | None) -> None:
        """Keep the text in a centred column of this width in logical pixels; None takes all there is."""
        self._column_px = width_px
        self._fit()

    def set_writable(self, writable: bool) -> None:
        """Allow or refuse changes; the caret goes through a text that is only read as well."""
        flags = Qt.TextInteractionFlag.TextEditorInteraction
        if not writable:
            flags = (
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setTextInteractionFlags(flags)

    def select(self, start_units: int, end_units: int) -> None:
        """Select a range given in Qt's positions, and have it seen."""
        cursor = self.textCursor()
        cursor.setPosition(start_units)
        cursor.setPosition(end_units, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def leave(self, *, back: bool = False) -> None:
        """Give the focus to the next or the last control; Tab alone does not, it indents."""
        QWidget.focusNextPrevChild(self, not back)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        mime = QMimeData()
        mime.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return mime

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasUrls()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.mime_pasted.emit(source)

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and combination(event) in self.own_keys
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(answer(event) for answer in self.key_answers):
            super().keyPressEvent(event)
            self.typed.emit(event.text())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos(), self.cursorForPosition(event.pos()).position())
        else:
            below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            self.menu_wanted.emit(below, self.textCursor().position())

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if event.commitString():
            self.typed.emit(event.commitString())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left_alone.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left_alone.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margin = self._theme.px(MARGIN_PX)
        side = margin
        if self._column_px is not None:
            side = max(margin, (self.width() - self._column_px) // 2)
        wanted = (side, margin // 2, side, margin // 2)
        now = self.viewportMargins()
        if wanted != (now.left(), now.top(), now.right(), now.bottom()):
            self.setViewportMargins(*wanted)
        self.setTabStopDistance(QFontMetricsF(self.font()).horizontalAdvance(" ") * TAB_SPACES)
        # Half of the theme's highlight would hide the colours of the signs below it.
        palette = self.palette()
        palette.setColor(palette.ColorRole.Highlight, QColor(self._theme.colours.accent))
        palette.setColor(palette.ColorRole.HighlightedText, QColor(self._theme.colours.on_accent))
        self.setPalette(palette)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._fit()


def combination(event: QKeyEvent) -> int:
    """Return key and modifiers of an event as `QKeySequence` counts them, wherever on the keyboard it is."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
    return int(key) | int(modifiers.value)
