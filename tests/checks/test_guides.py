"""Each check of guides on the smallest guide that breaks it, and on ones that are fine."""

from collections.abc import Callable

import pytest

from tests.checks.planted import Check

HEAD = "# A\n\n## G {.guide}\n\n"
REPLY = "\n## Fine {.reply}\n\nText\n"
FIRST = 5
"""The line of the file on which the list of a guide begins."""


Found = Callable[[str], list[tuple[int, str]]]


@pytest.fixture
def found(check: Check) -> Found:
    """Check a guide, and give the lines of what was found within it."""

    def run(guide: str) -> list[tuple[int, str]]:
        files = {
            "a.md": f"{HEAD}{guide}\n{REPLY}",
            "b.md": "# B\n\n## Sent {.reply}\n\nText\n",
            "c.md": "# C\n\nNo reply.\n",
        }
        problems = check(files)
        assert set(problems) <= {"a.md"}
        return [(problem.line - FIRST + 1, problem.code) for problem in problems.get("a.md", ())]

    return run


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
def test_guides_that_are_fine(found: Found, guide: str) -> None:
    assert found(guide) == []


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
def test_guides_with_a_problem(found: Found, guide: str, problems: list[tuple[int, str]]) -> None:
    seen = found(guide)
    assert set(problems) <= set(seen)
    assert {code for _, code in seen} == {code for _, code in problems}
