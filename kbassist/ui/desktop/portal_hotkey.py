"""The shortcut from anywhere as desktops give it to programs that ask: the portal's GlobalShortcuts.

Wayland lets no program see keys that go to another one; there the desktop listens, may ask its user first,
and may choose another key than the one that was wished for.
"""

import secrets
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from typing_extensions import override

from kbassist.system.own_command import APPLICATION_ID
from kbassist.ui.desktop.dbus_wire import BUS, DBusWire, Heard
from kbassist.ui.desktop.hotkey import NO_WAY, Hotkey
from kbassist.ui.desktop.shortcut import Shortcut

_PORTAL, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SHORTCUTS, _REQUEST = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Request"
_SESSION, _REGISTRY = "org.freedesktop.portal.Session", "org.freedesktop.host.portal.Registry"
_OURS = "palette"
_GRANTED = 0
_NOT_ALLOWED = "org.freedesktop.portal.Error.NotAllowed"

UNKNOWN = (
    "This desktop gives shortcuts only to programs of its menu: run “kbassist desktop --install”, then start "
    "kbassist again."
)
REFUSED = "The desktop did not give the shortcut away. Choose it anew to be asked once more."
WITHOUT_KEY = (
    "The desktop knows the palette but has no key for it yet; its own settings for shortcuts give one."
)
GONE = "The desktop has taken the shortcut back. Choose it anew to have it again."

_Then = Callable[[int, dict[str, Any]], None]


class PortalHotkey(Hotkey):
    """Holds one session with the portal; what is asked of it is answered later, by `told`."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        """`address` is that of the desktop's bus; empty where there is none."""
        super().__init__(parent)
        self._address = address
        self._shortcut: Shortcut | None = None
        self._wire: DBusWire | None = None
        self._portal = ""  # the portal by its own name on the bus, which nobody else can have
        self._session = ""
        self._calls: dict[int, str] = {}  # by their number, until they are answered
        self._awaited: dict[str, _Then] = {}

    @override
    def take(self, shortcut: Shortcut | None) -> None:
        self.close()
        self._shortcut = shortcut
        if shortcut is None:
            self.told.emit("", False)
            return
        try:
            # A session is for shortcuts that are bound once, and ends with its connection.
            self._wire = DBusWire(self._address, self)
        except OSError:
            self.told.emit(NO_WAY, False)
            return
        self._wire.replied.connect(self._on_wire_replied)
        self._wire.signalled.connect(self._on_wire_signalled)
        self._wire.lost.connect(self._on_wire_lost)
        self._wire.match(f"type='signal',sender='{_PORTAL}'")
        self._wire.match(f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='{_PORTAL}'")
        self._begin()

    @override
    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire.deleteLater()
            self._wire = None
        self._forget()

    def _forget(self) -> None:
        self._portal = self._session = ""
        self._calls, self._awaited = {}, {}

    def _begin(self) -> None:
        """Say who we are, which portals before 1.20 find out by themselves, and ask for a session."""
        self._call("Register", "sa{sv}", APPLICATION_ID, {}, interface=_REGISTRY)
        self._request(self._on_session_made, "CreateSession", "", session_handle_token=("s", _token()))

    def _request(
        self, then: _Then, member: str, signature: str, *values: object, **options: tuple[str, str]
    ) -> None:
        """Ask for what the portal answers twice: at once with a number of ours, later with the result."""
        token = _token()
        self._awaited[token] = then
        self._call(member, signature + "a{sv}", *values, {"handle_token": ("s", token), **options})

    def _call(self, member: str, signature: str, *values: object, interface: str = _SHORTCUTS) -> None:
        if self._wire is not None:
            self._calls[self._wire.call(_PORTAL, _PATH, interface, member, signature, *values)] = member

    def _on_session_made(self, code: int, results: dict[str, Any]) -> None:
        self._session = str(results.get("session_handle", ""))
        if code != _GRANTED or not self._session or self._shortcut is None:
            self.told.emit(REFUSED, False)
            return
        wish = {"description": ("s", "Show the palette"), "preferred_trigger": ("s", self._shortcut.trigger)}
        self._request(self._on_bound, "BindShortcuts", "oa(sa{sv})s", self._session, [(_OURS, wish)], "")

    def _on_bound(self, code: int, results: dict[str, Any]) -> None:
        if code == _GRANTED:
            self._tell(results.get("shortcuts", []))
        else:
            self.told.emit(REFUSED, False)

    def _tell(self, shortcuts: list[tuple[str, dict[str, Any]]]) -> None:
        """Say which key it has become, in the desktop's words."""
        ours = dict(shortcuts).get(_OURS)
        key = str((ours or {}).get("trigger_description", "")).strip()
        if key:
            self.told.emit(f"The palette's key in any program, as this desktop names it: {key:.80}", True)
        else:
            self.told.emit(REFUSED if ours is None else WITHOUT_KEY, False)

    @Slot(object)
    def _on_wire_replied(self, heard: Heard) -> None:
        member = self._calls.pop(heard.reply_to, "")
        if member and heard.sender != BUS:
            self._portal = heard.sender
        if not member or member == "Register" or not heard.error:
            return  # a portal that knows no registry, or knows us already, goes on all the same
        self._awaited.clear()
        self.told.emit(UNKNOWN if heard.error == _NOT_ALLOWED else NO_WAY, False)

    @Slot(object)
    def _on_wire_signalled(self, heard: Heard) -> None:
        if heard.sender == BUS and heard.member == "NameOwnerChanged":
            self._follow_portal(*heard.values)
        elif not self._portal or heard.sender != self._portal:
            return  # anybody may send signals to anybody
        elif (heard.interface, heard.member) == (_REQUEST, "Response"):
            then = self._awaited.pop(heard.path.rpartition("/")[2], None)
            if then is not None:
                then(*heard.values)
        elif (heard.interface, heard.member) == (_SESSION, "Closed") and heard.path == self._session:
            self._session = ""
            self.told.emit(GONE, False)
        elif heard.interface == _SHORTCUTS and heard.values[:1] == (self._session,):
            self._hear(heard.member, *heard.values[1:])

    def _hear(self, member: str, *values: Any) -> None:
        """Take what the portal tells of our session."""
        if member == "Activated" and values[0] == _OURS:
            self.pressed.emit(str(values[2].get("activation_token", "")))
        elif member == "ShortcutsChanged":
            self._tell(values[0])

    def _follow_portal(self, name: str, _before: str, now: str) -> None:
        """Ask anew when the portal has been started again: it keeps no session over that."""
        if name == _PORTAL and self._portal and now != self._portal:
            self._forget()
            self.told.emit(GONE, False)
        if name == _PORTAL and now and not self._awaited and not self._session:
            self._begin()

    @Slot()
    def _on_wire_lost(self) -> None:
        self.close()
        self.told.emit(NO_WAY, False)


def _token() -> str:
    """Return a name that nobody can guess, as D-Bus allows it in a path."""
    return f"kbassist_{secrets.token_hex(8)}"
