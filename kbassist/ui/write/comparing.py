"""Shows two texts side by side, and lets the writer choose where two people changed the same lines."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbassist.articles.merge import Merge
from kbassist.ui.compare.diff_view import DiffView
from kbassist.ui.compare.merge_view import MergeView
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.card import Card
from kbassist.ui.write.layout import WriteLayout
from kbassist.ui.write.notes import Comparison
from kbassist.ui.write.side_room import SideRoom

THEIRS = "Somebody else"


class Comparing(QObject):
    """Uses the side room; the text stays as it is until something has been chosen.

    Signals:
        resolved: the text that was chosen shall be saved; carries it.
        left: the text is shown again.
    """

    resolved = Signal(str)
    left = Signal()

    def __init__(self, side: SideRoom, places: WriteLayout, theme: Theme, icons: Icons) -> None:
        super().__init__(side)
        self._side = side
        self._places = places
        self._theme = theme
        self._diff = DiffView(theme, icons)
        self._diff_card = self._on_card(self._diff)
        self._merge = MergeView(theme, icons)
        self._merge.resolved.connect(self._on_merge_resolved)
        self._merge.cancelled.connect(self.leave)
        side.left.connect(self.leave)

    @Slot(object)
    def compare(self, compared: Comparison) -> None:
        """Show how two texts differ."""
        self._diff.show_texts(compared.before, compared.after)
        summary = self._diff.sentence
        self._side.show_view(self._diff_card, f"{compared.title} · {summary}" if summary else compared.title)
        self._places.show_side(True)
        self._diff.setFocus()

    @Slot(object)
    def ask(self, merge: Merge) -> None:
        """Let the writer choose."""
        self._merge.show_merge(merge, "Yours", THEIRS)
        self._side.show_view(self._merge)
        self._places.show_side(True)
        self._merge.setFocus()

    @Slot()
    def leave(self) -> None:
        """Show the text again."""
        if self._places.in_side:
            self._places.show_side(False)
            self.left.emit()

    def _on_card(self, view: QWidget) -> Card:
        card = Card(self._theme)
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(view)
        card.setFocusProxy(view)
        return card

    @Slot(str)
    def _on_merge_resolved(self, text: str) -> None:
        self.leave()
        self.resolved.emit(text)
