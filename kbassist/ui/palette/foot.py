"""The foot of the palette: what Enter and the other keys do, and the last message."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbassist.ui.actions import Actions
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.button import Button, ButtonKind, PrimaryButton
from kbassist.ui.widgets.elided_label import ElidedLabel


class PaletteFoot(QWidget):
    """Two buttons on the left, two on the right, a sentence between them.

    Signals:
        copy_pressed: the primary button was pressed.
    """

    copy_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, actions: Actions, *, pastes: bool) -> None:
        super().__init__()
        self._standing = ""
        self._said = ""
        self._copy = PrimaryButton("Copy", theme, icons, key=actions.key("answer.copy"))
        self._copy.clicked.connect(self.copy_pressed)
        self._words = ElidedLabel(theme, FontRole.SECONDARY, "dim", Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._copy)
        for name, text in (("palette.paste", "Copy and paste"),):
            if pastes:
                row.addWidget(self._button(name, text, theme, icons, actions))
        row.addWidget(self._words, 1)
        for name, text in (("palette.tone", "Tone"), ("palette.open", "Open")):
            row.addWidget(self._button(name, text, theme, icons, actions))

    @property
    def text(self) -> str:
        """What is said between the buttons."""
        return self._words.text

    def show_standing(self, text: str) -> None:
        """Say whose conversation it is, when there is nothing else to say."""
        self._standing = text
        self._show(trouble=False)

    def say(self, text: str, trouble: bool) -> None:
        """Say what happened, or why something did not; an empty text takes that back."""
        self._said = " ".join(text.split())
        self._show(trouble=trouble)
        if self._said:
            announce(self, self._said, urgent=trouble)

    def _show(self, *, trouble: bool) -> None:
        self._words.set_text(self._said or self._standing, "error" if trouble and self._said else "dim")

    @staticmethod
    def _button(name: str, text: str, theme: Theme, icons: Icons, actions: Actions) -> Button:
        button = Button(text, theme, icons, kind=ButtonKind.QUIET, key=actions.key(name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(actions[name].trigger)
        return button
