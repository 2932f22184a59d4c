"""How fast the reply is given: whole, or step by step as it is spoken."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import ButtonKind, MenuButton

WHOLE, STEPS = "Whole reply", "Step by step"


class PaceButton(MenuButton):
    """Chooses between the whole reply and its spoken steps.

    Signals:
        chosen: the agent chose; carries whether step by step.
    """

    chosen = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(WHOLE, theme, icons, kind=ButtonKind.QUIET, parent=parent)
        self._steps = False
        self.setObjectName("wish:pace")
        self.setToolTip(f"Pace  {key}".strip())
        menu = QMenu(self)
        self._group = QActionGroup(menu)
        for words in (WHOLE, STEPS):
            action = menu.addAction(words)
            action.setCheckable(True)
            self._group.addAction(action)
        self._group.triggered.connect(self._on_group_triggered)
        self.set_menu(menu)
        self.show_steps(False)

    def show_steps(self, steps: bool) -> None:
        """Show which one is in force; nothing is emitted."""
        self._steps = steps
        self.set_text(STEPS if steps else WHOLE)
        self.setAccessibleName(f"Pace: {self.text()}")
        for action in self._group.actions():
            action.setChecked(action.text() == self.text())

    def switch(self) -> None:
        """Choose the other one."""
        self.chosen.emit(not self._steps)

    @override
    def _ink(self) -> tuple[str, str, str]:
        fill, line, _ = super()._ink()
        return fill, line, "text"

    @Slot(QAction)
    def _on_group_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.text() == STEPS)
