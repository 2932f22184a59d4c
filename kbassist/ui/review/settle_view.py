"""A conflict in the place of its queue: both texts side by side, and the one that they become."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.ui.compare.merge_view import MergeView
from kbassist.ui.icons import Icons
from kbassist.ui.review.controller import ReviewController
from kbassist.ui.review.queue_card import QueueCard
from kbassist.ui.theme import Theme
from kbassist.ui.write.meeting import labels_of
from kbassist.workspace.reviewed import ReviewEntry
from kbassist.workspace.written import ConflictOpened, CopyPair, PairOpened


class SettleView(QObject):
    """Shows the pair of a conflict in the queue's card until it is settled or left.

    Signals:
        ended: the queue is there again.
    """

    ended = Signal()

    def __init__(self, card: QueueCard, work: ReviewController, theme: Theme, icons: Icons) -> None:
        super().__init__(card)
        self._card = card
        self._work = work
        self._pair: PairOpened | ConflictOpened | None = None
        self._key = ""
        self.merge = MergeView(theme, icons)
        card.add_view(self.merge)
        work.pair_opened.connect(self._on_work_pair_opened)
        self.merge.resolved.connect(self._on_merge_resolved)
        self.merge.cancelled.connect(self.leave)

    def begin(self, entry: ReviewEntry) -> None:
        """Read both files; they are shown when they are there."""
        self._key = entry.key
        self._work.open_pair(entry)

    @Slot()
    def leave(self) -> None:
        """Show the queue again; what was decided comes back with the same pair."""
        self._key, self._pair = "", None
        if self._card.shows(self.merge):
            self._card.show_view(None)
            self.ended.emit()

    @Slot(object, object)
    def _on_work_pair_opened(self, entry: ReviewEntry, pair: PairOpened | ConflictOpened) -> None:
        if entry.key != self._key:
            return
        self._pair = pair
        if isinstance(pair, ConflictOpened):
            self.merge.show_merge(pair.merge, *labels_of(pair.pending))
        elif isinstance(entry.subject, CopyPair):
            self.merge.show_merge(pair.merge, pair.original.file.path, f"The copy of {entry.subject.service}")
        self._card.show_view(self.merge)
        self.merge.setFocus()

    @Slot(str)
    def _on_merge_resolved(self, text: str) -> None:
        if (pair := self._pair) is not None:
            self._work.act(lambda reviewing: reviewing.settle(pair, text))
        self.leave()
