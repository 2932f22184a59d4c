"""The row below a message: that it is read as one, what it asks, and the way back to a search."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbassist.ui.answer.ask_chip import AskChip
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.flow_row import FlowRow
from kbassist.ui.widgets.label import make_label
from kbassist.workspace.values import Suggestions

LEAST_ASK = 132


class MessageStrip(QWidget):
    """Says how the message is understood.

    Signals:
        chosen: the hits of an ask were asked for; carries its place from 0.
        ticked: an ask was ticked or unticked; carries its place from 0.
        search_pressed: the text shall be searched for instead.
    """

    chosen = Signal(int)
    ticked = Signal(int)
    search_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[AskChip] = []
        self._label = make_label("", theme, FontRole.SECONDARY, "dim")
        self._asks = FlowRow(theme, icons, LEAST_ASK)
        self._asks.setAccessibleName("What the customer asks")
        self._search = Button("Search instead", theme, icons, kind=ButtonKind.QUIET, key=key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self._asks, 1)
        row.addWidget(self._search)
        self._search.clicked.connect(self._on_search_clicked)
        self.setAccessibleName("Message")
        self.hide()

    @property
    def label(self) -> str:
        """What the row says of the message."""
        return self._label.text()

    def show_read(self, read: Suggestions | None, answered: frozenset[str], chosen: str | None) -> None:
        """Show how a message was understood; None hides the row. `answered`, `chosen`: texts of asks."""
        asks = read.asks if read else ()
        while len(self._chips) < len(asks):
            chip = AskChip(self._theme, self._asks)
            chip.clicked.connect(self._on_chip_clicked)
            chip.ticked.connect(self._on_chip_ticked)
            self._chips.append(chip)
        del self._chips[len(asks) :]
        for chip, ask in zip(self._chips, asks, strict=True):
            chip.show_ask(ask, done=ask.ask.text in answered, chosen=ask.ask.text == chosen)
        self._asks.show_buttons(self._chips)
        self._label.setText(_label_of(read, answered) if read else "")
        self.setVisible(read is not None)

    def _place(self) -> int:
        sender = self.sender()
        return self._chips.index(sender) if isinstance(sender, AskChip) and sender in self._chips else -1

    @Slot()
    def _on_chip_clicked(self) -> None:
        self.chosen.emit(self._place())

    @Slot()
    def _on_chip_ticked(self) -> None:
        self.ticked.emit(self._place())

    @Slot()
    def _on_search_clicked(self) -> None:
        self.search_pressed.emit()


def _label_of(read: Suggestions, answered: frozenset[str]) -> str:
    if read.asks:
        done = sum(1 for ask in read.asks if ask.ask.text in answered)
        return f"Message · {done} of {len(read.asks)} answered"
    count = len(read.result.hits)
    if not read.result.fits or not count:
        return "Message · nothing fits well"
    return f"Message · {count} suggestion{'s' if count > 1 else ''}"
