"""What becomes of a path that both sides moved, removed, made or changed."""

import pytest

from kbassist.team.git.standing import SyncState

LONG = "# Refund\n\n" + "".join(f"line {number}\n\n" for number in range(9))


def moved(machine, name: str, text: str = LONG) -> None:
    (machine.root / "refund.md").unlink()
    machine.write(name, text)


def edited(machine, word: str, line: int) -> None:
    machine.write("refund.md", LONG.replace(f"line {line}\n", f"{word}\n"))


def removed(machine) -> None:
    (machine.root / "refund.md").unlink()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (lambda one: moved(one, "a.md"), lambda one: edited(one, "of Ben", 3), {"a.md": ["of Ben"]}),
        (lambda one: edited(one, "of Ann", 3), lambda one: moved(one, "b.md"), {"b.md": ["of Ann"]}),
        (lambda one: moved(one, "a.md"), lambda one: moved(one, "b.md"), {"a.md": []}),
        (
            lambda one: moved(one, "a.md", LONG.replace("line 1\n", "of Ann\n")),
            lambda one: moved(one, "a.md", LONG.replace("line 7\n", "of Ben\n")),
            {"a.md": ["of Ann", "of Ben"]},
        ),
        (lambda one: moved(one, "a.md"), removed, {"a.md": []}),
        (removed, lambda one: moved(one, "b.md"), {"b.md": []}),
        pytest.param(removed, removed, {}, marks=pytest.mark.slow),
        pytest.param(
            lambda one: edited(one, "same", 3),
            lambda one: edited(one, "same", 3),
            {"refund.md": ["same"]},
            marks=pytest.mark.slow,
        ),
    ],
)
def test_both_sides_of_a_path(team, first, second, expected):
    ann, ben = team
    ann.write("refund.md", LONG)
    ann.sync()
    ben.sync()
    first(ann)
    second(ben)
    for machine in (ann, ben, ann):
        machine.sync()
    assert ann.files() == ben.files()
    found = {name: text for name, text in ann.files().items() if name not in ("_facts.yaml", "sub/parcel.md")}
    assert set(found) == set(expected)
    for name, words in expected.items():
        assert all(word in found[name] for word in (*words, "line 5"))
    assert ann.status() == ben.status() == []
    assert ben.pending.all() == ()


def test_files_that_are_no_articles_are_joined_by_lines_or_left_to_a_person(team):
    ann, ben = team
    code = "".join(f"line {number}\n" for number in range(9))
    ann.write("tool.py", code)
    ann.git("add", "tool.py")
    ann.git("commit", "-qm", "Tool")
    ann.sync()
    ben.sync()
    for each, line in ((ann, 1), (ben, 7)):
        each.write("tool.py", code.replace(f"line {line}\n", f"of {each.name}\n"))
        each.git("commit", "-qam", "Change")
        each.sync()
    assert {"of Ann", "of Ben"} <= set(ben.read("tool.py").split("\n"))
    ann.sync()
    for each in team:
        each.write("tool.py", f"all of {each.name}\n")
        each.git("commit", "-qam", "Again")
    ann.sync()
    before = ben.files(), ben.git("rev-parse", "HEAD")
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "tool.py" in report.standing.sentence
    assert (ben.files(), ben.git("rev-parse", "HEAD")) == before
    assert report.standing.unsent == 1
