"""The quick filters above the list: at most one is on, and pressing it once more turns it off."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.write.marks import SIEVE_NAMES, Sieve


class SieveBar(QWidget):
    """A chip for each quick filter; Left and Right move between them.

    Signals:
        turned: another filter is on, or none.
    """

    turned = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sieve = Sieve.ALL
        self._chips = {
            sieve: Chip(name, theme, icons, kind=ChipKind.OFFER, interactive=True)
            for sieve, name in SIEVE_NAMES.items()
        }
        self.setAccessibleName("Quick filters")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for chip in self._chips.values():
            row.addWidget(chip)
            chip.clicked.connect(self._on_chip_clicked)
        row.addStretch(1)
        self.choose(Sieve.ALL)

    def choose(self, sieve: Sieve) -> None:
        """Turn a filter on; nothing is emitted."""
        self.sieve = sieve
        for each, chip in self._chips.items():
            is_on = each is sieve
            chip.set_content(SIEVE_NAMES[each], ChipKind.CHOSEN if is_on else ChipKind.OFFER)
            chip.setAccessibleDescription("on, press to show all" if is_on else "off")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        chips = list(self._chips.values())
        at = next((number for number, chip in enumerate(chips) if chip.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        else:
            chips[(at + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_chip_clicked(self) -> None:
        pressed = next(sieve for sieve, chip in self._chips.items() if chip is self.sender())
        self.choose(Sieve.ALL if pressed is self.sieve else pressed)
        self.turned.emit()
