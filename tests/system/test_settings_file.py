"""Settings on disk: kept, repaired, never lost."""

import json
import sys
from pathlib import Path

import pytest

from kbassist.system.choices import OnClose, ThemeChoice
from kbassist.system.errors import UsageError
from kbassist.system.settings import Settings
from kbassist.system.settings_file import SettingsFile


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "config" / "settings.json")


def test_an_absent_file_means_defaults(file: SettingsFile) -> None:
    assert file.load_with_notices().settings == Settings()
    assert file.load_with_notices().notices == ()


def test_what_is_saved_comes_back(file: SettingsFile) -> None:
    wanted = Settings(
        libraries=("/team", "/odd-\udcff"), agent_name="Zoë", theme=ThemeChoice.DARK, on_close=OnClose.TRAY
    )
    file.save(wanted)
    assert file.load() == wanted
    if sys.platform != "win32":
        assert file.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.json"]


def test_back_to_the_default(file: SettingsFile) -> None:
    file.save(Settings(text_size=150))
    file.save(Settings())
    assert json.loads(file.path.read_text()) == {}


def test_unknown_keys_survive(file: SettingsFile) -> None:
    file.save(Settings())
    file.path.write_text('{"from_the_future": [1, 2], "theme": "dark"}')
    file.save(file.load().with_value("zoom", 120))
    assert json.loads(file.path.read_text()) == {"from_the_future": [1, 2], "theme": "dark", "zoom": 120}


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe\x00", b"", b'"x"'])
def test_a_broken_file_is_set_aside(file: SettingsFile, content: bytes) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    loaded = file.load_with_notices()
    assert loaded.settings == Settings()
    (notice,) = loaded.notices
    (aside,) = file.path.parent.glob("settings.json.broken-*")
    assert aside.name in notice
    assert aside.read_bytes() == content
    assert file.load_with_notices().notices == ()


def test_one_wrong_value_does_not_cost_the_others(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text('{"theme": "neon", "agent_name": "Dana"}')
    loaded = file.load_with_notices()
    assert loaded.settings == Settings(agent_name="Dana")
    assert "theme" in loaded.notices[0]


def test_a_link_is_written_through(file: SettingsFile, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.json"
    real.write_text("{}")
    file.path.parent.mkdir()
    file.path.symlink_to(real)
    file.save(Settings(agent_name="Dana"))
    assert file.path.is_symlink()
    assert "Dana" in real.read_text()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    with pytest.raises(UsageError, match="cannot be saved"):
        SettingsFile(tmp_path / "config" / "settings.json").save(Settings())
