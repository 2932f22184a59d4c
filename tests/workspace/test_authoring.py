"""What writers are shown of a library, and what is proposed to them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef, FileRef, Standing
from kbassist.system.errors import ArticleNotFound
from kbassist.workspace import Workspace
from kbassist.workspace.authored import ArticleLink, FileKind, Term

DRAFT = "---\ntitle: Äußerst neu\ndraft: true\nowner: dana\nlang: de\ntags: [refunds, new/x]\n---\n\nText.\n"
DUE = "---\ntitle: Old\nverified: 2025-01-01\nreview_every: 90 days\nowner: ines\n---\n\nText.\n"
LIBRARY = "owners: [ines]\nlanguages: [en]\nfields:\n  order.id: {label: Order number, example: '10432'}\n"


@pytest.fixture
def library(root: Path) -> Path:
    (root / "_library.yaml").write_text(LIBRARY, "utf-8")
    for folder in ("_parts", "_templates", "b", "A/deep"):
        (root / folder).mkdir(parents=True)
    (root / "_parts/greeting.md").write_text("Hello there\n", "utf-8")
    (root / "_templates/answer.md").write_text("# One answer\n", "utf-8")
    (root / "b/new.md").write_text(DRAFT, "utf-8")
    (root / "A/deep/old.md").write_text(DUE, "utf-8")
    return root


@pytest.fixture
def writers(library: Path, opened: Callable[..., Workspace]) -> Workspace:
    workspace = opened(library)
    workspace.refresh()
    return workspace


def test_the_outline_lists_every_file_in_the_order_of_a_tree(writers: Workspace, library: Path) -> None:
    rows = writers.authoring.outline()
    assert [(row.kind.value, row.file.path, row.title) for row in rows] == [
        ("article", "parcel.md", "Parcel is late"),
        ("article", "refund.md", "Refund has not arrived"),
        ("article", "A/deep/old.md", "Old"),
        ("article", "b/new.md", "Äußerst neu"),
        ("part", "_parts/greeting.md", "greeting"),
        ("template", "_templates/answer.md", "One answer"),
        ("facts", "_facts.yaml", "Facts"),
        ("library", "_library.yaml", "Library"),
    ]
    old, new = rows[2], rows[3]
    assert (old.standing, old.due, old.owner, old.folder) == (
        Standing.DUE,
        date(2025, 4, 1),
        "ines",
        ("A", "deep"),
    )
    assert (new.standing, new.ref, new.lang) == (Standing.DRAFT, ArticleRef(str(library), "b/new"), "de")


def test_titles_stand_in_until_there_is_an_index(library: Path, opened: Callable[..., Workspace]) -> None:
    workspace = opened(library)
    assert workspace.authoring.outline()[0].kind is FileKind.PART
    assert workspace.authoring.filter("refund") == frozenset()


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("", ()),
        ("refund arrived", ("refund.md",)),
        ("is:draft", ("b/new.md",)),
        ("is:due", ("A/deep/old.md",)),
        ("owner:dana", ("b/new.md",)),
        ("tag:refunds -tag:new", ("refund.md",)),
        ("äuß", ("b/new.md",)),
        ("deep/o", ("A/deep/old.md",)),
        ("greeting", ("_parts/greeting.md",)),
        ("_facts", ("_facts.yaml",)),
    ],
)
def test_the_filter_finds_what_the_search_box_finds(
    writers: Workspace, library: Path, typed: str, paths: tuple[str, ...]
) -> None:
    assert writers.authoring.filter(typed) == {FileRef(str(library), path) for path in paths}


def test_the_vocabulary_holds_what_is_declared_and_what_is_used(writers: Workspace, library: Path) -> None:
    words = writers.authoring.vocabulary(str(library))
    assert words.placeholders[0] == Term("order.id", "Order number (10432)")
    assert Term("facts.bank_days", "5") in words.placeholders
    assert "customer.first_name" in [term.name for term in words.placeholders]
    assert words.fields == (Term("order.id", "Order number (10432)"),)
    assert words.parts == (Term("greeting", "Hello there"),)
    assert words.facts == (Term("bank_days", "5"),)
    assert words.tags == (Term("refunds", "2 articles"), Term("new/x", "1 article"))
    assert [term.name for term in words.owners] == ["ines", "dana"]
    assert [term.name for term in words.languages] == ["en", "de"]
    assert words.channels[0] == Term("chat")
    assert "review_every" in [term.name for term in words.keys]
    assert words.articles[0] == ArticleLink("Old", "A/deep/old.md")
    with pytest.raises(ArticleNotFound, match="not open"):
        writers.authoring.vocabulary("/elsewhere")
