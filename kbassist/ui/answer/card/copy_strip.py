"""Says of an agent's own copy how it stands to its original, with the ways to join them or to go back."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbassist.search.scope import CopyState
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel

SENTENCES: Mapping[CopyState, str] = {
    CopyState.NONE: "",
    CopyState.YOURS: "Your own copy.",
    CopyState.CHANGED: "Original has changed.",
    CopyState.GONE: "Original is in no open library.",
    CopyState.ORIGINAL: "You have your own copy of this.",
}


class CopyStrip(QWidget):
    """Hidden where there is no copy.

    Signals:
        compare_pressed: the copy shall be compared with its original, and joined.
        back_pressed: the original shall be used again.
    """

    compare_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = ElidedLabel(theme, FontRole.SECONDARY, "accent")
        self._compare = Button("Compare", theme, icons, kind=ButtonKind.QUIET, icon="history")
        self._compare.setToolTip("Compare your copy with the original and take over what you want")
        self._back = Button("Use the original", theme, icons, kind=ButtonKind.QUIET, icon="rotate-ccw")
        self._back.setToolTip("Move your copy to the trash; the original is shown again")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._notice, 1)
        row.addWidget(self._compare)
        row.addWidget(self._back)
        self._compare.clicked.connect(self.compare_pressed)
        self._back.clicked.connect(self.back_pressed)
        self.hide()

    @property
    def says(self) -> str:
        """How the copy stands; empty while it is hidden."""
        return "" if self.isHidden() else self._notice.text

    def show_state(self, state: CopyState) -> None:
        """Show how an article stands as a copy."""
        warned = state in (CopyState.CHANGED, CopyState.GONE)
        self._notice.set_text(SENTENCES[state], "missing_text" if warned else "accent")
        self._compare.setVisible(state in (CopyState.YOURS, CopyState.CHANGED))
        self._back.setVisible(state in (CopyState.YOURS, CopyState.CHANGED))
        self.setVisible(state is not CopyState.NONE)
