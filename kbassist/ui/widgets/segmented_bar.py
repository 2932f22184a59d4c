"""A bar of segments of which one is chosen; those that do not fit move into a menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_text, text_width
from kbassist.ui.widgets.tab_order import keep_in_place

PADDING = 14
GLYPH = 14
SQUARE = 8
WIDEST = 240


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice; `hint` is its tooltip, such as the key that chooses it.

    `ink` is the colour of a square before the text, a role of the theme; "" for none.
    """

    id: str
    text: str
    hint: str = ""
    ink: str = ""


class SegmentButton(QAbstractButton):
    """One segment as a screen reader and the keyboard see it; the bar paints the ground."""

    def __init__(self, segment: Segment, theme: Theme, icons: Icons | None, bar: QWidget) -> None:
        super().__init__(bar)
        self.segment = segment
        self._theme = theme
        self._icons = icons
        self.setText(segment.text)
        self.setAccessibleName(segment.text)
        self.setAccessibleDescription(segment.hint)
        # A tooltip is guessed to be HTML; titles come from shared files.
        self.setToolTip(escape(f"{segment.text} {segment.hint}".strip()))
        self.setCheckable(icons is None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        font = self._theme.font(FontRole.STRONG)
        width = (
            text_width(self.text(), font)
            + 2 * PADDING
            + (self._theme.px(GLYPH) + 6 if self._icons else 0)
            + (self._theme.px(SQUARE) + 6 if self.segment.ink else 0)
        )
        height = QFontMetricsF(font).height() + 14
        return QSize(round(min(width, self._theme.px(WIDEST)) + 0.5), round(height))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            # For the bar: Qt would leave it for whatever comes next in the window.
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        inner = box.adjusted(PADDING - 2, 0, -PADDING + 2, 0)
        if self._icons:
            glyph = self._theme.px(GLYPH)
            square = QRectF(inner.right() - glyph, round(box.center().y() - glyph / 2), glyph, glyph)
            self._icons.paint(painter, "chevron-down", square, "dim")
            inner.setRight(square.left() - 4)
        if self.segment.ink:
            side = self._theme.px(SQUARE)
            square = QRectF(inner.left(), round(box.center().y() - side / 2), side, side)
            draw_box(painter, square, self._theme.colour(self.segment.ink), None, 2.5)
            inner.setLeft(square.right() + 6)
        role = FontRole.STRONG if self.isChecked() else FontRole.BODY
        hot = self.underMouse() or self.hasFocus()
        ink = "accent" if self.isChecked() else "text" if hot else "dim"
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, inner, self.text(), self._theme.font(role), self._theme.colour(ink), centre)
        if self.hasFocus():
            draw_box(painter, box.adjusted(2, 2, -2, -2), None, self._theme.colour("accent"), 7.0, 2.0)
        painter.end()


class SegmentedBar(QWidget):
    """Segments side by side; Left and Right move between them.

    Signals:
        segment_chosen: the user chose another segment; carries its id.
    """

    segment_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._buttons: list[SegmentButton] = []
        self._current = ""
        self._more = SegmentButton(Segment("", "More"), theme, icons, self)
        self._more.clicked.connect(self._on_more_clicked)
        self._more.hide()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def current(self) -> str:
        """The id of the chosen segment; empty for none."""
        return self._current

    def set_segments(self, segments: Sequence[Segment], current: str = "") -> None:
        """Show these segments; nothing is emitted."""
        if tuple(segments) != tuple(button.segment for button in self._buttons):
            for button in self._buttons:
                button.hide()
                button.deleteLater()
            self._buttons = [SegmentButton(segment, self._theme, None, self) for segment in segments]
            for button in self._buttons:
                button.clicked.connect(self._on_button_clicked)
            keep_in_place(self, self._buttons)
        elif current == self._current:
            return  # a preview says this at every key; placing 30 segments took 7 ms
        self.set_current(current)

    def set_current(self, name: str) -> None:
        """Mark a segment as chosen; nothing is emitted."""
        self._current = name
        for button in self._buttons:
            button.setChecked(button.segment.id == name)
        self._lay_out()

    @override
    def sizeHint(self) -> QSize:
        height = self._more.sizeHint().height()
        return QSize(sum(button.sizeHint().width() for button in self._buttons), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._more.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        shown = [button for button in [*self._buttons, self._more] if button.isVisible()]
        focused = next((i for i, button in enumerate(shown) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        shown[(focused + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shown = [button for button in [*self._buttons, self._more] if not button.isHidden()]
        if not shown:
            return
        painter = QPainter(self)
        box = QRectF(0, 0, shown[-1].geometry().right() + 1, self.height())
        draw_box(painter, box, self._theme.colour("card"), self._theme.colour("line"), CONTROL_RADIUS)
        for button in shown:
            place = QRectF(button.geometry())
            if button.isChecked():
                painter.save()
                painter.setClipRect(place)
                draw_box(
                    painter,
                    box,
                    self._theme.colour("accent_tint"),
                    self._theme.colour("line"),
                    CONTROL_RADIUS,
                )
                painter.restore()
            if button is not shown[-1]:
                painter.fillRect(
                    QRectF(place.right() - 1, 1, 1, self.height() - 2), self._theme.colour("line")
                )
        painter.end()

    def _lay_out(self) -> None:
        """Place what fits, the chosen one always, and the rest behind `More`."""
        widths = {button: button.sizeHint().width() for button in self._buttons}
        room = self.width()
        shown = set(self._buttons)
        if sum(widths.values()) > room and len(self._buttons) > 1:
            # Measured with its longest text, so that it never ends beyond the bar.
            self._more.setText(f"{len(self._buttons)} more")
            shown = self._fitting(widths, room - self._more.sizeHint().width())
            self._more.setText(f"{len(self._buttons) - len(shown)} more")
            self._more.setAccessibleName(f"{self._more.text()}, as a menu")
            room -= self._more.sizeHint().width()
        x = 0
        for button in self._buttons:
            button.setVisible(button in shown)
            if button in shown:
                width = min(widths[button], max(room - x, 0))
                button.setGeometry(x, 0, width, self.height())
                x += width
        self._more.setVisible(len(shown) < len(self._buttons))
        self._more.setGeometry(x, 0, self._more.sizeHint().width(), self.height())
        self.update()

    def _fitting(self, widths: dict[SegmentButton, int], room: int) -> set[SegmentButton]:
        chosen = [button for button in self._buttons if button.segment.id == self._current]
        shown: set[SegmentButton] = set(chosen)
        left = room - sum(widths[button] for button in chosen)
        for button in self._buttons:
            if button in shown:
                continue
            left -= widths[button]
            if left < 0:
                break
            shown.add(button)
        return shown or {self._buttons[0]}

    def _choose(self, name: str) -> None:
        if name != self._current:
            self.set_current(name)
            self.segment_chosen.emit(name)
        else:
            self.set_current(name)

    @Slot()
    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SegmentButton):
            self._choose(button.segment.id)

    @Slot()
    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._buttons:
            if button.isHidden():
                # An ampersand would be taken for a mnemonic.
                menu.addAction(button.text().replace("&", "&&")).setData(button.segment.id)
        menu.triggered.connect(self._on_menu_triggered)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self._choose(str(action.data()))

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self._lay_out()
