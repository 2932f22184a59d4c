"""A choice among a few values, shown as a button with a menu."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import MenuButton


class Choice(MenuButton):
    """One of several values.

    Signals:
        chosen: the user chose a value; carries it.
    """

    chosen = Signal(str)

    def __init__(self, name: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("", theme, icons, parent=parent)
        self._name = name
        self._value = ""
        self._options: tuple[tuple[str, str], ...] = ()
        menu = QMenu(self)
        menu.setAccessibleName(name)
        menu.triggered.connect(self._on_menu_triggered)
        self.set_menu(menu)

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return self._value

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Value and label of what can be chosen."""
        return self._options

    def set_options(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """Offer pairs of value and label; nothing is emitted."""
        self._options = tuple(options)
        menu = self.menu()
        menu.clear()
        group = QActionGroup(menu)
        for option, label in self._options:
            # An ampersand would be taken for a mnemonic.
            action = QAction(label.replace("&", "&&"), menu)
            action.setData(option)
            action.setCheckable(True)
            group.addAction(action)
            menu.addAction(action)
        self.set_value(value)

    def set_value(self, value: str) -> None:
        """Show another value; nothing is emitted."""
        self._value = value
        for action in self.menu().actions():
            action.setChecked(action.data() == value)
        label = next((label for option, label in self._options if option == value), value)
        self.set_text(label)
        self.setAccessibleName(f"{self._name}: {label}")

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        value = str(action.data())
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)
