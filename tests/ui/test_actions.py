"""Tests of the table of actions: no key twice, no icon missing, everything on the sheet."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from kbassist.ui.action_table import ACTIONS, Action
from kbassist.ui.actions import Actions, key_text
from kbassist.ui.icons import Icons
from kbassist.ui.shortcut_sheet import sections_of


def test_no_id_twice() -> None:
    assert [name for name, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []


@pytest.mark.parametrize("page", sorted({action.page for action in ACTIONS} - {""}))
def test_no_key_twice_on_a_page(page: str) -> None:
    keys = Counter(key for action in ACTIONS if action.page in ("", page) for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_keys_are_keys(action: Action) -> None:
    for key in action.keys:
        sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == key


def test_icons_are_there(icons: Icons) -> None:
    for action in ACTIONS:
        if action.icon:
            assert not icons.icon(action.icon).isNull()


@pytest.mark.parametrize(
    ("key", "text"), [("Ctrl+N", "Ctrl N"), ("Return", "Enter"), ("Ctrl++", "Ctrl +"), ("F1", "F1")]
)
def test_keys_are_written_as_on_the_caps(key: str, text: str) -> None:
    assert key_text(key) == text


def test_the_sheet_shows_every_action_that_has_a_key() -> None:
    rows = [row for rows in sections_of(ACTIONS).values() for row in rows]
    keyed = [action.id for action in ACTIONS if action.keys]
    assert len(rows) == len({name.rstrip("0123456789") for name in keyed})
    assert ("Copy hit 1 to 9", ("Alt 1...9",)) in rows
    assert ("Conversation 1 to 4", ("Ctrl 1...4",)) in rows


def test_actions_of_other_pages_are_off(place: QWidget, icons: Icons) -> None:
    actions = Actions(place, icons)
    actions.show_page("settings")
    assert not actions["answer.favourite"].isEnabled()
    assert actions["help.shortcuts"].isEnabled()
    actions.show_page("answer")
    assert actions["answer.favourite"].isEnabled()


def test_a_menu_is_made_from_the_table(place: QWidget, icons: Icons) -> None:
    actions = Actions(place, icons)
    menu = actions.menu(["answer.copy_plain", "", "answer.copy_rich"], place)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Copy as plain text", "Copy as rich text"]
