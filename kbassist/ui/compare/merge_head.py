"""What stands above and between the texts of the conflict view: names, counts and buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.compare.row_text import RowText
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.widgets.elided_label import ElidedLabel

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PickButton(Button):
    """A button that stays pressed while its side is taken; arrow keys are left to the view."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SidePane(Card):
    """One side of a place: whose it is, its lines, and the button that takes them."""

    def __init__(self, name: str, key: str, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._whose = ElidedLabel(theme, FontRole.STRONG)
        self.pick = PickButton(f"Take {name.lower()}", theme, icons, key=key)
        self.pick.setCheckable(True)
        self.text = RowText(name, theme, steered=True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 6, 6)
        head.setSpacing(8)
        head.addWidget(self._whose, 1)
        head.addWidget(self.pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule(theme))
        column.addWidget(self.text, 1)

    def name_side(self, label: str) -> None:
        """Say whose lines these are."""
        self._whose.set_text(label)
        self.text.setAccessibleName(label)


class MergeHead(QWidget):
    """The title, how many places are open, and the ways out."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        title = ElidedLabel(theme, FontRole.TITLE)
        title.set_text("The same lines were changed on both sides")
        self._told = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self.back = Button("Back", theme, icons, key="Esc")
        self.save = Button("Save", theme, icons, kind=ButtonKind.PRIMARY, key="Ctrl Enter")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self._told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.back)
        row.addWidget(self.save)

    @property
    def says(self) -> str:
        """The sentence below the title."""
        return self._told.text

    def show_standing(self, sentence: str, *, settled: bool) -> None:
        """Tell how far the merge is."""
        self._told.set_text(sentence, "verified" if settled else "dim")
        self.save.setEnabled(settled)
