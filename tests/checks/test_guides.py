"""Each check of guides on the smallest guide that breaks it, and on ones that are fine."""

from datetime import date
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library_files import read_library
from kbassist.checks.rules import RULES, check
from kbassist.checks.subject import Subject, Template

HEAD = "# A\n\n## G {.guide}\n\n"
REPLY = "\n## Fine {.reply}\n\nText\n"
FIRST = 5
"""The line of the file on which the list of a guide begins."""


def found(root: Path, guide: str) -> list[tuple[int, str]]:
    (root / "a.md").write_text(f"{HEAD}{guide}\n{REPLY}", "utf-8")
    (root / "b.md").write_text("# B\n\n## Sent {.reply}\n\nText\n", "utf-8")
    (root / "c.md").write_text("# C\n\nNo reply.\n", "utf-8")
    folder, library = LibraryFolder(root), read_library(root)
    listing = folder.scan()
    articles = tuple(folder.read(path, library) for path in sorted(listing.files))
    subject = Subject(
        library, articles, (), date(2026, 11, 22), lambda _path, _href: False, lambda _text, _lang: Template()
    )
    problems = check(subject)
    assert {problem.path for problem in problems} <= {"a.md"}
    return [(problem.line - FIRST + 1, problem.code) for problem in problems]


@pytest.mark.parametrize(
    "guide",
    [
        "- On?\n  - No: wait.\n  - Yes: [Fine](#fine)",
        "- On?\n  - No: use [Sent](b.md#sent)\n  - Yes: [B](b.md)",
        "- On?\n  - No: Is it paid?\n    - Yes: On?\n    - No: [Fine](#fine)",
        "- On?\n  - No: see [below](#below)\n\n### Below\n\n- Paid?\n  - No: wait",
        "- On?\n  - No: Paid?\n\n- Paid?\n  - No: wait",
        "Read this first.\n\n- On?\n  - No: read [C](https://c.example/)",
    ],
)
def test_guides_that_are_fine(tmp_path: Path, guide: str) -> None:
    assert found(tmp_path, guide) == []


@pytest.mark.parametrize(
    ("guide", "problems"),
    [
        ("", [(-1, "guide-empty")]),
        ("- On?", [(1, "guide-unanswered")]),
        ("- On?\n  - No: Paid?\n  - Yes: wait", [(2, "guide-unanswered")]),
        ("- On?\n  - No\n  - Yes: wait", [(2, "guide-dead-end")]),
        ("- On?\n  - No: a\n  - no!: b", [(3, "guide-twice")]),
        ("- On?\n  - Paid?\n    - No: wait", [(2, "guide-answer")]),
        ("- On?\n  - No: [Gone](#gone)", [(2, "guide-reply")]),
        ("- On?\n  - No: [Gone](b.md#gone)", [(2, "guide-reply")]),
        ("- On?\n  - No: see [C](c.md)", [(2, "guide-reply")]),
        ("- On?\n  - No: see [D](d.md#x)", [(2, "dead-link")]),
        ("- On?\n  - No: see [D](../../d.md#x)", [(2, "guide-reply")]),
        ("- On?\n  - No: On?", [(1, "guide-loop")]),
        ("- On?\n  - No: Paid?\n    - No: On?\n  - Yes: Paid?", [(1, "guide-loop"), (2, "guide-loop")]),
        ("- On?\n  - No: wait\n- Paid?\n  - No: wait", [(3, "guide-unreachable")]),
        ("- On?\n  - No\n    - [Fine](#fine)\n    - [B](b.md)", [(4, "guide-fork")]),
        ("- On?\n  - No: wait\n\nStray\n", [(4, "guide-text")]),
        ("- On?\n" + "  - No: wait\n" * 500, [(3, "guide-twice"), (501, "guide-long")]),
    ],
)
def test_guides_with_a_problem(tmp_path: Path, guide: str, problems: list[tuple[int, str]]) -> None:
    assert set(problems) <= set(found(tmp_path, guide))
    assert {code for _, code in found(tmp_path, guide)} == {code for _, code in problems}


def test_the_table_of_rules_names_the_codes() -> None:
    codes = {code for rule in RULES for code in rule.codes}
    assert {"guide-dead-end", "guide-loop", "guide-reply", "guide-unanswered", "guide-unreachable"} <= codes
