"""The rail on the left: one button a page, the settings at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.action_table import Action
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_box, draw_focus, draw_text, text_width

WIDTH = 64
MARGIN = 6
GLYPH = 20


class RailButton(QAbstractButton):
    """A page's icon with its name below."""

    def __init__(self, action: Action, key: str, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = action.id.removeprefix("page.")
        self._glyph = action.icon
        self._theme = theme
        self._icons = icons
        self.setText(action.text)
        self.setAccessibleName(action.text)
        self.setToolTip(f"{action.text}  {key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = 0

    def show_count(self, count: int) -> None:
        """Show how much waits on the page; 0 shows nothing."""
        self._count = count
        waiting = f", {count} waiting" if count else ""
        self.setAccessibleName(f"{self.text()}{waiting}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        # The rail keeps its width when another page is chosen and written in bold.
        font = self._font(chosen=True)
        width = max(WIDTH - 2 * MARGIN, round(text_width(self.text(), font)) + 6)
        return QSize(width, round(self._theme.px(GLYPH) + QFontMetricsF(font).height()) + 18)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            # For the rail: Qt would check the next button without choosing its page.
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground = "accent_tint" if self.isChecked() else "hover" if self.underMouse() else ""
        if ground:
            draw_box(painter, box, self._theme.colour(ground), None, 10.0)
        ink = "accent" if self.isChecked() else "dim"
        side = self._theme.px(GLYPH)
        square = QRectF(round((box.width() - side) / 2), 8, side, side)
        self._icons.paint(painter, self._glyph, square, ink)
        words = QRectF(2, square.bottom() + 2, box.width() - 4, box.height() - square.bottom() - 6)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, words, self.text(), self._font(self.isChecked()), self._theme.colour(ink), centre)
        if self._count:
            self._paint_count(painter, square)
        if self.hasFocus():
            draw_focus(painter, box, self._theme, 10.0)
        painter.end()

    def _paint_count(self, painter: QPainter, glyph: QRectF) -> None:
        """Paint a disc over the icon's upper right corner."""
        text = str(self._count) if self._count < 100 else "99+"
        font = self._theme.font(FontRole.KEY)
        font.setWeight(QFont.Weight.DemiBold)
        height = QFontMetricsF(font).height() + 2
        width = max(height, text_width(text, font) + 8)
        left = min(glyph.right() - height / 2, self.width() - width - 2)
        disc = QRectF(left, glyph.top() - height / 2 + 1, width, height)
        draw_box(painter, disc, self._theme.colour("missing_text"), None, height / 2)
        draw_text(painter, disc, text, font, self._theme.colour("card"), Qt.AlignmentFlag.AlignHCenter)

    def _font(self, chosen: bool) -> QFont:
        font = self._theme.font(FontRole.KEY)
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        return font


class Rail(QWidget):
    """The slim column of pages.

    Signals:
        page_chosen: the user chose a page; carries its id, such as `answer`.
    """

    page_chosen = Signal(str)

    def __init__(
        self,
        pages: Sequence[tuple[Action, str]],
        foot: Sequence[tuple[Action, str]],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        """Take each page's action of the table and the text of its key."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Pages")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._buttons = [RailButton(action, key, theme, icons, self) for action, key in [*pages, *foot]]
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(4)
        for index, button in enumerate(self._buttons):
            if index == len(pages):
                column.addStretch(1)
            column.addWidget(button)
            button.clicked.connect(self._on_button_clicked)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_page(self, page: str) -> None:
        """Mark a page as the one that is shown."""
        for button in self._buttons:
            button.setChecked(button.page == page)

    def show_count(self, page: str, count: int) -> None:
        """Show how much waits on a page; 0 shows nothing."""
        for button in self._buttons:
            if button.page == page:
                button.show_count(count)

    @override
    def sizeHint(self) -> QSize:
        width = max(button.sizeHint().width() for button in self._buttons) + 2 * MARGIN
        return QSize(max(WIDTH, width) + 1, 200)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        at = next((i for i, button in enumerate(self._buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        self._buttons[(at + step) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rail"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()

    @Slot()
    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.page_chosen.emit(button.page)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
