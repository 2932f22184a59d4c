"""Scan and compare a folder, whatever lies in it."""

import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder, diff
from kbassist.articles.library import Library
from kbassist.articles.listing import FileStat, Listing
from kbassist.system.errors import ArticleUnreadable, LibraryOffline, WorkCancelled
from tests.articles.files import put

LIBRARY = Library("/library", "Library")


def codes(listing: Listing) -> dict[str, str]:
    return {problem.path: problem.code for problem in listing.problems}


def test_articles_are_found_and_what_is_set_aside_is_not(root):
    put(root, "a.md", "b/c.MD", "b/d.markdown", "-rf.md", "e f/ü.md")
    put(
        root,
        ".git/x.md",
        "_x.md",
        "b/_y.md",
        ".z.md",
        "~$a.md",
        "~syncthing~a.md.tmp",
        "a.txt",
        "a.md~",
    )
    listing = LibraryFolder(root).scan()
    assert set(listing.files) == {"a.md", "b/c.MD", "b/d.markdown", "-rf.md", "e f/ü.md"}
    stat = (root / "a.md").stat()
    assert listing.files["a.md"] == (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    assert listing.problems == ()


def test_a_name_that_only_nearly_ends_as_an_article_is_told(root):
    put(root, "n.md ", "m.md.", "o.txt ")
    listing = LibraryFolder(root).scan()
    assert (listing.files, codes(listing)) == ({}, {"n.md ": "name-end", "m.md.": "name-end"})


def test_what_describes_the_library_is_seen(root):
    put(
        root,
        "_library.yaml",
        "_facts.yaml",
        "_parts/a.md",
        "_parts/b/c.md",
        "_attachments/x.md",
        "b/_facts.yaml",
    )
    listing = LibraryFolder(root).scan()
    assert set(listing.meta) == {"_library.yaml", "_facts.yaml", "_parts/a.md", "_parts/b/c.md"}
    assert listing.files == {}


def test_links_are_followed_inside_only_and_each_file_is_taken_once(root, tmp_path):
    put(root, "a.md", "real/b.md", ".hidden/c.md", "plain.txt")
    put(tmp_path, "outside/secret.md")
    for name, target in {
        "same.md": "a.md",
        "text.md": "plain.txt",
        "loop": ".",
        "real/up": "..",
        "folder": "real",
        "hidden": ".hidden",
        "out.md": "../outside/secret.md",
        "out": "../outside",
        "out.txt": "../outside/secret.md",
        "zero.md": "/dev/zero",
        "self.md": "self.md",
        "gone.md": "nothing",
    }.items():
        (root / name).symlink_to(target)
    listing = LibraryFolder(root).scan()
    assert set(listing.files) == {"a.md", "real/b.md", "text.md"}
    assert codes(listing) == {
        "out.md": "link-outside",
        "out": "link-outside",
        "zero.md": "link-outside",
        "self.md": "link-broken",
        "gone.md": "link-broken",
    }


def test_a_library_may_itself_be_a_link(root, tmp_path):
    put(root, "a.md")
    (tmp_path / "alias").symlink_to(root)
    folder = LibraryFolder(tmp_path / "alias")
    assert set(folder.scan().files) == {"a.md"}
    assert folder.read("a.md", LIBRARY).title == "t"


def test_pipes_and_folders_with_the_name_of_an_article(root):
    put(root, "folder.md/a.md")
    os.mkfifo(root / "pipe.md")
    folder = LibraryFolder(root)
    listing = folder.scan()
    assert set(listing.files) == {"folder.md/a.md"}
    assert codes(listing) == {"pipe.md": "not-regular"}
    for path in ("pipe.md", "folder.md"):
        with pytest.raises(ArticleUnreadable):
            folder.read_bytes(path)
        assert folder.read(path, LIBRARY).problems[0].code == "unreadable"


def test_twins_are_both_taken_and_told(root):
    nfc, nfd = (unicodedata.normalize(form, "café.md") for form in ("NFC", "NFD"))
    put(root, nfc, nfd, "CASE.md", "case.md", "ß.md", "SS.md", "A/x.md", "a/X.md")
    listing = LibraryFolder(root).scan()
    assert len(listing.files) == 8
    assert sorted(codes(listing).values()) == ["name-twin"] * 4


@pytest.mark.parametrize(
    "name", ["a:b.md", "q?.md", "CON.md", "com1.x.md", "dots./a.md", "new\nline.md", "back\\slash.md"]
)
def test_names_that_windows_cannot_store_are_told(root, name):
    put(root, name)
    listing = LibraryFolder(root).scan()
    assert codes(listing) == {name: "name-odd"}
    assert LibraryFolder(root).read(name, LIBRARY).body.endswith("CANARY\n")


def test_names_that_are_no_text_survive_storage_and_lead_to_their_file(root):
    Path(os.fsdecode(os.fsencode(root) + b"/bad\xff\xfe.md")).write_text("# t")
    Path(os.fsdecode(os.fsencode(root) + b"/dir\xe9")).mkdir()
    Path(os.fsdecode(os.fsencode(root) + b"/dir\xe9/a.md")).write_text("# t")
    put(root, "literal\uefff.md")
    folder = LibraryFolder(root)
    files = folder.scan().files
    assert set(files) == {"bad\uefff\ueffe.md", "dir\uefe9/a.md", "literal\uefff.md"}
    for path in files:
        path.encode()
        article = folder.read(path, LIBRARY)
        assert article.title == "t"
        article.id.encode("ascii")


def test_conflict_copies_are_told_and_not_taken(root):
    put(
        root,
        "x.md",
        "b/x.sync-conflict-20260801-101010-ABCDEFG.md",
        "x (1).md",
        "x-DESKTOP-AB12CD.md",
        "y (1).md",
    )
    put(root, "z.md", text="one")
    put(root, "z 2.md", text="quite another article")
    listing = LibraryFolder(root).scan()
    assert set(listing.files) == {"x.md", "y (1).md", "z.md", "z 2.md"}
    assert set(codes(listing).values()) == {"conflict-copy"}


def test_possible_copy_is_compared_once_for_every_state(root, monkeypatch):
    put(root, "x.md", "x (1).md")
    folder = LibraryFolder(root)
    assert set(folder.scan().files) == {"x.md"}
    reads = []
    monkeypatch.setattr(folder, "_compare", lambda *paths: reads.append(paths) or False)
    assert set(folder.scan().files) == {"x.md"}
    put(root, "x (1).md", text="# t\n\nCANARX\n")
    assert set(folder.scan().files) == {"x.md", "x (1).md"}
    assert len(reads) == 1


def test_a_folder_out_of_reach_is_offline(root):
    folder = LibraryFolder(root)
    root.rename(root.with_name("away"))
    with pytest.raises(LibraryOffline):
        folder.scan()
    with pytest.raises(LibraryOffline):
        folder.read("a.md", LIBRARY)
    root.write_text("a file")
    with pytest.raises(LibraryOffline):
        folder.scan()


def test_an_empty_mount_point_is_no_deletion(root):
    put(root, "a.md")
    folder = LibraryFolder(root)
    before = folder.scan()
    (root / "a.md").unlink()
    after = folder.scan()
    assert after.empty_root
    assert after.vanished(before)
    assert not diff(before, after)
    with pytest.raises(LibraryOffline):
        folder.read_bytes("a.md")
    put(root, ".kbassist/presence/me.json")
    assert folder.scan().vanished(before)
    with pytest.raises(LibraryOffline):
        folder.read_bytes("a.md")
    put(root, "_library.yaml")
    after = folder.scan()
    assert not after.vanished(before)
    assert diff(before, after).removed == {"a.md"}


def test_a_replaced_folder_is_told_by_its_identity(root):
    put(root, "a.md")
    folder = LibraryFolder(root)
    before = folder.scan()
    shutil.copytree(root, root.with_name("new"))
    root.rename(root.with_name("old"))
    root.with_name("new").rename(root)
    assert folder.scan().root_id != before.root_id


def test_a_file_that_goes_while_its_folder_is_listed_hides_no_other(root, monkeypatch):
    put(root, "a/gone.md", "a/stays.md", "stays.md")
    (root / "_library.yaml").symlink_to("nothing")
    scandir = os.scandir

    class Slow:
        """A listing that is finished before any of its files is looked at."""

        def __init__(self, where):
            with scandir(where) as entries:
                self.entries = list(entries)

        def __enter__(self):
            (root / "a/gone.md").unlink(missing_ok=True)
            return iter(self.entries)

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(os, "scandir", Slow)
    assert set(LibraryFolder(root).scan().files) == {"a/stays.md", "stays.md"}


def test_scan_can_be_cancelled(root):
    put(root, "a/b/c.md")
    with pytest.raises(WorkCancelled):
        LibraryFolder(root).scan(lambda: True)


def test_changes(root):
    put(root, "same.md", "longer.md", "touched.md", "replaced.md", "gone.md")
    os.utime(root / "replaced.md", ns=(1, 1))
    folder = LibraryFolder(root)
    before = folder.scan()
    put(root, "longer.md", text="longer than it was before")
    os.utime(root / "touched.md", ns=(5, 5))
    put(root, "replacement")
    os.utime(root / "replacement", ns=(1, 1))
    (root / "replacement").replace(root / "replaced.md")
    (root / "gone.md").unlink()
    put(root, "new.md")
    changes = diff(before, folder.scan())
    assert (changes.added, changes.removed) == ({"new.md"}, {"gone.md"})
    assert changes.modified == {"longer.md", "touched.md", "replaced.md"}
    assert not diff(before, before)


def test_what_lies_in_a_closed_folder_is_not_removed():
    stat = FileStat(1, 1, 1)
    before = Listing({"a/b.md": stat, "a.md": stat, "c.md": stat})
    after = Listing({"c.md": stat}, unreadable=("a/",))
    assert diff(before, after).removed == {"a.md"}
