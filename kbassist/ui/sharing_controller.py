"""Asks in place whether the agent takes part where a team shares, and serves the panel in the settings."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.system.errors import KbError
from kbassist.ui.library_view import LibraryView
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.preferences import Preferences
from kbassist.ui.session import Session
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.widgets.library_mark import LibraryMark, ink_of

if TYPE_CHECKING:
    from kbassist.ui.settings.sharing import SharingPanel
    from kbassist.workspace.sharing import SharingState
    from kbassist.workspace.values import Status
    from kbassist.workspace.workspace import Workspace

SUBJECT = "sharing"

Stands = tuple["Workspace", tuple["SharingState", ...], "Status"]


class SharingController(QObject):
    """Looks how sharing stands after each look at the libraries.

    Signals:
        settings_wanted: the agent wants to see the settings.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    settings_wanted = Signal()
    said = Signal(str, bool)

    def __init__(
        self, notices: Notices, view: LibraryView, session: Session, preferences: Preferences, tasks: Tasks
    ) -> None:
        super().__init__(view)
        self._notices = notices
        self._session = session
        self._preferences = preferences
        self._tasks = tasks
        self._looking = Generation()
        self._panel: SharingPanel | None = None
        self._stands: Stands | None = None
        self._asked_names: set[str] = set()
        view.page_opened.connect(self._on_view_page_opened)
        session.looked.connect(self._on_session_looked)

    def serve(self, panel: "SharingPanel") -> None:
        """Serve the panel of the settings."""
        self._panel = panel
        panel.switched.connect(self._on_panel_switched)
        panel.shown.connect(self._on_panel_shown)
        panel.withdrawn.connect(self._on_panel_withdrawn)
        self._show()
        self.look()

    def look(self) -> None:
        """Ask how sharing stands."""
        if (opened := self._session.current) is None:
            return
        workspace = opened.workspace

        def work() -> Stands:
            return workspace, workspace.sharing.states(), workspace.status()

        self._tasks.submit(Lane.IO, work, self._on_looked, self._on_failed, generation=self._looking)

    def _on_looked(self, stands: Stands) -> None:
        if stands == self._stands:
            return
        self._stands = stands
        self._show()
        self._ask()

    def _show(self) -> None:
        if self._panel is not None and self._stands is not None:
            _, states, status = self._stands
            marks = {one.root: LibraryMark(one.label, ink_of(one.colour)) for one in status.libraries}
            self._panel.show_states([(one, marks[one.library]) for one in states if one.library in marks])

    def _ask(self) -> None:
        """Ask once for each library whose team shares and about which the agent has not said anything."""
        if self._stands is None:
            return
        _, states, status = self._stands
        asked = self._preferences.settings.asked_to_share
        new = [one for one in states if one.wanted and (_is_new(one, asked) or self._asks_name(one))]
        if not new:
            self._notices.drop(SUBJECT)
            return
        label = next((one.label for one in status.libraries if one.root == new[0].library), "")
        text = (
            f"{label} wants your name with what you share. Nothing more of yours is shared until you say so."
            if new[0].asks_name
            else f"{label} shares which words led to which article, without anything of customers. "
            "Nothing of yours is shared unless you say so."
        )
        notice = Notice(text, action="See the settings", act=self._go, dismissed=self._told)
        self._notices.show_notice(SUBJECT, notice)

    def _go(self) -> None:
        self._told()
        self._notices.drop(SUBJECT)
        self.settings_wanted.emit()

    def _told(self) -> None:
        if self._stands is not None:
            wanted = tuple(one.library for one in self._stands[1] if one.wanted)
            asked = self._preferences.settings.asked_to_share
            self._preferences.change("asked_to_share", tuple(dict.fromkeys((*asked, *wanted))))
            self._asked_names.update(one.library for one in self._stands[1] if one.asks_name)

    def _asks_name(self, state: "SharingState") -> bool:
        """Tell whether a team wants names since a while, and this run has not said so yet."""
        return state.asks_name and state.library not in self._asked_names

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)
        self._show()  # the switch goes back to what is so

    def _on_switched(self, told: str) -> None:
        self.said.emit(told, False)
        self.look()

    @Slot(object, object)
    def _on_view_page_opened(self, _workspace: object, _page: object) -> None:
        self.look()

    @Slot(object)
    def _on_session_looked(self, _look: object) -> None:
        self.look()

    @Slot(str, bool)
    def _on_panel_switched(self, library: str, on: bool) -> None:
        if self._stands is None:
            return
        sharing = self._stands[0].sharing
        # What the agent saw counts, whatever the team has changed since.
        named = any(one.names for one in self._stands[1] if one.library == library)

        def work() -> str:
            if on:
                sharing.allow(library, named)
                return "What is learned from now on is shared; Withdraw takes it back."
            sharing.stop(library)
            return "Nothing more is shared; Withdraw takes back what was."

        self._told()
        self._tasks.submit(Lane.IO, work, self._on_switched, self._on_failed)

    @Slot(str)
    def _on_panel_shown(self, library: str) -> None:
        if self._stands is not None:
            sharing = self._stands[0].sharing
            self._tasks.submit(Lane.IO, lambda: sharing.texts(library), self._on_texts, self._on_failed)

    def _on_texts(self, texts: tuple[tuple[str, str], ...]) -> None:
        if self._panel is not None:
            self._panel.show_texts(texts)

    @Slot(str)
    def _on_panel_withdrawn(self, library: str) -> None:
        if self._stands is None:
            return
        sharing = self._stands[0].sharing

        def work() -> str:
            count = sharing.withdraw(library)
            files = "1 file was" if count == 1 else f"{count} files were"
            return f"Withdrawn: {files} removed. Sharing is off."

        if self._panel is not None:
            self._panel.text.hide()
        self._tasks.submit(Lane.IO, work, self._on_switched, self._on_failed)


def _is_new(state: "SharingState", asked: tuple[str, ...]) -> bool:
    return not state.machine and state.library not in asked
