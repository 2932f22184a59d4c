"""What must happen to every hostile file, name, link, pipe and size when a library is read."""

import hashlib
import json
import sqlite3
import unicodedata
from pathlib import Path

import pytest

from kbassist.articles.article import Reading, Severity
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library
from kbassist.articles.listing import Listing
from kbassist.system.errors import ArticleUnreadable

CANARY = "CANARYBODY"
LIBRARY = Library("/library", "Library")

# File: title, encoding, codes of its problems, whether the canary must be in the body.
EXPECTED = {
    "g01_yaml_alias_bomb.md": ("Bomb", "utf-8", ["front-matter-anchor"], True),
    "g02_yaml_merge_bomb.md": ("Merge", "utf-8", ["front-matter-anchor"], True),
    "g03_yaml_deep_flow.md": ("Body", "utf-8", ["front-matter-large"], True),
    "g04_yaml_bad_date.md": ("T", "utf-8", [], True),
    "g05_yaml_big_int.md": ("T", "utf-8", [], True),
    "g06_yaml_pyobj.md": ("Body", "utf-8", ["value-unfit"], True),
    "g07_yaml_surrogate.md": ("\ufffdx", "utf-8", [], True),
    "g08_yaml_types.md": ("2024-01-01", "utf-8", ["value-unfit"], True),
    "g09_yaml_dupkey.md": ("two", "utf-8", ["key-repeated"], True),
    "g10_yaml_unclosed.md": ("G10 yaml unclosed", "utf-8", ["front-matter-open"], True),
    "g11_yaml_selfref.md": ("Body", "utf-8", ["front-matter-anchor"], True),
    "g12_yaml_tab.md": ("T", "utf-8", ["front-matter-broken"], True),
    "g13_yaml_huge.md": ("T", "utf-8", ["front-matter-large"], True),
    "g14_toml_json_fm.md": ("G14 toml json fm", "utf-8", [], True),
    "h01_utf16le.md": ("Titel", "utf-16-le", [], True),
    "h02_cp1252.md": ("Café", "cp1252", ["encoding"], True),
    "h03_utf8_bom.md": ("Bom", "utf-8-sig", [], True),
    "h04_nul.md": ("a\ufffdb", "utf-8", [], True),
    "h05_png_named.md": ("H05 png named", "utf-8", ["not-text"], False),
    "h06_mixed_eol.md": ("H06 mixed eol", "utf-8", [], True),
    "h07_lone_surrogate.md": ("H07 lone surrogate", "cp1252", ["encoding"], True),
    "h08_empty.md": ("H08 empty", "utf-8", [], False),
    "h09_only_fm.md": ("X", "utf-8", [], False),
    "h10_no_final_newline.md": ("H10 no final newline", "utf-8", [], True),
}

pytestmark = pytest.mark.usefixtures("ordinary_user")


@pytest.fixture(scope="module")
def listing(hostile: Path, as_ordinary_user) -> Listing:
    with as_ordinary_user():
        return LibraryFolder(hostile).scan()


def found(listing: Listing, code: str) -> set[str]:
    return {problem.path for problem in listing.problems if problem.code == code}


