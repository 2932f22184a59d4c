"""The line above an edited reply: that it is edited, what has changed beneath it, and the way back."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.elided_label import ElidedLabel

EDITED = "Edited"
CHANGED = "The article's text reads otherwise by now"


@dataclass(frozen=True, slots=True)
class EditStanding:
    """How the edit of the shown reply stands; `back` names where the way back leads, empty for none."""

    edited: bool = False
    changed: bool = False
    back: str = ""


class EditStrip(QWidget):
    """Hidden while the reply is as its article has it and was never otherwise.

    Signals:
        back_pressed: the article's text is wanted back, or the edit.
        update_pressed: what has changed in the article's text is wanted in the edit.
    """

    back_pressed = Signal()
    update_pressed = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, back_key: str, update_key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chip = Chip(EDITED, theme, icons, kind=ChipKind.VALUE)
        self._words = ElidedLabel(theme, FontRole.SECONDARY, "missing_text")
        self._update = Button("Bring it in", theme, icons, kind=ButtonKind.QUIET, key=update_key)
        self._back = Button("", theme, icons, kind=ButtonKind.QUIET, key=back_key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self._update)
        row.addWidget(self._back)
        self._update.clicked.connect(self.update_pressed)
        self._back.clicked.connect(self.back_pressed)
        self.hide()

    @property
    def says(self) -> str:
        """What the line tells; empty while it is hidden."""
        shown = (self._chip, self._update, self._back)
        words = [self._words.text, *(widget.text() for widget in shown if not widget.isHidden())]
        return "" if self.isHidden() else " | ".join(word for word in words if word)

    def show_standing(self, standing: EditStanding) -> None:
        """Tell how the edit stands."""
        self._chip.setVisible(standing.edited)
        self._words.set_text(CHANGED if standing.changed else "")
        self._update.setVisible(standing.changed)
        self._back.set_text(standing.back)
        self._back.setVisible(bool(standing.back))
        self.setVisible(standing.edited or bool(standing.back))
