"""Whether a window can be shown here at all; Qt itself would abort, and nothing can catch that."""

import ctypes
import sys
from collections.abc import Mapping

from kbassist.system.errors import UsageError

WITHOUT_WINDOW = "These work without one: kbassist search, show, reply, check and index."
# Platforms of Qt that draw into memory or send the picture elsewhere.
_NO_SCREEN_NEEDED = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")

# What the wheel of Qt leaves to the system: the library and its package in Debian and Ubuntu.
_EVERY_WINDOW = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def require_display(environ: Mapping[str, str], platform: str = sys.platform) -> None:
    """Do nothing where a window can be shown. Raises UsageError with what is missing and how to mend it."""
    if not platform.startswith("linux"):
        return
    wanted = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    _require_libraries(_EVERY_WINDOW)
    if wanted in _NO_SCREEN_NEEDED:
        return
    if environ.get("WAYLAND_DISPLAY") and wanted != "xcb":
        return
    if not environ.get("DISPLAY"):
        raise UsageError(f"kbassist needs a display for its window and there is none here. {WITHOUT_WINDOW}")
    _require_libraries(_X_WINDOW)
    if not _x_server_answers():
        raise UsageError(
            f"kbassist cannot reach the display {environ['DISPLAY']} for its window. {WITHOUT_WINDOW}"
        )


def _require_libraries(libraries: Mapping[str, str]) -> None:
    missing = [package for name, package in libraries.items() if not _loads(name)]
    if missing:
        raise UsageError(
            "The window needs libraries that this system lacks; on Debian or Ubuntu run: "
            f"apt-get install -y {' '.join(missing)}"
        )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


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
