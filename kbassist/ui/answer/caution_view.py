"""Shows in the card why a reply was held back, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.lookout import Caution, CautionKind, Lookout
from kbassist.ui.widgets.banner import BannerKind

OTHER = "answer.next_variant"
MOST = 3


class CautionView(QObject):
    """Keeps the card's banner true to the lookout.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(self, card: PreviewCard, lookout: Lookout, actions: Actions) -> None:
        super().__init__(card)
        self._card = card
        self._actions = actions
        lookout.raised.connect(self._on_lookout_raised)
        lookout.cleared.connect(self._on_lookout_cleared)
        card.caution.action_triggered.connect(actions[OTHER].trigger)

    @Slot(object)
    def _on_lookout_raised(self, cautions: Sequence[Caution]) -> None:
        lines = [caution.sentence for caution in cautions[:MOST]]
        if len(cautions) > MOST:
            lines.append(f"And {len(cautions) - MOST} more.")
        key = self._actions.key("answer.copy")
        repeated = any(caution.kind is CautionKind.REPEAT for caution in cautions)
        other = f"Another variant ({self._actions.key(OTHER)})" if repeated else ""
        text = "\n".join([*lines, f"{key} copies it all the same."])
        self._card.caution.show_message(text, BannerKind.WARNING, other, dismissable=False)
        self.said.emit(
            f"Not copied yet: {cautions[0].sentence} {key} once more copies it all the same.", True
        )
        marked = next((caution.text for caution in cautions if caution.text), "")
        if marked:
            self._card.body.select(marked)

    @Slot()
    def _on_lookout_cleared(self) -> None:
        self._card.caution.clear()
