"""`kbassist shared`: reading what is shared, and taking it back."""

import json
from datetime import date
from pathlib import Path

import pytest

from kbassist.__main__ import main
from kbassist.system.paths import Paths
from kbassist.usage.shared_line import LineKind, SharedLine
from kbassist.usage.shared_own import OwnShared
from kbassist.usage.sharing_consent import Consents

LINE = SharedLine(LineKind.GAP, date.today(), ("bitcoin",))


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library whose team shares, on a machine of its own."""
    monkeypatch.setenv("KBASSIST_HOME", str(tmp_path / "home"))
    team = tmp_path / "team"
    team.mkdir()
    (team / "_library.yaml").write_text("name: Team\nshare_learned: true\n", "utf-8")
    (team / "a.md").write_text("# A\n", "utf-8")
    return team


@pytest.fixture
def sharing(team: Path, tmp_path: Path) -> OwnShared:
    """What this machine has shared already."""
    data = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")}).data
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = OwnShared(team, Consents(data / "sharing.json").allow(str(team)).machine)
    own.append([LINE], date.today())
    return own


def run(team: Path, *words: str) -> int:
    return main(["--library", str(team), "shared", *words])


def test_nothing_is_shared_at_first(team: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(team) == 1
    assert "the team shares, you take no part, 0 others do" in capfd.readouterr().out
    assert run(team, "--show") == 1
    assert run(team, "--withdraw") == 1


def test_all_of_it_is_shown(team: Path, sharing: OwnShared, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(team, "--show") == 0
    assert LINE.text in capfd.readouterr().out
    assert run(team, "--show", "--json") == 0
    [shown] = json.loads(capfd.readouterr().out)
    assert shown["text"] == LINE.text + "\n"
    assert shown["file"].startswith(sharing.path)


def test_it_is_taken_back(team: Path, sharing: OwnShared, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(team, "--withdraw") == 0
    assert sharing.texts() == ()
    assert run(team, "--json") == 1
    assert json.loads(capfd.readouterr().out)[0]["on"] is False
