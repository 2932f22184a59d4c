"""The conversations that are open, as a slim row of tabs; hidden while there is only one."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.painting import draw_box, draw_focus, draw_text, text_width

PADDING = 12
GLYPH = 12
RADIUS = 8.0


class ConversationTab(QAbstractButton):
    """One conversation: its number, its name and a cross.

    Signals:
        closed: its cross was clicked, the middle button pressed, or Delete on it.
    """

    closed = Signal()

    def __init__(self, number: int, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self._theme = theme
        self._icons = icons
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_name(self, name: str, *, current: bool, key: str) -> None:
        """Show the name; `current` marks the conversation before the agent."""
        self.setText(name)
        self.setChecked(current)
        numbered = name == str(self.number)
        self.setAccessibleName(f"Conversation {self.number}{'' if numbered else f', {name}'}")
        self.setAccessibleDescription("Press Delete to close it")
        self.setToolTip(escape(f"Conversation {self.number}  {key}"))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = self._theme.font(FontRole.SECONDARY)
        width = text_width(self._label, words) + 2 * PADDING + self._theme.px(GLYPH) + 8
        return QSize(round(width + 1), round(QFontMetricsF(words).height() + 8))

    @override
    def nextCheckState(self) -> None:
        """Leave the mark to the conversations: a tab that is pressed twice stays chosen."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground = "card" if self.isChecked() else "hover" if self.underMouse() else ""
        line = self._theme.colour("line") if self.isChecked() else None
        draw_box(painter, box, self._theme.colour(ground) if ground else None, line, RADIUS)
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        inner.setRight(self._cross().left() - 4)
        ink = "accent" if self.isChecked() else "dim"
        draw_text(painter, inner, self._label, self._theme.font(FontRole.SECONDARY), self._theme.colour(ink))
        self._icons.paint(painter, "x", self._cross(), "dim")
        if self.hasFocus():
            draw_focus(painter, box, self._theme, RADIUS)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self._cross().adjusted(-6, -6, 6, 6).contains(QPointF(event.position()))
        if on_cross or event.button() == Qt.MouseButton.MiddleButton:
            self.setDown(False)
            self.closed.emit()
            return
        super().mouseReleaseEvent(event)

    @property
    def _label(self) -> str:
        name = self.text()
        return name if name == str(self.number) else f"{self.number}  {name}"

    def _cross(self) -> QRectF:
        side = self._theme.px(GLYPH)
        return QRectF(self.width() - PADDING + 2 - side, round((self.height() - side) / 2), side, side)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class ConversationTabs(QWidget):
    """Tabs side by side with an offer to begin another conversation.

    Signals:
        chosen: a tab was pressed; carries the conversation's number.
        closed: a tab was closed; carries the conversation's number.
        another_pressed: the offer was pressed.
    """

    chosen = Signal(int)
    closed = Signal(int)
    another_pressed = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, keys: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """`keys` are those of the conversations, the first one's first."""
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._keys = tuple(keys)
        self._tabs: dict[int, ConversationTab] = {}
        self._another = Button("", theme, icons, kind=ButtonKind.QUIET, icon="plus")
        self._another.setAccessibleName("Begin another conversation")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._another)
        self._row.addStretch(1)
        self.setAccessibleName("Conversations")
        self._another.clicked.connect(self._on_another_clicked)
        self.hide()

    def show_names(self, names: Sequence[tuple[int, str]], current: int) -> None:
        """Show a tab for each number and name; nothing at all while there is only one."""
        wanted = dict(names)
        for number in [number for number in self._tabs if number not in wanted]:
            tab = self._tabs.pop(number)
            tab.hide()
            tab.deleteLater()
        for place, (number, name) in enumerate(names):
            if number not in self._tabs:
                self._tabs[number] = tab = ConversationTab(number, self._theme, self._icons, self)
                tab.clicked.connect(self._on_tab_clicked)
                tab.closed.connect(self._on_tab_closed)
                self._row.insertWidget(place, tab)
            self._tabs[number].show_name(name, current=number == current, key=self._keys[number - 1])
        self._another.setFixedHeight(next(iter(self._tabs.values())).sizeHint().height())
        self._another.setVisible(len(names) < len(self._keys))
        self.setVisible(len(names) > 1)

    @Slot()
    def _on_tab_clicked(self) -> None:
        if isinstance(tab := self.sender(), ConversationTab):
            self.chosen.emit(tab.number)

    @Slot()
    def _on_tab_closed(self) -> None:
        if isinstance(tab := self.sender(), ConversationTab):
            self.closed.emit(tab.number)

    @Slot()
    def _on_another_clicked(self) -> None:
        self.another_pressed.emit()
