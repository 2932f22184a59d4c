"""A message in place: what happened and what to do, with a button or two and a way to dismiss it."""

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.label import make_label
from kbassist.ui.widgets.painting import draw_box


class BannerKind(StrEnum):
    """How serious a banner is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


# Ground, line, ink and icon.
LOOKS: dict[BannerKind, tuple[str, str, str, str]] = {
    BannerKind.INFO: ("accent_tint", "accent_tint", "accent", "info"),
    BannerKind.WARNING: ("missing_tint", "missing_line", "missing_text", "triangle-alert"),
    BannerKind.ERROR: ("error_tint", "error", "error", "circle-alert"),
}
GLYPH = 18
# The message is at least that wide at the usual size of type; else its buttons stand below it.
READABLE_PX = 240


class Banner(QFrame):
    """One message in place; hidden until `show_message`.

    Signals:
        action_triggered: the button was pressed.
        second_triggered: the other button was pressed.
        dismissed: the cross was pressed; the banner has hidden itself.
    """

    action_triggered = Signal()
    second_triggered = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._kind = BannerKind.INFO
        self._label = make_label("", theme, "body", "text", wrap=True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = Button("", theme, icons)
        self._second = Button("", theme, icons, kind=ButtonKind.QUIET)
        self._cross = Button("", theme, icons, kind=ButtonKind.QUIET, icon="x")
        self._cross.setAccessibleName("Dismiss the message")
        self._row = row = QHBoxLayout(self)
        row.setSpacing(8)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(8)
        self._parts.addWidget(self._label, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._button)
        buttons.addWidget(self._second)
        self._parts.addLayout(buttons)
        self._parts.setAlignment(buttons, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._parts, 1)
        row.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignVCenter)
        self._button.clicked.connect(self._on_button_clicked)
        self._second.clicked.connect(self._on_second_clicked)
        self._cross.clicked.connect(self._on_cross_clicked)
        theme.theme_changed.connect(self._on_theme_theme_changed)
        self._on_theme_theme_changed()
        self.hide()

    def text(self) -> str:
        """Return the message shown, or the last one."""
        return self._label.text()

    def show_message(
        self,
        text: str,
        kind: BannerKind = BannerKind.INFO,
        action: str = "",
        second: str = "",
        *,
        dismissable: bool = True,
    ) -> None:
        """Show a message, with the buttons that `action` and `second` name."""
        self._kind = kind
        self._label.setText(text)
        self.setAccessibleName(text)
        self._button.set_text(action)
        self._button.setVisible(bool(action))
        self._second.set_text(second)
        self._second.setVisible(bool(second))
        self._cross.setVisible(dismissable)
        self._fit()
        self.show()
        self.update()

    def clear(self) -> None:
        """Hide the banner and let go of what it said."""
        self._label.setText("")
        self.setAccessibleName("")
        self.hide()

    def focus_button(self) -> None:
        """Give the first button the keyboard."""
        buttons = (self._button, self._second, self._cross)
        if (first := next((button for button in buttons if button.isVisible()), None)) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, line, ink, icon = LOOKS[self._kind]
        box = QRectF(self.rect())
        draw_box(painter, box, self._theme.colour(ground), self._theme.colour(line), 10.0)
        side = self._theme.px(GLYPH)
        square = QRectF(14, round(box.center().y() - side / 2), side, side)
        self._icons.paint(painter, icon, square, ink)
        painter.end()

    def _fit(self) -> None:
        shown = [button for button in (self._button, self._second, self._cross) if not button.isHidden()]
        taken = sum(button.sizeHint().width() + 8 for button in shown) + 34 + self._theme.px(GLYPH)
        is_narrow = self.width() - taken < self._theme.px(READABLE_PX)
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._row.setContentsMargins(26 + self._theme.px(GLYPH), 6, 8, 6)
        self._fit()
        self.update()

    @Slot()
    def _on_button_clicked(self) -> None:
        self.action_triggered.emit()

    @Slot()
    def _on_second_clicked(self) -> None:
        self.second_triggered.emit()

    @Slot()
    def _on_cross_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()
