"""The Answer page: lays its parts out and passes on what each has to tell the others."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.article import ArticleRef
from kbassist.messages.message import FoundValue
from kbassist.replies.reply import Wish
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.compose.composer import Composer
from kbassist.ui.answer.conversation_bar import ConversationBar
from kbassist.ui.answer.conversation_switch import ConversationSwitch
from kbassist.ui.answer.conversation_tabs import ConversationTabs
from kbassist.ui.answer.conversations import NUMBERS, Conversations, ConversationState
from kbassist.ui.answer.copy_station import CopyStation
from kbassist.ui.answer.copying import CopyOrder
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.favourite import FavouriteController
from kbassist.ui.answer.found_strip import FoundStrip
from kbassist.ui.answer.guide_controller import GuideController
from kbassist.ui.answer.hits_panel import HitsPanel
from kbassist.ui.answer.keys import AnswerKeys
from kbassist.ui.answer.library_filter import LibraryFilter
from kbassist.ui.answer.link_follower import LinkFollower
from kbassist.ui.answer.message_pane import MessagePane
from kbassist.ui.answer.message_strip import MessageStrip
from kbassist.ui.answer.own_copy import OwnCopyController
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.preview_pane import PreviewPane
from kbassist.ui.answer.search_box import SearchBox
from kbassist.ui.answer.search_controller import SearchController
from kbassist.ui.answer.search_pane import SearchPane
from kbassist.ui.answer.split import AnswerSplit
from kbassist.ui.answer.voice import Voice
from kbassist.ui.answer.write_article import WriteArticle
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.library_mark import marks_of
from kbassist.workspace.workspace import Workspace

MARGIN = 16


class AnswerPage(QWidget):
    """Search, hits and preview.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        wish_changed: the agent wished for another channel, tone or language; carries the `Wish`.
        hide_wanted: Escape was pressed in the empty search box.
        split_moved: the splitter was moved; carries its state for `restore_split`.
        write_wanted: the article shall be edited; carries its `FileRef` and a line, 0 for none.
    """

    said = Signal(str, bool)
    wish_changed = Signal(object)
    hide_wanted = Signal()
    split_moved = Signal(QByteArray)
    write_wanted = Signal(object, int)

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        clipboard: Clipboard,
        *,
        wish: Wish = Wish(),  # noqa: B008
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._next_ask_key = actions.key("answer.next_ask")
        self.search = SearchBox(theme, icons)
        self.bar = ConversationBar(theme, icons, actions.key("answer.new_conversation"))
        self.message = MessageStrip(theme, icons, actions.key("answer.as_message"))
        self.found = FoundStrip(theme, icons, actions.key("answer.take_values"))
        self.panel = HitsPanel(theme, icons)
        self.card = PreviewCard(theme, icons, clipboard, actions, today)
        self.wishes = self.card.wishes
        self.tabs = ConversationTabs(
            theme, icons, [actions.key(f"answer.conversation_{number}") for number in NUMBERS]
        )
        self.conversations = Conversations(wish, self)
        self.desk = Desk(self.conversations, self)
        self._searching = SearchController(workspace, tasks, self)
        self.libraries = LibraryFilter(self._searching, actions, theme, icons, self)
        self._previewing = PreviewController(workspace, tasks, self)
        self._finding = SearchPane(self.search, self.panel, self._searching, self.conversations, self)
        self._pane = PreviewPane(self.card, self.desk, self._previewing)
        self._reading = MessagePane(
            self.search, self.message, self.found, self.conversations, self.desk, self._finding,
            actions, workspace,
        )  # fmt: skip
        self._station = CopyStation(
            self._searching, self._previewing, clipboard, self.panel.hits.pick_number, self.card,
            self.conversations, self.desk, self._reading, workspace, tasks, actions, today,
        )  # fmt: skip
        self._copying = self._station.controller
        self._keys = AnswerKeys(actions, self.desk, self.card, self.wishes, self._copying)
        self._composer = Composer(self.card, self.desk, self._previewing, workspace, tasks, actions)
        self._links = LinkFollower(self.card, self.desk, workspace.own_copies.followed)
        self._guides = GuideController(actions, self.desk, self.card, self._previewing, clipboard)
        self._favourite = FavouriteController(self._previewing, workspace, tasks)
        self.own_copy = OwnCopyController(self.card.head, self._previewing, workspace, tasks, actions)
        self._write = WriteArticle(self._previewing, actions, self)
        self._turning = ConversationSwitch(
            self.conversations, self.desk, self.tabs, self.bar, actions, clipboard, workspace, tasks
        )
        self._voice = Voice(self)
        self._split = self._arrange()
        self._connect_search()
        self._connect_preview()
        self._connect_rest(actions)
        self._offer(wish)
        self._finding.ask()

    @property
    def settled(self) -> bool:
        """Tell whether hits and preview are those that are wanted now."""
        look = self.desk.look()
        return self._searching.settled and (look is None or self._previewing.view is not None)

    def focus_search(self) -> None:
        """Give the search box the focus, its text selected, so that typing begins a new search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        """Ask for hits and preview once more, since the library has changed; selection and texts stay."""
        self._offer(self.desk.wish)
        self._finding.ask_again()
        self.desk.read_again()

    def wish_for(self, wish: Wish) -> None:
        """Take another channel, tone or language as the agent's, in all conversations; nothing is emitted."""
        self.conversations.wish_for(wish)
        self._offer(wish)
        self.desk.wish_for(wish)
        self._finding.ask()

    def offer_values(self, values: Sequence[FoundValue], source: str) -> None:
        """Offer values, such as those of a link, for the conversation; the agent takes them or does not."""
        self._reading.offer(values, source)

    def take_over(self, query: str, ref: ArticleRef | None) -> None:
        """Ask what was asked in the palette, and select the article that was selected there."""
        self._finding.take_over(query, ref)

    def show_hints(self, on: bool) -> None:
        """Give hints on the wording of replies, or no longer."""
        self._composer.show_hints(on)

    def restore_split(self, state: QByteArray) -> None:
        """Put the splitter where it was; what `split_moved` never gave is ignored."""
        self._split.restoreState(state)

    def _offer(self, wish: Wish) -> None:
        """Offer what the open libraries are, and have."""
        libraries = self._workspace.status().libraries
        self.wishes.offer(self._workspace.libraries, wish)
        self.libraries.offer(libraries)
        self.card.head.show_marks(marks_of(libraries))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_search()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.search.leave_room(self.height())
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> AnswerSplit:
        split = AnswerSplit(self.panel, self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 2, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addWidget(self.tabs)
        column.addLayout(self.libraries.beside(self.search))
        for strip in (self.message, self.found, self.bar):
            column.addWidget(strip)
        column.addWidget(split, 1)
        self.setFocusProxy(self.search)
        return split

    def _connect_search(self) -> None:
        hits = self.panel.hits
        self.search.pressed_enter.connect(self._on_enter_pressed)
        self.search.pressed_tab.connect(self._on_search_pressed_tab)
        self.search.escaped.connect(self.hide_wanted)
        self.search.copy_wanted.connect(self.card.browser.copy_selection)
        self.wishes.wish_changed.connect(self._on_wishes_wish_changed)
        self._finding.went_on.connect(self._on_finding_went_on)
        self._finding.answered.connect(self._on_finding_answered)
        self._finding.failed.connect(self._on_work_failed)
        hits.picked.connect(self._pane.pick)
        hits.pressed_enter.connect(self._on_enter_pressed)
        self.bar.editing_ended.connect(self.search.setFocus)
        self.conversations.switched.connect(self._on_conversations_switched)
        self._turning.turned.connect(self.search.setFocus)
        self._split.state_changed.connect(self.split_moved)

    def _connect_preview(self) -> None:
        card = self.card
        card.variant_chosen.connect(self._keys.choose)
        card.favourite_pressed.connect(self._favourite.toggle)
        self._pane.copy_wanted.connect(self._on_enter_pressed)
        card.browser.pressed_enter.connect(self._on_enter_pressed)
        card.browser.typed.connect(self.search.type_on)
        self._pane.changed.connect(self._copying.cancel)
        self._pane.changed.connect(self._voice.take_back)
        self._pane.recovered.connect(self._voice.take_back)
        self._pane.arrived.connect(self._copying.advance)
        self._pane.failed.connect(self._on_work_failed)
        self._pane.no_field.connect(self._on_pane_no_field)
        card.form.pressed_enter.connect(self._on_enter_pressed)
        card.form.left.connect(self.search.setFocus)
        for part in (self._composer, self._guides):
            part.copy_wanted.connect(self._on_enter_pressed)
            part.left.connect(self.search.setFocus)
            part.typed.connect(self.search.type_on)

    def _connect_rest(self, actions: Actions) -> None:
        self._favourite.changed.connect(self._on_favourite_changed)
        self._voice.said.connect(self.said)
        acting = (self.own_copy, self._station, self._favourite, self._keys, self._links, self._composer)
        asking = (self._turning, self._reading, self._guides, self._write, self._finding, self.libraries)
        for speaker in (*acting, *asking):
            speaker.said.connect(self._voice.say)
        self._write.wanted.connect(self.write_wanted)
        self._reading.left.connect(self.search.setFocus)
        self._previewing.viewed.connect(self.bar.learn)
        actions.bind("answer.search", self.focus_search)
        actions.bind("answer.favourite", self._favourite.toggle)

    @Slot()
    def _on_finding_went_on(self) -> None:
        """Forget what an earlier key asked for and has not got yet, or could not have."""
        self._voice.take_back()
        self._copying.cancel()
        self._pane.forget_field()

    @Slot()
    def _on_finding_answered(self) -> None:
        asks = len(self._reading.asks)
        self._pane.explain(guesses=self.panel.guessing, asks=asks, key=self._next_ask_key)
        self._copying.advance()

    @Slot()
    def _on_enter_pressed(self) -> None:
        # In a field as well: the gate copies, or names the next value once the newest text is there.
        self._copying.order(CopyOrder())

    @Slot()
    def _on_search_pressed_tab(self) -> None:
        self._pane.focus_field(settled=self._searching.settled)

    @Slot(object)
    def _on_wishes_wish_changed(self, wish: Wish) -> None:
        self.desk.wish_for(wish)
        self._finding.ask()
        self.wish_changed.emit(wish)

    @Slot(object)
    def _on_conversations_switched(self, state: ConversationState) -> None:
        self._offer(state.wish)
        self._previewing.forget()

    @Slot(str)
    def _on_work_failed(self, sentence: str) -> None:
        self._copying.cancel()
        self._voice.say(sentence, True)

    @Slot()
    def _on_pane_no_field(self) -> None:
        self.focusNextChild()

    @Slot()
    def _on_favourite_changed(self) -> None:
        self.desk.read_again()
        self._finding.ask_again()
