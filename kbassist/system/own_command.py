"""How this program is called on this machine, for menus, links and shortcuts that call it."""

import shutil
import subprocess
import sys
from pathlib import Path

# By this desktops know the program: its menu entry bears the name, and portals refuse one without a dot.
APPLICATION_ID = "org.kbassist.kbassist"
# Characters that may stand in an argument of a desktop file without quotes (Desktop Entry Specification).
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+=:@,")


def own_command() -> tuple[str, ...]:
    """Return the words that start kbassist: its script where there is one, else its interpreter."""
    beside = Path(sys.executable).with_name("kbassist.exe" if sys.platform == "win32" else "kbassist")
    if beside.exists():
        return (str(beside),)
    found = shutil.which("kbassist")
    return (found,) if found else (sys.executable, "-P", "-m", "kbassist")


def command_line(*words: str) -> str:
    """Write a call of kbassist as one line that a shell, or the settings of a desktop, takes."""
    command = (*own_command(), *words)
    if sys.platform == "win32":
        return subprocess.list2cmdline(command)
    return " ".join(word if set(word) <= _PLAIN else _quoted(word) for word in command)


def desktop_entry_line() -> str:
    """Write the call for the Exec line of a desktop file, with its own quotes and doubled percent signs."""
    words = (word.replace("%", "%%") for word in own_command())
    return " ".join(word if set(word) <= _PLAIN else _entry_quoted(word) for word in words)


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


def _entry_quoted(word: str) -> str:
    for sign in ('"', "`", "$"):
        word = word.replace("\\", "\\\\") if sign == '"' else word
        word = word.replace(sign, f"\\{sign}")
    # The value of a key is escaped once more.
    return '"' + word.replace("\\", "\\\\") + '"'
