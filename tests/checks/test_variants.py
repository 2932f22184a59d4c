"""The matrix of articles against variants, and which variants are usual."""

from pathlib import Path

from kbassist.articles.folder import LibraryFolder
from kbassist.checks.checker import Checker, Templates
from kbassist.checks.subject import Template
from kbassist.checks.variants import Cover, matrix_of
from kbassist.workspace.subject import folder_of
from tests.checks.conftest import NOW


def test_the_matrix_has_what_is_declared_and_used(root: Path) -> None:
    (root / "_library.yaml").write_text("channels: [chat, email, fax]\nlanguages: [en, de]\n")
    (root / "a.md").write_text(
        "# A\n\n## R {.reply channel=chat lang=en}\n\nHi\n\n## S {.reply lang=de-AT}\n\nHallo\n"
    )
    (root / "b.md").write_text("# B\n\n## R {.reply channel=email lang=en}\n\nHi\n")
    (root / "c.md").write_text("# C\n")
    folder = folder_of(LibraryFolder(root), lambda: False)
    checker = Checker(folder.library, Templates(lambda wanted: [Template()] * len(wanted)))
    checker.look(folder, NOW.date(), lambda _done, _total: None)
    matrix = matrix_of(checker.shelf)
    assert matrix.columns == (("chat", "en"), ("email", "en"), ("chat", "de"), ("email", "de"))
    assert [(row.path, row.title, row.cells) for row in matrix.rows] == [
        ("a.md", "A", (Cover.OWN, Cover.NONE, Cover.ANY, Cover.ANY)),
        ("b.md", "B", (Cover.NONE, Cover.OWN, Cover.NONE, Cover.NONE)),
    ]
