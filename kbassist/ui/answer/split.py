"""The splitter between hits and preview, which stays where the agent has put it."""

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

# Logical pixels in the window that the design was drawn for; both grow with the window.
WIDTHS = (420, 676)
GAP = 12


class AnswerSplit(QSplitter):
    """Two widgets side by side, neither of which can be pushed away.

    Signals:
        state_changed: the splitter was moved; carries its state for `restoreState`.
    """

    state_changed = Signal(QByteArray)

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(GAP)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.setSizes(list(WIDTHS))
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        self.splitterMoved.connect(self._on_self_splitter_moved)

    @Slot(int, int)
    def _on_self_splitter_moved(self, _position: int, _index: int) -> None:
        self.state_changed.emit(self.saveState())
