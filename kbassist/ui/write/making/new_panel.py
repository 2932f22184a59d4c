"""The form of a new article: title and place above, its beginnings on the left, its text on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout

from kbassist.ui.compare.row_text import RowText, TextRow
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.card import Card
from kbassist.ui.widgets.form_panel import FormPanel
from kbassist.ui.write.making.choice_list import ChoiceList, Choosable
from kbassist.ui.write.making.starts import Start, Wanted

ANY = "Language of the library"


class NewPanel(FormPanel):
    """Asks what a new article is to be.

    Signals:
        edited: something was typed or chosen.
    """

    edited = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("New article", "Write it", theme, icons)
        self.title = self.add_line("Title", 0, span=3)
        self.title.setPlaceholderText("What agents will look for")
        self.folder = self.add_line("Folder", 1)
        self.folder.setPlaceholderText("The library itself")
        self.owner = self.add_line("Owner", 1, 1)
        self.owner.setPlaceholderText("Who answers for it")
        self.lang = self.add_line("Language", 2)
        self.lang.setPlaceholderText(ANY)
        self.tone = self.add_line("Tone", 2, 1)
        self.tone.setPlaceholderText("As they are")
        self.starts = ChoiceList("What it begins with", theme, icons)
        self.preview = RowText("How it begins", theme)
        card = Card(theme)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.addWidget(self.preview)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.starts, 2)
        below.addWidget(card, 3)
        self.column.addLayout(below, 1)
        for line in (self.title, self.folder, self.owner, self.lang, self.tone):
            line.textChanged.connect(self._on_input_changed)
        self.starts.selected.connect(self._on_input_changed)

    @property
    def wanted(self) -> Wanted:
        """What stands in the form."""
        folder = self.folder.text().strip().strip("/")
        lang, owner, tone = (line.text().strip() for line in (self.lang, self.owner, self.tone))
        return Wanted(self.title.text().strip(), folder, lang, owner, tone)

    def show_form(self, wanted: Wanted, starts: Sequence[Start]) -> None:
        """Show another form."""
        for line, text in (
            (self.title, wanted.title),
            (self.folder, wanted.folder),
            (self.owner, wanted.owner),
            (self.lang, wanted.lang),
            (self.tone, wanted.tone),
        ):
            line.setText(text)
        self.show_starts(starts)
        self.title.selectAll()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_starts(self, starts: Sequence[Start]) -> None:
        """Offer these ways to begin, the first one chosen."""
        self.starts.show_items([Choosable(start.title, start.note) for start in starts])

    def complete(
        self, folders: Sequence[str], owners: Sequence[str], langs: Sequence[str], tones: Sequence[str]
    ) -> None:
        """Offer what is known already while these lines are typed into."""
        lines = (self.folder, self.owner, self.lang, self.tone)
        for line, words in zip(lines, (folders, owners, langs, tones), strict=True):
            _complete(line, words)

    def ask_tone(self, asked: bool) -> None:
        """Ask for another tone, or do not where there is none to change."""
        for box in (self.tone, self.label_of(self.tone)):
            box.setVisible(asked)

    def show_text(self, text: str) -> None:
        """Show how the article begins."""
        self.preview.show_rows([TextRow(line) for line in text.split("\n")] if text else [])

    @Slot()
    def _on_input_changed(self) -> None:
        self.edited.emit()


def _complete(line: QLineEdit, words: Sequence[str]) -> None:
    completer = QCompleter(list(words), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    line.setCompleter(completer)
