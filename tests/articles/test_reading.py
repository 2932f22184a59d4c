"""Reading the files of a folder: exact, bounded, and never outside of it."""

import pytest

from kbassist.articles.article import Reading
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library import Library
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable
from tests.articles.files import put

LIBRARY = Library("/library", "Library")


def test_revision_is_of_the_exact_bytes(root):
    (root / "a.md").write_bytes(b"\xef\xbb\xbf# A\r\n")
    content, revision = LibraryFolder(root).read_bytes("a.md")
    assert content == b"\xef\xbb\xbf# A\r\n"
    assert (revision.size_bytes, len(revision.sha256)) == (8, 64)
    assert revision.mtime_ns == (root / "a.md").stat().st_mtime_ns


def test_sizes_are_bounded(root):
    with (root / "sparse.md").open("wb") as file:
        file.truncate(1 << 40)
    article = LibraryFolder(root).read("sparse.md", LIBRARY)
    assert (article.reading, article.revision) == (Reading.LISTED, None)
    assert [problem.code for problem in article.problems] == ["huge"]


@pytest.mark.parametrize(
    "path",
    [
        "../outside.md",
        "/etc/passwd",
        "a/../../outside.md",
        "",
        "x\0.md",
        "gone.md",
        "a.md/b.md",
        "link.md",
        "dir/x.md",
    ],
)
def test_nothing_outside_is_read(root, tmp_path, path):
    put(root, "a.md")
    put(tmp_path, "outside.md", "out/x.md")
    (root / "link.md").symlink_to("../outside.md")
    (root / "dir").symlink_to("../out")
    with pytest.raises((ArticleNotFound, ArticleUnreadable)):
        LibraryFolder(root).read_bytes(path)


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("pic.png", "a/pic.png"),
        ("./b%20c.png?x#y", "a/b c.png"),
        ("../_attachments/p.png", "_attachments/p.png"),
    ],
)
def test_attachments(root, href, path):
    put(root, path, text="picture")
    folder = LibraryFolder(root)
    assert folder.attachment("a/x.md", href) == root / path
    assert folder.read_attachment("a/x.md", href, 100) == b"picture"
    with pytest.raises(ArticleUnreadable):
        folder.read_attachment("a/x.md", href, 3)


@pytest.mark.parametrize(
    "href",
    [
        "http://e.org/p.png",
        "file:///etc/passwd",
        "//e.org/p.png",
        "\\\\e\\p.png",
        "..%5c..%5cp",
        "../../out.png",
        "C:/p.png",
        "%2e%2e/%2e%2e/out.png",
        "",
        "#x",
        "/",
        "data:image/png,x",
        "p.png%00.md",
        ".git/config",
        "../.git/config",
        "javascript:x",
        "link.png",
        "gone.png",
        "/%2e%2e/out.png",
        "/a/p.png",
        "p.png:stream",
        "//",
    ],
)
def test_attachments_outside_are_refused(root, tmp_path, href):
    put(root, ".git/config", "a/.git/config", "a/p.png")
    put(tmp_path, "out.png")
    (root / "a/link.png").symlink_to(tmp_path / "out.png")
    folder = LibraryFolder(root)
    with pytest.raises(ArticleNotFound):
        folder.attachment("a/x.md", href)
    with pytest.raises((ArticleNotFound, ArticleUnreadable)):
        folder.read_attachment("a/x.md", href, 100)
