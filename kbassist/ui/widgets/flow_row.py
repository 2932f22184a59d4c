"""Controls side by side that share the width; those without room move into a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.tab_order import keep_in_place

GAP = 6


class FlowRow(QWidget):
    """Buttons that are as wide as they want to be, as long as each has its share of the row."""

    def __init__(self, theme: Theme, icons: Icons, least: int, parent: QWidget | None = None) -> None:
        """`least` is the width in pixels at 100 % below which a button goes into the menu."""
        super().__init__(parent)
        self._theme = theme
        self._least = least
        self._buttons: tuple[QAbstractButton, ...] = ()
        self._more = Chip("", theme, icons, kind=ChipKind.OFFER, interactive=True, parent=self)
        self._more.hide()
        self._more.clicked.connect(self._on_more_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_buttons(self, buttons: Sequence[QAbstractButton]) -> None:
        """Lay these out in this order; those that are not among them any more are destroyed."""
        for button in self._buttons:
            if button not in buttons:
                button.hide()
                button.deleteLater()
        self._buttons = tuple(buttons)
        keep_in_place(self, self._buttons)
        self.lay_out()
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, max((b.sizeHint().height() for b in self._buttons), default=0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(self._least), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.lay_out()
        super().resizeEvent(event)

    def lay_out(self) -> None:
        """Place the buttons; to be called when one wants another width."""
        widths = self._widths(self.width())
        x = 0
        for button, width in zip(self._buttons, widths, strict=False):
            button.setGeometry(x, 0, width, self.height())
            button.show()
            x += width + GAP
        hidden = self._buttons[len(widths) :]
        for button in hidden:
            button.hide()
        self._more.setVisible(bool(hidden))
        if hidden:
            self._more.set_content(f"{len(hidden)} more")
            self._more.setGeometry(x, 0, self._more.sizeHint().width(), self.height())

    def _widths(self, room: int) -> list[int]:
        """Return the widths of those that have room: narrow ones leave theirs to the wide ones."""
        wanted = [button.sizeHint().width() for button in self._buttons]
        least = self._theme.px(self._least)
        # Measured with its longest text, so that the row never ends beyond its place.
        self._more.set_content(f"{len(wanted)} more")
        for count in range(len(wanted), 0, -1):
            spare = 0 if count == len(wanted) else self._more.sizeHint().width() + GAP
            left = room - spare - GAP * (count - 1)
            widths = [0] * count
            for place in sorted(range(count), key=lambda place: wanted[place]):
                share = left // (sum(1 for width in widths if not width))
                widths[place] = min(wanted[place], share)
                left -= widths[place]
            if count == 1 or all(w >= min(least, want) for w, want in zip(widths, wanted, strict=False)):
                return [max(1, width) for width in widths]
        return []

    @Slot()
    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, button in enumerate(self._buttons):
            if button.isHidden():
                menu.addAction(button.accessibleName().replace("&", "&&")).setData(place)
        menu.triggered.connect(self._on_menu_triggered)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        if int(action.data()) < len(self._buttons):
            self._buttons[int(action.data())].click()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.lay_out()
