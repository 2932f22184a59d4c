"""The declaration of settings, and values that come from dialogs and files."""

from dataclasses import fields

import pytest

from kbassist.system.choices import OnClose, ThemeChoice
from kbassist.system.errors import SettingsInvalid
from kbassist.system.settings import Control, Section, Settings, setting, settings_table


def test_every_setting_is_declared() -> None:
    table = settings_table()
    assert [row.name for row in table] == [entry.name for entry in fields(Settings)]
    for row in table:
        assert row.declaration.label
        assert row.declaration.help or row.declaration.section is Section.HIDDEN
        assert (row.declaration.control is Control.CHOICE) == bool(row.declaration.choices)
        assert getattr(Settings(), row.name) == row.default
        assert isinstance(row.default, row.type)


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("theme", "dark", ThemeChoice.DARK),
        ("on_close", OnClose.TRAY, OnClose.TRAY),
        ("text_size", 125, 125),
        ("libraries", ["/a", "/b"], ("/a", "/b")),
        ("agent_name", "Dana", "Dana"),
    ],
)
def test_values_are_typed(name: str, value: object, kept: object) -> None:
    assert getattr(Settings().with_value(name, value), name) == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "neon"),
        ("text_size", 1000),
        ("text_size", True),
        ("text_size", "120"),
        ("libraries", "/a"),
        ("libraries", [1]),
        ("agent_name", None),
        ("nothing", 1),
    ],
)
def test_values_that_do_not_fit_are_refused(name: str, value: object) -> None:
    with pytest.raises(SettingsInvalid, match=name):
        Settings().with_value(name, value)


def test_choices_are_the_members_of_their_type() -> None:
    assert [value for value, _ in setting("theme").declaration.choices] == [*ThemeChoice]
    assert [value for value, _ in setting("on_close").declaration.choices] == [*OnClose]
