"""The Answer page laid out for the palette: without tabs, bars and card, with the palette's own foot."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.replies.reply import Wish
from kbassist.ui.actions import Actions
from kbassist.ui.answer.page import AnswerPage
from kbassist.ui.answer.split import AnswerSplit
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.palette.foot import PaletteFoot
from kbassist.ui.palette.offer_row import OfferRow
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.card import Rule

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

WIDTHS = (310, 450)
LIBRARIES_WIDTH = 200


class PalettePage(AnswerPage):
    """All that the Answer page does, in a window of 760 x 440.

    Signals:
        offer_taken: the agent took the offered text; it stands in the search box now.
        ordered: a reply is to be copied; carries whether it is to be pasted as well.
        copied: a reply is on the clipboard; carries whether it is to be pasted as well.
    """

    offer_taken = Signal()
    ordered = Signal(bool)
    copied = Signal(bool)

    def __init__(
        self,
        workspace: "Workspace",
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        clipboard: Clipboard,
        wish: Wish,
        *,
        pastes: bool,
    ) -> None:
        """`pastes` says whether this desktop lets us paste into other programs."""
        # Before the page itself, which lays everything out while it is being made.
        self._rules = (Rule(theme), Rule(theme), Rule(theme))
        self.offer = OfferRow(theme, icons)
        self.foot = PaletteFoot(theme, icons, actions, pastes=pastes)
        self._pasting = False
        super().__init__(workspace, tasks, theme, icons, actions, clipboard, wish=wish)
        self.offer.pressed.connect(self.take_offer)
        self.search.query_changed.connect(self._on_search_query_typed)
        self.conversations.switched.connect(self._on_own_conversations_switched)
        self.foot.copy_pressed.connect(self._on_enter_pressed)
        self.said.connect(self.foot.say)
        actions.bind("palette.paste", self._on_paste_triggered)
        actions.bind("palette.tone", self.wishes.tone.switch)
        self._copying.copied.connect(self._on_copying_copied)
        self._copying.withheld.connect(self._on_copying_held_back)
        self._copying.refused.connect(self._on_copying_held_back)

    @Slot()
    def take_offer(self) -> None:
        """Put the offered text into the search box."""
        text = self.offer.text
        self.offer.offer("", selected=False)
        self.search.setText(text)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.offer_taken.emit()

    @override
    def _arrange(self) -> AnswerSplit:
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 12, 6)
        top.setSpacing(8)
        self.libraries.bar.setMaximumWidth(LIBRARIES_WIDTH)
        top.addLayout(self.libraries.beside(self.search), 1)
        top.addWidget(self.wishes.channel, 0, Qt.AlignmentFlag.AlignVCenter)
        split = AnswerSplit(_ruled(self.panel, self._rules[2]), self.card)
        split.setHandleWidth(1)
        split.setSizes(list(WIDTHS))
        self.search.setProperty("field", "bare")  # the window itself is the box that it stands in
        self.card.be_bare()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.offer)
        column.addWidget(self._rules[0])
        column.addWidget(split, 1)
        column.addWidget(self._rules[1])
        column.addWidget(self.foot)
        for widget in (self.tabs, self.bar):
            widget.setParent(self)
            widget.hide()
        self.setFocusProxy(self.search)
        return split

    @Slot()
    @override
    def _on_search_pressed_tab(self) -> None:
        if self.offer.text and not self.search.text():
            self.take_offer()
        else:
            super()._on_search_pressed_tab()

    @Slot(str)
    def _on_search_query_typed(self, text: str) -> None:
        # Tab goes to the fields again as soon as the agent has chosen to type.
        self.offer.setVisible(bool(self.offer.text) and not text)

    @Slot(object)
    def _on_own_conversations_switched(self, _state: object) -> None:
        self.offer.offer("", selected=False)  # the words are the last customer's, most likely

    @Slot()
    @override
    def _on_enter_pressed(self) -> None:
        self._order(pasting=False)

    @Slot()
    def _on_paste_triggered(self) -> None:
        self._order(pasting=True)

    def _order(self, *, pasting: bool) -> None:
        self._pasting = pasting
        self.ordered.emit(pasting)
        super()._on_enter_pressed()

    @Slot()
    def _on_copying_copied(self) -> None:
        pasting, self._pasting = self._pasting, False
        self.copied.emit(pasting)

    @Slot()
    def _on_copying_held_back(self) -> None:
        self._pasting = False


def _ruled(widget: QWidget, rule: Rule) -> QWidget:
    """Set a widget off to the right by a hair line."""
    rule.setMinimumSize(1, 1)
    rule.setMaximumSize(1, 100_000)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(8, 8, 0, 8)
    row.setSpacing(8)
    row.addWidget(widget, 1)
    row.addWidget(rule)
    return holder
