"""Chips side by side that scroll sideways where they do not fit; Left and Right move between them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.widgets.chip import Chip
from kbassist.ui.widgets.tab_order import keep_in_place

GAP = 6
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChipRow(QWidget):
    """Keeps the focused chip in sight; the chips are the caller's.

    Signals:
        move_wanted: an arrow was pressed with Ctrl; carries the chip's number and the one to move to.
    """

    move_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._shift = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips in their order."""
        return tuple(self._chips)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips in place of those before, which go."""
        for chip in self._chips:
            if chip not in chips:
                chip.hide()
                chip.deleteLater()
        self._chips = list(chips)
        for chip in self._chips:
            chip.setParent(self)
            chip.installEventFilter(self)
            chip.show()
        keep_in_place(self, self._chips)
        self.updateGeometry()
        self._lay_out()

    def focused(self) -> int | None:
        """Return the number of the chip that has the focus, from 0."""
        return next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)

    def focus_chip(self, number: int) -> bool:
        """Give a chip the focus, the last one where there are fewer, and tell whether there is any."""
        if not self._chips:
            return False
        self._chips[max(0, min(number, len(self._chips) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        self.reveal()
        return True

    def reveal(self) -> None:
        """Scroll so far that the focused chip is seen."""
        self._lay_out()

    @override
    def sizeHint(self) -> QSize:
        hints = [chip.sizeHint().boundedTo(chip.maximumSize()) for chip in self._chips]
        width = sum(hint.width() + GAP for hint in hints)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(120, self.sizeHint().width()), self.sizeHint().height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button takes the arrows for itself, so its own place in the row would never hear of them.
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step, at = STEPS.get(Qt.Key(event.key())), number_of(self, watched)
        if step is None or at is None:
            return False
        to = max(0, min(at + step, len(self._chips) - 1))
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focus_chip(to)
        elif to != at:
            self.move_wanted.emit(at, to)
        return True

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta() if not event.angleDelta().isNull() else QPoint()
        self._shift -= delta.y() or delta.x()
        self._lay_out(follow=False)
        event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self, *, follow: bool = True) -> None:
        places, x = [], 0
        for chip in self._chips:
            width = min(chip.sizeHint().width(), chip.maximumWidth(), max(self.width(), 1))
            places.append(QRect(x, 0, width, chip.sizeHint().height()))
            x += width + GAP
        most = max(0, x - GAP - self.width())
        at = self.focused()
        if follow and at is not None:
            self._shift = min(self._shift, places[at].left())
            self._shift = max(self._shift, places[at].right() + 1 - self.width())
        self._shift = max(0, min(self._shift, most))
        for chip, place in zip(self._chips, places, strict=True):
            chip.setGeometry(place.translated(-self._shift, (self.height() - place.height()) // 2))


def number_of(row: ChipRow, sender: QObject | None) -> int | None:
    """Return the number of the chip that sent a signal, from 0."""
    return next((number for number, chip in enumerate(row.chips) if chip is sender), None)
