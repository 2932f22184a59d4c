"""Tests of the Settings page: every declared setting is there, shows its value and changes it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.system.settings import Section, settings_table
from kbassist.ui.icons import Icons
from kbassist.ui.preferences import Preferences
from kbassist.ui.settings.folders import FolderList
from kbassist.ui.settings.page import SettingsPage
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.choice import Choice

SHOWN = [row for row in settings_table() if row.declaration.section is not Section.HIDDEN]


@pytest.fixture
def page(place: QWidget, preferences: Preferences, theme: Theme, icons: Icons) -> SettingsPage:
    page = SettingsPage(preferences, theme, icons)
    QVBoxLayout(place).addWidget(page)
    place.show()
    return page


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.name)
def test_every_setting_has_its_row(page: SettingsPage, row: object) -> None:
    control = page._inputs[row.name].control
    assert row.declaration.label in control.accessibleName() or isinstance(control, FolderList)


def test_typing_changes_a_setting(page: SettingsPage, preferences: Preferences) -> None:
    line = page._inputs["agent_name"].control
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Jonas Weber")
    assert preferences.settings.agent_name == "Jonas Weber"
    signature = page._inputs["agent_signature"].control
    assert isinstance(signature, QPlainTextEdit)
    signature.setPlainText("Jonas\nTeam")
    assert preferences.settings.agent_signature == "Jonas\nTeam"


def test_choosing_changes_a_setting(page: SettingsPage, preferences: Preferences) -> None:
    choice = page._inputs["theme"].control
    assert isinstance(choice, Choice)
    choice.menu().actions()[-1].trigger()
    assert preferences.settings.theme == "dark"


def test_offers_what_the_libraries_name(page: SettingsPage, preferences: Preferences) -> None:
    preferences.change("tone", "grand")
    page.set_choices({"tone": [("warm", "Warm"), ("calm", "Calm")]})
    choice = page._inputs["tone"].control
    assert isinstance(choice, Choice)
    assert [value for value, _label in choice.options] == ["", "warm", "calm", "grand"]
    assert choice.value == "grand"


def test_a_change_elsewhere_is_shown(page: SettingsPage, preferences: Preferences) -> None:
    preferences.change("text_size", 150)
    assert page._inputs["text_size"].control.value == 150


def test_folders_can_be_taken_off_and_asked_for(
    qtbot: QtBot, page: SettingsPage, preferences: Preferences
) -> None:
    preferences.change("libraries", ("/a", "/b"))
    folders = page._inputs["libraries"].control
    remove = [button for button in folders.findChildren(Button) if button.text() == "Remove"]
    QTest.mouseClick(remove[0], Qt.MouseButton.LeftButton)
    assert preferences.settings.libraries == ("/b",)
    with qtbot.waitSignal(page.folder_requested):
        folders._add.click()


def test_what_was_changed_is_in_the_file(preferences: Preferences) -> None:
    preferences.change("agent_name", "Jonas")
    preferences.close()
    assert '"Jonas"' in preferences._file.path.read_text("utf-8")


def test_what_this_desktop_lacks_is_not_offered(
    place: QWidget, preferences: Preferences, theme: Theme, icons: Icons
) -> None:
    page = SettingsPage(preferences, theme, icons, ("tray",), place)
    choice = page._inputs["on_close"].control
    assert isinstance(choice, Choice)
    assert [value for value, _label in choice.options] == ["quit", "minimise"]


def test_folders_change_places_and_one_is_personal(page: SettingsPage, preferences: Preferences) -> None:
    preferences.change("libraries", ("/team", "/mine", "/more"))
    folders = page._inputs["libraries"].control
    assert isinstance(folders, FolderList)
    QTest.mouseClick(folders._rows[1].personal, Qt.MouseButton.LeftButton)
    assert preferences.settings.personal == "/mine"
    QTest.mouseClick(folders._rows[1].raise_button, Qt.MouseButton.LeftButton)
    assert preferences.settings.libraries == ("/mine", "/team", "/more")
    assert [row.personal.isChecked() for row in folders._rows] == [True, False, False]
    assert not folders._rows[0].raise_button.isEnabled()
    QTest.mouseClick(folders._rows[0].personal, Qt.MouseButton.LeftButton)
    assert preferences.settings.personal == ""
