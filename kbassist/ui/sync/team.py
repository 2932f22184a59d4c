"""Keeps the settings' card on sharing true, and does what its buttons say."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.system.accounts import Account, StoredAccount
from kbassist.system.errors import KbError
from kbassist.ui.preferences import Preferences
from kbassist.ui.sync.controller import SyncController
from kbassist.ui.sync.team_card import TeamCard
from kbassist.ui.tasks import Generation, Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.syncing import Syncing

Stored = tuple[tuple[StoredAccount, ...], str]


class Team(QObject):
    """Serves one card; what it shows is asked for each time that it is looked at.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        card: TeamCard,
        sync: SyncController,
        preferences: Preferences,
        names: Callable[[], Mapping[str, str]],
        tasks: Tasks,
    ) -> None:
        super().__init__(card)
        self._card = card
        self._sync = sync
        self._preferences = preferences
        self._names = names
        self._tasks = tasks
        self._looking = Generation()
        card.looked_at.connect(self._look)
        card.forget_wanted.connect(self._on_card_forget_wanted)
        sync.stood.connect(self._show)
        preferences.setting_changed.connect(self._on_preferences_setting_changed)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._card.show_standings(self._sync.standings, self._names())
        self._card.show_name(self._preferences.settings.agent_name)

    @Slot()
    def _look(self) -> None:
        syncing: Syncing | None = self._sync.syncing
        if syncing is not None:
            self._tasks.submit(
                Lane.IO, syncing.sign_ins, self._on_found, self._on_failed, generation=self._looking
            )

    def _on_found(self, found: Stored) -> None:
        self._card.show_accounts(*found)

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)
        self._look()

    @Slot(object)
    def _on_card_forget_wanted(self, account: Account) -> None:
        syncing: Syncing | None = self._sync.syncing
        if syncing is None:
            return

        def work() -> Account:
            syncing.forget_sign_in(account)
            return account

        self._tasks.submit(Lane.IO, work, self._on_forgotten, self._on_failed)

    def _on_forgotten(self, account: Account) -> None:
        self.said.emit(f"Forgotten: {account.user} at {account.host_url.rpartition('://')[2]}.", False)
        self._look()

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        if name == "agent_name":
            self._show()
