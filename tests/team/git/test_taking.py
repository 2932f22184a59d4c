"""What others have changed comes into the working tree: odd names, line ends, filters, somebody who saves."""

import shutil

import pytest

from kbassist.team.git.program import GitProgram
from kbassist.team.git.standing import SyncState
from tests.team.git.conftest import Keys
from tests.team.git.places import machine
from tests.team.git_server import git, tidy_environ

ODD = (
    "ä ö/ß 動作.md",
    "-dash.md",
    "a'b\"c.md",
    "new\nline.md",
    "tab\there.md",
    "colon: x?.md",
    ":(top)x.md",
    "[a]*.md",
)


def test_odd_names_travel(team):
    ann, ben = team
    for path in ODD:
        ann.write(path, f"# {path!r}\n")
    (ann.root / "Refund.md").write_text("# In another case\n")
    ann.write("bytes.md", "# B\n").rename(ann.root / "b\udcff.md")
    ann.sync()
    report = ben.sync()
    assert set(ODD) <= report.taken
    assert "b\uefff.md" in report.taken
    assert ben.files() == ann.files()
    for path in ODD:
        ben.write(path, f"# {path!r}\n\nedited\n")
        (ann.root / path).unlink()
    ben.sync()
    ann.sync()
    ben.sync()
    assert ann.files() == ben.files()
    assert set(ODD) <= set(ann.files())


def test_a_text_that_is_saved_in_the_same_moment_is_joined(team):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\nof Ann\n\ntwo\n\nthree\n")
    ann.write("sub/parcel.md", "# Parcel\n\nof Ann\n")
    ann.sync()

    def save(phase: str) -> None:
        if phase == "file refund.md":
            ben.write("refund.md", "# Refund\n\none\n\ntwo\n\nsaved now\n")
        if phase == "file sub/parcel.md":
            ben.write("sub/parcel.md", "# Parcel\n\nsaved now\n")

    report = ben.sync(save)
    assert ben.read("refund.md") == "# Refund\n\nof Ann\n\ntwo\n\nsaved now\n"
    assert ben.read("sub/parcel.md") == "# Parcel\n\nof Ann\n"
    assert [conflict.mine for conflict in ben.pending.all()] == [b"# Parcel\n\nsaved now\n"]
    assert any("refund.md was saved in the same moment" in note for note in report.notes)
    ben.sync()
    ann.sync()
    assert ann.files() == ben.files()


def test_a_file_that_is_saved_while_it_is_removed_stays(team):
    ann, ben = team
    (ann.root / "refund.md").unlink()
    ann.sync()
    ben.sync(lambda phase: phase == "file refund.md" and ben.write("refund.md", "# Saved\n") and None)
    ben.sync()
    ann.sync()
    assert ann.read("refund.md") == ben.read("refund.md") == "# Saved\n"


@pytest.mark.parametrize(
    "attributes",
    [
        "*.md text eol=crlf\n",
        pytest.param("* text=auto\n", marks=pytest.mark.slow),
        pytest.param("*.md -text\n", marks=pytest.mark.slow),
    ],
)
def test_line_ends_are_as_the_attributes_say(team, attributes):
    ann, ben = team
    ann.write("refund.md", b"# Refund\r\n\r\none\r\n\r\ntwo\r\n\r\nthree\r\n")
    ann.sync()
    ben.sync()
    ben.write(".gitattributes", attributes)
    ben.git("add", ".gitattributes")
    ben.git("commit", "-qm", "Attributes")
    ben.sync()
    ann.sync()
    assert ann.status() == ben.status() == []
    ann.write("refund.md", ann.read("refund.md").replace("three", "of Ann"))
    ben.write("refund.md", ben.read("refund.md").replace("one", "of Ben"))
    ann.sync()
    ben.sync()
    ann.sync()
    assert ann.files() == ben.files()
    assert ann.read("refund.md").split() == ["#", "Refund", "of", "Ben", "two", "of", "Ann"]
    assert ann.status() == ben.status() == []
    assert ann.pending.all() == ben.pending.all() == ()


