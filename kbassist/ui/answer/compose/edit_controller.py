"""Edits the reply in place: begins, takes over each letter, and offers what was before."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kbassist.articles.article import ArticleRef
from kbassist.replies.edits import Edits
from kbassist.replies.rebase import Rebased, rebased
from kbassist.replies.reply import FilledReply
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.edit_strip import EditStanding
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.conversations import ConversationState
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.labels import variant_names
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import Look, View
from kbassist.ui.tasks import Generation, Lane, Tasks

NOTHING = "There is no reply here to edit."


class EditController(QObject):
    """Keeps the editor true to the conversation's edits.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        copy_wanted: the text shall be copied.
        left: editing is over; the search box wants the focus.
    """

    said = Signal(str, bool)
    copy_wanted = Signal()
    left = Signal()

    def __init__(
        self, card: PreviewCard, desk: Desk, previewing: PreviewController, tasks: Tasks, actions: Actions
    ) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._previewing = previewing
        self._tasks = tasks
        self._ref: ArticleRef | None = None
        self._state: ConversationState | None = None  # whose edit is open, or wanted
        self._wanted = False
        self._to_message = False
        self._base = ""  # what the edit is made from, also while the next view is on its way
        self._generation = Generation()
        editor, strip = card.body.editor, card.edit_strip
        editor.edited.connect(self._on_editor_edited)
        editor.copy_wanted.connect(self.copy_wanted)
        editor.left.connect(self.finish)
        strip.back_pressed.connect(self.go_back)
        strip.update_pressed.connect(self.bring_in)
        card.copy_bar.edit_pressed.connect(self.toggle)
        actions.bind("answer.edit", self.toggle)
        actions.bind("answer.edit_back", self.go_back)
        actions.bind("answer.edit_update", self.bring_in)
        previewing.viewed.connect(self._on_previewing_viewed)
        desk.look_changed.connect(self._on_desk_look_changed)

    @Slot()
    def toggle(self) -> None:
        """Begin editing, or finish it."""
        if self._ref is not None:
            self.finish()
            return
        look = self._desk.look()
        if look is not None and look.stack is not None:
            self.open_piece(len(look.stack) - 1)
            return
        self._wanted, self._state = True, self._desk.state
        view = self._previewing.view
        if view is not None:
            self._on_previewing_viewed(view)

    @Slot()
    def finish(self) -> None:
        """Show the reply as the customer will see it; the edit stays."""
        if self._ref is None:
            return
        self._stop()
        if self._to_message:
            self._to_message = False
            self._desk.compose(message_shown=True)
        self.left.emit()

    def open_piece(self, place: int) -> None:
        """Edit a piece of the message; finishing shows the message again."""
        ref = self._desk.state.stack.pieces[place].ref
        self._stop()
        self._desk.open(ref)
        self._desk.choose(ref.id)
        self._to_message = True
        self.toggle()

    @Slot()
    def go_back(self) -> None:
        """Go back to the article's text, and from there to the edit."""
        view, state = self._previewing.view, self._desk.state
        if view is None or view.original is None or view.look.stack is not None:
            return
        ref, original = view.original.ref, view.original
        if view.edit is not None:
            state.dropped = state.dropped.put(ref, view.edit.text, view.edit.base)
            self.put(ref, original.markdown, original.markdown)
            self.said.emit("This is the article's text again; your edit can come back.", False)
        elif (dropped := state.dropped.of(ref)) is not None:
            state.dropped = state.dropped.without(ref)
            self.put(ref, dropped.text, dropped.base)
            self.said.emit("Your edit is back.", False)
        elif elsewhere := state.edits.elsewhere(ref):
            self._desk.choose(elsewhere[0][0].id)

    @Slot()
    def bring_in(self) -> None:
        """Take what has changed in the article's text over into the edit."""
        view = self._previewing.view
        if view is None or view.edit is None or view.original is None or not _changed(view):
            return
        edit, new = view.edit, view.original
        self._tasks.submit(
            Lane.IO,
            lambda: (new, edit.text, rebased(edit.base, edit.text, new.markdown)),
            self._on_edit_rebased,
            generation=self._generation,
        )

    def revise(self, start: int, end: int, words: str) -> None:
        """Put other words in place of a range of the text, and let the agent go on from there."""
        if self._ref is None:
            self.toggle()
        if self._ref is not None:
            self._card.body.editor.replace(start, end, words)

    def put(self, ref: ArticleRef, text: str, base: str) -> None:
        """Take a text as what the agent made of a reply, in the message as well if it is part of it."""
        state = self._desk.state
        edits: Edits = state.edits.put(ref, text, base)
        place = state.stack.place_of(ref)
        stack = None if place is None else state.stack.with_edit(place, ref, edits.of(ref))
        self._desk.compose(edits=edits, stack=stack)

    def _on_edit_rebased(self, answer: tuple[FilledReply, str, Rebased]) -> None:
        new, before, merged = answer
        current = self._desk.state.edits.of(new.ref)
        if current is None or current.text != before:
            return  # typed on meanwhile; the offer still stands
        self.put(new.ref, merged.text, new.markdown)
        kept = " Where both had changed, your words stayed." if merged.kept else ""
        self.said.emit(f"The article's changes are in your text now.{kept}", False)

    def _stop(self) -> None:
        self._ref, self._state, self._wanted, self._base = None, None, False, ""
        body = self._card.body
        if body.editing:
            body.read()
        body.editor.forget()  # nothing that was typed stays in an undo history
        self._card.copy_bar.show_editing(editing=False)

    def _leave_other(self) -> None:
        """Close the editor when it was opened, or wanted, in another conversation."""
        if self._state is not None and self._state is not self._desk.state:
            self._to_message = False
            self._stop()

    def _begin(self, reply: FilledReply) -> None:
        self._wanted, self._ref, self._state = False, reply.ref, self._desk.state
        self._card.body.edit()
        self._card.copy_bar.show_editing(editing=True)
        self._card.body.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_previewing_viewed(self, view: View) -> None:
        self._leave_other()
        reply = view.original if view.look.stack is None else None
        if self._ref is not None and (reply is None or reply.ref != self._ref):
            self._to_message = False
            self._stop()
        if self._wanted:
            self._wanted, self._state = False, None
            if reply is None or (reply.error and view.edit is None):
                self.said.emit(NOTHING, True)
            else:
                self._begin(reply)
        if self._ref is not None and reply is not None:
            self._base = view.edit.base if view.edit is not None else reply.markdown
            text = view.edit.text if view.edit is not None else reply.markdown
            blanks = [f"[{placeholder.field.label}]" for placeholder in reply.missing]
            values = self._card.body.browser.filled_values()
            secret = reply.sensitive or view.article.sensitive
            self._card.body.editor.show_text(text, values, blanks, sensitive=secret)
        self._card.edit_strip.show_standing(self._standing(view, reply))

    def _standing(self, view: View, reply: FilledReply | None) -> EditStanding:
        if reply is None:
            return EditStanding()
        if view.edit is not None:
            return EditStanding(True, _changed(view), "Back to the article's text")
        state = self._desk.state
        if state.dropped.of(reply.ref) is not None:
            return EditStanding(back="Your edit again")
        elsewhere = state.edits.elsewhere(reply.ref)
        names = dict(
            zip((r.id for r in view.article.replies), variant_names(view.article.replies), strict=True)
        )
        if elsewhere and (name := names.get(elsewhere[0][0].id)):
            return EditStanding(back=f"To your edit of {name}")
        return EditStanding()

    @Slot(str)
    def _on_editor_edited(self, text: str) -> None:
        if self._ref is not None:
            self.put(self._ref, text, self._base)

    @Slot(object)
    def _on_desk_look_changed(self, look: Look | None) -> None:
        self._leave_other()
        if look is None or look.stack is not None:
            self._stop()


def _changed(view: View) -> bool:
    """Tell whether the article's text reads otherwise than when it was edited."""
    return view.edit is not None and view.original is not None and view.original.markdown != view.edit.base
