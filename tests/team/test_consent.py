"""What was decided about syncing is remembered, and never for the sake of one decision forgotten."""

from pathlib import Path

import pytest

from kbassist.system.errors import NotKept
from kbassist.team.consent import Consent


def test_each_library_has_its_own_decision(tmp_path: Path) -> None:
    file = tmp_path / "private" / "sync.json"
    Consent(file).decide("/team", True)
    Consent(file).decide("/mine", False)
    consent = Consent(file)
    assert [consent.of(name) for name in ("/team", "/mine", "/other")] == [True, False, None]


@pytest.mark.parametrize("damage", [b"{", b"[]", b"\xff"])
def test_a_damaged_file_is_kept_beside(damage: bytes, tmp_path: Path) -> None:
    file = tmp_path / "private" / "sync.json"
    file.parent.mkdir(mode=0o700)
    file.write_bytes(damage)
    consent = Consent(file)
    assert consent.of("/team") is None
    consent.decide("/team", True)
    assert consent.of("/team") is True
    assert file.with_suffix(".damaged").read_bytes() == damage


def test_what_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "private" / "sync.json"
    file.mkdir(parents=True, mode=0o700)
    file.parent.chmod(0o700)
    with pytest.raises(NotKept):
        Consent(file).decide("/team", True)
