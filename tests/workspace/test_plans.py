"""Changes of several files at once, and taking them back; removing files."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles import swap, trash
from kbassist.articles.article import FileRef
from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.drafts import Draft
from kbassist.system.errors import ChangedMeanwhile, FileGone, NotSaved
from kbassist.workspace import Workspace
from kbassist.workspace.writing import Writing
from tests.workspace.conftest import NOW


@pytest.fixture(params=["exchange", "without"])
def writing(
    opened: Callable[..., Workspace],
    root: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Writing:
    if request.param == "without":
        monkeypatch.setattr(swap, "_system_call", lambda: None)
    monkeypatch.setattr(trash, "_sent", lambda _: False)
    (root / "topic").mkdir()
    for name in ("a", "b"):
        (root / f"topic/{name}.md").write_bytes(f"# {name}\r\none\ntwo\n".encode())
    return opened(root).writing


def planned(writing: Writing, root: Path, path: str, old: str, new: str, moved_to: str | None = None):
    opened = writing.open(FileRef(str(root), path))
    return FileChange(opened.file, opened.text, opened.text.replace(old, new), opened.revision, moved_to)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.parts[-1][0] != "_"
    }


def test_all_is_made_and_taken_back(writing, root):
    before = files(root)
    plan = ChangePlan(
        "Rename",
        (
            planned(writing, root, "topic/a.md", "one", "ONE", "new/folder/c.md"),
            planned(writing, root, "topic/b.md", "two", "TWO"),
            FileChange(FileRef(str(root), "fresh.md"), "", "text\n", None),
        ),
    )
    writing.keep_draft(Draft(plan.changes[0].file, "typed", b"", "", 0, NOW))
    done = writing.carry_out(plan)
    assert (done.notes, done.skipped) == ((), ())
    assert files(root) == {
        **{path: content for path, content in before.items() if not path.startswith("topic")},
        "new/folder/c.md": b"# a\r\nONE\ntwo\n",
        "topic/b.md": b"# b\r\none\nTWO\n",
        "fresh.md": b"text\n",
    }
    moved = FileRef(str(root), "new/folder/c.md")
    assert [writing.version_text(version) for version in writing.versions(moved)][-1] == "# a\none\ntwo\n"
    assert writing.draft(moved).text == "typed"
    assert writing.take_back(done) == ()
    assert files(root) == before
    assert not (root / "new").exists()


def test_what_was_changed_meanwhile(writing, root):
    plan = ChangePlan(
        "Replace",
        (
            planned(writing, root, "topic/a.md", "one", "ONE"),
            planned(writing, root, "topic/b.md", "one", "ONE"),
        ),
    )
    (root / "topic/a.md").write_bytes(b"# A\r\none\ntwo\n")
    (root / "topic/b.md").write_bytes(b"# b\r\nother\ntwo\n")
    done = writing.carry_out(plan)
    assert files(root)["topic/a.md"] == b"# A\r\nONE\ntwo\n"
    assert files(root)["topic/b.md"] == b"# b\r\nother\ntwo\n"
    assert "both changes" in done.notes[0]
    assert "topic/b.md was left" in done.skipped[0]
    (root / "topic/a.md").write_bytes(b"# A\r\nONE\nTWO\n")
    writing.take_back(done)
    assert files(root)["topic/a.md"] == b"# A\r\none\nTWO\n"


def test_a_file_that_cannot_be_moved_stops_all(writing, root):
    before = files(root)
    plan = ChangePlan(
        "Move",
        (
            planned(writing, root, "topic/a.md", "one", "ONE", "c.md"),
            planned(writing, root, "topic/b.md", "one", "ONE", "topic/PARCEL.md"),
            planned(writing, root, "parcel.md", "Snow", "Ice", "refund.md"),
        ),
    )
    with pytest.raises(NotSaved, match=r"Nothing was changed.*taken"):
        writing.carry_out(plan)
    assert files(root) == before


def test_the_case_of_a_name(writing, root):
    plan = ChangePlan("Rename", (planned(writing, root, "topic/a.md", "", "", "topic/A.md"),))
    done = writing.carry_out(plan)
    assert [path.name for path in (root / "topic").iterdir() if path.name != "b.md"] == ["A.md"]
    assert writing.take_back(done) == ()
    assert [path.name for path in (root / "topic").iterdir() if path.name != "b.md"] == ["a.md"]


def test_a_new_file_that_somebody_changed_stays(writing, root):
    plan = ChangePlan("New", (FileChange(FileRef(str(root), "fresh.md"), "", "text\n", None),))
    done = writing.carry_out(plan)
    assert writing.carry_out(plan).skipped
    (root / "fresh.md").write_bytes(b"theirs\n")
    assert "stays" in writing.take_back(done)[0]
    assert files(root)["fresh.md"] == b"theirs\n"


def test_removed_and_restored_without_a_trash(writing, root):
    file = FileRef(str(root), "topic/a.md")
    before = files(root)
    trashed = writing.trash(file)
    assert "topic/a.md" not in files(root)
    with pytest.raises(FileGone):
        writing.trash(file)
    writing.restore(trashed)
    assert files(root) == before
    with pytest.raises(NotSaved, match="taken"):
        writing.restore(trashed)


def test_nothing_is_removed_that_is_not_kept(writing, root, tmp_path, monkeypatch):
    before = files(root)
    with pytest.raises(ChangedMeanwhile):
        trash.remove(root, "topic/a.md", "another checksum")
    (tmp_path / "home/data/history").write_bytes(b"")
    with pytest.raises(NotSaved, match="was not removed"):
        writing.trash(FileRef(str(root), "topic/a.md"))
    assert files(root) == before


def test_the_system_has_a_trash(tmp_path):
    (tmp_path / "library").mkdir()
    (tmp_path / "library/a.md").write_bytes(b"text\n")
    code = (
        "import sys; from pathlib import Path; from kbassist.articles.trash import remove;"
        "remove(Path(sys.argv[1]), 'a.md', '')"
    )
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library")], env=home, capture_output=True, text=True
    )
    if sys.platform == "linux":
        assert told.returncode == 0, told.stderr
        assert (tmp_path / "data/Trash/files/a.md").read_bytes() == b"text\n"


def test_a_conflict_copy_goes_once_the_result_is_saved(writing, root):
    name = "topic/a (conflicted copy ann 2026-08-01 101010).md"
    (root / name).write_bytes(b"# a\none\nTWO\n")
    (pair,) = writing.conflict_copies()
    assert (pair.copy.path, pair.original.path, pair.service) == (name, "topic/a.md", "Nextcloud")
    both = writing.open_pair(pair)
    assert both.merge.conflicts == 1
    (root / "topic/a.md").write_bytes(b"# a\r\nother\ntwo\n")
    assert writing.settle(both.original, both.copy.text.replace("one", "1"), both.copy).merge.conflicts
    assert name in files(root)
    both = writing.open_pair(pair)
    writing.settle(both.original, "# a\nother\nTWO\n", both.copy)
    assert files(root)["topic/a.md"] == b"# a\r\nother\nTWO\n"
    assert writing.conflict_copies() == ()


@pytest.mark.parametrize(
    ("name", "original", "service"),
    [
        ("_facts.sync-conflict-20261129-101010-ABCDEFG.yaml", "_facts.yaml", "Syncthing"),
        ("_facts-DESKTOP-AB12CD.yaml", "_facts.yaml", "OneDrive"),
        ("_library (1).yaml", "_library.yaml", "Google Drive"),
        ("_parts/closing (ann's conflicted copy 2026-08-01).md", "_parts/closing.md", "Dropbox"),
        ("_parts/closing (1).md", "_parts/closing.md", "Google Drive"),
        ("_templates/rule_conflict-20260801-101010.md", None, "Nextcloud"),
    ],
)
def test_copies_of_what_describes_the_library_are_shown_as_well(writing, root, name, original, service):
    (root / "_parts").mkdir()
    (root / "_templates").mkdir()
    for other in (
        "_facts.yaml",
        "_library.yaml",
        "_parts/closing.md",
        "_parts/closing (old).md",
        "_own.yaml",
    ):
        (root / other).write_text("days: 14\n")
    (root / "_parts/closing (2).md").write_text("Another text altogether\n")
    (root / name).write_text("days: 14\nfee: 3\n" if name[:2] != "_p" else "days: 14\n")
    (pair,) = writing.conflict_copies()
    assert (pair.copy.path, pair.original and pair.original.path, pair.service) == (name, original, service)
    if original:
        both = writing.open_pair(pair)
        writing.settle(both.original, "days: 14\nfee: 4\n", both.copy)
        assert (root / original).read_text() == "days: 14\nfee: 4\n"
        assert not writing.conflict_copies()


def test_a_copy_that_was_changed_stays(writing, root):
    name = "topic/a - Copy.md"
    (root / name).write_bytes(b"# a\none\ntwo\nTWO\n")
    (pair,) = writing.conflict_copies()
    both = writing.open_pair(pair)
    (root / name).write_bytes(b"# a\none\nmore\n")
    assert "stays" in writing.settle(both.original, "# a\none\nTWO\n", both.copy).notes[0]
    assert files(root)[name] == b"# a\none\nmore\n"


def test_what_somebody_saves_while_a_plan_is_carried_out_is_not_taken_back(writing, root, monkeypatch):
    plan = ChangePlan("Replace", (planned(writing, root, "topic/a.md", "one", "ONE"),))
    file, opening = root / "topic/a.md", writing._saving.open

    def come_in(ref):
        found = opening(ref)
        if b"THEIRS" not in file.read_bytes():
            file.write_bytes(file.read_bytes() + b"THEIRS\n")
        return found

    monkeypatch.setattr(writing._saving, "open", come_in)
    done = writing.carry_out(plan)
    assert file.read_bytes() == b"# a\r\nONE\ntwo\nTHEIRS\n"
    assert writing.take_back(done) == ()
    assert file.read_bytes() == b"# a\r\none\ntwo\nTHEIRS\n"


def test_links_stay_where_a_name_cannot_be_given_back(writing, root):
    (root / "topic/b.md").write_bytes(b"see [a](a.md)")
    plan = ChangePlan(
        "Move",
        (
            planned(writing, root, "topic/a.md", "", "", "topic/c.md"),
            planned(writing, root, "topic/b.md", "a.md", "c.md"),
        ),
    )
    done = writing.carry_out(plan)
    (root / "topic/a.md").write_bytes(b"somebody else's")
    standing = files(root)
    (note,) = writing.take_back(done)
    assert note.startswith("Nothing was taken back.") and "taken" in note
    assert files(root) == standing


def test_what_is_no_text_is_put_back(writing, root):
    (root / "topic/a.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    trashed = writing.trash(FileRef(str(root), "topic/a.md"))
    writing.restore(trashed)
    assert files(root)["topic/a.md"] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("failing", ["digest", "unlink"])
def test_a_file_that_could_not_be_removed_has_its_name(writing, root, monkeypatch, failing):
    before = files(root)

    def fail(*_):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(trash if failing == "digest" else Path, failing, fail)
    if failing == "unlink":
        monkeypatch.setattr(swap.os, "link", lambda *_: fail())
        monkeypatch.setattr(swap, "_CANNOT", {errno.EACCES})
    with pytest.raises(NotSaved, match="was not removed"):
        writing.trash(FileRef(str(root), "topic/a.md"))
    monkeypatch.undo()
    assert files(root) == before
