"""The Write page: the parts made, and joined to one another."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.article import FileRef
from kbassist.system.clock import system_time
from kbassist.ui.actions import Actions
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.write.comparing import Comparing
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.editor_card import EditorCard
from kbassist.ui.write.form_controller import FormController
from kbassist.ui.write.layout import WriteLayout
from kbassist.ui.write.links import WriteLinks
from kbassist.ui.write.opening import Opening
from kbassist.ui.write.outline_controller import OutlineController
from kbassist.ui.write.outline_pane import OutlinePane
from kbassist.ui.write.page_keys import PageKeys
from kbassist.ui.write.patching import Patching
from kbassist.ui.write.picturing import Picturing
from kbassist.ui.write.preview_card import PreviewCard
from kbassist.ui.write.preview_controller import PreviewController
from kbassist.ui.write.preview_follower import PreviewFollower
from kbassist.ui.write.problems_controller import ProblemsController
from kbassist.ui.write.saving import Saving
from kbassist.ui.write.shared_work import SharedWork
from kbassist.ui.write.side_room import SideRoom
from kbassist.ui.write.side_work import SideWork
from kbassist.ui.write.spelling_controller import SpellingController
from kbassist.ui.write.standing import Standing
from kbassist.ui.write.team_presence import TeamPresence
from kbassist.ui.write.top_bar import TopBar
from kbassist.ui.write.type_ahead import TypeAhead
from kbassist.ui.write.words import WordsController

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

MARGIN = 16
CHOOSE = "The list on the left has them all; a few letters in the filter find one."


class WritePage(QWidget):
    """Finds, changes and saves the files of one workspace at a time.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        saved: a file of the library has other words now.
        arranged: a splitter was moved; carries the state for `restore_layout`.
        counted: a sentence on the problems of the open file; empty where there are none.
        article_wanted: an article shall be shown as agents see it; carries its title and its `ArticleRef`.
    """

    said = Signal(str, bool)
    saved = Signal()
    arranged = Signal(str)
    counted = Signal(str)
    article_wanted = Signal(str, object)

    def __init__(
        self,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        clipboard: Clipboard,
        *,
        now: Callable[[], datetime] = system_time,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._waiting: tuple[FileRef, int] | None = None
        self.finding = OutlineController(tasks, self)
        self.outline = OutlinePane(self.finding, theme, icons, actions.key("write.filter"))
        self.card = EditorCard(theme, icons, tasks, actions)
        self.preview = PreviewCard(theme, icons, clipboard)
        self.bar = TopBar(theme, icons, actions)
        self.side = SideRoom(theme, icons)
        self._nothing = EmptyState("pencil", "Choose an article", CHOOSE, theme, icons)
        self.places = WriteLayout(
            theme, self.bar, self.outline, self.card, self.preview, self.side, self._nothing
        )
        self.desk = WriteDesk(self.card.editor, self)
        self.keeper = DraftKeeper(self.desk, tasks, now, self)
        self.opening = Opening(self.desk, self.keeper, tasks, self)
        self.saving = Saving(self.desk, self.keeper, tasks, self)
        self.comparing = Comparing(self.side, self.places, theme, icons)
        self.beside = SideWork(
            self.desk, self.card.editor, self.opening, self.keeper, self.side, self.places,
            tasks, theme, icons, actions,
        )  # fmt: skip
        self.shared = SharedWork(
            self.desk, self.card.notes, self.side, self.places, tasks, theme, icons, actions
        )
        self.form = FormController(self.desk, self.card.form, lambda: now().date())
        self.previews = PreviewController(tasks, self)
        self._follower = PreviewFollower(self.desk, self.card.editor, self.preview, self.previews)
        self.checks = ProblemsController(
            self.desk, self.card.editor, self.card.problems, self.card.list, tasks
        )
        self.words = WordsController(self.desk, self.card.editor, self.card.form, tasks)
        self.spelling = SpellingController(self.desk, self.card.editor, tasks)
        self._pictures = Picturing(self.desk, self.card.editor, tasks)
        self._links = WriteLinks(self.desk, self.finding, self.preview)
        self._ahead = TypeAhead(self, actions)
        self._keys = PageKeys(actions, self.places, self.outline, self.card, self.preview, self.checks)
        self.team = TeamPresence(self.desk, tasks, self)
        self.standing = Standing(
            self.desk, self.keeper, self.saving, self.form, self.bar, self.card, self.outline, self.places,
            self.team,
        )  # fmt: skip
        self.patching = Patching(
            self.desk, self.keeper, self.opening, self.card.notes, tasks, clipboard, actions, self
        )
        actions.bind("write.save", self.saving.save)
        actions.bind("write.answer", self.show_to_agents)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 2, MARGIN, MARGIN)
        column.addWidget(self.places)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._connect_parts()
        self._connect_voices()

    @Slot(object)
    def serve(self, workspace: "Workspace") -> None:
        """Work on another workspace; what is not saved of the one before is kept."""
        self.opening.close()
        self.desk.workspace = workspace
        self.finding.serve(workspace)
        self.keeper.serve(workspace)
        self.previews.serve(workspace)
        self.team.serve(workspace)
        self.beside.serve(workspace)
        self._take_owner()
        if (waiting := self._waiting) is not None:
            self._waiting = None
            self.open_file(*waiting)

    @Slot()
    def refresh(self) -> None:
        """Follow the folders: they hold something else now."""
        self._take_owner()
        self.finding.look()
        self.finding.check()
        self.opening.look_again()
        self.shared.meeting.look()
        self.previews.want_again()

    def open_file(self, file: FileRef, line: int = 0, column: int = 0) -> None:
        """Open a file with the caret in a line, from 1; 0 leaves it where it was."""
        if self.desk.workspace is None:
            self._waiting = (file, line)
            return
        self.comparing.leave()
        self.opening.open(file, line, column)

    @Slot()
    def show_to_agents(self) -> None:
        """Ask for the open article as agents see it."""
        row = self.finding.row_of(self.desk.file)
        if row is None or row.ref is None:
            self.said.emit("Only articles are shown on the Answer page.", True)
        else:
            self.article_wanted.emit(row.title, row.ref)

    def focus_text(self) -> None:
        """Give the text the keyboard, or the filter where no file is open."""
        if self.desk.file is None:
            self.outline.focus_filter()
        elif self.places.in_side:
            self.side.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.places.show_text()
            self.card.focus_text()

    def restore_layout(self, state: str) -> None:
        """Put the splitters where they were."""
        self.places.restore(state)

    def close_files(self) -> None:
        """Keep what is not saved: the program ends, and the lanes have. Raises NotKept."""
        self.team.close()
        self.keeper.close()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follower.set_active(self.places.shows_preview)
        self.opening.look_again()
        self.standing.show()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ahead.release()
        self._follower.set_active(False)
        self.counted.emit("")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.places.is_zen:
            self._keys.set_zen(False)
        elif not self.card.editor.isAncestorOf(self.focusWidget()):
            self.focus_text()
        else:
            self.outline.focus_filter()

    def _take_owner(self) -> None:
        """Take the owner that this writer is; the settings or the libraries may name another one now."""
        if (workspace := self.desk.workspace) is not None:
            self.beside.owner = workspace.reviewing.owner
            self.finding.set_mine(self.beside.owner)

    def _connect_parts(self) -> None:
        self.card.editor.text_changed.connect(self.desk.take_in)
        self.card.editor.link_wanted.connect(self._links.follow)
        self.outline.file_chosen.connect(self._on_file_chosen)
        self.outline.leaving.connect(self._ahead.begin)
        self.outline.stayed.connect(self._ahead.release)
        self.opening.said.connect(self._ahead.release)
        self._links.file_wanted.connect(self._on_file_chosen)
        self.card.notes.compare_wanted.connect(self.comparing.compare)
        self.opening.told.connect(self.card.notes.show_note)
        self.opening.settled.connect(self.card.notes.drop)
        self.opening.opened.connect(self._on_opened)
        self.saving.conflicted.connect(self.comparing.ask)
        self.saving.saved.connect(self.saved)
        self.comparing.resolved.connect(self.saving.resolve)
        self.beside.file_wanted.connect(self.open_file)
        self.beside.changed.connect(self._on_files_changed)
        for back in (
            self.outline.left, self.card.form.left, self.standing.text_wanted, self._keys.text_wanted,
            self.comparing.left, self.beside.closed, self.shared.left,
        ):  # fmt: skip
            back.connect(self.focus_text)
        self.shared.history_wanted.connect(self.beside.show_history)
        self.shared.settled.connect(self._on_files_changed)
        self.finding.checked.connect(self.checks.forget)
        self.finding.checked.connect(self.words.collect)
        self.bar.history_pressed.connect(self.beside.show_history)
        self.checks.counted.connect(self._on_problems_counted)
        self.places.preview_shown.connect(self._follower.set_active)
        self.places.arranged.connect(self.arranged)
        self.bar.list_pressed.connect(self._keys.turn_list)
        self.bar.preview_pressed.connect(self._keys.turn_preview)
        self.bar.save_pressed.connect(self.saving.save)

    def _connect_voices(self) -> None:
        for speaker in (
            self.opening, self.saving, self.form, self.checks, self._links, self.beside, self._keys,
            self._pictures, self.spelling, self.patching, self.shared,
        ):  # fmt: skip
            speaker.said.connect(self.said)
        for troubled in (self.outline, self.keeper, self.previews, self.words, self.card.editor):
            troubled.failed.connect(self._on_work_failed)

    @Slot(object)
    def _on_file_chosen(self, file: FileRef) -> None:
        self.open_file(file)

    @Slot(object)
    def _on_opened(self, _file: FileRef) -> None:
        self.focus_text()
        self._ahead.release()

    @Slot()
    def _on_files_changed(self) -> None:
        self.saved.emit()
        self.refresh()

    @Slot(int)
    def _on_problems_counted(self, count: int) -> None:
        self.card.show_problem_count(count)
        words = "1 problem" if count == 1 else f"{count} problems"
        self.counted.emit(f"{words} in this file" if count else "")

    @Slot(str)
    def _on_work_failed(self, sentence: str) -> None:
        self.said.emit(sentence, True)
