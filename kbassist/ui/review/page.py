"""The Review page: a queue at a time, its entries, and what can be done with the selected one."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.actions import Actions
from kbassist.ui.icons import Icons
from kbassist.ui.review.alias_strip import AliasStrip
from kbassist.ui.review.controller import Found, ReviewController
from kbassist.ui.review.entry_list import EntryList
from kbassist.ui.review.entry_model import EntryModel
from kbassist.ui.review.queues import QUEUES, Entry, Queue
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.widgets.label import make_label
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

MARGIN = 16


class ReviewPage(QWidget):
    """Shows the queues; each is found anew whenever the page is shown.

    Signals:
        article_wanted: an entry's article shall be shown; carries its title and its `ArticleRef`.
        said: a sentence for the status line, and whether it tells of something that did not work.
        left: Escape was pressed.
    """

    article_wanted = Signal(str, object)
    said = Signal(str, bool)
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = QUEUES[0]
        self._found: Found = {}
        self._work = ReviewController(tasks, today, actions.key("review.take_back"), self)
        self._bar = SegmentedBar(theme, icons, "Queues")
        self._model = EntryModel(self)
        self.entries = EntryList(self._model, theme)
        self._nothing = EmptyState("list-checks", "", "", theme, icons)
        self._open = Button(
            "Show the article", theme, icons, kind=ButtonKind.PRIMARY, key=actions.key("review.open")
        )
        self._remove = Button("", theme, icons, key=actions.key("review.remove"))
        self._promote = Button("Make it an alias", theme, icons, key=actions.key("review.promote"))
        self.alias = AliasStrip(theme, icons)
        self._promoted: Entry | None = None
        self._arrange(theme)
        self._connect(actions)
        self._show()

    @property
    def queue(self) -> Queue:
        """The queue that is shown."""
        return self._queue

    @Slot(object)
    def serve(self, workspace: "Workspace") -> None:
        """Show the queues of another workspace; they are found when the page is looked at."""
        self._work.serve(workspace)
        self._found = {}
        self._show()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Find the entries anew if the page is being looked at."""
        if self.isVisible():
            self._work.look()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._work.look()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._stack.currentWidget() is self.entries:
            self.entries.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif step is not None:
            self._turn(step)
        else:
            super().keyPressEvent(event)

    def _arrange(self, theme: Theme) -> None:
        card = Card(theme)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.entries)
        self._stack.addWidget(self._nothing)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 10, MARGIN, 10)
        foot.setSpacing(8)
        foot.addWidget(self._open)
        foot.addWidget(self._promote)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 1)
        inner.setSpacing(4)
        inner.addLayout(self._stack, 1)
        inner.addWidget(Rule(theme))
        inner.addWidget(self.alias)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(12)
        column.addWidget(make_label("Review", theme, "heading"))
        column.addWidget(self._bar)
        column.addWidget(card, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it has the focus itself while a queue is empty

    def _connect(self, actions: Actions) -> None:
        self._bar.segment_chosen.connect(self._on_bar_segment_chosen)
        self.entries.selected.connect(self._on_entries_selected)
        self.entries.opened.connect(self._on_entries_opened)
        self.entries.turned.connect(self._turn)
        self._work.found.connect(self._on_work_found)
        self._work.said.connect(self.said)
        self._open.clicked.connect(self._on_open_clicked)
        self._remove.clicked.connect(self._on_remove_triggered)
        self._promote.clicked.connect(self._on_promote_triggered)
        self.alias.chosen.connect(self._on_alias_chosen)
        self.alias.left.connect(self.entries.setFocus)
        actions.bind("review.remove", self._on_remove_triggered)
        actions.bind("review.promote", self._on_promote_triggered)
        actions.bind("review.take_back", self._work.take_back)
        actions.bind("review.next", self._on_next_triggered)
        actions.bind("review.previous", self._on_previous_triggered)

    def _show(self) -> None:
        """Show the queue with its entries; the selection stays in its place."""
        queue, row = self._queue, max(0, self.entries.currentIndex().row())
        entries = self._found.get(queue.id, ())
        counted = [(one, len(self._found.get(one.id, ()))) for one in QUEUES]
        # The segments are made anew with their counts, and a hidden list loses the focus.
        focused = self.hasFocus() or self._bar.isAncestorOf(self.focusWidget()) or self.entries.hasFocus()
        self._bar.set_segments(
            [Segment(one.id, f"{one.title}  {count}" if count else one.title) for one, count in counted],
            queue.id,
        )
        self._model.replace(entries)
        self.entries.setAccessibleName(queue.title)
        if self._found:
            self._nothing.set_content(*queue.empty)
        else:
            self._nothing.set_content("Looking…", "")
        self._stack.setCurrentWidget(self.entries if entries else self._nothing)
        self._remove.set_text(queue.done)
        self._remove.setVisible(queue.remove is not None)
        self._promote.setVisible(queue.promotes)
        if entries:
            self.entries.select_row(row)
        if focused:
            (self.entries if entries else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_entries_selected(self.entries.entry)

    def _turn_to(self, queue: Queue) -> None:
        self._queue = queue
        self.alias.hide()
        self._model.replace(())
        self._show()

    @Slot(int)
    def _turn(self, steps: int) -> None:
        at = QUEUES.index(self._queue) + steps
        self._turn_to(QUEUES[at % len(QUEUES)])

    @Slot()
    def _on_next_triggered(self) -> None:
        self._turn(1)

    @Slot()
    def _on_previous_triggered(self) -> None:
        self._turn(-1)

    @Slot(str)
    def _on_bar_segment_chosen(self, name: str) -> None:
        self._turn_to(next(queue for queue in QUEUES if queue.id == name))

    @Slot(object)
    def _on_work_found(self, found: Found) -> None:
        self._found = found
        self._show()

    @Slot(object)
    def _on_entries_selected(self, entry: Entry | None) -> None:
        for button in (self._open, self._remove, self._promote):
            button.setEnabled(entry is not None)

    @Slot(object)
    def _on_entries_opened(self, entry: Entry) -> None:
        self.article_wanted.emit(entry.title, entry.ref)

    @Slot()
    def _on_open_clicked(self) -> None:
        if (entry := self.entries.entry) is not None:
            self.article_wanted.emit(entry.title, entry.ref)

    @Slot()
    def _on_remove_triggered(self) -> None:
        if (entry := self.entries.entry) is not None:
            self._work.remove(self._queue, entry)

    @Slot()
    def _on_promote_triggered(self) -> None:
        if self._queue.promotes and (entry := self.entries.entry) is not None:
            self._promoted = entry
            self.alias.ask(entry.subject.alias)

    @Slot(str)
    def _on_alias_chosen(self, alias: str) -> None:
        if self._promoted is not None:
            self._work.promote(self._promoted, alias)
        self.entries.setFocus()
