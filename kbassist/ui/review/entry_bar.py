"""The buttons below a queue: what can be done with the selected entry, each with its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.flow_row import FlowRow

# So wide that no button is cut: one without room goes into the menu as a whole.
LEAST_PX = 400
PRIMARY = ("open", "publish")


@dataclass(frozen=True, slots=True)
class Deed:
    """One button: `id` is what it asks for, `key` the text of its key."""

    id: str
    text: str
    key: str


class EntryBar(FlowRow):
    """Shows deeds, what leads on as the primary button; without room the last ones move into a menu.

    Signals:
        wanted: a button was pressed; carries the deed's id.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, LEAST_PX, parent)
        self._look = (theme, icons)
        self._deeds: tuple[Deed, ...] = ()
        self._made: list[Button] = []

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What is offered."""
        return self._deeds

    def offer(self, deeds: Sequence[Deed]) -> None:
        """Show a button for each deed."""
        if tuple(deeds) == self._deeds:
            return
        self._deeds = tuple(deeds)
        theme, icons = self._look
        self._made = [
            Button(
                deed.text,
                theme,
                icons,
                kind=ButtonKind.PRIMARY if deed.id in PRIMARY else ButtonKind.PLAIN,
                key=deed.key,
                parent=self,
            )
            for deed in deeds
        ]
        for button in self._made:
            button.clicked.connect(self._on_button_clicked)
        self.show_buttons(self._made)

    @Slot()
    def _on_button_clicked(self) -> None:
        pressed = self.sender()
        for deed, button in zip(self._deeds, self._made, strict=True):
            if button is pressed:
                self.wanted.emit(deed.id)
                return