def test_every_file_of_these_classes_is_expected(shared):
    manifest = json.loads((shared / "hostile" / "manifest.json").read_text())
    assert {entry["file"] for entry in manifest if entry["cls"] in ("yaml", "enc")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_front_matter_and_encodings(hostile, name):
    title, encoding, codes, has_canary = EXPECTED[name]
    article = LibraryFolder(hostile).read(name, LIBRARY)
    assert (article.title, article.encoding) == (title, encoding)
    assert [problem.code for problem in article.problems] == codes
    assert (CANARY in article.body) is has_canary
    data = (hostile / name).read_bytes()
    assert article.revision is not None
    assert article.revision.sha256 == hashlib.sha256(data).hexdigest()


def test_scalars_stay_text_and_bombs_are_said_to_be_ignored(hostile):
    folder = LibraryFolder(hostile)
    types = folder.read("g08_yaml_types.md", LIBRARY)
    assert (types.id, types.aliases, types.draft) == ("012", ("5",), False)
    for name in (
        "g01_yaml_alias_bomb.md",
        "g02_yaml_merge_bomb.md",
        "g03_yaml_deep_flow.md",
        "g13_yaml_huge.md",
    ):
        (problem,) = folder.read(name, LIBRARY).problems
        assert problem.severity is Severity.WARNING
        assert problem.message.startswith("Front matter ignored")
    assert not Path("/tmp/kbx-canary/g06").exists()


def test_every_listed_file_can_be_read_shown_and_stored(hostile, listing):
    folder = LibraryFolder(hostile)
    rows = []
    for path in listing.files:
        article = folder.read(path, LIBRARY)
        assert "OUTSIDESECRET" not in article.body
        assert article.title.strip()
        assert article.title == " ".join(article.title.split())
        assert "#" not in article.id
        rows.append((path, article.id, article.title, article.body, json.dumps([path, article.id])))
    with sqlite3.connect(":memory:") as database:
        database.execute("create table articles (path primary key, id, title, body, json)")
        database.executemany("insert into articles values (?, ?, ?, ?, ?)", rows)
        stored = {row[0] for row in database.execute("select path from articles")}
    database.close()
    assert stored == set(listing.files)


def test_links_pipes_and_sockets_are_told_and_not_opened(listing):
    assert found(listing, "link-outside") == {
        "l_outside_file.md", "l_outside_dir", "l_zero.md", "l_random.md", "l_proc.md",
    }  # fmt: skip
    assert found(listing, "link-broken") == {"l_dangling.md", "l_self.md"}
    assert found(listing, "not-regular") == {"p_fifo.md", "p_sock.md"}
    assert not any(path.startswith(("l_", "p_fifo", "p_sock", "p_dir")) for path in listing.files)
    assert "deep0/" + "/".join(f"deep{n}" for n in range(1, 60)) + "/bottom.md" in listing.files


@pytest.mark.parametrize(
    "name", ["l_outside_file.md", "l_outside_dir/secret.md", "l_zero.md", "l_random.md", "l_proc.md"]
)
def test_links_outside_are_not_read_even_when_asked_for(hostile, name):
    with pytest.raises(ArticleUnreadable):
        LibraryFolder(hostile).read_bytes(name)


@pytest.mark.parametrize("name", ["p_fifo.md", "p_sock.md", "p_dir.md", "p_unreadable.md"])
def test_what_cannot_be_read_is_an_article_with_a_problem(hostile, name):
    article = LibraryFolder(hostile).read(name, LIBRARY)
    assert (article.reading, article.revision) == (Reading.LISTED, None)
    assert [problem.code for problem in article.problems] == ["unreadable"]


def test_sizes(hostile, listing):
    assert listing.files["s_sparse_1TB.md"].size_bytes == 1 << 40
    article = LibraryFolder(hostile).read("s_sparse_1TB.md", LIBRARY)
    assert (article.reading, article.revision) == (Reading.LISTED, None)


def test_names_set_aside_and_names_that_are_articles(listing):
    names = set(listing.files)
    assert not any(Path(name).name[:1] in "._" for name in names)
    for aside in ("~$lock.md", "n x.md~", "Thumbs.db", "desktop.ini", "n x.md.part", "n trail .md "):
        assert aside not in names
    for taken in (
        "-rf.md",
        "--help.md",
        "$HOME.md",
        "`id`.md",
        "=cmd.md",
        "<img src=x onerror=y>.md",
        "n new\nline.md",
    ):
        assert taken in names
    assert "n bad\uefff\ueffe.md" in names
    assert f"n {'a' * 240}.md" in names


def test_twins_are_both_taken_and_told(listing):
    nfc, nfd = (f"n {unicodedata.normalize(form, 'café')}.md" for form in ("NFC", "NFD"))
    for left, right in ((nfc, nfd), ("n CASE.md", "n case.md"), ("n ß.md", "n SS.md")):
        assert {left, right} <= set(listing.files)
        assert len({left, right} & found(listing, "name-twin")) == 1


def test_names_that_windows_cannot_store_are_told(listing):
    odd = found(listing, "name-odd")
    assert {
        "CON.md",
        "aux.md",
        "NUL.md",
        "com1.txt.md",
        "n a:b.md",
        "n q?.md",
        "n star*.md",
        'n "quote".md',
    } <= odd
    assert not odd & {"n ß.md", "-rf.md", "g01_yaml_alias_bomb.md"}


def test_conflict_copies_are_told_and_not_taken(listing):
    copies = found(listing, "conflict-copy")
    assert copies == {
        "n x.sync-conflict-20260801-101010-ABCDEFG.md",
        "n x (conflicted copy 2026-08-01 101010).md",
        "n x (conflicted copy ann 2026-08-01 101010).md",
        "n x (Ann's conflicted copy 2026-08-01).md",
        "n x (Ann Konflikt 2026-08-01).md",
        "n x (Conflicted copy ThinkPad 202608011010).md",
        "n x (case clash from ann).md",
        "n x_conflict-20260801-101010.md",
    }
    assert not copies & set(listing.files)
    # Without the file that they would be copies of, these are articles.
    assert {"n x (1).md", "n x-DESKTOP-AB12CD.md"} <= set(listing.files)


@pytest.fixture
def closed(hostile: Path) -> Path:
    folder = hostile / "closed"
    folder.mkdir()
    (folder / "a.md").write_text("# A")
    yield folder
    folder.chmod(0o755)
    (folder / "a.md").unlink()
    folder.rmdir()


def test_a_folder_that_closes_hides_its_articles_and_removes_none(hostile, closed):
    folder = LibraryFolder(hostile)
    before = folder.scan()
    closed.chmod(0)
    after = folder.scan()
    assert after.unreadable == ("closed/",)
    assert found(after, "folder-closed") == {"closed"}
    assert "closed/a.md" in before.files
    assert after.hides("closed/a.md")


def test_a_hostile_folder_describes_a_library(hostile):
    library = read_library(hostile)
    assert (library.name, library.problems) == ("library", ())
