"""Saving against a revision: nothing that nobody has seen is lost, whatever happens at whatever step."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles import save as saving
from kbassist.articles import swap
from kbassist.articles.article import Revision
from kbassist.articles.conflicts import conflict_copy
from kbassist.articles.safe_open import read_inside
from kbassist.articles.save import save
from kbassist.system.errors import ArticleNotFound, ChangedMeanwhile, KbError, LibraryOffline, NotSaved

OLD, NEW, THEIRS = b"old text\n", b"new text\n", b"what a teammate wrote\n"
PATH = "topic/a.md"


@pytest.fixture
def file(root: Path) -> Path:
    (root / "topic").mkdir()
    (root / PATH).write_bytes(OLD)
    return root / PATH


@pytest.fixture(params=["exchange", "rename-aside", "without-links"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the ways in which file systems let a file be replaced."""
    if request.param != "exchange":
        monkeypatch.setattr(swap, "_system_call", lambda: None)
    if request.param == "without-links":
        monkeypatch.setattr(os, "link", _no_links)
    return str(request.param)


def _no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "no links here")


def seen(root: Path) -> Revision:
    return read_inside(root, PATH, 10**6)[1]


def texts(root: Path) -> list[bytes]:
    """The contents of all files of the library, whatever their names."""
    return sorted(path.read_bytes() for path in root.rglob("*") if path.is_file())


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_the_new_text_stands_in_the_file(root: Path, file: Path, way: str) -> None:
    saved = save(root, PATH, seen(root), NEW)
    assert file.read_bytes() == NEW
    assert saved.revision == seen(root)
    assert saved.notes == ()
    assert names(root) == ["a.md"]


def test_a_change_that_was_not_seen_stays(root: Path, file: Path, way: str) -> None:
    before = seen(root)
    file.write_bytes(THEIRS)
    with pytest.raises(NotSaved, match="somebody else"):
        save(root, PATH, before, NEW)
    assert texts(root) == [THEIRS]


def test_mode_and_attributes_are_kept(root: Path, file: Path, way: str) -> None:
    file.chmod(0o640)
    try:
        os.setxattr(file, "user.colour", b"blue")
    except OSError:
        pytest.skip("no extended attributes here")
    save(root, PATH, seen(root), NEW)
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.getxattr(file, "user.colour") == b"blue"


def test_a_link_stays_a_link(root: Path, file: Path, way: str) -> None:
    (root / "link.md").symlink_to("topic/a.md")
    save(root, "link.md", seen(root), NEW)
    assert (root / "link.md").is_symlink()
    assert file.read_bytes() == NEW


def test_a_link_out_of_the_library_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_bytes(OLD)
    (root / "link.md").symlink_to(tmp_path / "outside.md")
    for path in ("link.md", "../outside.md", "/etc/passwd"):
        with pytest.raises(ArticleNotFound):
            save(root, path, Revision("", 0, 0), NEW)
    assert (tmp_path / "outside.md").read_bytes() == OLD


def test_a_hard_link_is_told(root: Path, file: Path) -> None:
    os.link(file, root / "other.md")
    (note,) = save(root, PATH, seen(root), NEW).notes
    assert "hard link" in note
    assert (root / "other.md").read_bytes() == OLD


def test_what_is_gone_is_told(root: Path, file: Path) -> None:
    before = seen(root)
    file.unlink()
    (root / "b.md").touch()
    with pytest.raises(ArticleNotFound, match="renamed or removed"):
        save(root, PATH, before, NEW)
    (root / "b.md").unlink()
    (root / "topic").rmdir()
    with pytest.raises(LibraryOffline):
        save(root, PATH, before, NEW)


class Calls:
    """Counts the system calls of a save, and does something at one of them."""

    NAMES = ("open", "write", "fsync", "link", "rename", "unlink", "fchmod", "close")

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.at = -1
        self.act: Callable[[], None] = lambda: None
        self.after = False
        self.names: list[str] = []
        self._busy = False
        for name in self.NAMES:
            monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name)))
        monkeypatch.setattr(saving, "exchange", self._wrapped("exchange", saving.exchange))

    def _wrapped(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*values: object, **named: object) -> object:
            # What comes before the new file is made only reads.
            makes_file = name == "open" and bool(int(str(values[1])) & os.O_CREAT)
            if self._busy or not (self.count or makes_file):
                return call(*values, **named)
            self.count += 1
            self.names.append(name)
            if self.count != self.at:
                return call(*values, **named)
            self._busy = True
            try:
                if not self.after:
                    self.act()
                    return call(*values, **named)
                try:
                    return call(*values, **named)
                finally:
                    self.act()
            finally:
                self._busy = False

        return counted

    def start(self, at: int, act: Callable[[], None], *, after: bool = False) -> None:
        self.count, self.at, self.act, self.after, self.names = 0, at, act, after, []


