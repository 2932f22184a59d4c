"""Carries Enter out: waits for the newest answer, asks the gate, and only then touches the clipboard."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from kbassist.replies.reply import FilledReply, Flavour
from kbassist.system.errors import CopyRefused
from kbassist.ui.answer.card.piece_walk import PieceWalk
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import View
from kbassist.ui.answer.search_controller import SearchController
from kbassist.ui.clipboard import Clipboard


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """What Enter asked for; `number` names a hit of the newest answer, None the selected one."""

    flavour: Flavour = Flavour.RICH
    number: int | None = None


class CopyController(QObject):
    """Copies what is shown, never what was shown before.

    Enter often comes faster than the answer to the last letter, and a value is often still on its way
    into the text. An order therefore waits until the search has settled and the preview shows exactly
    what is wanted now.

    Signals:
        copied: the `FilledReply` that is on the clipboard now, and its `Flavour`.
        withheld: the `View` that the gate did not let pass.
        refused: a sentence; there was nothing to copy, or the clipboard did not take it.
    """

    copied = Signal(object, object)
    withheld = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        search: SearchController,
        preview: PreviewController,
        clipboard: Clipboard,
        pick: Callable[[int], bool],
        walk: PieceWalk,
        holds: Callable[[View, bool], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._preview = preview
        self._clipboard = clipboard
        self._pick = pick
        self._walk = walk
        self._holds = holds
        self._order: CopyOrder | None = None

    @property
    def waiting(self) -> bool:
        """Tell whether an order waits for an answer."""
        return self._order is not None

    def order(self, order: CopyOrder) -> None:
        """Copy as soon as what is wanted is there, at once when it is."""
        self._order = order
        self.advance()

    def cancel(self) -> None:
        """Forget an order that waits, since the agent has gone on to something else."""
        self._order = None

    def advance(self) -> None:
        """Go on with a waiting order; call it when hits or a view have arrived."""
        if self._order is None or not self._search.settled:
            return
        if self._order.number is not None:
            number = self._order.number
            # Before the pick: where the hit's view is there already, it carries the order out by itself.
            self._order = replace(self._order, number=None)
            if not self._pick(number):
                self._order = None
                self.refused.emit(f"There is no hit {number}.")
            if self._order is None:
                return
        if self._preview.wanted is None:
            self._order = None
            self.refused.emit("Nothing to copy: no hit is selected.")
            return
        if failure := self._preview.failure:
            self._order = None  # waiting on would copy whenever the article comes back
            self.refused.emit(failure)
            return
        self._preview.hurry()
        view = self._preview.view
        if view is not None:
            flavour, self._order = self._order.flavour, None
            self._decide(view, flavour)

    def _decide(self, view: View, flavour: Flavour) -> None:
        filled: FilledReply | None = view.filled
        if filled is None or not filled.ready:
            self.withheld.emit(view)
            return
        further = flavour is Flavour.RICH and self._walk.next > 1
        if self._holds(view, further):
            return
        portion = self._walk.portion(filled, flavour)
        try:
            self._clipboard.put(
                portion.plain, portion.html, portion.markdown, sensitive=filled.sensitive, flavour=flavour
            )
        except CopyRefused as refusal:
            self.refused.emit(str(refusal))
            return
        self._walk.note(flavour)
        self.copied.emit(filled, flavour)
