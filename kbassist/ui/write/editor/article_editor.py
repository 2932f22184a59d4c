"""The editor of one article's text, as the Write page uses it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbassist.articles.article import Problem, Severity
from kbassist.articles.text_change import TextChange
from kbassist.articles.text_edits import TextEdit
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.editor.article_text import ArticleText
from kbassist.ui.write.editor.commands import Commands
from kbassist.ui.write.editor.completing import Completing
from kbassist.ui.write.editor.correcting import Correcting
from kbassist.ui.write.editor.exact_text import Places
from kbassist.ui.write.editor.find_bar import FindBar
from kbassist.ui.write.editor.finding import Finding
from kbassist.ui.write.editor.highlighter import Highlighter
from kbassist.ui.write.editor.link_pressing import LinkPressing
from kbassist.ui.write.editor.overlays import Layer, Overlays
from kbassist.ui.write.editor.pasting import Pasting
from kbassist.ui.write.editor.problem_ranges import problem_range
from kbassist.ui.write.editor.slip_marks import SlipMarks
from kbassist.ui.write.editor.text_area import TextArea
from kbassist.ui.write.editor.text_menu import TextMenu
from kbassist.workspace.authored import Vocabulary

# Beyond this a text is shown without colours: looking through 2 MB took 3 s, at every opening and theme.
MOST_COLOURED = 300_000
LAYERS = {Severity.ERROR: Layer.ERROR, Severity.WARNING: Layer.WARNING, Severity.INFO: Layer.INFO}


class ArticleEditor(QWidget):
    """A text, its caret and the marks in it; all offsets count characters from 0.

    Signals:
        text_changed: the text is another one, by typing or by `replace_all` and `apply_edits`.
        cursor_moved: the caret stands elsewhere; carries its offset.
        scrolled: carries how far down the reader is, 0 - 1, counted in lines of the file.
        link_wanted: the link under the caret is to be followed; carries its target as it is written.
        picture_pasted: a picture was pasted or dropped; carries the bytes of its file.
        failed: something could not be done; carries a sentence.
    """

    text_changed = Signal()
    cursor_moved = Signal(int)
    scrolled = Signal(float)
    link_wanted = Signal(str)
    picture_pasted = Signal(bytes)
    failed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._tasks = theme, icons, tasks
        self.area = TextArea(theme, self)
        self.overlays = Overlays(self.area, theme)
        self._highlighter = Highlighter(self.area.document(), theme)
        self._held = ArticleText(self.area)
        self.commands = Commands(self._held)
        self.completing = Completing(self._held, theme)
        self.commands.add("write.complete", self.completing.ask)
        self.slips = SlipMarks(self._held, self.overlays)
        self.correcting = Correcting(self._held, self.slips, theme)
        self.commands.add("write.correct", self.correcting.begin)
        self.commands.add("write.add_word", self.correcting.add_here)
        self.find_bar = FindBar(theme, icons)
        finding = Finding(self._held, self.overlays, self.find_bar)
        self.commands.add("write.find", finding.begin)
        self.commands.add("write.find_and_replace", finding.begin_replacing)
        self.menu = TextMenu(self._held, self.commands, self.correcting, self.slips)
        LinkPressing(self._held).link_pressed.connect(self.link_wanted)
        self._pasting = Pasting(self.area, tasks)
        self._pasting.text_taken.connect(self._held.insert)
        self._pasting.picture_taken.connect(self.picture_pasted)
        self._pasting.failed.connect(self.failed)
        self.setFocusProxy(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.area, 1)
        self._held.changed.connect(self.text_changed)
        self._held.caret_moved.connect(self.cursor_moved)
        self._held.link_wanted.connect(self.link_wanted)
        self.area.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)

    def set_text(self, text: str, cursor: int = 0) -> None:
        """Edit another text with the caret at `cursor`: no step to undo, and no `text_changed`."""
        self._pasting.turn()
        self.slips.put(())
        self.overlays.clear()
        self._highlighter.set_on(len(text) <= MOST_COLOURED)
        self._held.take(text)
        at = min(cursor, len(text))
        self._held.select(at, at)
        if at:
            self.area.centerCursor()

    def text(self) -> str:
        """Return the text as it stands."""
        return self._held.text()

    @property
    def places(self) -> Places:
        """Turns offsets of the present text into Qt's positions and back."""
        return self._held.places

    def replace_all(self, text: str) -> None:
        """Put `text` in the place of the present one as one step that can be undone."""
        before = self.text()
        start = _common(before, text)
        end = _common(before[start:][::-1], text[start:][::-1])
        if before != text:
            self.apply_edits([TextEdit(start, len(before) - end, text[start : len(text) - end])])

    def apply_edits(self, edits: Sequence[TextEdit]) -> None:
        """Make changes, in offsets of the present text, as one step that can be undone."""
        self._held.apply(edits)

    def change(self, change: TextChange) -> None:
        """Make a change as one step that can be undone, and select what it says."""
        self._held.change(change)

    def insert(self, text: str) -> None:
        """Put `text` in the place of the selection, or at the caret."""
        self._held.insert(text)

    def selected_text(self) -> str:
        """Return what is selected; empty when nothing is."""
        return self._held.selected()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Underline these in place of those before; they stay with their words until the next call."""
        lines = self.text().split("\n")
        for severity, layer in LAYERS.items():
            found = [problem_range(problem, lines) for problem in problems if problem.severity is severity]
            ranges = [(self.places.units(a), self.places.units(b)) for a, b in filter(None, found)]
            self.overlays.put(layer, ranges)

    def set_vocabulary(self, words: Vocabulary, path: str = "") -> None:
        """Complete with these words; links are written as the file at `path` sees them.

        A new reply is for the first of the channels.
        """
        self.completing.set_vocabulary(words, path)
        self.commands.channel = words.channels[0].name if words.channels else ""

    def go_to(self, line: int, column: int = 0) -> None:
        """Put the caret into a line, counted from 1, and before a character of it, also counted from 1."""
        block = self.area.document().findBlockByNumber(max(0, line - 1))
        if not block.isValid():
            block = self.area.document().lastBlock()
        along = min(Places(block.text()).units(max(0, column - 1)), block.length() - 1)
        self.area.select(block.position() + along, block.position() + along)
        self.area.centerCursor()

    def caret(self) -> int:
        """Return where the caret stands."""
        return self._held.caret()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read and copied, and not be changed."""
        self.area.set_writable(not read_only)

    def set_column_width(self, width_px: int | None) -> None:
        """Keep the text in a centred column of this width in logical pixels; None takes all there is."""
        self.area.set_column_width(width_px)

    @Slot(int)
    def _on_scroll_bar_value_changed(self, value: int) -> None:
        """Tell the line that is read: the first one at the top of the text, the last one at its end."""
        most = self.area.verticalScrollBar().maximum()
        top = self.area.firstVisibleBlock().blockNumber()
        foot = self.area.cursorForPosition(self.area.viewport().rect().bottomLeft()).blockNumber()
        last = max(1, self.area.blockCount() - 1)
        self.scrolled.emit(min(1.0, (top + (foot - top) * value / max(1, most)) / last))


def _common(left: str, right: str) -> int:
    """Count the characters that two texts begin with alike."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
