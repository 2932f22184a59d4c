"""Whether a window can be shown here at all; Qt itself would abort, and nothing can catch that."""

import ctypes
import sys
from collections.abc import Iterable, Mapping

from kbassist.system.errors import UsageError
from kbassist.system.libraries import QT, QT_X11, SystemLibrary, install_line, missing_libraries

WITHOUT_WINDOW = "These work without one: kbassist search, show, reply, check and index."
# Platforms of Qt that draw into memory or send the picture elsewhere.
_NO_SCREEN_NEEDED = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def require_display(environ: Mapping[str, str], platform: str = sys.platform) -> None:
    """Do nothing where a window can be shown. Raises UsageError with what is missing and how to mend it."""
    if not platform.startswith("linux"):
        return
    wanted = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    _require_libraries(QT)
    if wanted in _NO_SCREEN_NEEDED:
        return
    if environ.get("WAYLAND_DISPLAY") and wanted != "xcb":
        return
    if not environ.get("DISPLAY"):
        raise UsageError(f"kbassist needs a display for its window and there is none here. {WITHOUT_WINDOW}")
    _require_libraries(QT_X11)
    if not _x_server_answers():
        raise UsageError(
            f"kbassist cannot reach the display {environ['DISPLAY']} for its window. {WITHOUT_WINDOW}"
        )


def _require_libraries(wanted: Iterable[SystemLibrary]) -> None:
    missing = missing_libraries(wanted)
    if missing:
        raise UsageError(
            "The window needs libraries that this system lacks; on Debian or Ubuntu run: "
            + install_line(library.package for library in missing)
        )


def _x_server_answers() -> bool:
    """Connect to $DISPLAY as Qt will, its authority included (xcb_connect(3))."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    try:
        return int(xcb.xcb_connection_has_error(connection)) == 0
    finally:
        xcb.xcb_disconnect(connection)
