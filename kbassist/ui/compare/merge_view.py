"""The conflict view: theirs and mine side by side, place by place, and below them what comes out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.merge import Merge
from kbassist.ui.compare.choices import Choices, Taken
from kbassist.ui.compare.merge_head import MergeHead, PickButton, SidePane
from kbassist.ui.compare.merge_rows import result_rows, side_rows
from kbassist.ui.compare.place_editor import PlaceEditor
from kbassist.ui.compare.row_text import RowText
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.widgets.elided_label import ElidedLabel

PICKS = {Qt.Key.Key_Left: Taken.THEIRS, Qt.Key.Key_Right: Taken.MINE}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NOTHING_OPEN = "Every place is decided. Ctrl+Enter saves the result."


class MergeView(QWidget):
    """Lets a writer decide each place that two people changed; the keyboard is enough.

    Left takes theirs, Right mine, B both (Shift+B mine first), E edits the result of the place; Up and Down
    walk through the places, F7 and Shift+F7 through those still open. What was decided stays when the view
    is left and shown again with the same merge.

    Signals:
        resolved: no place is open, and the result shall be saved; carries it.
        cancelled: the view shall be left; nothing is lost.
    """

    resolved = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices(Merge(()))
        self._at = 0
        self.head = MergeHead(theme, icons)
        self.theirs = SidePane("Theirs", "←", theme, icons)
        self.mine = SidePane("Yours", "→", theme, icons)
        self._both = PickButton("Both", theme, icons, key="B")
        self._edit = PickButton("In your words", theme, icons, key="E")
        self._where = ElidedLabel(theme, FontRole.STRONG)
        self.result = RowText("Result", theme, steered=True)
        self.editor = PlaceEditor(theme)
        self._arrange(theme)
        self._connect()

    @property
    def open_places(self) -> int:
        """How many places nobody has decided yet."""
        return len(self._choices.open)

    def show_merge(self, merge: Merge, mine_label: str, theirs_label: str) -> None:
        """Show a merge; the labels say whose each side is and when, such as `Dana, 10:42`."""
        if merge != self._choices.merge:
            self._choices = Choices(merge)
            self._at = next(iter(self._choices.open or self._choices.places), 0)
        self.mine.name_side(mine_label)
        self.theirs.name_side(theirs_label)
        self._show()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.result.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif command and key in ENTER:
            self._save()
        elif command and key == Qt.Key.Key_Z:
            self._take_back()
        elif key == Qt.Key.Key_F7:
            self._step(-1 if shift else 1, self._choices.open)
        elif command:
            super().keyPressEvent(event)
        else:
            self._press(key, shift, event)

    def _press(self, key: Qt.Key, shift: bool, event: QKeyEvent) -> None:
        if key in PICKS:
            self._take(PICKS[key])
        elif key == Qt.Key.Key_B:
            self._take(Taken.MINE_FIRST if shift else Taken.BOTH)
        elif key == Qt.Key.Key_E:
            self._begin_edit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1, self._choices.places)
        else:
            super().keyPressEvent(event)

    def _arrange(self, theme: Theme) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(8)
        sides.addWidget(self.theirs, 1)
        sides.addWidget(self.mine, 1)
        above = QWidget()
        above.setLayout(sides)
        sides.setContentsMargins(0, 0, 0, 0)
        card = Card(theme)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 6, 6)
        head.setSpacing(8)
        head.addWidget(self._where, 1)
        head.addWidget(self._both)
        head.addWidget(self._edit)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.result)
        self._stack.addWidget(self.editor)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 8)
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(Rule(theme))
        inner.addLayout(self._stack, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(above)
        split.addWidget(card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(split, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _connect(self) -> None:
        for button in (self._both, self._edit):
            button.setCheckable(True)
        self.theirs.pick.clicked.connect(self._on_theirs_clicked)
        self.mine.pick.clicked.connect(self._on_mine_clicked)
        self._both.clicked.connect(self._on_both_clicked)
        self._edit.clicked.connect(self._begin_edit)
        self.editor.edited.connect(self._on_editor_edited)
        self.editor.left.connect(self._end_edit)
        self.head.save.clicked.connect(self._save)
        self.head.back.clicked.connect(self.cancelled)

    def _show(self) -> None:
        places, choices = self._choices.places, self._choices
        self._tell()
        if not places:
            self.result.show_rows(result_rows(choices, -1)[0])
            return
        self.theirs.text.show_rows(side_rows(choices.merge, self._at, mine=False))
        self.mine.text.show_rows(side_rows(choices.merge, self._at, mine=True))
        rows, start = result_rows(choices, self._at)
        self.result.show_rows(rows)
        self.result.go_to_row(start)

    def _tell(self) -> None:
        """Say how far it is, and whose lines stand in the place."""
        count, still = len(self._choices.places), self.open_places
        words = f"{still} of {count} places {'is' if still == 1 else 'are'} open"
        sentence = f"{words}. Lines that only one side changed are taken." if still else NOTHING_OPEN
        self.head.show_standing(sentence, settled=not still)
        number = self._choices.places.index(self._at) + 1 if count else 0
        self._where.set_text(f"Result · place {number} of {count}" if count else "Result")
        taken = self._choices.taken(self._at) if count else None
        self.theirs.pick.setChecked(taken is Taken.THEIRS)
        self.mine.pick.setChecked(taken is Taken.MINE)
        self._both.setChecked(taken in (Taken.BOTH, Taken.MINE_FIRST))
        self._edit.setChecked(taken is Taken.HAND)

    def _take(self, whose: Taken) -> None:
        if not self._choices.places:
            return
        was_open = self._choices.taken(self._at) is None
        self._choices.take(self._at, whose)
        self._show_result()
        if was_open and self._choices.open:
            self._step(1, self._choices.open)
        else:
            self._show()
            announce(self, self.head.says)

    def _step(self, steps: int, among: tuple[int, ...]) -> None:
        """Go to the next place of `among`, and from the last one to the first."""
        if not among:
            return
        self._show_result()
        ahead = [at for at in among if (at > self._at if steps > 0 else at < self._at)]
        if steps > 0:
            self._at = ahead[0] if ahead else among[0]
        else:
            self._at = ahead[-1] if ahead else among[-1]
        self._show()
        state = self._choices.taken(self._at)
        announce(self, f"{self._where.text}, {'open' if state is None else f'taken: {state}'}")

    def _show_result(self) -> None:
        """Turn from the editor of the place back to the whole result."""
        if self._stack.currentWidget() is self.editor:
            focused = self.editor.hasFocus()
            self._stack.setCurrentWidget(self.result)
            if focused:
                self.result.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _begin_edit(self) -> None:
        if not self._choices.places:
            return
        if self._choices.taken(self._at) is None:
            hunk = self._choices.hunk(self._at)
            self._choices.take_by_hand(self._at, (*hunk.theirs, *hunk.mine))
        self.editor.show_lines(self._choices.lines(self._at))
        self._stack.setCurrentWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    @Slot()
    def _end_edit(self) -> None:
        self._show_result()
        self._show()

    @Slot(object)
    def _on_editor_edited(self, lines: tuple[str, ...]) -> None:
        self._choices.take_by_hand(self._at, lines)
        self._tell()

    @Slot()
    def _on_theirs_clicked(self) -> None:
        self._take(Taken.THEIRS)

    @Slot()
    def _on_mine_clicked(self) -> None:
        self._take(Taken.MINE)

    @Slot()
    def _on_both_clicked(self) -> None:
        self._take(Taken.BOTH)

    @Slot()
    def _take_back(self) -> None:
        at = self._choices.take_back()
        if at is not None:
            self._at = at
            self._show_result()
            self._show()

    @Slot()
    def _save(self) -> None:
        if self._choices.open:
            self._step(1, self._choices.open)
            announce(self, self.head.says, urgent=True)
        else:
            self.resolved.emit(self._choices.text())
