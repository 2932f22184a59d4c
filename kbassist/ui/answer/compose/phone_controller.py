"""Speaks the reply step by step: on the phone, or where the agent asks for it; keeps the place."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import ArticleRef
from kbassist.replies.phone import SpokenStep, kept_place, spoken
from kbassist.replies.reply import FilledReply
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import Look, View
from kbassist.ui.tasks import Generation, Lane, Tasks

PHONE = "phone"


class PhoneController(QObject):
    """Turns the shown reply into steps on a lane, and keeps where the agent is in the conversation.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self, card: PreviewCard, desk: Desk, previewing: PreviewController, tasks: Tasks, actions: Actions
    ) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._previewing = previewing
        self._tasks = tasks
        self._generation = Generation()
        self._ref: ArticleRef | None = None
        self._places: dict[ArticleRef, int] = {}  # those of the conversation whose steps are shown
        card.body.phone.turned.connect(self._on_phone_turned)
        card.wishes.pace.chosen.connect(self.choose)
        card.wishes.channel.wished.connect(self._on_channel_wished)
        actions.bind("answer.pace", card.wishes.pace.switch)
        actions.bind("answer.step_on", self._on_step_on_triggered)
        actions.bind("answer.step_back", self._on_step_back_triggered)
        actions.bind("answer.spell", self._on_spell_triggered)
        desk.look_changed.connect(self._on_desk_look_changed)
        previewing.viewed.connect(self.show)

    @Slot(bool)
    def choose(self, steps: bool) -> None:
        """Speak replies step by step in this conversation, or show them whole."""
        self._desk.state.steps = steps
        self._card.wishes.pace.show_steps(steps)
        self.said.emit(self._card.wishes.pace.accessibleName(), False)
        if (view := self._previewing.view) is not None:
            self.show(view)

    @Slot(object)
    def show(self, view: View) -> None:
        """Speak what a view shows, or show it whole."""
        filled, body = view.filled, self._card.body
        steps = filled is not None and self._wanted(filled)
        self._card.wishes.pace.show_steps(steps)
        if body.editing:
            return
        if filled is None or not steps:
            self._generation.drop()
            body.read()
            return
        lang = filled.lang or view.look.wish.lang or view.article.lang
        self._tasks.submit(
            Lane.IO,
            lambda: (filled.ref, spoken(filled.markdown, lang)),
            self._on_reply_spoken,
            generation=self._generation,
        )

    def _wanted(self, filled: FilledReply) -> bool:
        chosen = self._desk.state.steps
        return PHONE in (filled.channel, self._desk.wish.channel) if chosen is None else chosen

    def _on_reply_spoken(self, answer: tuple[ArticleRef, tuple[SpokenStep, ...]]) -> None:
        ref, steps = answer
        body = self._card.body
        if body.editing or not steps:
            return
        places = self._desk.state.places
        if ref == self._ref and places is self._places and ref in places:
            places[ref] = kept_place(body.phone.steps, steps, places[ref])
        self._ref, self._places = ref, places
        body.phone.show_steps(steps, places.get(ref, 0))
        body.speak()

    @Slot(int)
    def _on_phone_turned(self, place: int) -> None:
        if self._ref is not None:
            self._desk.state.places[self._ref] = place
        self.said.emit(self._card.body.phone.progress, False)

    @Slot()
    def _on_step_on_triggered(self) -> None:
        self._step(1)

    @Slot()
    def _on_step_back_triggered(self) -> None:
        self._step(-1)

    def _step(self, steps: int) -> None:
        if self._card.body.speaking and not self._card.body.phone.step_on(steps):
            self.said.emit("This is the last step." if steps > 0 else "This is the first step.", False)

    @Slot()
    def _on_spell_triggered(self) -> None:
        if self._card.body.speaking:
            spelling = self._card.body.phone.spell()
            self.said.emit("Identifiers are spelled out." if spelling else "No longer spelled out.", False)
        else:
            self.said.emit("Identifiers are spelled out step by step: choose that pace first.", True)

    @Slot(object)
    def _on_desk_look_changed(self, look: Look | None) -> None:
        if look is None:
            self._generation.drop()

    @Slot(object)
    def _on_channel_wished(self, _channel: str | None) -> None:
        self._desk.state.steps = None  # who goes over to the phone wants to speak
