"""The part of Settings that says what to bind where."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.ui.icons import Icons
from kbassist.ui.settings.bindings import WHERE, Bindings
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button

COMMAND = "/opt/kbassist/bin/kbassist palette"


@pytest.fixture
def bindings(place: QWidget, theme: Theme, icons: Icons) -> Bindings:
    bindings = Bindings(COMMAND, theme, icons)
    QVBoxLayout(place).addWidget(bindings)
    place.show()
    return bindings


def test_every_desktop_is_there() -> None:
    assert [name for name, _ in WHERE] == ["GNOME", "KDE", "XFCE", "macOS", "Windows"]


def test_the_command_can_be_copied(qtbot: QtBot, bindings: Bindings) -> None:
    assert bindings.findChild(QLineEdit).text() == COMMAND
    with qtbot.waitSignal(bindings.copy_wanted) as wanted:
        bindings.findChild(Button).click()
    assert wanted.args == [COMMAND]


def test_it_says_how_the_shortcut_stands(bindings: Bindings) -> None:
    bindings.show_standing("Another program has Ctrl+Space.", False)
    assert bindings.standing == "Another program has Ctrl+Space."
    bindings.show_standing("", False)
    assert bindings.standing == ""
