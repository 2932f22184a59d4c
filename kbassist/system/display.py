"""Find out whether a window can be shown before Qt tries: what it cannot use, it answers with abort()."""

import ctypes
import sys
from collections.abc import Callable, Mapping

from kbassist.system import libraries
from kbassist.system.errors import DisplayMissing
from kbassist.system.libraries import SystemLibrary

_WAYLAND = ("wayland", "wayland-egl")
# On every other platform, such as offscreen or vnc, Qt draws by itself.
_NEEDS_WINDOW_SYSTEM = ("", "xcb", *_WAYLAND)


def require_display(environ: Mapping[str, str]) -> None:
    """Make sure that Qt can show a window here. Raises DisplayMissing with a sentence that says why not."""
    if not sys.platform.startswith("linux"):
        return
    platform = environ.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    ways: list[Callable[[], None]] = []
    if platform in ("", *_WAYLAND) and environ.get("WAYLAND_DISPLAY"):
        ways.append(_check_wayland)
    if platform in ("", "xcb") and environ.get("DISPLAY"):
        ways.append(_check_x11)
    if platform in _NEEDS_WINDOW_SYSTEM and not ways:
        raise DisplayMissing(
            "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."
        )
    if not ways:
        _check_libraries(libraries.QT)
    problems = []
    for way in ways:
        try:
            way()
        except DisplayMissing as error:
            problems.append(error)
    if ways and len(problems) == len(ways):
        raise problems[0]


def _check_libraries(wanted: tuple[SystemLibrary, ...]) -> None:
    missing = libraries.missing_libraries(wanted)
    if missing:
        line = libraries.install_line([library.package for library in missing])
        raise DisplayMissing(f"The window needs system libraries that are missing; to install them: {line}")


def _check_x11() -> None:
    _check_libraries((*libraries.QT, *libraries.QT_X11))
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    # It answers for the whole way there: the socket, the server behind it and its permission.
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    # It stays open: an X server begins anew when its last client leaves, and would refuse Qt meanwhile.
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        raise DisplayMissing(
            "The display that DISPLAY names cannot be reached, or does not let this user in."
        )


def _check_wayland() -> None:
    _check_libraries((*libraries.QT, *libraries.QT_WAYLAND))
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    connection = wayland.wl_display_connect(None)
    if not connection:
        raise DisplayMissing("The display that WAYLAND_DISPLAY names cannot be reached.")
    wayland.wl_display_disconnect(ctypes.c_void_p(connection))
