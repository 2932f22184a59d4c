"""Completes words while they are typed: what may come after `{{`, in a link, behind `channel=`, in a key."""

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor

from kbassist.articles.line_marks import is_code, is_front_matter
from kbassist.articles.text_change import TextChange
from kbassist.articles.text_edits import TextEdit
from kbassist.ui.theme import Theme
from kbassist.ui.write.editor.article_text import ArticleText
from kbassist.ui.write.editor.proposal_list import ROWS, ProposalList
from kbassist.workspace.authored import Completion, Ground, Vocabulary
from kbassist.workspace.completing import completion

# In a text of 2 MB each key would have it read as a whole.
MOST_COMPLETED = 300_000
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Completing(QObject):
    """Opens the list by itself while something is typed that can be completed, and when it is asked to.

    Enter and Tab take the selected proposal, arrows select another, Escape closes the list until something
    else is typed; all other keys go to the text.
    """

    def __init__(self, text: ArticleText, theme: Theme) -> None:
        super().__init__(text)
        self._text = text
        self._area = text.area
        self._words = Vocabulary()
        self._path = ""
        self._asked = False
        self._found: Completion | None = None
        self.list = ProposalList(theme, self._area)
        self._area.key_answers.insert(0, self._answer)
        self._area.typed.connect(self._on_area_typed)
        self._area.left_alone.connect(self.close)
        self._area.cursorPositionChanged.connect(self._on_area_cursor_position_changed)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)
        self.list.clicked.connect(self._on_list_clicked)

    def set_vocabulary(self, words: Vocabulary, path: str) -> None:
        """Complete with these words; links are written as the file at `path` sees them."""
        self._words, self._path = words, path

    @Slot()
    def ask(self) -> None:
        """Show what can be completed here, in running text as well."""
        self._asked = True
        self._look()

    @Slot()
    def close(self) -> None:
        """Propose nothing any more."""
        self._asked, self._found = False, None
        self.list.hide()

    def _answer(self, event: QKeyEvent) -> bool:
        if self._found is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in STEPS:
            self.list.step(STEPS[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return event.key() in TAKING and self._take()

    def _take(self) -> bool:
        """Take the selected proposal; False where it stands there already and the key has its own sense."""
        found, proposal = self._found, self.list.proposal
        self.close()
        if found is None or proposal is None:
            return False
        if self._text.text()[found.start : found.end] == proposal.text:
            return False
        caret = found.start + len(proposal.text) - proposal.back
        self._text.change(TextChange((TextEdit(found.start, found.end, proposal.text),), caret, caret))
        # Behind `channel=` or `tags: ` the next list is wanted at once; behind a whole word none is.
        if proposal.back or proposal.text.endswith((" ", "=")):
            self._look()
        return True

    def _look(self) -> None:
        area = self._area
        if area.isReadOnly() or area.composing or area.document().characterCount() > MOST_COMPLETED:
            self.close()
            return
        state = area.textCursor().block().previous().userState()
        ground = Ground(self._path, is_front_matter(state), is_code(state))
        asked = self._asked
        found = completion(self._text.text(), self._text.caret(), self._words, ground, asked=asked)
        if found is None or area.textCursor().hasSelection():
            self.close()
            return
        self._found = found
        self._place()

    def _place(self) -> None:
        if self._found is not None:
            self.list.offer(self._found.proposals, self._area.viewport(), self._place_of(self._found.start))

    def _place_of(self, offset: int) -> QRect:
        cursor = QTextCursor(self._area.document())
        cursor.setPosition(self._text.places.units(offset))
        return self._area.cursorRect(cursor)

    @Slot(str)
    def _on_area_typed(self, signs: str) -> None:
        if self._found is not None or (signs.isprintable() and signs):
            self._look()

    @Slot()
    def _on_area_cursor_position_changed(self) -> None:
        """Close when the caret has gone to another line, or before the word."""
        if self._found is not None:
            start = self._text.places.units(self._found.start)
            first = self._area.document().findBlock(start)
            cursor = self._area.textCursor()
            if cursor.block() != first or cursor.position() < start:
                self.close()

    @Slot(int)
    def _on_scroll_bar_value_changed(self, _value: int) -> None:
        self._place()

    @Slot()
    def _on_list_clicked(self) -> None:
        self._take()
