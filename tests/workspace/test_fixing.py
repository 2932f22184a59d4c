"""Mending many problems of one file: each fix whole or not at all."""

from pathlib import Path

import pytest

from kbassist.articles.article import Fix, Problem, Severity
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.text_edits import TextEdit
from kbassist.workspace.fixing import plan_fix


def mended(root: Path, text: str, fixes: list[Fix]) -> str:
    (root / "a.md").write_text(text, "utf-8")
    problems = [Problem("a.md", 1, "x", Severity.WARNING, "x", fix=fix) for fix in fixes]
    plan = plan_fix(LibraryFolder(root), str(root), problems, lambda _path, _text: problems)
    return plan.changes[0].after


@pytest.mark.parametrize(
    ("fixes", "expected"),
    [
        ([(TextEdit(2, 4, "-"),), (TextEdit(0, 2, "+"),), (TextEdit(4, 4, "!"),)], "+-!efgh"),
        ([(TextEdit(2, 4, "-"),), (TextEdit(3, 5, "+"),), (TextEdit(3, 3, "!"),)], "ab-efgh"),
        ([(TextEdit(3, 3, "-"),), (TextEdit(2, 4, "+"),), (TextEdit(3, 3, "!"),)], "abc-!defgh"),
        (
            [(TextEdit(6, 7, "-"),), (TextEdit(0, 1, "+"), TextEdit(5, 7, "+")), (TextEdit(0, 1, "!"),)],
            "!bcdef-h",
        ),
    ],
)
def test_of_two_that_overlap_the_first_is_taken(
    tmp_path: Path, fixes: list[tuple[TextEdit, ...]], expected: str
) -> None:
    assert mended(tmp_path, "abcdefgh", [Fix(str(at), edits) for at, edits in enumerate(fixes)]) == expected


def test_very_many(tmp_path: Path) -> None:
    fixes = [Fix("x", (TextEdit(at, at + 1, "b"),)) for at in range(0, 120_000, 2)]
    assert mended(tmp_path, "aa" * 60_000, fixes) == "ba" * 60_000
