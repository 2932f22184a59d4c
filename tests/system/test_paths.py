"""Where things live: private folders, one home for portable use."""

import os
import sys
from pathlib import Path

import pytest

from kbassist.system.errors import UsageError
from kbassist.system.paths import HOME_VARIABLE, Paths, private_folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX")


def test_one_home_holds_everything(tmp_path: Path) -> None:
    paths = Paths.of_user({HOME_VARIABLE: str(tmp_path / "home")})
    for folder in (paths.config, paths.data, paths.cache, paths.log):
        assert folder.is_dir()
        assert folder.parent == tmp_path / "home"


@posix
def test_folders_are_private(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o755)
    paths = Paths.of_user({HOME_VARIABLE: str(tmp_path)})
    for folder in (paths.config, paths.data, paths.cache, paths.log):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_relative_home_is_kept_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Paths.of_user({HOME_VARIABLE: "kb"}).data == tmp_path / "kb" / "data"


def test_without_a_home_the_system_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("XDG folders are Linux")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    paths = Paths.of_user(os.environ | {HOME_VARIABLE: ""})
    assert paths.config == tmp_path / "CONFIG" / "kbassist"
    assert paths.settings_file == paths.config / "settings.json"
    assert paths.cache == tmp_path / "CACHE" / "kbassist"


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    paths = Paths.of_user({HOME_VARIABLE: str(tmp_path)})
    assert paths.data.is_dir()
    with pytest.raises(UsageError, match="cannot be made"):
        private_folder(paths.cache)