def test_a_clone_with_autocrlf_and_one_without(team):
    ann, ben = team
    ben.git("config", "core.autocrlf", "true")
    ben.write("refund.md", b"# Refund\r\n\r\nof Ben\r\n\r\ntwo\r\n\r\nthree\r\n")
    ben.sync()
    assert ann.sync().taken == {"refund.md"}
    assert ann.read("refund.md") == "# Refund\n\nof Ben\n\ntwo\n\nthree\n"
    ann.write("refund.md", "# Refund\n\nof Ben\n\ntwo\n\nof Ann\n")
    ann.sync()
    ben.sync()
    assert (ben.root / "refund.md").read_bytes().count(b"\r\n") == 7
    assert ben.status() == []


def test_other_filters_are_left_to_a_person(team):
    ann, ben = team
    for each in team:
        each.git("config", "filter.rot.clean", "tr a-z b-za")
        each.git("config", "filter.rot.smudge", "tr b-za a-z")
    ann.write(".gitattributes", "sub/** filter=rot\n")
    ann.git("add", ".gitattributes")
    ann.git("commit", "-qm", "Attributes")
    ann.write("sub/parcel.md", "# Parcel\n\nmine\n")
    ann.write("refund.md", "# Refund\n\nof Ann\n")
    report = ann.sync()
    assert any("filter rot" in note for note in report.notes)
    assert ann.status() == [" M sub/parcel.md"]
    ben.sync()
    assert ben.read("refund.md") == "# Refund\n\nof Ann\n"
    ann.git("commit", "-qam", "By hand")
    ann.sync()
    report = ben.report()
    assert (report.standing.state, "git pull" in report.standing.sentence) == (SyncState.BY_HAND, True)


@pytest.mark.skipif(shutil.which("git-lfs") is None, reason="git-lfs is not installed")
def test_large_files_go_through_git_lfs(tmp_path, server, program):
    ann = machine(tmp_path, "Ann", program, server.url())
    ann.write(".gitattributes", "*.png filter=lfs diff=lfs merge=lfs -text\n")
    ann.write("a.md", "# A\n")
    ann.sync()
    ann.git("add", ".gitattributes")
    ann.git("commit", "-qm", "Attributes")
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    ann.write("_attachments/p.png", picture)
    assert ann.sync().notes == ()
    assert ann.git("show", "HEAD:_attachments/p.png").startswith("version https://git-lfs")
    assert list((server.folder / ".lfs").iterdir())
    ben = machine(tmp_path, "Ben", program, server.url())
    assert (ben.root / "_attachments/p.png").read_bytes() == picture
    ann.write("_attachments/p.png", picture + b"more")
    ann.sync()
    assert ben.sync().taken == {"_attachments/p.png"}
    assert (ben.root / "_attachments/p.png").read_bytes() == picture + b"more"
    assert ann.sync().sent == ben.sync().sent == 0


def test_without_git_lfs_its_files_are_left_alone_and_the_rest_is_synced(team, tmp_path):
    ann, ben = team
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "sh", "tr", "true", "cat"):
        (tools / name).symlink_to(shutil.which(name) or "/nowhere")
    ann.program = GitProgram(tidy_environ(tmp_path / "home") | {"PATH": str(tools)}, Keys())
    ann.write(".gitattributes", "*.png filter=lfs\n")
    ann.git("add", ".gitattributes")
    ann.git("commit", "-qm", "Attributes")
    ann.write("_attachments/p.png", b"\x89PNG")
    ann.write("refund.md", "# Refund\n\nof Ann\n")
    report = ann.sync()
    assert any("git-lfs" in note for note in report.notes)
    assert ben.sync().taken == {"refund.md", ".gitattributes"}
    assert not (ben.root / "_attachments").exists()


def test_submodules_are_carried_and_never_touched(team, tmp_path):
    ann, ben = team
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    git(other, "commit", "-qm", "One", "--allow-empty")
    ann.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "theme")
    ann.git("commit", "-qm", "Theme")
    (ann.top / "theme/a.md").write_text("# Not of this library\n")
    ann.write("refund.md", "# Refund\n\nof Ann\n")
    ann.sync()
    ben.write("sub/parcel.md", "# Parcel\n\nof Ben\n")
    ben.sync()
    assert list((ben.top / "theme").iterdir()) == []
    ann.sync()
    assert (ann.top / "theme/a.md").exists()
    for each in team:
        entry = each.git("ls-tree", "HEAD", "theme")
        assert entry.startswith("160000 commit")
        assert [line for line in each.status() if "theme" not in line] == []


