"""A desktop's portal as far as it gives shortcuts, on a message bus of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from kbassist.ui.desktop.dbus_wire import BUS, BUS_PATH, DBusWire, Heard

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
CALL, REPLY, ERROR, SIGNAL = 1, 2, 3, 4


# The session's own file would start the portal of the machine that the tests run on.
CONFIG = """<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@contextmanager
def message_bus(folder: Path) -> Iterator[str]:
    """Start a bus that checks every message and yield its address; skip without dbus-daemon."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("not installed: dbus-daemon")
    read, write = os.pipe()
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(folder=folder), "utf-8")
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", f"--print-address={write}"]
    daemon = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield pipe.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(10)


class Portal(DBusWire):
    """Grants what is asked for, unless told otherwise; `key` is what it says that it has bound."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.code = 0
        self.key = "Press Ctrl+Shift+Space"
        self.error = ""
        self.session = self.client = ""
        self.naming = self.call(BUS, BUS_PATH, BUS, "RequestName", "su", PORTAL, 4)  # without a queue

    def emit_signal(self, member: str, *values: object, signature: str = "osta{sv}") -> None:
        self.tell(self.client, PATH, SHORTCUTS, member, signature, *values)

    def tell(self, to: str, path: str, interface: str, member: str, signature: str, *values: object) -> None:
        self._post(SIGNAL, {1: path, 2: interface, 3: member, 6: to}, signature, values)

    @override
    def _tell(self, kind: int, heard: Heard) -> None:
        if kind != CALL:
            super()._tell(kind, heard)
            return
        self.calls.append((heard.member, heard.values))
        self.client = heard.sender
        if heard.member == "Register":
            unknown = f"{BUS}.Error.UnknownMethod"  # as portals before 1.20 answer
            self._post(ERROR, {4: unknown, 5: heard.serial, 6: heard.sender}, "", ())
        elif self.error:
            self._post(ERROR, {4: self.error, 5: heard.serial, 6: heard.sender}, "", ())
        else:
            self._grant(heard)

    def _grant(self, heard: Heard) -> None:
        options = heard.values[-1]
        mine = heard.sender[1:].replace(".", "_")
        request = f"{PATH}/request/{mine}/{options['handle_token']}"
        self._post(REPLY, {5: heard.serial, 6: heard.sender}, "o", (request,))
        results: dict[str, object] = {}
        if heard.member == "CreateSession":
            self.session = f"{PATH}/session/{mine}/{options['session_handle_token']}"
            results = {"session_handle": ("s", self.session)}
        else:
            results = {"shortcuts": ("a(sa{sv})", self.bound())}
        response = (self.code, results)
        self.tell(heard.sender, request, "org.freedesktop.portal.Request", "Response", "ua{sv}", *response)

    def bound(self) -> list[tuple[str, dict[str, tuple[str, str]]]]:
        return [("palette", {"trigger_description": ("s", self.key)})]
