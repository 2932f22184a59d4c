"""The values of the conversation as chips in one row; those without room move into a menu."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.replies.conversation import Conversation
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.tab_order import keep_in_place

GAP = 6
WIDEST = 220


class ValueStrip(QWidget):
    """Chips side by side, an offer to add one behind them.

    Signals:
        removed: a chip was taken off; carries the value's name.
        pressed: a chip was pressed to change it; carries the value's name.
        add_pressed: the offer was pressed.
    """

    removed = Signal(str)
    pressed = Signal(str)
    add_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._chips: dict[str, Chip] = {}
        self._add = Chip("+ value", theme, icons, kind=ChipKind.OFFER, interactive=True, parent=self)
        self._add.setAccessibleName("Add a value to the conversation")
        self._more = Chip("", theme, icons, kind=ChipKind.OFFER, interactive=True, parent=self)
        self._add.clicked.connect(self._on_add_clicked)
        self._more.clicked.connect(self._on_more_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_values(self, conversation: Conversation, labels: dict[str, str]) -> None:
        """Show the values; chips that stay keep the focus."""
        for name in [name for name in self._chips if name not in conversation.values]:
            chip = self._chips.pop(name)
            chip.hide()
            chip.deleteLater()
        for name, value in conversation.values.items():
            text = " ".join(value.text.split())
            if name in self._chips:
                self._chips[name].set_content(text)
                continue
            chip = Chip(
                text,
                self._theme,
                self._icons,
                kind=ChipKind.VALUE,
                label=labels.get(name, ""),
                removable=True,
                parent=self,
            )
            chip.setObjectName(f"value:{name}")
            chip.clicked.connect(self._on_chip_clicked)
            chip.removed.connect(self._on_chip_removed)
            self._chips[name] = chip
        keep_in_place(self, self._chips.values())
        self._lay_out()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self._add.sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._add.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        x, hidden = 0, 0
        room = self.width() - self._add.sizeHint().width() - GAP
        # Measured with its longest text, so that the row never ends beyond its place.
        self._more.set_content(f"{len(self._chips)} more")
        spare = self._more.sizeHint().width() + GAP
        left = len(self._chips)
        for chip in self._chips.values():
            left -= 1
            width = min(chip.sizeHint().width(), self._theme.px(WIDEST))
            fits = not hidden and x + width + (spare if left else 0) <= room
            hidden += not fits
            chip.setVisible(fits)
            if fits:
                chip.setGeometry(x, 0, width, self.height())
                x += width + GAP
        self._more.setVisible(hidden > 0)
        if hidden:
            self._more.set_content(f"{hidden} more")
            self._more.setGeometry(x, 0, self._more.sizeHint().width(), self.height())
            x += self._more.width() + GAP
        self._add.setGeometry(x, 0, self._add.sizeHint().width(), self.height())

    def _name_of(self, sender: object) -> str:
        return next((name for name, chip in self._chips.items() if chip is sender), "")

    @Slot()
    def _on_chip_clicked(self) -> None:
        self.pressed.emit(self._name_of(self.sender()))

    @Slot()
    def _on_chip_removed(self) -> None:
        self.removed.emit(self._name_of(self.sender()))

    @Slot()
    def _on_add_clicked(self) -> None:
        self.add_pressed.emit()

    @Slot()
    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, chip in self._chips.items():
            if chip.isHidden():
                menu.addAction(chip.accessibleName().replace("&", "&&")).setData(name)
        menu.triggered.connect(self._on_menu_triggered)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self.pressed.emit(str(action.data()))

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self._lay_out()
