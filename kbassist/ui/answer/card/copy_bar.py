"""The foot of the preview: copy, copy as, edit, and what is still missing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, MenuButton, PrimaryButton
from kbassist.ui.widgets.elided_label import ElidedLabel


class CopyBar(QWidget):
    """One primary button, one with a menu, one to edit, and a line of text.

    Signals:
        copy_pressed: the primary button was pressed.
        edit_pressed: the reply shall be edited, or has been.
    """

    copy_pressed = Signal()
    edit_pressed = Signal()

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        copy_key: str,
        edit_key: str,
        copy_as: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        """`copy_key` and `edit_key` are how the keys that copy and edit are written."""
        super().__init__(parent)
        self._copy_key = copy_key
        self._what = "Copy reply"
        self._copies = True
        self._piece = (0, 0)
        self._editing = False
        self._other_key = ""
        self._copy = PrimaryButton(self._what, theme, icons, key=copy_key)
        self._copy_as = MenuButton("Copy as", theme, icons)
        self._copy_as.set_menu(copy_as)
        self._edit = Button("Edit", theme, icons)
        self._edit.setToolTip(f"Change the text before it is copied  {edit_key}".strip())
        self._standing = ElidedLabel(theme, FontRole.SECONDARY, "dim", Qt.AlignmentFlag.AlignRight)
        # It takes what the buttons leave: a label that wants more would shorten theirs.
        self._standing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._standing.setMinimumWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(8)
        row.addWidget(self._copy)
        row.addWidget(self._copy_as)
        row.addWidget(self._edit)
        row.addWidget(self._standing, 1)
        self._copy.clicked.connect(self.copy_pressed)
        self._edit.clicked.connect(self.edit_pressed)

    @property
    def standing(self) -> str:
        """What the line on the right says."""
        return self._standing.text

    @property
    def doing(self) -> str:
        """What the primary button says."""
        return self._copy.text()

    def show_standing(self, text: str, colour: str = "dim") -> None:
        """Say what is missing, or that nothing is."""
        self._standing.set_text(text, colour)

    def show_kind(self, what: str, *, copies: bool, key: str = "") -> None:
        """Name what the primary button does; `copies` is false where there is nothing to copy as.

        `key` is the key that does the same where it is another one than for a copy.
        """
        self._what, self._copies = what, copies
        self._word()
        self._other_key = key
        self._copy.set_key(self._key())
        self._copy_as.setVisible(copies)
        self._edit.setVisible(copies)

    def show_piece(self, number: int, of: int) -> None:
        """Tell that the next copy takes this piece, from 1; `of` 0 or 1 means that it takes all."""
        self._piece = (number, of)
        self._word()

    def show_editing(self, *, editing: bool) -> None:
        """Tell whether the text is being edited; Enter is a new line then."""
        self._edit.set_text("Done" if editing else "Edit")
        self._editing = editing
        self._copy.set_key(self._key())

    def _key(self) -> str:
        return self._other_key or (f"Ctrl {self._copy_key}" if self._editing else self._copy_key)

    def _word(self) -> None:
        number, of = self._piece
        self._copy.set_text(f"Copy {number} of {of}" if self._copies and of > 1 else self._what)
