"""The quiet row that offers what was copied or selected elsewhere as a search; nothing is taken by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel

SHOWN = 300


class OfferRow(QWidget):
    """A text and the key that takes it.

    Signals:
        pressed: the row was clicked.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._words = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._take = Button("Use it", theme, icons, kind=ButtonKind.QUIET, key="Tab")
        # Tab in the search box takes the offer; a stop of the focus here would be one too many.
        self._take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._take)
        self._take.clicked.connect(self.pressed)
        self.hide()

    @property
    def text(self) -> str:
        """The text that is offered; empty for none."""
        return self._text

    def offer(self, text: str, *, selected: bool) -> None:
        """Offer a text that was selected, or else copied, elsewhere; an empty one takes the row away."""
        self._text = text.strip()
        shown = " ".join(self._text[:SHOWN].split())
        self._words.set_text(shown and f"Use the {'selected' if selected else 'copied'} text: “{shown}”")
        # The label's tooltip would show a customer's words over the agent's other windows.
        self._words.setToolTip("")
        self.setVisible(bool(shown))
