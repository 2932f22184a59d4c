"""The foot of the preview: copy, copy as, and what is still missing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import MenuButton, PrimaryButton
from kbassist.ui.widgets.elided_label import ElidedLabel


class CopyBar(QWidget):
    """One primary button, one with a menu, and a line of text.

    Signals:
        copy_pressed: the primary button was pressed.
    """

    copy_pressed = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, copy_key: str, copy_as: QMenu, parent: QWidget | None = None
    ) -> None:
        """`copy_key` is how the key that copies is written."""
        super().__init__(parent)
        self._copy_key = copy_key
        self._copy = PrimaryButton("Copy reply", theme, icons, key=copy_key)
        self._copy_as = MenuButton("Copy as", theme, icons)
        self._copy_as.set_menu(copy_as)
        self._standing = ElidedLabel(theme, FontRole.SECONDARY, "dim", Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(8)
        row.addWidget(self._copy)
        row.addWidget(self._copy_as)
        row.addWidget(self._standing, 1)
        self._copy.clicked.connect(self.copy_pressed)

    @property
    def standing(self) -> str:
        """What the line on the right says."""
        return self._standing.text

    def show_standing(self, text: str, colour: str = "dim") -> None:
        """Say what is missing, or that nothing is."""
        self._standing.set_text(text, colour)

    def show_kind(self, what: str, *, copies: bool, key: str = "") -> None:
        """Name what the primary button does; `copies` is false where there is nothing to copy as.

        `key` is the key that does the same where it is another one than for a copy.
        """
        self._copy.set_text(what)
        self._copy.set_key(key or self._copy_key)
        self._copy_as.setVisible(copies)
