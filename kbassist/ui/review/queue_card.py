"""The card of a queue: its entries or why there are none, what changed, and what can be done."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.compare.diff_view import DiffView
from kbassist.ui.icons import Icons
from kbassist.ui.review.ask_strip import AskStrip
from kbassist.ui.review.entry_bar import EntryBar
from kbassist.ui.review.entry_list import EntryList
from kbassist.ui.review.entry_model import EntryModel
from kbassist.ui.review.queues import Entry
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.workspace.reviewed import ChangeShown

MARGIN = 16
WIDE_PX = 900
"""From here on, at 100 %, a comparison stands beside the entries and not below them."""


class QueueCard(Card):
    """Lays the parts of a queue out; a comparison stands beside the entries, or below where it is narrow."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._look = theme
        self._model = EntryModel(self)
        self.entries = EntryList(self._model, theme)
        self.strip = AskStrip(theme, icons)
        self.bar = EntryBar(theme, icons)
        self.change = DiffView(theme, icons)
        self.change.setVisible(False)
        self._nothing = EmptyState("list-checks", "", "", theme, icons)
        both = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, both)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(8)
        self._both.addWidget(self.entries, 2)
        self._both.addWidget(self.change, 3)
        self._stack = QStackedLayout()
        self._stack.addWidget(both)
        self._stack.addWidget(self._nothing)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 10, MARGIN, 10)
        foot.addWidget(self.bar)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(8, 8, 8, 1)
        inner.setSpacing(4)
        inner.addLayout(self._stack, 1)
        inner.addWidget(Rule(theme))
        inner.addWidget(self.strip)
        inner.addLayout(foot)
        # While something is asked its answer is all that the keys mean.
        self.strip.began.connect(self.bar.hide)
        self.strip.answered.connect(self.bar.show)
        self.strip.left.connect(self.bar.show)

    @property
    def filled(self) -> bool:
        """Whether there is an entry."""
        return self._model.rowCount() > 0

    def clear(self) -> None:
        """Let go of the entries and of what was asked, so that the selection begins anew."""
        self._model.replace(())
        self.strip.hide()
        self.show_view(None)

    def show_entries(
        self, name: str, entries: Sequence[Entry], empty: tuple[str, str], *, compared: bool
    ) -> None:
        """Show the entries of a queue; the selection stays on its entry, else in its place."""
        row, selected = max(0, self.entries.currentIndex().row()), self.entries.entry
        same = [at for at, one in enumerate(entries) if selected and one.found.key == selected.found.key]
        self._model.replace(entries)
        self.entries.setAccessibleName(name)
        self._nothing.set_content(*empty)
        self.change.setVisible(compared and bool(entries))
        if self.shows_queue:
            self._stack.setCurrentIndex(0 if entries else 1)
        if entries:
            self.entries.select_row(same[0] if same else row)

    def add_view(self, view: QWidget) -> None:
        """Have room for what may stand in the place of the entries."""
        self._stack.addWidget(view)

    def show_view(self, view: QWidget | None) -> None:
        """Show such a view, the queue again for None."""
        place = self._stack.indexOf(view) if view is not None else 0 if self.filled else 1
        self._stack.setCurrentIndex(place)
        self.bar.setVisible(view is None)

    @property
    def shows_queue(self) -> bool:
        """Whether the entries are there, or why there are none, and no other view."""
        return self._stack.currentIndex() < 2

    def shows(self, view: QWidget) -> bool:
        """Tell whether this is what stands there."""
        return self._stack.currentWidget() is view

    def show_change(self, shown: ChangeShown) -> None:
        """Show what changed in the selected entry's file."""
        self.change.say_nothing_differs("Nothing to compare" if shown.note else "Nothing differs", shown.note)
        self.change.show_lines(shown.lines)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._look.px(WIDE_PX)
        side = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(side)
