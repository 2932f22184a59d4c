"""What could be said in plainer words, as quiet chips under the reply; each has a better wording."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.replies.hints import Hint
from kbassist.ui.answer.card.chip_row import ChipRow, number_of
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.elided_label import ElidedLabel

MOST = 6
SHOWING = (QEvent.Type.FocusIn, QEvent.Type.Enter)
HIDING = (QEvent.Type.FocusOut, QEvent.Type.Leave)


class HintsStrip(QWidget):
    """Chips and, for the one that is looked at, its better wording; hidden without hints.

    Signals:
        applied: a chip was pressed; carries its `Hint`.
        left: Escape was pressed.
    """

    applied = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._hints: tuple[Hint, ...] = ()
        self.row = ChipRow()
        self.row.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._better = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.row)
        line.addWidget(self._better, 1)
        self.setAccessibleName("Hints on the wording")
        self.hide()

    @property
    def says(self) -> str:
        """The better wording of the hint that is looked at."""
        return self._better.text

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show the first few hints; the same ones stay as they are."""
        shown = tuple(hints)[:MOST]
        if shown == self._hints:
            return
        self._hints = shown
        focused = self.row.focused()
        self.row.set_chips([self._chip(hint) for hint in shown])
        self._better.set_text("")
        if focused is not None and not self.row.focus_chip(focused):
            self.left.emit()
        self.setVisible(bool(shown))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in SHOWING or kind in HIDING:
            number = number_of(self.row, watched)
            focused = self.row.focused()
            if kind in HIDING:
                number = focused if kind is QEvent.Type.Leave else None
            self._better.set_text(wording_of(self._hints[number]) if number is not None else "")
            if number is not None and kind is QEvent.Type.FocusIn:
                self.row.reveal()
        elif kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.left.emit()
            return True
        return False

    def _chip(self, hint: Hint) -> Chip:
        chip = Chip(hint.label, self._theme, self._icons, kind=ChipKind.PLAIN, interactive=True)
        chip.setMaximumWidth(self._theme.px(180))
        chip.setAccessibleName(f"{hint.label}: {hint.sentence}")
        chip.setAccessibleDescription(wording_of(hint))
        # Qt would take a tooltip that looks like HTML for HTML, and this holds the reply's own words.
        chip.setToolTip(escape(f"{hint.sentence} {wording_of(hint)}"))
        chip.clicked.connect(self._on_chip_clicked)
        chip.installEventFilter(self)
        return chip

    @Slot()
    def _on_chip_clicked(self) -> None:
        number = number_of(self.row, self.sender())
        if number is not None:
            self.applied.emit(self._hints[number])


def wording_of(hint: Hint) -> str:
    """Return what a hint proposes, in one line."""
    return hint.better
