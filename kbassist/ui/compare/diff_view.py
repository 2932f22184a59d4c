"""Shows how two texts differ: one below the other, line by line, the changed words marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from kbassist.articles.differences import DiffLine, LineKind, differences
from kbassist.ui.compare.folding import Fold, folded
from kbassist.ui.compare.row_text import RowText, TextRow
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.empty_state import EmptyState

CONTEXT = 3
SAID_LONGEST = 200
MINUS = "−"
# Ground, ground of the changed words, sign and its colour.
LOOKS = {
    LineKind.SAME: ("", "", "", "dim"),
    LineKind.REMOVED: ("removed", "removed_word", MINUS, "error"),
    LineKind.ADDED: ("added", "added_word", "+", "verified"),
}
NEXT = (Qt.Key.Key_N, Qt.Key.Key_J)
PREVIOUS = (Qt.Key.Key_P, Qt.Key.Key_K)


class DiffText(RowText):
    """The lines of a comparison.

    Signals:
        fold_pressed: Enter was pressed on a fold, or it was clicked; carries its row.
        stepped: the next (1) or the previous (-1) change is wanted.
    """

    fold_pressed = Signal(int)
    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F7:
            self.stepped.emit(-1 if back else 1)
        elif plain and event.key() in NEXT:
            self.stepped.emit(1)
        elif plain and event.key() in PREVIOUS:
            self.stepped.emit(-1)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._on_fold(self.row):
            self.fold_pressed.emit(self.row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        row = self.cursorForPosition(QPoint(at.x(), at.y())).blockNumber()
        if self._on_fold(row) and not self.textCursor().hasSelection():
            self.fold_pressed.emit(row)

    def _on_fold(self, row: int) -> bool:
        return 0 <= row < len(self.rows) and self.rows[row].said


class DiffView(QWidget):
    """Two texts compared; N and P or F7 and Shift+F7 walk through the changes, Enter opens a fold."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DiffLine, ...] = ()
        self._shown: tuple[DiffLine | Fold, ...] = ()
        self._opened: set[int] = set()
        self._starts: tuple[int, ...] = ()
        self.text = DiffText("Differences", theme)
        self._nothing = EmptyState("check", "Nothing differs", "Both texts are the same.", theme, icons)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self._nothing)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.text)
        self.text.stepped.connect(self._step)
        self.text.fold_pressed.connect(self._on_text_fold_pressed)

    @property
    def sentence(self) -> str:
        """Sum up what differs: `3 changes: 4 lines new, 1 line gone`."""
        return sentence_of(self._lines)

    def show_texts(self, before: str, after: str) -> None:
        """Compare two texts with `\\n` line ends, and go to the first change."""
        self.show_lines([line for block in differences(before, after, None) for line in block.lines])

    def show_lines(self, lines: Sequence[DiffLine]) -> None:
        """Show a comparison made with `differences(before, after, None)`: all lines, also the same ones."""
        self._lines = tuple(lines)
        self._opened.clear()
        differs = any(line.kind is not LineKind.SAME for line in self._lines)
        self._stack.setCurrentWidget(self.text if differs else self._nothing)
        self._fill()
        self.text.setAccessibleDescription(self.sentence)
        if self._starts:
            self.text.go_to_row(self._starts[0], centred=False)

    def say_nothing_differs(self, title: str, text: str) -> None:
        """Change what is said where the texts are the same."""
        self._nothing.set_content(title, text)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.text.setFocus(event.reason())

    def step(self, steps: int) -> None:
        """Go to the next change (1) or to the one before (-1); beyond the last one nothing happens."""
        self._step(steps)

    def _step(self, steps: int) -> None:
        row = self.text.row
        ahead = [start for start in self._starts if (start > row if steps > 0 else start < row)]
        if not ahead:
            return
        to = ahead[0] if steps > 0 else ahead[-1]
        self.text.go_to_row(to)
        number = self._starts.index(to) + 1
        announce(self.text, f"Change {number} of {len(self._starts)}: {self._told(to)}")

    def _told(self, row: int) -> str:
        """Say in words what a change does, as its colours and signs show it."""
        told: dict[LineKind, list[str]] = {LineKind.REMOVED: [], LineKind.ADDED: []}
        for line in self._shown[row:]:
            if isinstance(line, Fold) or line.kind is LineKind.SAME:
                break
            told[line.kind].append(line.text.strip())
        gone, new = (" ".join(told[kind])[:SAID_LONGEST] for kind in (LineKind.REMOVED, LineKind.ADDED))
        if told[LineKind.REMOVED] and told[LineKind.ADDED]:
            return f"{gone or 'an empty line'} became {new or 'an empty line'}"
        if told[LineKind.ADDED]:
            return f"new: {new or 'an empty line'}"
        return f"gone: {gone or 'an empty line'}"

    def _fill(self) -> None:
        self._shown = folded(self._lines, CONTEXT, self._opened)
        self.text.show_rows([_row(line) for line in self._shown])
        changed = [not isinstance(line, Fold) and line.kind is not LineKind.SAME for line in self._shown]
        self._starts = tuple(at for at, is_so in enumerate(changed) if is_so and not (at and changed[at - 1]))

    def _on_text_fold_pressed(self, row: int) -> None:
        fold = self._shown[row]
        if isinstance(fold, Fold):
            seen = self.text.verticalScrollBar().value()
            self._opened.add(fold.start)
            self._fill()
            self.text.go_to_row(row, centred=False)
            self.text.verticalScrollBar().setValue(seen)


def sentence_of(lines: Sequence[DiffLine]) -> str:
    """Sum up what differs: `3 changes: 4 lines new, 1 line gone`; empty when nothing does."""
    kinds = [line.kind for line in lines]
    starts = [at for at, kind in enumerate(kinds) if kind is not LineKind.SAME]
    changes = sum(1 for at in starts if at == 0 or kinds[at - 1] is LineKind.SAME)
    new, gone = kinds.count(LineKind.ADDED), kinds.count(LineKind.REMOVED)
    counted = [f"{_lines(count)} {word}" for count, word in ((new, "new"), (gone, "gone")) if count]
    return f"{changes} {'change' if changes == 1 else 'changes'}: {', '.join(counted)}" if changes else ""


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _row(line: DiffLine | Fold) -> TextRow:
    if isinstance(line, Fold):
        return TextRow(
            f"{line.sentence} – Enter shows them",
            "chip",
            "dim",
            columns=(
                "",
                "",
            ),
            sign="⋯",
            said=True,
        )
    ground, mark, sign, ink = LOOKS[line.kind]
    columns = tuple("" if number is None else str(number) for number in (line.before_line, line.after_line))
    return TextRow(
        line.text, ground, marks=line.spans, mark_ground=mark, columns=columns, sign=sign, sign_ink=ink
    )
