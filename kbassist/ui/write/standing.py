"""Says which file is open and how it stands: on the bar, in the list, and in the notes above the text."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.editor_card import EditorCard
from kbassist.ui.write.form_controller import FormController
from kbassist.ui.write.layout import WriteLayout
from kbassist.ui.write.notes import Note
from kbassist.ui.write.outline_pane import OutlinePane
from kbassist.ui.write.saving import Saving
from kbassist.ui.write.team_presence import TeamPresence, editing_words
from kbassist.ui.write.top_bar import TopBar


class Standing(QObject):
    """Keeps what is said of the open file true.

    Signals:
        text_wanted: the text shall have the keyboard.
    """

    text_wanted = Signal()

    def __init__(
        self,
        desk: WriteDesk,
        keeper: DraftKeeper,
        saving: Saving,
        form: FormController,
        bar: TopBar,
        card: EditorCard,
        outline: OutlinePane,
        places: WriteLayout,
        team: TeamPresence,
    ) -> None:
        super().__init__(card)
        self._desk = desk
        self._keeper = keeper
        self._saving = saving
        self._form = form
        self._bar = bar
        self._card = card
        self._outline = outline
        self._places = places
        self._team = team
        self._kept: datetime | None = None
        team.others_changed.connect(outline.mark_editors)
        team.others_changed.connect(self._show_others)
        desk.turned.connect(self._on_desk_turned)
        desk.state_changed.connect(self.show)
        saving.busy_changed.connect(self.show)
        saving.saved.connect(self._on_saving_saved)
        saving.told.connect(card.notes.show_note)
        saving.settled.connect(card.notes.drop)
        keeper.kept.connect(self._on_keeper_kept)
        keeper.unsaved_changed.connect(outline.mark_unsaved)
        card.notes.text_wanted.connect(self._on_notes_text_wanted)
        self._on_desk_turned()

    @Slot()
    def show(self) -> None:
        """Say whether the text is saved."""
        sheet = self._desk.sheet
        if sheet is None:
            self._bar.say("")
        elif self._saving.busy:
            self._bar.say("Saving…")
        elif sheet.read_only and not self._desk.dirty:
            self._bar.say("Read-only")
        elif not self._desk.dirty:
            self._bar.say("Saved")
        elif self._kept is not None:
            self._bar.say_kept(self._kept)
        else:
            self._bar.say("Not saved")

    @Slot()
    def _on_desk_turned(self) -> None:
        file = self._desk.file
        self._kept = None
        self._card.notes.clear()
        self._card.set_form(self._form.fits)
        self._places.show_file(file is not None)
        self._bar.show_file(file.path if file is not None else "")
        self._outline.show_open(file)
        self._show_others()
        self.show()

    @Slot()
    def _show_others(self) -> None:
        names = self._team.of_open_file()
        self._bar.say_others(editing_words([name.split()[0] for name in names]), editing_words(names))

    @Slot(object)
    def _on_saving_saved(self, file: FileRef) -> None:
        if file == self._desk.file:
            self._kept = None

    @Slot(object)
    def _on_keeper_kept(self, at: datetime) -> None:
        self._kept = at
        self.show()

    @Slot(object)
    def _on_notes_text_wanted(self, note: Note) -> None:
        """Take the text of a note in the place of the one in the editor; undo brings that back."""
        if note.instead is None:
            return
        self._card.editor.replace_all(note.instead)
        self._desk.take_in()
        if note.opened is not None and (file := self._desk.file) is not None:
            self._desk.rebase(note.opened)
            self._keeper.drop(file)
        self.text_wanted.emit()
