"""Opening and saving the files of a library while others do the same."""

import errno
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbassist.articles import save as saving
from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Draft
from kbassist.articles.merge import HunkKind
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, FileGone, NotSaved
from kbassist.workspace import Workspace
from kbassist.workspace.writing import Writing
from kbassist.workspace.written import SaveOutcome, VersionOrigin

BEFORE = "one\r\ntwo\r\nthree\r\nfour\r\n"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = BEFORE.replace("\r\n", "\n")


@pytest.fixture
def writing(opened: Callable[..., Workspace], root: Path) -> Writing:
    return opened(root).writing


@pytest.fixture
def file(root: Path) -> FileRef:
    (root / "a.md").write_bytes(BEFORE.encode())
    return FileRef(str(root), "a.md")


def text_of(file: FileRef) -> str:
    return (Path(file.library) / file.path).read_bytes().decode()


def overwrite(file: FileRef, text: str) -> None:
    (Path(file.library) / file.path).write_bytes(text.encode())


def test_open_and_save(writing, file):
    opened = writing.open(file)
    assert (opened.text, opened.encoding, opened.read_only) == (TEXT, "utf-8", "")
    result = writing.save(opened, TEXT + "five\n")
    assert (result.outcome, result.merge, result.notes) == (SaveOutcome.SAVED, None, ())
    assert text_of(file) == BEFORE + "five\r\n"
    assert result.opened == writing.open(file)


def test_saving_what_is_there_writes_nothing(writing, file, root):
    opened = writing.open(file)
    before = (root / "a.md").stat()
    assert writing.save(opened, TEXT).opened == opened
    assert (root / "a.md").stat().st_ino == before.st_ino
    overwrite(file, "theirs\n")
    result = writing.save(opened, TEXT)
    assert (result.outcome, result.opened.text) == (SaveOutcome.MERGED, "theirs\n")


def test_what_does_not_overlap_is_merged(writing, file):
    opened = writing.open(file)
    overwrite(file, BEFORE.replace("one", "ONE"))
    result = writing.save(opened, TEXT.replace("four", "FOUR"))
    assert result.outcome is SaveOutcome.MERGED
    assert text_of(file) == "ONE\r\ntwo\r\nthree\r\nFOUR\r\n"
    assert result.opened == writing.open(file)
    kinds = [hunk.kind for hunk in result.merge.hunks if hunk.kind is not HunkKind.SAME]
    assert kinds == [HunkKind.THEIRS, HunkKind.MINE]


def test_what_overlaps_is_asked_about(writing, file):
    opened = writing.open(file)
    overwrite(file, BEFORE.replace("one", "theirs"))
    result = writing.save(opened, TEXT.replace("one", "mine"))
    assert result.outcome is SaveOutcome.CONFLICT
    assert text_of(file) == BEFORE.replace("one", "theirs")
    resolved = result.merge.resolved({0: ["mine", "theirs"]})
    assert writing.save(result.opened, resolved).outcome is SaveOutcome.SAVED
    assert text_of(file) == BEFORE.replace("one", "mine\r\ntheirs")


def test_a_change_in_the_very_moment_is_merged(writing, file, monkeypatch):
    opened = writing.open(file)
    exchange = saving.exchange
    # The second exchange is the one that puts their text back.
    theirs = iter((BEFORE.replace("one", "ONE"), "", BEFORE.replace("one", "ONE").replace("two", "TWO")))

    def interrupted(one: Path, other: Path) -> None:
        text = next(theirs, None)
        if text and other.name == "a.md":
            overwrite(file, text)
        exchange(one, other)

    monkeypatch.setattr(saving, "exchange", interrupted)
    result = writing.save(opened, TEXT.replace("four", "FOUR"))
    assert (result.outcome, result.opened.text) == (SaveOutcome.MERGED, "ONE\nTWO\nthree\nFOUR\n")
    assert text_of(file) == "ONE\r\nTWO\r\nthree\r\nFOUR\r\n"


def test_an_encoding_that_lacks_a_sign(writing, file, root):
    (root / "a.md").write_bytes(b"caf\xe9\r\n")
    result = writing.save(writing.open(file), "café →\n")
    assert "UTF-8" in result.notes[0]
    assert (root / "a.md").read_bytes() == "café →\r\n".encode()


@pytest.mark.parametrize("removed", ["file", "library"])
def test_a_file_that_is_gone(workspace, file, root, removed):
    writing = workspace.writing
    opened = writing.open(file)
    if removed == "file":
        (root / "a.md").unlink()
        with pytest.raises(FileGone, match="renamed or removed"):
            writing.save(opened, TEXT + "x")
        assert writing.create(file, TEXT + "x").text == TEXT + "x"
    else:
        root.rename(root.with_name("away"))
        with pytest.raises(NotSaved, match="drive"):
            writing.save(opened, TEXT + "x")
        root.mkdir()
        with pytest.raises(NotSaved, match="drive"):
            writing.create(file, TEXT)
        root.rmdir()


def test_a_folder_in_its_place(writing, file, root):
    opened = writing.open(file)
    (root / "a.md").unlink()
    (root / "a.md").mkdir()
    with pytest.raises(NotSaved, match="folder"):
        writing.save(opened, TEXT + "x")


