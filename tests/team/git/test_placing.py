"""What others have changed is written below the repository alone, whatever links stand there."""

from pathlib import Path

import pytest

from kbassist.system.errors import NotSaved
from kbassist.team.git.placing import Placing, Seen
from kbassist.team.git.standing import SyncState
from kbassist.team.git.trees import Entry
from tests.team.git_server import git

FILE = Entry("100644", "0" * 40)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", ["_attachments", "pictures"])
def test_nothing_is_written_through_a_folder_that_is_a_link(team, outside, name):
    ann, ben = team
    ben.write(".git/info/exclude", f"{name}\n")
    (ben.root / name).symlink_to(outside)
    ann.write(f"{name}/x.png", b"\x89PNG\0")
    ann.git("add", "-A")
    ann.git("commit", "-qm", "Picture")
    ann.sync()
    report = ben.report()
    assert list(outside.iterdir()) == []
    assert report.standing.state is SyncState.BY_HAND
    assert "is a link" in report.standing.sentence
    (ben.root / name).unlink()
    ben.sync()
    assert ben.files() == ann.files()


def test_a_link_that_becomes_a_folder_is_followed(team):
    ann, ben = team
    (ann.root / "link").symlink_to("sub")
    ann.git("add", "link")
    ann.git("commit", "-qm", "Link")
    ann.sync()
    ben.sync()
    (ann.root / "link").unlink()
    ann.write("link/parcel.md", "# Another parcel\n")
    ann.git("add", "-A")
    ann.git("commit", "-qm", "Folder")
    ann.sync()
    ben.sync()
    assert ben.files() == ann.files()
    assert ben.read("sub/parcel.md") == "# Parcel\n\nlate\n"


def test_a_link_that_comes_in_between_is_seen(tmp_path, outside):
    source = tmp_path / "source"
    source.write_bytes(b"new")
    (outside / "a.md").write_bytes(b"old")
    top = tmp_path / "top"
    top.mkdir()
    (top / "sub").symlink_to(outside)
    placing, seen = Placing(top), Seen.at(outside / "a.md")
    for attempt in (
        lambda: placing.put("sub/a.md", "sub/a.md", seen, FILE, source),
        lambda: placing.put("sub/b.md", "sub/b.md", Seen(), FILE, source),
        lambda: placing.remove("sub/a.md", "sub/a.md", seen),
    ):
        with pytest.raises(NotSaved, match="is a link"):
            attempt()
    assert [file.read_bytes() for file in outside.iterdir()] == [b"old"]


def test_a_link_and_a_folder_whose_names_are_one_elsewhere_are_left_to_a_person(team, outside):
    ann, ben = team
    (ann.root / "Pictures").symlink_to(outside)
    ann.write("pictures/x.png", b"\x89PNG\0")
    ann.git("add", "-A")
    ann.git("commit", "-qm", "Picture")
    git(ann.top, "push", "-q", "origin", "main")
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "Pictures" in report.standing.sentence


def test_a_folder_that_was_moved_away_and_linked_is_left_out(team, outside):
    ann, ben = team
    (ben.root / "sub").rename(outside / "sub")
    (ben.root / "sub").symlink_to(outside / "sub")
    ben.write("refund.md", "# Refund\n\nurgent\n\ntwo\n\nthree\n")
    report = ben.sync()
    assert report.sent == 1
    assert report.notes == ("sub/parcel.md was not sent: sub is a link here.",)
    ann.sync()
    assert ann.read("refund.md") == ben.read("refund.md")
    assert ann.read("sub/parcel.md") == "# Parcel\n\nlate\n"
