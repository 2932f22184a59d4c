"""A number with a smaller and a larger button."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.label import make_label


class Stepper(QWidget):
    """A whole number between two bounds.

    Signals:
        stepped: the user changed the number; carries it.
    """

    stepped = Signal(int)

    def __init__(
        self,
        name: str,
        bounds: tuple[int, int],
        step: int,
        unit: str,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._least, self._most = bounds
        self._step = step
        self._unit = unit
        self._value = self._least
        self._less = Button("", theme, icons, icon="minus")
        self._more = Button("", theme, icons, icon="plus")
        self._label = make_label("", theme, FontRole.BODY)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMinimumWidth(72)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self._less, self._label, self._more):
            row.addWidget(widget)
        row.addStretch(1)
        self._less.clicked.connect(self._on_less_clicked)
        self._more.clicked.connect(self._on_more_clicked)

    @property
    def value(self) -> int:
        """The number that is shown."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show another number; nothing is emitted."""
        self._value = min(self._most, max(self._least, value))
        self._label.setText(f"{self._value} {self._unit}".strip())
        self._less.setAccessibleName(f"{self._name}: less, now {self._label.text()}")
        self._more.setAccessibleName(f"{self._name}: more, now {self._label.text()}")
        self._less.setEnabled(self._value > self._least)
        self._more.setEnabled(self._value < self._most)

    def _move(self, by: int) -> None:
        self.set_value(self._value + by)
        self.stepped.emit(self._value)

    @Slot()
    def _on_less_clicked(self) -> None:
        self._move(-self._step)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._move(self._step)