@pytest.fixture
def calls(way: str, monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(monkeypatch)


def outcome(root: Path, before: Revision) -> str:
    try:
        return "; ".join(("saved", *save(root, PATH, before, NEW).notes))
    except KbError as error:
        return f"not: {error}"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_any_call_may_fail(root: Path, file: Path, calls: Calls, number: int, after: bool) -> None:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    injected = 0
    for at in range(1, 40):
        for left in root.rglob("*"):
            if left.is_file():
                left.unlink()
        file.write_bytes(OLD)
        before = seen(root)
        calls.start(at, fail, after=after)
        told = outcome(root, before)
        reached = calls.count >= at
        calls.start(-1, fail)
        if not reached:
            assert told == "saved"
            break
        injected += 1
        # Whole, and what is told is what is the case.
        assert file.read_bytes() == (NEW if told.startswith("saved") else OLD), (at, told)
    assert injected > 5


@pytest.mark.parametrize("change", ["replaced", "written", "removed", "renamed"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_teammate_may_come_in_at_any_call(
    root: Path, file: Path, calls: Calls, way: str, change: str, after: bool
) -> None:
    def come_in() -> None:
        if change == "replaced":
            (root / "their.tmp").write_bytes(THEIRS)
            (root / "their.tmp").replace(file)
        elif change == "written":
            file.write_bytes(THEIRS)
        elif file.exists():
            if change == "removed":
                file.unlink()
            else:
                file.rename(root / "renamed.md")

    refused = 0
    for at in range(1, 40):
        for left in root.rglob("*"):
            if left.is_file():
                left.unlink()
        file.write_bytes(OLD)
        (root / "other.md").write_bytes(b"other")
        before = seen(root)
        calls.start(at, come_in, after=after)
        told = outcome(root, before)
        reached, at_call = calls.count >= at, calls.names[at - 1 : at]
        calls.start(-1, come_in)
        if not reached:
            break
        if way == "without-links" and at_call == ["rename"] and not after:
            continue  # nothing there tells in one step whether a name is free
        refused += told.startswith("not")
        if change in ("replaced", "written"):
            assert THEIRS in texts(root), (at, told)
            for path in root.rglob("*"):
                # Whatever lies about besides is shown as a conflict.
                if path.is_file() and path.read_bytes() == THEIRS and path != file:
                    assert conflict_copy(path.stem), path
        elif change == "renamed":
            assert {OLD, NEW} & set(texts(root)), (at, told)
    assert refused > 2


@pytest.mark.parametrize(
    ("theirs", "is_kept"), [("Another article\n", True), ("".join(f"line {n}\n" for n in range(9)), False)]
)
def test_an_article_that_somebody_makes_while_the_name_is_free_does_not_displace_the_old(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch, theirs: str, is_kept: bool
) -> None:
    """Where two files cannot be exchanged the name is free for a moment, and a newer version may take it."""
    old = "".join(f"line {n}\n" for n in range(10))
    file.write_text(old)
    move_in = saving.move_in

    def taken(source: Path, target: Path) -> None:
        target.write_text(theirs)
        move_in(source, target)

    monkeypatch.setattr(swap, "_system_call", lambda: None)
    monkeypatch.setattr(saving, "move_in", taken)
    with pytest.raises(ChangedMeanwhile) as raised:
        save(root, PATH, seen(root), NEW)
    assert file.read_text() == theirs
    copies = [path for path in file.parent.iterdir() if path != file]
    assert [copy.read_text() for copy in copies] == [old] * is_kept
    for copy in copies:
        assert conflict_copy(copy.stem) is not None
        assert copy.name in raised.value.note


def test_of_many_who_save_at_once_one_does(root: Path, file: Path, way: str) -> None:
    before = seen(root)
    results: list[str] = []
    gate = threading.Barrier(8)

    def one(number: int) -> None:
        gate.wait()
        try:
            save(root, PATH, before, b"text of %d\n" % number)
            results.append(f"text of {number}\n")
        except (NotSaved, ArticleNotFound):
            pass

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [file.read_text()] == results
    assert names(root) == ["a.md"]


def test_words_for_those_who_may_not(root: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotSaved, match="Ask whoever looks after the folder"):
        save(root, PATH, seen(root), NEW)
    assert texts(root) == [OLD]


@pytest.mark.parametrize("nth", [1, 2], ids=["there", "back"])
@pytest.mark.parametrize("unread", [False, True], ids=["read", "unread"])
def test_an_exchange_that_fails_after_it_was_done(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch, nth: int, unread: bool
) -> None:
    before, counted = seen(root), 0
    exchanging, digesting = saving.exchange, saving.digest

    def exchange(one: Path, other: Path) -> None:
        nonlocal counted
        counted += 1
        if counted == 1:
            file.write_bytes(THEIRS)
        exchanging(one, other)
        if counted == nth:
            if unread:
                monkeypatch.setattr(saving, "digest", fail_once)
            raise OSError(errno.EIO, "no answer")

    def fail_once(path: Path) -> str:
        if path == file:
            return digesting(path)
        monkeypatch.setattr(saving, "digest", digesting)
        raise OSError(errno.EIO, "no answer")

    monkeypatch.setattr(saving, "exchange", exchange)
    told = outcome(root, before)
    assert THEIRS in texts(root), told
    assert file.read_bytes() == (NEW if told.startswith("saved") else THEIRS), told
