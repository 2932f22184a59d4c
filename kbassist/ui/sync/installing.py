"""What to install on this system where git is missing."""

import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kbassist.system.errors import GitAbsent

# By what a Linux system calls itself, or what it is like: ID and ID_LIKE of os-release(5).
_COMMANDS = {
    "debian": "sudo apt install git",
    "ubuntu": "sudo apt install git",
    "fedora": "sudo dnf install git",
    "rhel": "sudo dnf install git",
    "suse": "sudo zypper install git",
    "opensuse": "sudo zypper install git",
    "arch": "sudo pacman -S git",
    "alpine": "sudo apk add git",
}


def how_to_install(system: str, like: str = "") -> str:
    """Say it for a `sys.platform`; `like` are the words of os-release."""
    if system == "win32":
        return "Type winget install Git.Git in a terminal."
    if system == "darwin":
        return "Type xcode-select --install in a terminal."
    command = next((_COMMANDS[word] for word in like.split() if word in _COMMANDS), "")
    return f"Type {command} in a terminal." if command else "Your system's software centre has it as git."


def missing_words() -> str:
    """Say what to install where there is no git, "" where there is; not for the window's thread."""
    return "" if shutil.which("git") else how_to_install(sys.platform, _like())


@contextmanager
def told_how_to_install() -> Iterator[None]:
    """Add it to a GitAbsent that passes; reads a file, so not for the window's thread."""
    try:
        yield
    except GitAbsent as error:
        raise GitAbsent(
            f"{error} {how_to_install(sys.platform, _like())} Until then all else works."
        ) from error


def _like() -> str:
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return ""
    return f"{told.get('ID', '')} {told.get('ID_LIKE', '')}"
