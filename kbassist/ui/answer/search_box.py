"""The box that everything starts from; arrow keys in it move through the hits."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme

GLYPH = 18
# Longer texts are cut by the search anyway; a pasted novel must not slow the box down.
LONGEST = 4000


class SearchBox(QLineEdit):
    """A line with a magnifier.

    Signals:
        query_changed: the text changed, by the user or by `set_query`.
        stepped: Up or Down was pressed; carries -1 or 1.
        paged: PageUp or PageDown was pressed; carries -1 or 1.
        jumped: Ctrl+Home or Ctrl+End was pressed; carries -1 or 1.
        pressed_enter: Enter was pressed.
        pressed_tab: Tab was pressed.
        escaped: Escape was pressed in the empty box.
        copy_wanted: the copy key was pressed with nothing selected in the box.
    """

    query_changed = Signal(str)
    stepped = Signal(int)
    paged = Signal(int)
    jumped = Signal(int)
    pressed_enter = Signal()
    pressed_tab = Signal()
    escaped = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.setObjectName("search")
        self.setAccessibleName("Search")
        self.setPlaceholderText("Search articles, or type a shortcut…")
        self.setMaxLength(LONGEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.dress(self, FontRole.SEARCH)
        self._fit()
        self.textChanged.connect(self.query_changed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_query(self, text: str) -> None:
        """Show another conversation's text; nothing is emitted, and nothing of the old text can be undone."""
        blocked = self.blockSignals(True)
        self.setText(text)
        self.blockSignals(blocked)

    def type_on(self, text: str) -> None:
        """Take a text that was typed elsewhere, and the focus with it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        self.insert(text)

    @override
    def event(self, event: QEvent) -> bool:
        # Tab is taken before it would move the focus, and only without Shift.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_tab(event):
            self.pressed_tab.emit()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._moved(event) and not self._done(event):
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                self.jumped.emit(-1 if key == Qt.Key.Key_Home else 1)
                return True
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(-1 if key == Qt.Key.Key_PageUp else 1)
            return True
        return False

    def _done(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key that is held down would copy again and again.
            if not event.isAutoRepeat():
                self.pressed_enter.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            self.copy_wanted.emit()
            return True
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.px(GLYPH)
        box = QRectF(self._theme.px(16), round((self.height() - side) / 2), side, side)
        self._icons.paint(painter, "search", box, "dim")
        painter.end()

    def _fit(self) -> None:
        self.setTextMargins(self._theme.px(16 + GLYPH - 2), 0, 8, 0)
        self.setFixedHeight(round(QFontMetricsF(self._theme.font(FontRole.SEARCH)).height()) + 24)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._fit()
        self.update()


def _is_tab(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Tab and not event.modifiers()
