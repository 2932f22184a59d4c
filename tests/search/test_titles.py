"""Titles answer while there is no index: names at once, first lines as they are read."""

import os
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.search.titles import Titles


def _titles(root: Path, *, read: bool = True) -> Titles:
    titles = Titles(root, LibraryFolder(root).scan())
    if read:
        titles.read()
    return titles


def _write(root: Path, path: str, content: str | bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def test_names_answer_before_anything_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "billing/refund-has-not-arrived.md", "# Money\n")
    titles = _titles(tmp_path, read=False)
    (hit,) = titles.search("refund arr").hits
    assert (hit.title, hit.path) == ("Refund has not arrived", "billing/refund-has-not-arrived.md")
    assert (hit.ref.library, hit.ref.id) == (str(tmp_path), "billing/refund-has-not-arrived")
    assert titles.search("billing").titles_only
    titles.read()
    assert titles.search("money").total == titles.search("refund").total == 1


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("---\ntitle: Große Rückgabe\n---\n", "Große Rückgabe"),
        ('---\ntags: [x]\ntitle: "Quoted: text"\n---\n# Other\n', "Quoted: text"),
        ("---\ntags: [x]\n---\n\n# From the heading {.x}\n", "From the heading"),
        ("---\r\ntitle: Windows\r\n---\r\n", "Windows"),
        ("\ufeff---\ntitle: Marked\n---\n", "Marked"),
        ("\ufeff# Wide".encode("utf-16-le"), "Wide"),
        ("# Prix réduit".encode("cp1252"), "Prix réduit"),
        ("plain text", "Some name"),
        (b"\x89PNG\r\n\x1a\n# no", "Some name"),
        ("---\ntitle: [broken\n" + "x" * 2000, "[broken"),
        (("---\ntitle: A\n---\n" + "é" * 2000).encode()[:-1], "A"),
    ],
)
def test_reads_a_title_from_the_first_lines(tmp_path: Path, content: str | bytes, title: str) -> None:
    _write(tmp_path, "some-name.md", content)
    assert [hit.title for hit in _titles(tmp_path).search("some name").hits] == [title]


@pytest.mark.parametrize("typed", ["grosse ruck", "RÜCKGABE große", "ckga", "gross"])
def test_folds_case_and_accents_and_takes_words_in_any_order(tmp_path: Path, typed: str) -> None:
    _write(tmp_path, "a.md", "---\ntitle: Große Rückgabe\n---\n")
    _write(tmp_path, "b.md", "---\ntitle: Andere\n---\n")
    assert [hit.path for hit in _titles(tmp_path).search(typed).hits] == ["a.md"]


def test_puts_the_beginning_of_a_title_first(tmp_path: Path) -> None:
    for name, title in (("a", "Prerefund"), ("b", "About a refund"), ("c", "Refund")):
        _write(tmp_path, f"{name}.md", f"# {title}\n")
    result = _titles(tmp_path).search("refund", limit=2)
    assert ([hit.title for hit in result.hits], result.total) == (["Refund", "About a refund"], 3)


def test_drafts_stay_hidden_and_ids_are_followed(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", "---\ntitle: Refund one\ndraft: true\n---\n")
    _write(tmp_path, "b.md", "---\ntitle: Refund two\nid: stable\n---\n")
    assert [hit.ref.id for hit in _titles(tmp_path).search("refund").hits] == ["stable"]


def test_empty_and_odd_queries_find_nothing(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", "# Refund\n")
    titles = _titles(tmp_path)
    assert [titles.search(typed).total for typed in ("", "  ", "-", '"', "x" * 100_000)] == [0] * 5


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name != "posix", reason="links need POSIX here")
def test_looks_at_nothing_outside_of_the_library(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "library"
    _write(outside, "secret.md", "# Secret\n")
    _write(root, "a/one.md", "# One\n")
    listing = LibraryFolder(root).scan()
    (root / "a").rename(root / "b")
    (root / "a").symlink_to(outside)
    (outside / "one.md").write_text("# Secret\n")
    titles = Titles(root, listing)
    titles.read()
    assert titles.search("secret").total == 0
    assert titles.search("one").total == 1


def test_stops_when_nobody_wants_to_know(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", "# Refund\n")
    titles = _titles(tmp_path, read=False)
    titles.read(lambda: True)
    assert (len(titles), titles.search("refund").total) == (1, 0)
