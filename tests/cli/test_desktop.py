"""`kbassist desktop` writes the menu entry where this user's desktop looks for it."""

from pathlib import Path

import pytest

from tests.cli.told import Kb


@pytest.fixture(autouse=True)
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/nowhere")
    return tmp_path / "applications" / "org.kbassist.kbassist.desktop"


def test_by_itself_it_only_shows_the_entry(kb: Kb, entry: Path) -> None:
    told = kb("desktop", library=False)
    assert (told.code, told.out.startswith("[Desktop Entry]\n"), entry.exists()) == (0, True, False)


def test_it_is_written_and_removed(kb: Kb, entry: Path) -> None:
    written = kb("desktop", "--install", library=False)
    assert written.code == 0
    assert written.out.splitlines()[0] == f"Written: {entry}"
    assert written.out.splitlines()[1].endswith(" palette")
    assert entry.is_file()
    assert (kb("desktop", "--uninstall", library=False).code, entry.exists()) == (0, False)
    again = kb("desktop", "--uninstall", library=False)
    assert (again.code, again.err) == (1, "kbassist: There was no menu entry of kbassist.\n")
