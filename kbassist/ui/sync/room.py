"""All of sharing through git in the window: the words in the status line, the panel and the forms."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.system.clock import system_time
from kbassist.system.errors import KbError
from kbassist.system.settings import Section
from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.icons import Icons
from kbassist.ui.library_sync import Look
from kbassist.ui.library_view import LibraryView
from kbassist.ui.preferences import Preferences
from kbassist.ui.session import Session
from kbassist.ui.shell import MainWindow
from kbassist.ui.sync.controller import SyncController
from kbassist.ui.sync.installing import missing_words
from kbassist.ui.sync.join_form import JoinForm
from kbassist.ui.sync.joining import Joining
from kbassist.ui.sync.library_row import SETTLE, SHARE, SIGN_IN, TURN_OFF, TURN_ON
from kbassist.ui.sync.met import Met
from kbassist.ui.sync.offers import SyncOffers
from kbassist.ui.sync.panel import SyncPanel
from kbassist.ui.sync.past import Past, summary
from kbassist.ui.sync.popover import Popover
from kbassist.ui.sync.rounds import Outcome
from kbassist.ui.sync.share_form import ShareForm
from kbassist.ui.sync.sign_in_form import SignInForm
from kbassist.ui.sync.signing_in import SigningIn
from kbassist.ui.sync.status_button import SyncButton
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.theme import Theme

if TYPE_CHECKING:
    from kbassist.ui.settings.page import SettingsPage
    from kbassist.workspace.workspace import Workspace

NOTHING = "Nothing is shared through git yet; {key} joins a team."


class SyncRoom(QObject):
    """Lives as long as the window.

    Signals:
        conflicts_wanted: conflicts shall be settled; carries the `FileRef` of one file, None for all.
    """

    conflicts_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        view: LibraryView,
        session: Session,
        preferences: Preferences,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        now: Callable[[], datetime] = system_time,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._session = session
        self._preferences = preferences
        self._tasks = tasks
        self._look = (theme, icons)
        self._now = now
        commands = window.commands
        self.sync = SyncController(tasks, self)
        self.past = Past()
        self.button = SyncButton(theme, icons, commands.key("library.sharing"), now)
        window.status.add_beside_state(self.button)
        self.popover = Popover(theme, window.status, window)
        self.panel = SyncPanel(theme, icons, commands.key("library.join"))
        self.join_form = JoinForm(theme, icons)
        self.sign_in_form = SignInForm(theme, icons)
        share = ShareForm(theme, icons)
        self.joining = Joining(self.sync, self.join_form, share, self.popover, tasks)
        self.signing_in = SigningIn(self.sync, self.sign_in_form, self.popover, tasks)
        self.offers = SyncOffers(window.notices, now, self)
        self.met = Met(window.notices, tasks, self)
        self._connect()

    def finish(self) -> None:
        """Send what waits if that is quick, and end; call when the window is gone, before the lanes close."""
        self.button.close_clock()
        self.joining.close()
        self.sync.finish()

    @Slot(object)
    def add_to_settings(self, page: "SettingsPage") -> None:
        """Put the card on sharing among the settings."""
        from kbassist.ui.sync.team import Team
        from kbassist.ui.sync.team_card import TeamCard

        card = TeamCard(*self._look)
        team = Team(card, self.sync, self._preferences, lambda: self._names, self._tasks)
        team.said.connect(self._on_said)
        card.wanted.connect(self._on_panel_wanted)
        card.join_wanted.connect(self.joining.begin)
        page.add_card("Team", card, Section.LIBRARIES)

    @Slot()
    def show_panel(self) -> None:
        """Show how sharing stands; shown already, it goes away."""
        if self.popover.view is self.panel:
            self.popover.leave()
        else:
            self._fill_panel()
            self.popover.show_view(self.panel, passing=True)

    @Slot()
    def sync_now(self) -> None:
        """Sync all that is shared, and say what became of it."""
        if self.sync.sync_now():
            self._window.status.show_message("Syncing…")
        else:
            key = self._window.commands.key("library.join")
            self._window.status.show_message(NOTHING.format(key=key))

    @property
    def _names(self) -> Mapping[str, str]:
        return {str(library.root): library.name for library in self._view.libraries}

    def _connect(self) -> None:
        window, commands = self._window, self._window.commands
        commands.bind("library.sync", self.sync_now)
        commands.bind("library.sharing", self.show_panel)
        commands.bind("library.join", self.joining.begin)
        commands["library.cancel"].triggered.connect(self.sync.stop)
        window.activation_changed.connect(self.sync.set_active)
        self._view.page_opened.connect(self._on_view_page_opened)
        self._session.looked.connect(self._on_session_looked)
        self.button.clicked.connect(self.show_panel)
        self.panel.left.connect(self.popover.leave)
        self.panel.join_wanted.connect(self.joining.begin)
        self.panel.wanted.connect(self._on_panel_wanted)
        self.met.look_wanted.connect(self.conflicts_wanted)
        self.offers.sync_wanted.connect(self._turn_on)
        self.offers.never_wanted.connect(self._turn_off)
        self.offers.sign_in_wanted.connect(self._on_offers_sign_in_wanted)
        self.offers.retry_wanted.connect(self._on_offers_retry_wanted)
        self.sync.stood.connect(self._show)
        self.sync.ended.connect(self._on_sync_ended)
        self.sync.took_in.connect(self._session.look_now)
        self.joining.joined.connect(self._view.add_folder)
        self.joining.said.connect(self._on_said)
        self.signing_in.said.connect(self._on_said)
        self.signing_in.ended.connect(self.popover.leave)

    @Slot()
    def _show(self) -> None:
        standings, names = self.sync.standings, self._names
        self.button.show_standings(standings, names)
        if self.popover.view is self.panel:
            self._fill_panel()
        offered = self.sync.syncing.offered() if self.sync.syncing is not None else ()
        self.offers.show(standings, offered, names)

    def _fill_panel(self) -> None:
        self.panel.show_standings(self.sync.standings, self._names, self.past, self._now())

    @Slot(str)
    def _turn_on(self, library: str) -> None:
        if (syncing := self.sync.syncing) is not None:
            self._tasks.submit(
                Lane.IO, partial(_done, syncing.turn_on, library), self._on_turned_on, self._on_failed
            )

    @Slot(str)
    def _turn_off(self, library: str) -> None:
        if (syncing := self.sync.syncing) is not None:
            self._tasks.submit(
                Lane.IO, partial(_done, syncing.turn_off, library), self._on_turned_off, self._on_failed
            )

    def _tell_off(self, standing: SyncStanding) -> None:
        """Say why a library that is to be synced cannot be at all, and take it back when it can."""
        if standing.state not in (SyncState.OFF, SyncState.HELD):
            self.offers.tell_on(standing.library)
            return
        name = self._names.get(standing.library, standing.library)

        def work() -> tuple[str, str, str, str] | None:
            missing = missing_words()
            is_told = missing or standing.state is SyncState.OFF
            return (standing.library, name, standing.sentence, missing) if is_told else None

        self._tasks.submit(Lane.IO, work, self._on_told_off)

    def _on_told_off(self, told: tuple[str, str, str, str] | None) -> None:
        if told is not None:
            self.offers.tell_off(*told)

    def _on_turned_on(self, library: str) -> None:
        self.sync.look()
        self.sync.sync_now(library)

    def _on_turned_off(self, _library: str) -> None:
        self.sync.look()

    def _on_failed(self, error: KbError) -> None:
        self._window.status.show_message(str(error), error=True)

    @Slot(object, object)
    def _on_view_page_opened(self, workspace: "Workspace", _page: object) -> None:
        self.past.forget()
        self.offers.forget()
        self.met.serve(workspace)
        self.sync.serve(workspace)

    @Slot(object)
    def _on_session_looked(self, look: Look) -> None:
        self.sync.note_changes(look.refreshed.changed)
        self.sync.look()

    @Slot(object)
    def _on_sync_ended(self, outcome: Outcome) -> None:
        self.past.note(outcome, self._now())
        if outcome.report is not None and outcome.report.standing.conflicts:
            self.met.look()
        if outcome.report is not None:
            self._tell_off(outcome.report.standing)
        if not self.signing_in.take(outcome) and outcome.asked:
            text = outcome.trouble if outcome.report is None else summary(outcome.report)
            trouble = outcome.report is None or outcome.report.standing.state is not SyncState.READY
            self._window.status.show_message(text or "The sync was stopped.", error=trouble and bool(text))

    @Slot(str, str)
    def _on_panel_wanted(self, library: str, deed: str) -> None:
        standing = next((one for one in self.sync.standings if one.library == library), None)
        if standing is None:
            return
        name = self._names.get(library, library)
        if deed == SIGN_IN:
            self.signing_in.begin(standing, name)
        elif deed == SHARE:
            self.joining.begin_sharing(library, name)
        elif deed == TURN_ON:
            self._turn_on(library)
        elif deed == TURN_OFF:
            self._turn_off(library)
        elif deed == SETTLE:
            self.popover.leave()
            self.conflicts_wanted.emit(None)
        else:
            self.sync.sync_now(library)

    @Slot(str)
    def _on_offers_sign_in_wanted(self, library: str) -> None:
        self._on_panel_wanted(library, SIGN_IN)

    @Slot(str)
    def _on_offers_retry_wanted(self, library: str) -> None:
        self.sync.sync_now(library)

    @Slot(str, bool)
    def _on_said(self, text: str, trouble: bool) -> None:
        self._window.status.show_message(text, error=trouble)


def _done(deed: Callable[[str], object], library: str) -> str:
    """Do something with a library, and return it."""
    deed(library)
    return library
