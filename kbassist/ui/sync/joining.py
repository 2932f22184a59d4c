"""Joins a team by the address of its repository, and shares a folder that has none yet."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.system.errors import KbError, SignInNeeded, WorkCancelled
from kbassist.team.git.clone import Cloned
from kbassist.team.git.progress import Stage, Step
from kbassist.team.git.signing import Login
from kbassist.ui.sync.controller import SyncController
from kbassist.ui.sync.installing import told_how_to_install
from kbassist.ui.sync.join_form import JoinForm
from kbassist.ui.sync.popover import Popover
from kbassist.ui.sync.share_form import ShareForm
from kbassist.ui.tasks import Lane, Tasks, Ticket

if TYPE_CHECKING:
    from kbassist.workspace.syncing import Syncing

STAGES = {
    Stage.CONNECTING: "Asking the host…",
    Stage.PREPARING: "The host gets it ready:",
    Stage.RECEIVING: "Copying:",
    Stage.SENDING: "Sending:",
    Stage.RESOLVING: "Putting together:",
    Stage.WRITING: "Writing files:",
}


class Joining(QObject):
    """One copying at a time.

    Signals:
        joined: a folder is to be opened as a library; carries its path.
        shared: a library is kept with git now.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    joined = Signal(str)
    shared = Signal()
    said = Signal(str, bool)

    def __init__(
        self, sync: SyncController, form: JoinForm, share: ShareForm, popover: Popover, tasks: Tasks
    ) -> None:
        super().__init__(form)
        self._sync = sync
        self._form = form
        self._share = share
        self._popover = popover
        self._tasks = tasks
        self._ticket: Ticket | None = None
        self._stop = threading.Event()
        form.joined.connect(self._on_form_joined)
        form.stopped.connect(self._stop.set)
        form.left.connect(popover.leave)
        share.shared.connect(self._on_share_shared)
        share.left.connect(popover.leave)

    def begin(self) -> None:
        """Ask for the address."""
        self._form.begin()
        self._popover.show_view(self._form)

    def begin_sharing(self, library: str, name: str) -> None:
        """Ask how a folder shall be shared."""
        self._share.ask(library, name)
        self._popover.show_view(self._share)

    def close(self) -> None:
        """Cut off what runs."""
        self._stop.set()
        if self._ticket is not None:
            self._ticket.cancel()

    @Slot(str, str, object)
    def _on_form_joined(self, address: str, folder: str, login: Login | None) -> None:
        syncing: Syncing | None = self._sync.syncing
        if syncing is None:
            self._form.fail("No library is open yet; wait a moment, then repeat.")
            return
        self._stop.clear()
        self._ticket = ticket = Ticket()
        stop = self._stop
        report = self._tasks.relay(ticket, self._on_progressed)

        def work() -> Cloned:
            target = Path(folder).expanduser()
            with told_how_to_install():
                return syncing.clone(
                    address, target, login, report, lambda: stop.is_set() or ticket.cancelled()
                )

        self._tasks.submit(Lane.NET, work, self._on_joined, self._on_join_failed, ticket=ticket)

    def _on_progressed(self, step: Step) -> None:
        self._form.show_progress(STAGES[step.stage], step.done, step.total)

    def _on_joined(self, cloned: Cloned) -> None:
        self._ticket = None
        self._form.clear()
        if self._popover.view is self._form:
            self._popover.leave()
        self.joined.emit(str(cloned.folder))
        empty = "Their repository is empty yet; what you write is the first of it." if cloned.is_empty else ""
        self.said.emit(" ".join(filter(None, ("Joined.", empty, cloned.note))), False)

    def _on_join_failed(self, error: KbError) -> None:
        self._ticket = None
        if isinstance(error, SignInNeeded):
            self._form.ask_login(error.host, str(error))
        elif isinstance(error, WorkCancelled):
            self._form.end()
            self._form.say("Stopped; nothing is left of it.")
        else:
            self._form.fail(str(error))
        if self._popover.view is not self._form:
            self.said.emit(str(error), True)

    @Slot(str, str, object)
    def _on_share_shared(self, library: str, address: str, login: Login | None) -> None:
        syncing: Syncing | None = self._sync.syncing
        if syncing is None:
            return

        def work() -> tuple[str, str]:
            with told_how_to_install():
                return library, syncing.make_repository(library, address or None, login).note

        self._tasks.submit(Lane.NET, work, self._on_shared, self._on_share_failed)

    def _on_shared(self, answer: tuple[str, str]) -> None:
        library, note = answer
        self._share.clear()
        self._popover.leave()
        self.said.emit(f"git keeps the history of this library from now on. {note}".strip(), False)
        self._sync.look()
        self._sync.sync_now(library, asked=False)
        self.shared.emit()

    def _on_share_failed(self, error: KbError) -> None:
        if isinstance(error, SignInNeeded):
            self._share.ask_login(error.host, str(error))
        else:
            self._share.refuse(str(error))
