"""The pages besides Answer, each made and joined when it is shown for the first time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.system.choices import OnClose, Spelling
from kbassist.system.own_command import command_line
from kbassist.system.settings import Section
from kbassist.ui.anywhere import Anywhere
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.drafts_offer import DraftsOffer
from kbassist.ui.icons import Icons
from kbassist.ui.library_view import LibraryView
from kbassist.ui.preferences import Preferences
from kbassist.ui.review.watch import ReviewWatch
from kbassist.ui.session import Session
from kbassist.ui.sharing_controller import SharingController
from kbassist.ui.shell import MainWindow
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.tray import Tray

if TYPE_CHECKING:
    from kbassist.ui.answer.page import AnswerPage
    from kbassist.ui.review.page import ReviewPage
    from kbassist.ui.write.page import WritePage
    from kbassist.workspace.workspace import Workspace


class LaterPages(QObject):
    """Makes Settings, Write and Review for the window.

    Signals:
        folder_wanted: the user wants to add a folder.
        refused: a value cannot be taken; carries a sentence.
        copy_wanted: a command is to be copied; carries it.
        settings_made: the page of settings is there; carries it.
    """

    folder_wanted = Signal()
    refused = Signal(str)
    copy_wanted = Signal(str)
    settings_made = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        view: LibraryView,
        session: Session,
        anywhere: Anywhere,
        preferences: Preferences,
        clipboard: Clipboard,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._session = session
        self._anywhere = anywhere
        self._preferences = preferences
        self._clipboard = clipboard
        self._tasks = tasks
        self._theme = theme
        self._icons = icons
        self._review: ReviewPage | None = None
        self._write: WritePage | None = None
        window.set_page_maker("settings", self._make_settings)
        window.set_page_maker("write", self._make_write)
        window.set_page_maker("review", self._make_review)
        self._watch = ReviewWatch(window, view, tasks)
        self._watch.changes_wanted.connect(self._on_watch_changes_wanted)
        view.page_opened.connect(self._on_view_page_opened)
        self._sharing = SharingController(window.notices, view, session, preferences, tasks)
        self._sharing.said.connect(self._on_page_said)
        self._sharing.settings_wanted.connect(self._on_settings_wanted)
        offer = DraftsOffer(window.notices, session, tasks, self)
        offer.file_wanted.connect(self.write_at)
        offer.list_wanted.connect(self._on_drafts_wanted)

    def begin_close(self) -> None:
        """Stop what looks by itself; call before the lanes are closed."""
        self._watch.close()

    def end_close(self) -> None:
        """Keep what is not saved; call when the lanes are closed. Raises NotKept."""
        if self._write is not None:
            self._write.close_files()

    def _make_settings(self) -> QWidget:
        from kbassist.ui.settings.page import SettingsPage
        from kbassist.ui.settings.sharing import SharingPanel

        absent = () if Tray.available() else (OnClose.TRAY.value,)
        page = SettingsPage(self._preferences, self._theme, self._icons, absent)
        page.folder_requested.connect(self.folder_wanted)
        page.refused.connect(self.refused)
        page.left.connect(self._on_page_left)
        page.set_choices(self._view.choices())
        self._view.choices_changed.connect(page.set_choices)
        page.add_below(Section.ANYWHERE, self._make_bindings())
        self.settings_made.emit(page)
        panel = SharingPanel(self._theme, self._icons)
        page.add_below(Section.LIBRARIES, panel)
        self._sharing.serve(panel)
        return page

    def _make_bindings(self) -> QWidget:
        from kbassist.ui.settings.bindings import Bindings

        bindings = Bindings(command_line("palette"), self._theme, self._icons)
        bindings.copy_wanted.connect(self.copy_wanted)
        bindings.show_standing(*self._anywhere.shortcut_standing)
        self._anywhere.shortcut_told.connect(bindings.show_standing)
        return bindings

    def _make_write(self) -> QWidget:
        from kbassist.ui.write.page import WritePage

        page = WritePage(self._tasks, self._theme, self._icons, self._window.commands, self._clipboard)
        page.said.connect(self._on_page_said)
        page.counted.connect(self._window.status.show_detail)
        page.article_wanted.connect(self._on_page_article_wanted)
        page.saved.connect(self._session.look_now)
        page.arranged.connect(self._on_page_arranged)
        page.restore_layout(self._preferences.settings.write_splitters)
        page.spelling.set_on(self._preferences.settings.spelling is Spelling.MARKED)
        if (opened := self._session.current) is not None:
            page.serve(opened.workspace)
        self._view.page_opened.connect(page.serve)
        self._view.refreshed.connect(page.refresh)
        self._session.looked.connect(page.team.look)
        self._preferences.setting_changed.connect(self._on_preferences_setting_changed)
        self._write = page
        return page

    def _make_review(self) -> QWidget:
        from kbassist.ui.review.page import ReviewPage

        page = ReviewPage(self._tasks, self._theme, self._icons, self._window.commands, edits=True)
        page.said.connect(self._on_page_said)
        page.left.connect(self._on_page_left)
        page.article_wanted.connect(self._on_page_article_wanted)
        page.edit_wanted.connect(self.write_at)
        page.compare_wanted.connect(self.compare_copy)
        page.writing_wanted.connect(self.write_for_gap)
        page.changed.connect(self._session.look_now)
        page.changed.connect(self._watch.look_soon)
        if (opened := self._session.current) is not None:
            page.serve(opened.workspace)
        self._view.page_opened.connect(page.serve)
        self._view.refreshed.connect(page.refresh)
        self._review = page
        return page

    @Slot(object, object)
    def _on_view_page_opened(self, _workspace: "Workspace", page: "AnswerPage") -> None:
        page.write_wanted.connect(self.write_at)
        page.own_copy.compare_wanted.connect(self.compare_copy)
        page.own_copy.back_wanted.connect(self.trash_copy)
        page.own_copy.made.connect(self._session.look_now)

    @Slot(object, int)
    def write_at(self, file: FileRef, line: int) -> None:
        """Show a file on the Write page with the caret in a line, from 1; 0 leaves it where it was."""
        self._window.show_page("write")
        if self._write is not None:
            self._write.open_file(file, line)

    @Slot(object)
    def compare_copy(self, file: FileRef) -> None:
        """Show an agent's own copy on the Write page beside its original."""
        self.write_at(file, 0)
        if self._write is not None:
            self._write.beside.compare_copy(file)

    @Slot(object)
    def trash_copy(self, file: FileRef) -> None:
        """Ask on the Write page whether an agent's own copy shall go; it comes back with one undo."""
        self.write_at(file, 0)
        if self._write is not None:
            self._write.beside.making.trashing.begin(file)

    @Slot(str)
    def write_for_gap(self, words: str) -> None:
        """Begin an article on the Write page for what was asked in vain."""
        self._window.show_page("write")
        if self._write is not None:
            self._write.beside.begin_for_gap(words)

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        if self._write is not None and name == "spelling":
            self._write.spelling.set_on(self._preferences.settings.spelling is Spelling.MARKED)

    @Slot(str)
    def _on_page_arranged(self, state: str) -> None:
        self._preferences.change("write_splitters", state)

    @Slot()
    def _on_watch_changes_wanted(self) -> None:
        self._show_queue("changed")

    @Slot()
    def _on_drafts_wanted(self) -> None:
        self._show_queue("drafts")

    def _show_queue(self, queue: str) -> None:
        self._window.show_page("review")
        if self._review is not None:
            self._review.show_queue(queue)

    @Slot(object)
    def show_conflicts(self, file: FileRef | None) -> None:
        """Show what two people changed at once: beside the text where that file is open, else in Review."""
        if self._write is not None and file is not None and self._write.desk.file == file:
            self._window.show_page("write")
            self._write.shared.meeting.open()
            return
        self._window.show_page("review")
        if self._review is not None:
            self._review.show_queue("conflicts")

    @Slot()
    def _on_settings_wanted(self) -> None:
        self._window.show_page("settings")

    @Slot()
    def _on_page_left(self) -> None:
        self._window.show_page("answer")

    @Slot(str, bool)
    def _on_page_said(self, text: str, trouble: bool) -> None:
        self._window.status.show_message(text, error=trouble)

    @Slot(str, object)
    def _on_page_article_wanted(self, title: str, ref: ArticleRef | None) -> None:
        self._window.show_page("answer")
        if (page := self._view.answer_page) is not None:
            page.take_over(title, ref)
