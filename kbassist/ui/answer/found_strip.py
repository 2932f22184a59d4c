"""The row of values that were found in a message or a link; none is taken before the agent takes it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.answer.offers import Offer
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.flow_row import FlowRow
from kbassist.ui.widgets.label import make_label

LEAST_CHIP = 132


class FoundChip(Chip):
    """One offered value.

    Signals:
        looked_at: the pointer or the focus has come to it (True) or left it (False).
    """

    looked_at = Signal(bool)

    def __init__(self, offer: Offer, label: str, theme: Theme, icons: Icons, parent: QWidget) -> None:
        kind = ChipKind.DUE if offer.known else ChipKind.OFFER
        text = " ".join(offer.value.text.split())
        shown = f"{text} · known: {offer.known}" if offer.known else text
        super().__init__(shown, theme, icons, kind=kind, label=label, interactive=True, parent=parent)
        self.offer = offer
        instead = f" instead of {offer.known}" if offer.known else ""
        self.setAccessibleName(f"Take {label} {text}{instead}, {offer.source}")
        self.setAccessibleDescription(offer.value.why)
        self.setObjectName(f"found:{offer.value.name}")

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked_at.emit(True)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.looked_at.emit(self.hasFocus())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked_at.emit(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.looked_at.emit(False)


class FoundStrip(QWidget):
    """Offers values.

    Signals:
        taken: an offer was taken; carries the `Offer`.
        all_pressed: all offers shall be taken.
        looked_at: the pointer or the focus is on an offer; carries it, None when on none.
        left: the last offer was taken with the keyboard; typing goes on elsewhere.
    """

    taken = Signal(object)
    all_pressed = Signal()
    looked_at = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._chips: list[FoundChip] = []
        self._label = make_label("", theme, FontRole.SECONDARY, "dim")
        self._row = FlowRow(theme, icons, LEAST_CHIP)
        self._all = Button("Take all", theme, icons, kind=ButtonKind.QUIET, key=key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self._row, 1)
        row.addWidget(self._all)
        self._all.clicked.connect(self._on_all_clicked)
        self.setAccessibleName("Values found")
        self.hide()

    def show_offers(self, offers: Sequence[Offer], labels: Mapping[str, str]) -> None:
        """Show what can be taken, under these labels; nothing hides the row."""
        if [chip.offer for chip in self._chips] == list(offers):
            return
        focused = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self.looked_at.emit(None)
        self._chips = [self._chip(offer, labels) for offer in offers]
        self._row.show_buttons(self._chips)
        source = offers[0].source if offers else ""
        self._label.setText(source[:1].upper() + source[1:])
        self.setVisible(bool(offers))
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()
        elif focused is not None:
            self.left.emit()

    def focus_first(self) -> bool:
        """Give the first offer the focus, and tell whether there is one."""
        if self._chips:
            self._chips[0].setFocus()
        return bool(self._chips)

    def _chip(self, offer: Offer, labels: Mapping[str, str]) -> FoundChip:
        kept = next((chip for chip in self._chips if chip.offer == offer), None)
        if kept is not None:
            return kept
        label = labels.get(offer.value.name, offer.value.name)
        chip = FoundChip(offer, label, self._theme, self._icons, self._row)
        chip.clicked.connect(self._on_chip_clicked)
        chip.looked_at.connect(self._on_chip_looked_at)
        return chip

    @Slot()
    def _on_chip_clicked(self) -> None:
        if isinstance(chip := self.sender(), FoundChip):
            self.taken.emit(chip.offer)

    @Slot(bool)
    def _on_chip_looked_at(self, looked: bool) -> None:
        chip = self.sender()
        self.looked_at.emit(chip.offer if looked and isinstance(chip, FoundChip) else None)

    @Slot()
    def _on_all_clicked(self) -> None:
        self.all_pressed.emit()
