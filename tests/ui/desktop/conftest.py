"""A connection to a real X server, beside which the tests stand as another program."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from kbassist.ui.desktop.x11_keyboard import XKeyboard
from kbassist.ui.desktop.x11_wire import XWire
from tests.x_server import x_server


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen without a window manager."""
    with x_server("xdotool", "xclip") as display:
        yield display


@pytest.fixture
def wire(display: str) -> Iterator[XWire]:
    wire = XWire(display)
    yield wire
    wire.close()


@pytest.fixture
def keyboard(wire: XWire) -> XKeyboard:
    return XKeyboard(wire)


def press(display: str, *arguments: str) -> None:
    """Do something as xdotool does it."""
    subprocess.run(["xdotool", *arguments], env=os.environ | {"DISPLAY": display}, check=True, timeout=20)
