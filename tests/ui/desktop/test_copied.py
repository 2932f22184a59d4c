"""Whether the clipboard of another program can be read at once, on a real X server."""

import os
import struct
import subprocess
import sys

import pytest

from kbassist.ui.desktop.x11_wire import XWire

ASKED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from kbassist.ui.desktop.copied import PATIENCE_MS, XCopied
from kbassist.ui.desktop.x11_events import XEvents
from kbassist.ui.desktop.x11_wire import XWire
app = QGuiApplication(sys.argv)
wire = XWire()
events = XEvents(wire)
copied = XCopied(QGuiApplication.clipboard(), wire, events)
told = []
copied.read.connect(lambda text, selected: told.append((text, selected)) or app.quit())
copied.ask()
QTimer.singleShot(5 * PATIENCE_MS, app.quit)
app.exec()
copied.close()
events.close()
print(told, copied.answers)
"""


def asked(display: str) -> str:
    environ = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-c", ASKED]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=30, check=True).stdout


@pytest.mark.parametrize("text", ["", "earlier words"])
def test_a_program_that_answers_can_be_read(display: str, text: str) -> None:
    if text:
        copied = ["xclip", "-selection", "clipboard"]
        subprocess.run(copied, input=text, text=True, env=os.environ | {"DISPLAY": display}, check=True)
    assert asked(display) == f"[({text!r}, False)] True\n"


def test_a_program_that_never_answers_is_not_read(display: str) -> None:
    mute = XWire(display)
    window = mute.new_id()
    mute.do(1, 0, struct.pack("=IIhhHHHHII", window, mute.root, 0, 0, 1, 1, 0, 2, 0, 0))
    mute.do(22, 0, struct.pack("=III", window, mute.atom("CLIPBOARD"), 0))
    assert asked(display) == "[('', False)] False\n"
    mute.close()
