"""Joins desk, preview controller and card: what is wanted goes one way, views and typed values the other."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.replies.conversation import Conversation
from kbassist.search.results import Hit
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import Look, View

EMPTY_TITLE = "What does your customer need?"
EMPTY_TEXT = "Type a few letters. Up and Down move through the hits, Enter copies the reply."


GUESS_TITLE = "Nothing fits well"
GUESS_TEXT = "Down shows the nearest articles; what is shown, Enter copies."
ASKS_TITLE = "This message asks several things"
ASKS_TEXT = "{key} goes from one question to the next; each has hits of its own."


class PreviewPane(QObject):
    """Keeps the card true to the desk.

    Signals:
        arrived: the view that is wanted now is shown.
        failed: it cannot be shown; carries a sentence.
        recovered: after something that could not be shown, something is shown again.
        copy_wanted: the primary button was pressed for a reply.
        changed: the agent typed a value.
        no_field: a field was wanted, and the reply asks for none.
    """

    arrived = Signal()
    failed = Signal(str)
    recovered = Signal()
    copy_wanted = Signal()
    changed = Signal()
    no_field = Signal()

    def __init__(self, card: PreviewCard, desk: Desk, previewing: PreviewController) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._previewing = previewing
        self._field_wanted = False
        self._failing = False
        self._state = desk.state  # whose values the form holds
        card.copy_pressed.connect(self._on_card_copy_pressed)
        card.form.edited.connect(self._on_form_edited)
        desk.look_changed.connect(self._on_desk_look_changed)
        previewing.viewed.connect(self._on_previewing_viewed)
        previewing.failed.connect(self._on_previewing_failed)
        card.show_nothing(EMPTY_TITLE, EMPTY_TEXT)

    def pick(self, hit: Hit | None) -> None:
        """Turn to a hit, or to nothing."""
        if hit is not None and hit.ref != self._desk.ref:
            self._card.expect(hit)
        self._desk.pick(hit)

    def focus_field(self, *, settled: bool) -> None:
        """Give the first empty field the focus, as soon as it is there.

        Tab may be faster than the hits for the last letter (`settled` is false then), or than the view.
        """
        waits = self._desk.ref is not None and self._previewing.view is None
        self._field_wanted = waits or not settled
        if not self._field_wanted:
            self._focus_first_empty()

    def forget_field(self) -> None:
        """Forget a wish for a field that has not come true yet."""
        self._field_wanted = False

    def explain(self, *, guesses: bool, asks: int, key: str) -> None:
        """Say why no hit is shown; `key` is how the one for the next ask is written."""
        if self._desk.look() is not None:
            return
        if guesses and asks:
            self._card.show_nothing(ASKS_TITLE, ASKS_TEXT.format(key=key))
        elif guesses:
            self._card.show_nothing(GUESS_TITLE, GUESS_TEXT)
        else:
            self._card.show_nothing(EMPTY_TITLE, EMPTY_TEXT)

    def _focus_first_empty(self) -> None:
        name = self._card.form.first_empty()
        if name is None or not self._card.form.focus_field(name):
            self.no_field.emit()

    @Slot(object)
    def _on_desk_look_changed(self, look: Look | None) -> None:
        if look is None:
            self._field_wanted = False
            self._card.show_nothing(EMPTY_TITLE, EMPTY_TEXT)
        self._previewing.want(look)
        is_of_another, self._state = self._state is not self._desk.state, self._desk.state
        if is_of_another and self._previewing.view is None:
            # What is painted is another customer's, and nothing typed into the fields belongs here.
            self._card.body.forget()
            self._card.form.show_placeholders((), Conversation())

    @Slot()
    def _on_card_copy_pressed(self) -> None:
        view = self._previewing.view
        if view is not None and view.filled is None and not view.article.replies:
            self._desk.choose_article()  # the button says so; Enter alone never takes an article's text
        else:
            self.copy_wanted.emit()

    @Slot(str, str)
    def _on_form_edited(self, name: str, text: str) -> None:
        self.changed.emit()
        self._desk.put(name, text)

    @Slot(object)
    def _on_previewing_viewed(self, view: View) -> None:
        self._card.show_view(view)
        if self._failing:
            self._failing = False
            self.recovered.emit()
        if self._field_wanted:
            self._field_wanted = False
            self._focus_first_empty()
        self.arrived.emit()

    @Slot(object, str)
    def _on_previewing_failed(self, _look: Look, sentence: str) -> None:
        self._card.show_nothing("This article cannot be shown", sentence, "file-x")
        self._failing = True
        self.failed.emit(sentence)
