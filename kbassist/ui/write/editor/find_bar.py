"""The bar above the text that finds words in it and replaces them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.word_search import Search
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.card import Rule
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.label import make_label

LONGEST = 256
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class FindBar(QWidget):
    """Enter goes to the next match and Shift+Enter to the one before; Escape closes the bar.

    In the lower line Enter replaces the match, Ctrl+Enter all of them. Ctrl+F and Ctrl+H go to the two lines.

    Signals:
        search_changed: something else is looked for, or otherwise.
        step_wanted: carries 1 for the next match and -1 for the one before.
        replace_wanted: carries what comes in the place of the match.
        replace_all_wanted: carries what comes in the place of every match.
        closed: nothing is looked for any more.
    """

    search_changed = Signal()
    step_wanted = Signal(int)
    replace_wanted = Signal(str)
    replace_all_wanted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.words = self._line("Find", "Find in this text; Enter goes on, Shift+Enter back")
        self.put = self._line("Replace with", "Replace with; Enter replaces one, Ctrl+Enter all")
        self.told = make_label("", theme, FontRole.SECONDARY, "dim")
        self.choices = tuple(self._choice(text) for text in ("Case", "Whole words", "Pattern"))
        self._one = Button("Replace", theme, icons, key="Enter")
        self._all = Button("All", theme, icons, key="Ctrl Enter")
        self._all.setAccessibleName("Replace all")
        self._one.clicked.connect(self._on_one_clicked)
        self._all.clicked.connect(self._on_all_clicked)
        self.words.textChanged.connect(self.search_changed)
        self._arrange()
        self.hide()

    @property
    def search(self) -> Search:
        """What is looked for, and how."""
        case, whole_words, regex = (self._is_on(chip) for chip in self.choices)
        return Search(self.words.text(), regex=regex, case=case, whole_words=whole_words)

    def begin(self, words: str, *, replacing: bool) -> None:
        """Show the bar; one line of `words` is looked for, else what was looked for last."""
        if words and "\n" not in words and len(words) <= LONGEST:
            self.words.setText(words)
        self._lower.setVisible(replacing)
        self.show()
        self.words.selectAll()
        line = self.put if replacing and words else self.words
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_changed.emit()

    def tell(self, sentence: str, *, is_wrong: bool = False) -> None:
        """Say how many matches there are, or what is wrong."""
        self._theme.dress(self.told, FontRole.SECONDARY, "error" if is_wrong else "dim")
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        self.words.setAccessibleDescription(sentence)

    def close_bar(self) -> None:
        """Look for nothing any more."""
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in ENTER and self.put.hasFocus():
            self._on_all_clicked() if modifiers == CONTROL else self._on_one_clicked()
        elif event.key() in ENTER:
            self.step_wanted.emit(-1 if modifiers == SHIFT else 1)
        elif event.key() in (Qt.Key.Key_F, Qt.Key.Key_H) and modifiers == CONTROL:
            self._lower.setVisible(event.key() == Qt.Key.Key_H)
            line = self.put if event.key() == Qt.Key.Key_H else self.words
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        upper, self._lower = QHBoxLayout(), QWidget()
        upper.addWidget(self.words, 1)
        upper.addWidget(self.told)
        for chip in self.choices:
            upper.addWidget(chip)
        close = Button("", self._theme, self._icons, kind=ButtonKind.QUIET, icon="x")
        close.setAccessibleName("Close the search")
        close.clicked.connect(self.close_bar)
        upper.addWidget(close)
        lower = QHBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self.put, 1)
        lower.addWidget(self._one)
        lower.addWidget(self._all)
        for row in (upper, lower):
            row.setSpacing(8)
        rows = QVBoxLayout()
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(8)
        rows.addLayout(upper)
        rows.addWidget(self._lower)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(rows)
        column.addWidget(Rule(self._theme))

    def _line(self, text: str, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(text)
        line.setAccessibleName(name)
        line.setMaxLength(LONGEST)
        line.setMinimumWidth(80)
        self._theme.dress(line, FontRole.BODY)
        return line

    def _choice(self, text: str) -> Chip:
        chip = Chip(text, self._theme, self._icons, kind=ChipKind.OFFER, interactive=True)
        chip.setAccessibleDescription("off")
        chip.clicked.connect(self._on_choice_clicked)
        return chip

    @staticmethod
    def _is_on(chip: Chip) -> bool:
        return chip.accessibleDescription() == "on"

    @Slot()
    def _on_choice_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            on = not self._is_on(chip)
            chip.set_content(chip.text(), ChipKind.CHOSEN if on else ChipKind.OFFER)
            chip.setAccessibleDescription("on" if on else "off")
            self.search_changed.emit()

    @Slot()
    def _on_one_clicked(self) -> None:
        self.replace_wanted.emit(self.put.text())

    @Slot()
    def _on_all_clicked(self) -> None:
        self.replace_all_wanted.emit(self.put.text())