def test_a_shallow_clone_is_deepened_when_it_has_to_be(team, tmp_path, bare):
    ann, _ben = team
    url = f"file://{bare}"
    for number in range(3):
        ann.write("refund.md", f"# Refund\n\n{number}\n")
        ann.sync()
    git(tmp_path, "clone", "-q", "--depth=1", url, str(tmp_path / "eve"))
    eve = type(ann)("Eve", tmp_path / "eve", ann.program, tmp_path / "home-of-eve")
    eve.write("sub/parcel.md", "# Parcel\n\nof Eve\n")
    ann.write("refund.md", "# Refund\n\nlast\n")
    ann.sync()
    eve.sync()
    ann.sync()
    assert ann.files() == eve.files()


def test_links_and_programs_keep_what_they_are(team):
    ann, ben = team
    ann.write("tool.sh", "#!/bin/sh\n").chmod(0o755)
    (ann.root / "link").symlink_to("refund.md")
    ann.git("add", "tool.sh", "link")
    ann.git("commit", "-qm", "Tool")
    ann.sync()
    ben.sync()
    assert (ben.root / "tool.sh").stat().st_mode & 0o111
    assert (ben.root / "link").is_symlink()
    (ben.root / "link").unlink()
    (ben.root / "link").symlink_to("sub")
    (ben.root / "tool.sh").chmod(0o644)
    ben.git("commit", "-qam", "Other")
    ben.sync()
    ann.sync()
    assert str((ann.root / "link").readlink()) == "sub"
    assert not (ann.root / "tool.sh").stat().st_mode & 0o111
    assert ann.status() == ben.status() == []


def test_a_file_that_becomes_a_folder_and_back(team):
    ann, ben = team
    (ann.root / "refund.md").unlink()
    ann.write("refund.md/inner.md", "# Inner\n")
    ann.sync()
    ben.sync()
    assert ben.read("refund.md/inner.md") == "# Inner\n"
    shutil.rmtree(ben.root / "refund.md")
    ben.write("refund.md", "# Refund\n")
    ben.sync()
    ann.sync()
    assert ann.read("refund.md") == "# Refund\n"
    assert ann.status() == ben.status() == []


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree"])
def test_changes_that_git_was_told_not_to_see_are_not_overwritten(team, mark):
    ann, ben = team
    ben.git("update-index", mark, "refund.md")
    ben.write("refund.md", "# Refund\n\nnot for git\n")
    ann.write("refund.md", "# Refund\n\nof Ann\n")
    ann.sync()
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "assume-unchanged" in report.standing.sentence
    assert ben.read("refund.md") == "# Refund\n\nnot for git\n"


def test_an_ignored_file_in_the_way_is_not_overwritten(team):
    ann, ben = team
    ben.write(".git/info/exclude", "new.md\n")
    ben.write("new.md", "# Mine, and ignored\n")
    ann.write("new.md", "# New\n")
    ann.sync()
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "new.md" in report.standing.sentence
    assert ben.read("new.md") == "# Mine, and ignored\n"


def test_a_file_that_cannot_be_written_stops_the_sync_and_nothing_is_lost(team):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\nof Ann\n")
    ann.write("sub/parcel.md", "# Parcel\n\nof Ann\n")
    ann.sync()
    failing = iter((True,))

    def full_disk(phase: str) -> None:
        if phase == "file sub/parcel.md" and next(failing, False):
            raise OSError(28, "No space left on device")

    report = ben.report(full_disk)
    assert report.standing.state is SyncState.HELD
    assert "no space left" in report.standing.sentence
    ben.sync()
    ann.sync()
    assert ann.files() == ben.files()
    assert ben.read("sub/parcel.md") == "# Parcel\n\nof Ann\n"
