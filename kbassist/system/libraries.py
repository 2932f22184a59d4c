"""The system libraries that Qt needs on Linux and the packages that bring them; standard library only.

`run.py` reads this table before anything is installed, the window before Qt is loaded: a library that is
missing makes Qt abort the process, which no Python code can catch.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SystemLibrary:
    """A shared library by the name that the linker looks for, and Debian's package for it."""

    soname: str
    package: str


@dataclass(frozen=True)
class SystemProgram:
    """A program by its name on the path, and Debian's package for it."""

    name: str
    package: str


# What importing PySide6 and drawing without a window system needs.
QT = (
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0"),
    SystemLibrary("libGL.so.1", "libgl1"),
    SystemLibrary("libEGL.so.1", "libegl1"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0"),
    SystemLibrary("libX11.so.6", "libx11-6"),
)
# What a window on X11 needs besides; Qt blames libxcb-cursor0 whichever of them is missing.
QT_X11 = (
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0"),
    SystemLibrary("libxcb-util.so.1", "libxcb-util1"),
    SystemLibrary("libxcb-image.so.0", "libxcb-image0"),
    SystemLibrary("libxcb-randr.so.0", "libxcb-randr0"),
    SystemLibrary("libxcb-render-util.so.0", "libxcb-render-util0"),
    SystemLibrary("libxcb-sync.so.1", "libxcb-sync1"),
    SystemLibrary("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    SystemLibrary("libX11-xcb.so.1", "libx11-xcb1"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
# What a window on Wayland needs besides.
QT_WAYLAND = (
    SystemLibrary("libwayland-client.so.0", "libwayland-client0"),
    SystemLibrary("libwayland-cursor.so.0", "libwayland-cursor0"),
)
# What the tests look at windows, clipboards and system calls with; they skip what is not there.
TEST_PROGRAMS = (
    SystemProgram("Xvfb", "xvfb"),
    SystemProgram("xauth", "xauth"),
    SystemProgram("xclip", "xclip"),
    SystemProgram("xdotool", "xdotool"),
    SystemProgram("openbox", "openbox"),
    SystemProgram("dbus-daemon", "dbus-daemon"),
    SystemProgram("strace", "strace"),
    SystemProgram("git-lfs", "git-lfs"),
    SystemProgram("gnome-keyring-daemon", "gnome-keyring"),
    SystemProgram("sshd", "openssh-server"),
    SystemProgram("ssh-keygen", "openssh-client"),
)
FONT_PACKAGE = "fonts-dejavu-core"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FONT_FILES = (".ttf", ".otf", ".ttc", ".pfb")


def missing_libraries(wanted: Iterable[SystemLibrary] = QT + QT_X11) -> tuple[SystemLibrary, ...]:
    """List what the linker does not find; empty on systems where Qt brings everything itself."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(library for library in wanted if not _loads(library.soname))


def missing_programs(wanted: Iterable[SystemProgram] = TEST_PROGRAMS) -> tuple[SystemProgram, ...]:
    """List the programs that are not on the path."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(program for program in wanted if shutil.which(program.name) is None)


def has_font() -> bool:
    """Tell whether there is any font that a window could write with."""
    if not sys.platform.startswith("linux"):
        return True
    for folder in _FONT_FOLDERS:
        for _path, _folders, files in os.walk(Path(folder).expanduser()):
            if any(name.lower().endswith(_FONT_FILES) for name in files):
                return True
    return False


def missing_packages(*, for_tests: bool) -> tuple[str, ...]:
    """List Debian's packages for what a window lacks here and, on wish, for what the tests look with."""
    packages = [library.package for library in missing_libraries()]
    if not has_font():
        packages.append(FONT_PACKAGE)
    if for_tests:
        packages.extend(program.package for program in missing_programs())
    return tuple(packages)


def install_line(packages: Iterable[str]) -> str:
    """Write the one line that installs these packages."""
    return "sudo apt-get install -y " + " ".join(packages)


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True
