"""Makes kbassist known to the desktop: its menu entry, and that kbassist:// links are its own.

On Linux two files of this user are written. On Windows and macOS what is to be done is written out instead:
the registry and application bundles are not changed behind anybody's back.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kbassist.system.atomic import write_atomically
from kbassist.system.errors import UsageError
from kbassist.system.own_command import APPLICATION_ID, desktop_entry_line, own_command
from kbassist.system.resources import resource_folder

ENTRY = f"{APPLICATION_ID}.desktop"
SCHEME_TYPE = "x-scheme-handler/kbassist"
_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Registration:
    """Where this user's desktop keeps such things."""

    applications: Path

    @classmethod
    def of_user(cls, environ: Mapping[str, str]) -> "Registration":
        """Find the folder (XDG Base Directory Specification)."""
        data = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        return cls(Path(data) / "applications")

    def install(self) -> Path:
        """Write the menu entry, make links ours, and return the entry's path. Raises UsageError."""
        path = self.applications / ENTRY
        try:
            self.applications.mkdir(parents=True, exist_ok=True)
            write_atomically(path, entry_text().encode())
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from error
        self._tell("xdg-mime", "default", ENTRY, SCHEME_TYPE)
        self._tell("update-desktop-database", str(self.applications))
        return path

    def uninstall(self) -> bool:
        """Remove the menu entry and tell whether there was one. Raises UsageError."""
        path = self.applications / ENTRY
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise UsageError(f"{path} cannot be removed: {error.strerror or error}.") from error
        self._tell("update-desktop-database", str(self.applications))
        return True

    @staticmethod
    def _tell(program: str, *arguments: str) -> None:
        """Let the desktop look at once; without these programs it does so by itself, a little later."""
        found = shutil.which(program)
        if found is None:
            return
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [found, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_TIMEOUT_S,
                check=False,
            )


def entry_text() -> str:
    """Return the menu entry for Linux."""
    icon = resource_folder("logo") / "kbassist.svg"
    text = (resource_folder("desktop") / ENTRY).read_text("utf-8")
    return text.replace("@COMMAND@", desktop_entry_line()).replace("@ICON@", str(icon))


def registry_text() -> str:
    """Return what `reg import` takes on Windows: links belong to kbassist, for this user."""
    text = (resource_folder("desktop") / "kbassist.reg").read_text("utf-8")
    words = " ".join(f'\\"{word}\\"' for word in (name.replace("\\", "\\\\") for name in own_command()))
    return text.replace("@COMMAND@", words)


def bundle_text() -> str:
    """Return the Info.plist of a macOS bundle that is to open links."""
    return (resource_folder("desktop") / "Info.plist").read_text("utf-8")


def instructions() -> str:
    """Return what is to be done on this system, where nothing is done by itself; empty on Linux."""
    if sys.platform == "win32":
        return f"Save this as kbassist.reg and open it, then links work:{os.linesep}{registry_text()}"
    if sys.platform == "darwin":
        return f"Links work for an application bundle with this Contents/Info.plist:\n{bundle_text()}"
    return ""
