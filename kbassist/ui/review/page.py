"""The Review page: a queue at a time, its entries, and what can be done with the selected one."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.article import FileRef
from kbassist.search.report import Progress
from kbassist.ui.actions import Actions
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.review.asking import Asking
from kbassist.ui.review.controller import ReviewController
from kbassist.ui.review.deeds import can_settle, deeds_of, goal_of
from kbassist.ui.review.queue_card import QueueCard
from kbassist.ui.review.queues import QUEUES, Entry, entry_of
from kbassist.ui.review.settle_view import SettleView
from kbassist.ui.review.variants import Variants
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.label import make_label
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar
from kbassist.workspace.reviewed import Act, ChangeShown, QueueId, ReviewEntry

if TYPE_CHECKING:
    from kbassist.workspace.reviewing import Found
    from kbassist.workspace.workspace import Workspace

MARGIN = 16
ORDER = tuple(QUEUES)
COMPARED = (QueueId.CHANGED, QueueId.PUBLISH)


class ReviewPage(QWidget):
    """Shows the queues; each is found anew whenever the page is shown.

    Signals:
        article_wanted: an entry's article shall be shown, or searched for what was asked in vain; carries
            words and its `ArticleRef`, None where there is no article.
        edit_wanted: a file shall be edited; carries its `FileRef` and a line from 1, 0 for none.
        compare_wanted: an own copy shall be compared with its original; carries its `FileRef`.
        writing_wanted: an article shall be begun; carries the words that were asked in vain.
        changed: files or queues are not as they were.
        said: a sentence for the status line, and whether it tells of something that did not work.
        left: Escape was pressed.
    """

    article_wanted = Signal(str, object)
    edit_wanted = Signal(object, int)
    compare_wanted = Signal(object)
    writing_wanted = Signal(str)
    changed = Signal()
    said = Signal(str, bool)
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        today: Callable[[], date] = date.today,
        *,
        edits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`edits` says that somebody listens to `edit_wanted`; Enter shows the article otherwise."""
        super().__init__(parent)
        self._queue = ORDER[0]
        self._found: Found = {}
        self._edits = edits
        self._actions = actions
        self._work = ReviewController(tasks, today, actions.key("review.take_back"), self)
        self._bar = SegmentedBar(theme, icons, "Queues")
        self._progress = ElidedLabel(theme, FontRole.SECONDARY, "dim", Qt.AlignmentFlag.AlignRight)
        self._card = QueueCard(theme, icons)
        self.entries = self._card.entries
        self.strip = self._card.strip
        self._asking = Asking(self.strip, self._work, self)
        self.settling = SettleView(self._card, self._work, theme, icons)
        self.variants = Variants(self._card, self._work, theme, icons)
        key = actions.key("review.variants")
        self._lay_out = Button("Variants", theme, icons, kind=ButtonKind.QUIET, key=key)
        self._arrange(theme)
        self._connect(actions)
        self._show()

    @property
    def queue(self) -> QueueId:
        """The queue that is shown."""
        return self._queue

    @Slot(object)
    def serve(self, workspace: "Workspace") -> None:
        """Show the queues of another workspace; they are found when the page is looked at."""
        self._work.serve(workspace)
        self._found = {}
        self._show()
        self._look_if_seen()

    @Slot()
    def refresh(self) -> None:
        """Find the entries anew if the page is being looked at, since files have changed."""
        self._work.note_change()
        self._look_if_seen()

    @Slot(str)
    def show_queue(self, name: str) -> None:
        """Turn to a queue by its id."""
        self.settling.leave()
        self._queue = QueueId(name)
        self._card.clear()
        self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._work.look_afresh()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._card.filled:
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
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(make_label("Review", theme, "heading"))
        head.addWidget(self._progress, 1)
        head.addWidget(self._lay_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._card, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it has the focus itself while a queue is empty

    def _connect(self, actions: Actions) -> None:
        self._bar.segment_chosen.connect(self.show_queue)
        self.entries.selected.connect(self._on_entries_selected)
        self.entries.opened.connect(self._on_entries_opened)
        self.entries.looked_at.connect(self._on_entries_looked_at)
        self.entries.turned.connect(self._turn)
        self._card.bar.wanted.connect(self._do)
        self._work.found.connect(self._on_work_found)
        self._work.checked.connect(self._on_work_checked)
        self._work.compared.connect(self._on_work_compared)
        self._work.done.connect(self.changed)
        self._work.said.connect(self.said)
        self._asking.ended.connect(self._on_asking_ended)
        self.settling.ended.connect(self._on_asking_ended)
        self.variants.ended.connect(self._on_asking_ended)
        self.variants.begun.connect(self.settling.leave)
        self.variants.opened.connect(self._on_variants_opened)
        self._lay_out.clicked.connect(self.variants.turn)
        actions.bind("review.variants", self.variants.turn)
        for name in (
            "verify",
            "fix",
            "assign",
            "postpone",
            "remove",
            "forget",
            "promote",
            "catch_up",
            "publish",
        ):
            actions.bind(f"review.{name}", self._on_action_triggered)
        actions.bind("review.take_back", self._work.take_back)
        actions.bind("review.next", self._on_turn_triggered)
        actions.bind("review.previous", self._on_turn_triggered)

    def _show(self) -> None:
        """Show the queue with its entries; the selection stays in its place."""
        found = self._found.get(self._queue, ())
        # The segments are made anew with their counts, and a hidden list loses the focus.
        focused = self.hasFocus() or self._bar.isAncestorOf(self.focusWidget()) or self.entries.hasFocus()
        self._bar.set_segments([self._segment(queue) for queue in ORDER], self._queue)
        words = QUEUES[self._queue]
        empty = words.empty if self._found else ("Looking…", "")
        entries = [entry_of(one, self._work.today, self._work.marks) for one in found]
        self._card.show_entries(words.title, entries, empty, compared=self._queue in COMPARED)
        if focused and not self.strip.isVisible() and self._card.shows_queue:
            (self.entries if entries else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_entries_selected(self.entries.entry)

    def _segment(self, queue: QueueId) -> Segment:
        title, count = QUEUES[queue].title, len(self._found.get(queue, ()))
        return Segment(queue, f"{title}  {count}" if count else title)

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self._work.look()

    @Slot(int)
    def _turn(self, steps: int) -> None:
        self.show_queue(ORDER[(ORDER.index(self._queue) + steps) % len(ORDER)])

    @Slot(str)
    def _do(self, name: str) -> None:
        """Do what a button or a key of the table asks for, if the selected entry allows it."""
        if not self._card.shows_queue:
            return  # the selected entry is not to be seen
        entry = self.entries.entry
        if name == "catch_up" and self._queue is QueueId.CHANGED and self._found.get(self._queue):
            self._work.act(lambda reviewing: reviewing.catch_up())
        elif entry is not None and name in ("open", "show"):
            self._go(entry.found, opens=name == "open")
        elif entry is not None and name in (deed.id for deed in self._card.bar.deeds):
            acts = entry.found.acts
            act = Act.DISMISS if name == "remove" and Act.DISMISS in acts else Act(name)
            self._asking.begin(act, entry.found)

    def _go(self, entry: ReviewEntry, *, opens: bool) -> None:
        """Open an entry where it is worked on, or show its article."""
        goal = goal_of(entry)
        if opens and can_settle(entry):
            self.settling.begin(entry)
        elif opens and self._edits and entry.queue is QueueId.COPIES:
            self.compare_wanted.emit(entry.file)
        elif opens and self._edits and entry.file is not None:
            self.edit_wanted.emit(entry.file, entry.line)
        elif opens and self._edits and goal is not None and goal[1] is None:
            self.writing_wanted.emit(goal[0])
        elif goal is None:
            self.said.emit(f"{entry.title} has no article that could be shown.", True)
        else:
            self.article_wanted.emit(*goal)

    @Slot()
    def _on_action_triggered(self) -> None:
        self._do(self.sender().objectName().removeprefix("review."))

    @Slot(object)
    def _on_variants_opened(self, file: FileRef) -> None:
        if self._edits:
            self.edit_wanted.emit(file, 0)
        else:
            self.said.emit(f"{file.path} cannot be opened here; open it on the Write page.", True)

    @Slot()
    def _on_turn_triggered(self) -> None:
        self._turn(1 if self.sender().objectName() == "review.next" else -1)

    @Slot()
    def _on_asking_ended(self) -> None:
        (self.entries if self._card.filled else self).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_work_found(self, found: "Found") -> None:
        self._found = found
        self._show()

    @Slot(object)
    def _on_work_checked(self, progress: Progress | None) -> None:
        count = f"Checking {progress.done:,} of {progress.total:,}" if progress else ""
        self._progress.set_text(count)

    @Slot(object, object)
    def _on_work_compared(self, entry: ReviewEntry, shown: ChangeShown) -> None:
        selected = self.entries.entry
        if selected is not None and selected.found.key == entry.key:
            self._card.show_change(shown)

    @Slot(object)
    def _on_entries_selected(self, entry: Entry | None) -> None:
        found = entry.found if entry else None
        self._card.bar.offer(deeds_of(found, self._actions, edits=self._edits))
        if found is not None and found.queue in COMPARED:
            self._work.compare(found)

    @Slot(object)
    def _on_entries_opened(self, entry: Entry) -> None:
        self._go(entry.found, opens=True)

    @Slot(object)
    def _on_entries_looked_at(self, entry: Entry) -> None:
        self._go(entry.found, opens=False)
