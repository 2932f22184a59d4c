"""Signs in at a git host: asks in place, keeps what was typed, and says whether the host took it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.system.accounts import Kept
from kbassist.system.errors import KbError
from kbassist.team.git.signing import Login
from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.sync.controller import SyncController
from kbassist.ui.sync.popover import Popover
from kbassist.ui.sync.rounds import Outcome
from kbassist.ui.sync.sign_in_form import SignInForm
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.syncing import Syncing

IN_KEYRING = "The keyring of this system keeps it."


class SigningIn(QObject):
    """Has one form, for one library at a time.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        ended: the form is of no use any more: the host took what was typed.
    """

    said = Signal(str, bool)
    ended = Signal()

    def __init__(self, sync: SyncController, form: SignInForm, popover: Popover, tasks: Tasks) -> None:
        super().__init__(form)
        self._sync = sync
        self._form = form
        self._popover = popover
        self._tasks = tasks
        self._tried = ""
        self._kept: Kept | None = None
        form.signed.connect(self._on_form_signed)
        form.left.connect(self._on_form_left)

    def begin(self, standing: SyncStanding, name: str) -> None:
        """Ask for a library."""
        self._form.ask(standing.library, name, host_of(standing.remote), standing.sentence)
        self._popover.show_view(self._form)

    @Slot()
    def _on_form_left(self) -> None:
        self._form.forget_secret()
        self._popover.leave()

    @Slot(str, object)
    def _on_form_signed(self, library: str, login: Login) -> None:
        syncing: Syncing | None = self._sync.syncing
        if syncing is None:
            return

        def work() -> tuple[str, Kept]:
            return library, syncing.sign_in(library, login)

        self._tried = library
        self._tasks.submit(Lane.IO, work, self._on_stored, self._on_failed)

    def _on_stored(self, answer: tuple[str, Kept]) -> None:
        library, self._kept = answer
        self._sync.sync_now(library)

    def _on_failed(self, error: KbError) -> None:
        self._tried = ""
        self._form.refuse(str(error))

    def take(self, outcome: Outcome) -> bool:
        """Say what the host made of what was typed; tell whether this was the sync that tried it."""
        if outcome.library != self._tried or self._kept is None:
            return False
        self._tried = ""
        standing = outcome.report.standing if outcome.report is not None else None
        if standing is not None and standing.state is SyncState.SIGN_IN:
            self._form.refuse(standing.sentence or "The host did not take this. Type it again.")
        elif standing is None or standing.state is SyncState.WAITING:
            self._form.refuse(outcome.trouble or (standing.sentence if standing else "The sync was stopped."))
        else:
            self._form.forget_secret()
            self.said.emit(f"Signed in. {self._kept.sentence or IN_KEYRING}", False)
            self.ended.emit()
        return True


def host_of(remote: str) -> str:
    """Return the host of an address, "" for a folder."""
    rest = remote.partition("://")[2]
    return rest.partition("/")[0].rpartition("@")[2]