def test_what_cannot_be_opened(writing, root):
    (root / "b.md").write_bytes(b"\x89PNG\r\n")
    for path, error in (("b.md", NotSaved), ("c.md", ArticleNotFound), ("..", ArticleNotFound)):
        with pytest.raises(error):
            writing.open(FileRef(str(root), path))
    (root / "d").mkdir()
    with pytest.raises(ArticleUnreadable):
        writing.open(FileRef(str(root), "d"))


def test_a_new_file_and_its_folders(writing, root):
    file = FileRef(str(root), "new/topic/ä.md")
    created = writing.create(file, "text\n")
    assert created == writing.open(file)
    assert [path.name for path in (root / "new/topic").iterdir()] == ["ä.md"]
    assert writing.save(created, "other\n").outcome is SaveOutcome.SAVED


@pytest.mark.parametrize(
    "path", ["a.md", "A.md", "a.MD", "Topic/b.md", "topic/caf\u0065\u0301.md", "con.md", "x?.md", "x /b.md"]
)
def test_names_that_are_taken_or_odd(writing, file, root, path):
    (root / "topic").mkdir()
    (root / "topic/caf\u00e9.md").touch()
    before = sorted(root.rglob("*"))
    with pytest.raises(NotSaved, match="name"):
        writing.create(FileRef(str(root), path), "text\n")
    assert sorted(root.rglob("*")) == before
    assert text_of(file) == BEFORE


def test_a_name_that_leads_out(writing, root):
    with pytest.raises(ArticleNotFound):
        writing.create(FileRef(str(root), "../b.md"), "text\n")


def test_versions_of_a_file(writing, file, root):
    opened = writing.open(file)
    overwrite(file, BEFORE.replace("one", "ONE"))
    writing.save(opened, TEXT.replace("four", "FOUR"))
    texts = [writing.version_text(version) for version in writing.versions(file)]
    assert texts == ["ONE\ntwo\nthree\nFOUR\n", "ONE\ntwo\nthree\nfour\n", TEXT]
    assert [version.note for version in writing.versions(file)][::2] == ["Saved here", "As it was found"]


def test_versions_of_git_are_among_them(writing, file, root):
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=Ann", "-c", "user.email=a@b", "commit", "-qm", "First"],
    ):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    writing.save(writing.open(file), TEXT + "five\n")
    found = [version for version in writing.versions(file) if version.origin is VersionOrigin.GIT]
    assert [(version.author, version.note, version.size_bytes) for version in found] == [("Ann", "First", 23)]
    assert writing.version_text(found[0]) == TEXT


def test_a_history_that_cannot_be_kept_is_told(writing, file, tmp_path):
    (tmp_path / "home/data/history").write_bytes(b"")
    result = writing.save(writing.open(file), TEXT + "five\n")
    assert result.outcome is SaveOutcome.SAVED
    assert "could not be kept" in result.notes[0]
    assert text_of(file) == BEFORE + "five\r\n"


def test_drafts(writing, file):
    draft = Draft(file, "typed\n", BEFORE.encode(), "", 3, NOW)
    writing.keep_draft(draft)
    assert (writing.draft(file), writing.drafts(), draft.base_text) == (draft, (draft,), TEXT)
    writing.drop_draft(file)
    assert writing.drafts() == ()


def test_a_file_that_somebody_makes_meanwhile_is_a_conflict(writing, file, root):
    made = writing.make(FileRef(str(root), "new.md"), "mine\n")
    assert (made.outcome, text_of(made.opened.file)) == (SaveOutcome.SAVED, "mine\n")
    taken = writing.make(file, "mine\n")
    assert (taken.outcome, taken.opened, taken.merge.conflicts) == (
        SaveOutcome.CONFLICT,
        writing.open(file),
        1,
    )
    assert text_of(file) == BEFORE
    assert writing.make(file, TEXT).outcome is SaveOutcome.SAVED
    with pytest.raises(NotSaved, match=r"the name is taken, by a\.md"):
        writing.make(FileRef(str(root), "A.md"), "mine\n")


def test_what_could_not_be_opened_again_is_not_written(writing, file, root):
    opened = writing.open(file)
    with pytest.raises(NotSaved, match="no text"):
        writing.save(opened, "%PDF-1.7\n")
    assert writing.open(file) == opened
    with pytest.raises(NotSaved, match="no text"):
        writing.create(FileRef(str(root), "new.md"), "%PDF-1.7\n")
    assert not (root / "new.md").exists()


def test_a_file_server_may_fail_after_it_was_done(writing, root, monkeypatch):
    linking = os.link

    def link(*values):
        linking(*values)
        raise OSError(errno.EIO, "no answer")

    monkeypatch.setattr(os, "link", link)
    assert writing.create(FileRef(str(root), "new.md"), "text\n").text == "text\n"
    assert (root / "new.md").read_text() == "text\n"


def test_a_look_asks_nobody_about_articles_that_were_removed_here(workspace: Workspace, root: Path) -> None:
    workspace.refresh()
    files = [FileRef(str(root), name) for name in ("refund.md", "parcel.md")]
    trashed = [workspace.writing.trash(file) for file in files]
    (library,) = workspace.refresh().status.libraries
    assert (library.articles, library.held_back) == (0, None)
    workspace.writing.restore(trashed[0])
    workspace.refresh()
    (root / "refund.md").unlink()
    (library,) = workspace.refresh().status.libraries
    assert library.held_back is not None
    assert library.held_back.gone == "1 of 1 article is gone"
