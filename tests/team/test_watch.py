"""How often a folder is scanned."""

import sys
from pathlib import Path

import pytest

from kbassist.team.watch import FAR_S, NEAR_S, on_network, scan_interval_s


@pytest.mark.parametrize("focused", [True, False])
def test_a_local_folder_is_scanned_often_whoever_has_the_focus(tmp_path: Path, focused: bool) -> None:
    assert scan_interval_s(tmp_path, focused=focused) == NEAR_S


@pytest.mark.parametrize("focused", [True, False])
def test_a_network_folder_is_scanned_seldom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, focused: bool
) -> None:
    monkeypatch.setattr("kbassist.team.watch.on_network", lambda _root: True)
    assert scan_interval_s(tmp_path, focused=focused) == FAR_S


@pytest.mark.parametrize(
    ("focused", "took_s", "rest_s"), [(True, 0.7, 7), (False, 0.7, 12), (True, 30, 300), (False, 30, 600)]
)
def test_a_slow_scan_is_followed_by_a_long_rest(
    tmp_path: Path, focused: bool, took_s: float, rest_s: float
) -> None:
    assert scan_interval_s(tmp_path, focused=focused, took_s=took_s) == pytest.approx(rest_s)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/self/mounts")
@pytest.mark.parametrize(
    ("kind", "far"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False)]
)
def test_the_innermost_mount_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, far: bool
) -> None:
    share = tmp_path / "team share"
    table = f"/dev/sda1 / nfs rw 0 0\nserver:/kb {str(share).replace(' ', chr(92) + '040')} {kind} rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda *_args, **_kwargs: table)
    assert on_network(share / "articles") is far
    assert on_network(tmp_path / "elsewhere") is True
