"""The matrix of variants in the place of a queue."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbassist.checks.variants import Matrix
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.review.controller import ReviewController
from kbassist.ui.review.matrix_view import MatrixView
from kbassist.ui.review.queue_card import QueueCard
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.empty_state import EmptyState

SIGNS = "● a reply of its own   ○ the reply for any channel   – none"


class Variants(QObject):
    """Shows the matrix in the queue's card until it is left; it follows the checks while it is seen.

    Signals:
        begun: the matrix is about to be shown.
        ended: the queue is there again.
        opened: an article shall be opened; carries its `FileRef`.
    """

    begun = Signal()
    ended = Signal()
    opened = Signal(object)

    def __init__(self, card: QueueCard, work: ReviewController, theme: Theme, icons: Icons) -> None:
        super().__init__(card)
        self._card = card
        self._work = work
        self.matrix = MatrixView(theme)
        self._caption = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._panel = QWidget()
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._caption)
        column.addWidget(self.matrix, 1)
        self._nothing = EmptyState("list-checks", "", "", theme, icons)
        column.addWidget(self._nothing, 1)
        card.add_view(self._panel)
        work.matrices_found.connect(self._on_work_matrices_found)
        work.checked.connect(self._on_work_checked)
        self.matrix.opened.connect(self.opened)
        self.matrix.left.connect(self.leave)

    @property
    def shown(self) -> bool:
        """Whether the matrix stands in the place of the queue."""
        return self._card.shows(self._panel)

    @Slot()
    def turn(self) -> None:
        """Show the matrix, or the queue again; while the strip asks, its answer is all that the keys mean."""
        if self.shown:
            self.leave()
        elif not self._card.strip.isVisible():
            self.begun.emit()
            self.begin()

    def begin(self) -> None:
        """Show the matrix as the articles were last checked."""
        self._card.show_view(self._panel)
        self._show(())
        self._work.find_matrices()

    @Slot()
    def leave(self) -> None:
        """Show the queue again."""
        if self.shown:
            self._card.show_view(None)
            self.ended.emit()

    def _show(self, matrices: Sequence[tuple[str, Matrix]]) -> None:
        self.matrix.show_matrices(matrices)
        filled, gaps = self.matrix.filled, self.matrix.gaps
        count = "No variant is missing" if not gaps else "One variant is missing" if gaps == 1 else ""
        self._caption.set_text(f"{count or f'{gaps:,} variants are missing'}.   {SIGNS}")
        self._caption.setVisible(filled)
        self.matrix.setVisible(filled)
        self._nothing.setVisible(not filled)
        self._nothing.set_content(
            "No variants yet", "Articles with replies are shown here once they are checked."
        )
        if self.shown:
            (self.matrix if filled else self._panel).setFocus()

    @Slot(object)
    def _on_work_matrices_found(self, matrices: Sequence[tuple[str, Matrix]]) -> None:
        if self.shown:
            self._show(matrices)

    @Slot(object)
    def _on_work_checked(self, progress: object) -> None:
        if self.shown and progress is None:
            self._work.find_matrices()
