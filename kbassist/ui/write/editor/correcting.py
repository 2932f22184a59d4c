"""Corrects words by the keyboard: a list below the word of what may have been meant."""

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor

from kbassist.articles.text_change import TextChange
from kbassist.articles.text_edits import TextEdit
from kbassist.ui.theme import Theme
from kbassist.ui.write.editor.article_text import ArticleText
from kbassist.ui.write.editor.proposal_list import ProposalList
from kbassist.ui.write.editor.slip_marks import SlipMarks
from kbassist.workspace.authored import Proposal
from kbassist.workspace.spelling import Slip

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
ADD = "Add to the dictionary"
LOOKING = "looking…"


class Correcting(QObject):
    """Goes from slip to slip, round the end of the text.

    Enter takes the selected correction, arrows select another, all other keys go to the text; what is
    typed takes the word's place.

    Signals:
        suggestions_wanted: carries the `Slip` for which `suggest` is to be called.
        suggested: carries a `Slip` and the tuple of what may have been meant, best first.
        word_added: a word is right from now on; carries it.
        nothing_found: there is no slip in the text.
    """

    suggestions_wanted = Signal(object)
    suggested = Signal(object, object)
    word_added = Signal(str)
    nothing_found = Signal()

    def __init__(self, text: ArticleText, marks: SlipMarks, theme: Theme) -> None:
        super().__init__(marks)
        self._text = text
        self._area = text.area
        self._marks = marks
        self._slip: Slip | None = None
        self.list = ProposalList(theme, self._area)
        self.list.setAccessibleName("What the word should be")
        self._area.key_answers.insert(0, self._answer)
        self._area.left_alone.connect(self.close)
        self._area.textChanged.connect(self.close)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)
        self.list.clicked.connect(self._on_list_clicked)

    @Slot()
    def begin(self) -> None:
        """Select the slip at the caret, or the next one, and show what may have been meant."""
        slips, caret = self._marks.all(), self._text.caret()
        here = self._marks.at(caret) if self._slip is None else None
        slip = here or next((slip for slip in slips if slip.start >= caret), next(iter(slips), None))
        if slip is None:
            self.nothing_found.emit()
            return
        self._text.select(slip.start, slip.end)
        self._slip = slip
        self._offer((), LOOKING)
        self.suggestions_wanted.emit(slip)

    @Slot()
    def add_here(self) -> None:
        """Take the word at the caret as right from now on."""
        if (slip := self._marks.at(self._text.caret())) is not None:
            self.close()
            self.word_added.emit(slip.word)

    @Slot()
    def close(self) -> None:
        """Show no corrections any more."""
        if self._slip is not None:
            self._slip = None
            self.list.hide()

    def suggest(self, slip: Slip, words: tuple[str, ...]) -> None:
        """Show what may have been meant by a slip, unless another one is looked at by now."""
        self.suggested.emit(slip, words)
        if slip == self._slip:
            self._offer(words, "")

    def correct(self, slip: Slip, word: str) -> None:
        """Put a word in the place of a slip, if it still stands there."""
        if not self._area.isReadOnly() and slip in self._marks.all():
            end = slip.start + len(word)
            self._text.change(TextChange((TextEdit(slip.start, slip.end, word),), end, end))

    def _answer(self, event: QKeyEvent) -> bool:
        if self._slip is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in STEPS:
            self.list.step(STEPS[Qt.Key(event.key())])
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        # The function key goes on to the next one.
        if not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            self.close()
        return event.key() == Qt.Key.Key_Escape

    def _take(self) -> None:
        slip, proposal = self._slip, self.list.proposal
        self.close()
        if slip is None or proposal is None:
            return
        if proposal.text:
            self.correct(slip, proposal.text)
        else:
            self.word_added.emit(slip.word)

    def _offer(self, words: tuple[str, ...], hint: str) -> None:
        if self._slip is not None:
            proposals = [Proposal(word, "", word) for word in words] if not self._area.isReadOnly() else []
            self.list.offer([*proposals, Proposal(ADD, hint, "")], self._area.viewport(), self._place())

    def _place(self) -> QRect:
        cursor = QTextCursor(self._area.document())
        cursor.setPosition(self._text.places.units(self._slip.start if self._slip else 0))
        return self._area.cursorRect(cursor)

    @Slot(int)
    def _on_scroll_bar_value_changed(self, _value: int) -> None:
        self.close()

    @Slot()
    def _on_list_clicked(self) -> None:
        self._take()
