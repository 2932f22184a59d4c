"""The start of the window: a second start only brings the first one forward."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbassist.system.errors import InstanceAbsent
from kbassist.system.instance import InstanceAddress, RaiseRequest, send
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings

if TYPE_CHECKING:
    from kbassist.workspace import Workspace

PATIENCE_S = 2.0


def run(paths: Paths, settings: Settings, roots: Sequence[Path], notices: Sequence[str] = ()) -> int:
    """Show the window until it is closed and return the exit code of the process.

    `roots` are the folders named by `--library`; none opens those of the settings. `notices` are sentences
    about what could not be read of them.
    """
    libraries = tuple(str(root.absolute()) for root in roots)
    address = InstanceAddress.of(paths)
    if raised(address, libraries):
        return 0
    # Qt is loaded only now: a second start does not need it.
    from kbassist.ui.program import Program

    program = Program(paths, settings, libraries, open_libraries)
    if not program.listen(address) and raised_soon(address, libraries):
        program.close()
        return 0
    program.tell(notices)
    return program.run()


def open_libraries(paths: Paths, settings: Settings, roots: tuple[Path, ...]) -> "Workspace":
    """Open a workspace; what it is made of is loaded on the lane that calls this, not before the window."""
    from kbassist.workspace import open_workspace

    return open_workspace(paths, settings, roots)


def raised_soon(address: InstanceAddress, libraries: tuple[str, ...]) -> bool:
    """Ask a window that is itself just starting; False when it stays mute, and ours opens beside it."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if raised(address, libraries):
            return True
        threading.Event().wait(0.05)
    return False


def raised(address: InstanceAddress, libraries: tuple[str, ...]) -> bool:
    """Ask a running window to come forward; False when there is none."""
    try:
        return send(address, RaiseRequest(libraries)).ok
    except InstanceAbsent:
        return False
