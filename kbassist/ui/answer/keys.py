"""Binds the page's actions - keys, menu entries and buttons alike - to what they do."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from kbassist.replies.reply import Flavour
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.card_head import ARTICLE
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.card.wish_bar import WishBar
from kbassist.ui.answer.copying import CopyController, CopyOrder
from kbassist.ui.answer.desk import Desk

NUMBERS = range(1, 10)
FLAVOURS = {
    "answer.copy_plain": Flavour.PLAIN,
    "answer.copy_rich": Flavour.RICH,
    "answer.copy_markdown": Flavour.MARKDOWN,
}


class AnswerKeys(QObject):
    """Carries out the actions that concern variants, wishes and copying.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self, actions: Actions, desk: Desk, card: PreviewCard, wishes: WishBar, copying: CopyController
    ) -> None:
        super().__init__(card)
        self._desk = desk
        self._card = card
        self._wishes = wishes
        self._copying = copying
        for number in NUMBERS:
            actions.bind(f"answer.copy_hit_{number}", self._on_hit_triggered).setData(number)
            actions.bind(f"answer.variant_{number}", self._on_variant_triggered).setData(number)
        for name, flavour in FLAVOURS.items():
            actions.bind(name, self._on_flavour_triggered).setData(flavour)
        actions.bind("answer.article", self._on_article_triggered)
        card.article_pressed.connect(self._on_article_triggered)
        actions.bind("answer.next_variant", self._on_next_variant_triggered)
        actions.bind("answer.previous_variant", self._on_previous_variant_triggered)
        actions.bind("answer.channel", self._on_channel_triggered)
        actions.bind("answer.tone", self._on_tone_triggered)
        actions.bind("answer.language", self._on_language_triggered)

    def choose(self, variant: str) -> None:
        """Turn to a variant by the id of its segment."""
        if variant == ARTICLE:
            self._desk.choose_article()
        elif variant:
            self._desk.choose(variant)

    def _number(self) -> int:
        action = self.sender()
        return int(action.data()) if isinstance(action, QAction) else 0

    @Slot()
    def _on_hit_triggered(self) -> None:
        self._copying.order(CopyOrder(number=self._number()))

    @Slot()
    def _on_variant_triggered(self) -> None:
        self.choose(self._card.head.numbered(self._number()))

    @Slot()
    def _on_flavour_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._copying.order(CopyOrder(Flavour(action.data())))

    @Slot()
    def _on_article_triggered(self) -> None:
        if self._desk.as_article:
            self._desk.choose_best()
        elif self._desk.ref is not None:
            self._desk.choose_article()

    @Slot()
    def _on_next_variant_triggered(self) -> None:
        self.choose(self._card.head.neighbour(1))

    @Slot()
    def _on_previous_variant_triggered(self) -> None:
        self.choose(self._card.head.neighbour(-1))

    @Slot()
    def _on_channel_triggered(self) -> None:
        self._wishes.channel.switch()
        self.said.emit(self._wishes.channel.accessibleName(), False)

    @Slot()
    def _on_tone_triggered(self) -> None:
        self._wishes.tone.switch()
        self.said.emit(self._wishes.tone.accessibleName(), False)

    @Slot()
    def _on_language_triggered(self) -> None:
        self._wishes.lang.switch()
        self.said.emit(self._wishes.lang.accessibleName(), False)
