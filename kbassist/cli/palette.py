"""`kbassist palette`: the small window over whatever program the agent is in.

A desktop's own shortcut is bound to this where kbassist cannot take one by itself, so it stays quick: nothing
but the socket of the running window is touched.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser

from kbassist.cli.command import WindowCommand
from kbassist.system.instance import PaletteRequest

# By it a Wayland desktop knows the keystroke that started this process, and lets the palette have the focus.
TOKEN_VARIABLE = "XDG_ACTIVATION_TOKEN"  # noqa: S105


def activation_token() -> str:
    """Return what the desktop gave this process; empty for nothing."""
    return os.environ.get(TOKEN_VARIABLE, "")


def _declare(_parser: ArgumentParser) -> None:
    """Take no arguments of its own."""


def _request() -> PaletteRequest:
    return PaletteRequest(token=activation_token())


COMMAND = WindowCommand(
    name="palette",
    summary="show the small search window over other programs",
    example="kbassist palette",
    declare=_declare,
    request=_request,
)
