"""The form of a reply made of a sent text: the text and its blanks on the left, the reply on the right."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QPlainTextEdit, QVBoxLayout
from typing_extensions import override

from kbassist.messages.sent import Blank
from kbassist.ui.compare.row_text import RowText, TextRow
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.card import Card
from kbassist.ui.widgets.form_panel import ENTER, FormLine, FormPanel
from kbassist.ui.widgets.label import make_label
from kbassist.ui.write.making.choice_list import ChoiceList, Choosable

_SLOT = re.compile(r"\{\{ [^{}]* \}\}")
_LONGEST_VALUE = 40


class SentBox(QPlainTextEdit):
    """Where the sent text is pasted; Tab leads on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("What was sent")
        self.setPlaceholderText("Paste here what you sent to a customer")
        self.setTabChangesFocus(True)
        self.setProperty("field", "true")
        theme.dress(self)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(112))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 64)


class ReplyPanel(FormPanel):
    """Asks which words of a sent text are others in each reply. Ctrl+Shift+Enter begins an article.

    Signals:
        sent_edited: the sent text is another one.
        edited: a title was typed, a tick turned, or a placeholder named.
        article_wanted: a new article shall begin with the reply.
    """

    sent_edited = Signal()
    edited = Signal()
    article_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("New reply", "Add it", theme, icons)
        self.title = self.add_line("Title", 0, span=3)
        self.title.setPlaceholderText("What the reply is about")
        self.sent = SentBox(theme)
        self.blanks = ChoiceList("What differs from customer to customer", theme, icons)
        self.name = FormLine("Placeholder of the selected words", theme)
        self._name_words = make_label("Stands for", theme, FontRole.SECONDARY, "dim")
        self._name_words.setBuddy(self.name)
        self.preview = RowText("The reply", theme)
        self.begin = Button("New article", theme, icons)
        self.begin.setToolTip("Begin an article with it  Ctrl Shift Enter")
        self._head.insertWidget(2, self.begin)
        self._arrange(theme)
        self.sent.textChanged.connect(self.sent_edited)
        self.title.textChanged.connect(self._on_input_changed)
        self.name.textChanged.connect(self._on_input_changed)
        self.name.returnPressed.connect(self._accept)
        self.blanks.ticks_changed.connect(self.edited)
        self.begin.clicked.connect(self.article_wanted)

    def show_blanks(self, blanks: Sequence[Blank], ticked: Sequence[bool], chosen: int = 0) -> None:
        """List the blanks with their ticks."""
        rows = [_row(blank, tick) for blank, tick in zip(blanks, ticked, strict=True)]
        self.blanks.show_items(rows, chosen)
        for widget in (self.blanks, self._name_words, self.name):
            widget.setVisible(bool(rows))

    def rename(self, row: int, blank: Blank) -> None:
        """Show that a blank has another placeholder."""
        self.blanks.put_item(row, _row(blank, row in self.blanks.ticked))

    def show_name(self, blank: Blank | None) -> None:
        """Show the placeholder of the selected blank, to be changed."""
        self.name.setEnabled(blank is not None)
        with QSignalBlocker(self.name):
            self.name.setText(blank.placeholder if blank is not None else "")
            self.name.setCursorPosition(0)

    def complete(self, names: Sequence[str]) -> None:
        """Offer the placeholders that are known already."""
        completer = QCompleter(list(names), self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)

    def show_template(self, template: str) -> None:
        """Show the reply as it would stand in the article."""
        rows = [_text_row(line) for line in template.split("\n")] if template else []
        self.preview.show_rows(rows)

    def allow(self, *, insert: bool, begin: bool) -> None:
        """Tell what can be done with the reply."""
        self.accept.setEnabled(insert)
        self.begin.setEnabled(begin)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() in ENTER and event.modifiers() & both == both:
            self.begin.click()
        else:
            super().keyPressEvent(event)

    def _arrange(self, theme: Theme) -> None:
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(self._name_words)
        name.addWidget(self.name, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.sent, 2)
        left.addWidget(self.blanks, 3)
        left.addLayout(name)
        card = Card(theme)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.addWidget(self.preview)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addLayout(left, 2)
        below.addWidget(card, 3)
        self.column.addLayout(below, 1)
        self.setTabOrder(self.title, self.sent)
        self.setTabOrder(self.sent, self.blanks)
        self.setTabOrder(self.blanks, self.name)
        self.setTabOrder(self.name, self.preview)

    @Slot()
    def _on_input_changed(self) -> None:
        self.edited.emit()


def _row(blank: Blank, ticked: bool) -> Choosable:
    value = blank.value if len(blank.value) <= _LONGEST_VALUE else f"{blank.value[:_LONGEST_VALUE]}\u2026"
    count = len(blank.places)
    times = f", {count} times" if count > 1 else ""
    return Choosable(value, f"{blank.label}{times}", ticked)


def _text_row(line: str) -> TextRow:
    return TextRow(line, marks=tuple(found.span() for found in _SLOT.finditer(line)), mark_ground="selection")
