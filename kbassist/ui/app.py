"""The start of the window: a second start only brings the first one forward."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbassist.system.errors import InstanceAbsent, UsageError
from kbassist.system.instance import InstanceAddress, PaletteRequest, RaiseRequest, Request, send
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings

if TYPE_CHECKING:
    from kbassist.system.credentials import Credentials
    from kbassist.workspace import Workspace

PATIENCE_S = 2.0


def run(
    paths: Paths,
    settings: Settings,
    roots: Sequence[Path],
    notices: Sequence[str] = (),
    request: Request | None = None,
) -> int:
    """Show the window until it is closed and return the exit code of the process.

    `roots` are the folders named by `--library`; none opens those of the settings. `notices` are sentences
    about what could not be read of them. `request` asks for something else than the window: the palette, or
    what a link offers. Raises UsageError when a running window refuses it.
    """
    libraries = tuple(str(root.absolute()) for root in roots)
    if isinstance(request, PaletteRequest):
        request = replace(request, libraries=libraries)
    wanted = request or RaiseRequest(libraries)
    address = InstanceAddress.of(paths)
    if done(address, wanted):
        return 0
    # Qt is loaded only now: a second start does not need it.
    from kbassist.ui.program import Program

    program = Program(paths, settings, libraries, OpenLibraries())
    if not program.listen(address) and done_soon(address, wanted):
        program.close()
        return 0
    program.tell(notices)
    return program.run(request)


class OpenLibraries:
    """Opens one workspace after another; all sign in with the secrets of this session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._credentials: Credentials | None = None

    def __call__(self, paths: Paths, settings: Settings, roots: tuple[Path, ...]) -> "Workspace":
        """Open a workspace; what it is made of is loaded on the lane that calls this."""
        from kbassist.system.credentials import Credentials
        from kbassist.workspace import open_workspace
        from kbassist.workspace.opening import ACCOUNTS

        with self._lock:
            self._credentials = self._credentials or Credentials(paths.data / ACCOUNTS)
        return open_workspace(paths, settings, roots, credentials=self._credentials)


def done_soon(address: InstanceAddress, request: Request) -> bool:
    """Ask a window that is itself just starting; False when it stays mute, and ours opens beside it."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if done(address, request):
            return True
        threading.Event().wait(0.05)
    return False


def done(address: InstanceAddress, request: Request) -> bool:
    """Ask a running window; False when there is none. Raises UsageError when it refuses."""
    try:
        answer = send(address, request)
    except InstanceAbsent:
        return False
    if not answer.ok and answer.message:
        raise UsageError(answer.message)
    return answer.ok
