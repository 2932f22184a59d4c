"""What the window shows of the open libraries: the Answer page, the title, the states, the banners."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Signal, Slot

from kbassist.articles.library import Library
from kbassist.replies.agent import Agent
from kbassist.replies.reply import Wish
from kbassist.search.report import Progress
from kbassist.system.choices import HintsShown
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.library_choices import choices_of
from kbassist.ui.library_sync import Look
from kbassist.ui.notices import Notice
from kbassist.ui.preferences import Preferences
from kbassist.ui.session import Opened, Session
from kbassist.ui.shell import MainWindow
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.welcome import welcome_notice
from kbassist.ui.widgets.banner import BannerKind
from kbassist.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kbassist.ui.answer.page import AnswerPage
    from kbassist.ui.status_notices import StatusNotices
    from kbassist.workspace.values import Status

log = logging.getLogger(__name__)

AGENT = ("agent_name", "agent_signature", "owner")
WISHES = ("channel", "tone", "lang")


class LibraryView(QObject):
    """Keeps the window in step with the session.

    Signals:
        folder_wanted: the user wants to choose a folder.
        join_wanted: the user has an address of a team.
        hide_wanted: the user wants the window out of the way.
        page_opened: there is another Answer page; carries its workspace and the page.
        refreshed: what the libraries hold, or the agent's name, has changed.
        wished: the settings wish for another channel, tone or language; carries the `Wish`.
        choices_changed: other libraries are open; carries what `choices` returns.
    """

    folder_wanted = Signal()
    join_wanted = Signal()
    hide_wanted = Signal()
    page_opened = Signal(object, object)
    refreshed = Signal()
    wished = Signal(object)
    choices_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        preferences: Preferences,
        clipboard: Clipboard,
        theme: Theme,
        icons: Icons,
        tasks: Tasks,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._preferences = preferences
        self._clipboard = clipboard
        self._theme = theme
        self._icons = icons
        self._tasks = tasks
        self._roots: tuple[str, ...] = ()
        self._page: AnswerPage | None = None
        self._taking_in = False
        self._away: set[str] = set()
        self._standing: StatusNotices | None = None
        self._opening = EmptyState("book-open", "Opening the library...", "", theme, icons)
        window.set_page("answer", self._opening)
        self._connect()

    @property
    def answer_page(self) -> "AnswerPage | None":
        """The Answer page of the open libraries; None before the first are open."""
        return self._page

    @property
    def libraries(self) -> Sequence[Library]:
        """The open libraries as they describe themselves."""
        opened = self._session.current
        return opened.workspace.libraries if opened else ()

    def set_libraries(self, libraries: tuple[str, ...]) -> None:
        """Name the folders of the command line; none leaves the choice to the settings."""
        self._roots = libraries

    @Slot()
    def open(self) -> None:
        """Open the libraries of the command line, else of the settings, else the sample."""
        settings = self._preferences.settings
        if self._roots and not settings.libraries:
            # Whoever starts with a folder of their own has chosen it; the next start needs no option.
            self._preferences.change("libraries", self._roots)
            settings = self._preferences.settings
        self._session.open(settings, self._roots)
        if not settings.libraries and not settings.welcomed:
            notice = welcome_notice(self._ask_for_folder, self.join_wanted.emit, self._welcomed)
            self._window.notices.show_notice("welcome", notice)

    @Slot(str)
    def add_folder(self, folder: str) -> None:
        """Open a folder besides those that are open; in place of the sample it stands alone."""
        path = str(Path(folder).absolute())
        known = self._preferences.settings.libraries
        if path in self._roots or (not self._roots and path in known):
            self._window.status.show_message(f"{Path(path).name} is open already")
            return
        if self._roots:
            self._roots = (*self._roots, path)
        self._window.notices.drop("welcome")
        self._window.show_page("answer")
        if path in known:
            self.open()
        else:
            # The change itself opens what is set now.
            self._preferences.change("libraries", (*known, path))

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """Return what channel, tone and language can be in the open libraries: value and label."""
        return choices_of(self.libraries)

    def _connect(self) -> None:
        session, window = self._session, self._window
        session.opened.connect(self._on_session_opened)
        session.open_failed.connect(self._on_session_open_failed)
        session.looked.connect(self._on_session_looked)
        session.progressed.connect(self._on_session_progressed)
        session.look_failed.connect(self._on_session_look_failed)
        session.stopped.connect(self._on_session_stopped)
        session.recovered.connect(self._on_session_recovered)
        window.activation_changed.connect(session.set_active)
        window.status.cancel_requested.connect(session.stop)
        window.commands.bind("library.refresh", self._on_refresh_triggered)
        window.commands.bind("library.cancel", session.stop)
        self._preferences.setting_changed.connect(self._on_preferences_setting_changed)

    def _show_status(self, status: "Status", *, working: bool = False) -> None:
        from kbassist.ui.library_state import library_title, state_line
        from kbassist.ui.status_notices import StatusNotices

        self._window.set_library(library_title(status))
        self._window.status.show_state(state_line(status, working=working))
        if self._standing is None:
            self._standing = StatusNotices(self._window.notices, self._session)
        self._standing.show(status, self.libraries)

    def _wish(self) -> Wish:
        settings = self._preferences.settings
        return Wish(settings.channel or None, settings.tone or None, settings.lang or None)

    def _ask_for_folder(self) -> None:
        self.folder_wanted.emit()

    def _welcomed(self) -> None:
        self._preferences.change("welcomed", 1)

    @Slot(object)
    def _on_session_opened(self, opened: Opened) -> None:
        # Search and rendering come along: the window is painted before they are loaded.
        from kbassist.ui.answer.page import AnswerPage

        page = AnswerPage(
            opened.workspace,
            self._tasks,
            self._theme,
            self._icons,
            self._window.commands,
            self._clipboard,
            wish=self._wish(),
        )
        self.refreshed.connect(page.refresh)
        self.wished.connect(page.wish_for)
        page.said.connect(self._on_page_said)
        page.hide_wanted.connect(self.hide_wanted)
        page.split_moved.connect(self._on_page_split_moved)
        page.libraries.chosen.connect(self._on_page_libraries_chosen)
        page.libraries.take(self._preferences.settings.asked_libraries)
        if kept := self._preferences.settings.splitters:
            page.restore_split(QByteArray.fromBase64(kept.encode("ascii")))
        page.show_hints(self._preferences.settings.hints is HintsShown.SHOWN)
        log.info("%d libraries are open", len(opened.roots))
        self._page = page
        self._window.set_page("answer", page)
        if self._window.page() == "answer":
            self._window.show_page("answer")
        self._window.notices.drop("open")
        self.choices_changed.emit(choices_of(opened.workspace.libraries))
        self.page_opened.emit(opened.workspace, page)
        self._show_status(opened.workspace.status())

    @Slot(str)
    def _on_session_open_failed(self, text: str) -> None:
        notice = Notice(text, BannerKind.ERROR, "Choose a folder...", self._ask_for_folder)
        self._window.notices.show_notice("open", notice)
        if self._page is None:
            self._opening.set_content(
                "No library is open", "Choose a folder of articles to begin.", "folder-open"
            )

    def _end_progress(self) -> None:
        if (opened := self._session.current) is not None and opened.sync.taking_in:
            return
        self._taking_in = False
        self._window.status.end_progress()

    @Slot(object)
    def _on_session_looked(self, look: Look) -> None:
        self._end_progress()
        self._show_status(look.refreshed.status)
        if look.refreshed.changed:
            log.info("%d articles changed", sum(len(paths) for paths in look.refreshed.changed.values()))
        # What could not be read meanwhile can be once its folder is back, changed or not.
        away, self._away = self._away, set(look.refreshed.status.offline)
        found = look.refreshed
        if found.changed or found.facts_changed or found.copies_changed or away - self._away:
            self.refreshed.emit()

    @Slot(object)
    def _on_session_progressed(self, progress: Progress) -> None:
        self._window.status.show_progress("Taking articles in:", progress.done, progress.total)
        if self._session.current is not None:
            # A folder that was away has come back, long before all of it is taken in.
            self._show_status(self._session.current.workspace.status(), working=True)
        if self._page is not None and (progress.done == 0 or not self._taking_in):
            # From here on names or titles answer at least.
            self._taking_in = True
            self.refreshed.emit()

    @Slot(str)
    def _on_session_look_failed(self, text: str) -> None:
        self._end_progress()
        self._window.status.show_message(text, error=True)

    @Slot()
    def _on_session_stopped(self) -> None:
        self._end_progress()
        key = self._window.commands.key("library.refresh")
        self._window.status.show_message(f"Stopped; {key} goes on")

    @Slot(str)
    def _on_session_recovered(self, text: str) -> None:
        self._window.notices.show_notice("recovered", Notice(text, BannerKind.WARNING))

    @Slot()
    def _on_refresh_triggered(self) -> None:
        if self._standing is not None:
            self._standing.ask_again()
        self._session.look_now(thorough=True)
        self._window.status.show_message("Looking for changes")

    @Slot(str, bool)
    def _on_page_said(self, text: str, trouble: bool) -> None:
        self._window.status.show_message(text, error=trouble)

    @Slot(QByteArray)
    def _on_page_split_moved(self, state: QByteArray) -> None:
        self._preferences.change("splitters", bytes(state.toBase64().data()).decode("ascii"))

    @Slot(object)
    def _on_page_libraries_chosen(self, libraries: tuple[str, ...]) -> None:
        self._preferences.change("asked_libraries", libraries)

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        if name == "libraries":
            self.open()
            return
        opened, page = self._session.current, self._page
        if opened is None or page is None:
            return
        if name in AGENT:
            settings = self._preferences.settings
            agent = Agent(settings.agent_name, signature=settings.agent_signature, owner=settings.owner)
            opened.workspace.answer_as(agent)
            self.refreshed.emit()
        elif name == "personal":
            opened.workspace.keep_own_in(self._preferences.settings.personal)
            self.refreshed.emit()
        elif name == "hints":
            page.show_hints(self._preferences.settings.hints is HintsShown.SHOWN)
        elif name in WISHES:
            self.wished.emit(self._wish())
