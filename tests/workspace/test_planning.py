"""Changes of several files: what is planned is what every link needs, and no more."""

from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.system.errors import NotSaved
from kbassist.workspace import Workspace


def after(workspace: Workspace, root: Path, old: str, new: str) -> dict[str, str]:
    plan = workspace.authoring.plan_move(FileRef(str(root), old), new)
    return {change.moved_to or change.file.path: change.after for change in plan.changes}


def test_a_move_keeps_links_right(workspace: Workspace, root: Path) -> None:
    (root / "a").mkdir()
    links = (
        "[x](../parcel.md#now) ![p](<../parcel.md> 't') `[x](../parcel.md)`\n[r]: ../parcel.md\n[o](b.md)\n"
    )
    (root / "a/links.md").write_text(links, "utf-8")
    changed = after(workspace, root, "parcel.md", "new one/late.md")
    assert set(changed) == {"new one/late.md", "refund.md", "a/links.md"}
    assert "[the parcel](new%20one/late.md)" in changed["refund.md"]
    assert changed["a/links.md"] == (
        "[x](../new%20one/late.md#now) ![p](<../new one/late.md> 't') `[x](../parcel.md)`\n"
        "[r]: ../new%20one/late.md\n[o](b.md)\n"
    )
    assert after(workspace, root, "a/links.md", "links.md")["links.md"].endswith(
        "[r]: parcel.md\n[o](a/b.md)\n"
    )
    with pytest.raises(NotSaved, match="already"):
        after(workspace, root, "parcel.md", "refund.md")
    mention = workspace.authoring.links_to(FileRef(str(root), "parcel.md"))[-1]
    assert (mention.file.path, mention.line) == ("refund.md", 11)


@pytest.mark.parametrize(
    ("find", "put", "options", "now"),
    [
        ("Snow", "Ice", {}, "Ice in the north."),
        ("snow", "Ice", {}, None),
        ("snow", "Ice", {"case": False}, "Ice in the north."),
        ("nor", "x", {"whole_words": True}, None),
        (r"(\w+) in", r"\1s at", {"regex": True}, "Snows at the north."),
        ("Snow", r"\1", {}, r"\1 in the north."),
    ],
)
def test_replacing(workspace: Workspace, root: Path, find: str, put: str, options: dict, now: str) -> None:
    plan = workspace.authoring.plan_replace(str(root), find, put, **options)
    assert [change.after.split("\n")[-2] for change in plan.changes] == ([now] if now else [])


@pytest.mark.parametrize("find", ["", "(a+)+b", "a*b*c*d", "(x", "[x"])
def test_a_pattern_that_cannot_be_used_is_refused(workspace: Workspace, root: Path, find: str) -> None:
    with pytest.raises(NotSaved):
        workspace.authoring.plan_replace(str(root), find, "y", regex=True)


def test_lines_that_are_too_long_are_told(workspace: Workspace, root: Path) -> None:
    (root / "long.md").write_text(f"# L\n\n{'x' * 3_000} Snow\nSnow\n", "utf-8")
    workspace.refresh()
    plan = workspace.authoring.plan_replace(str(root), "Sno+w", "Rain", regex=True)
    long = next(change.after for change in plan.changes if change.file.path == "long.md")
    assert long.endswith("x Snow\nRain\n")
    (note,) = plan.notes
    assert "long.md, line 3" in note
    assert workspace.authoring.plan_replace(str(root), "Snow", "Rain").notes == ()


def test_a_text_full_of_links_is_gone_through_once(workspace: Workspace, root: Path) -> None:
    (root / "all.md").write_text("[a](parcel.md)\n" * 30_000, "utf-8")
    workspace.refresh()
    found = workspace.authoring.links_to(FileRef(str(root), "parcel.md"))
    assert [one.line for one in found if one.file.path == "all.md"] == list(range(1, 30_001))


def test_what_changed_is_read_again(workspace: Workspace, root: Path) -> None:
    def found() -> list[str]:
        return [one.file.path for one in workspace.authoring.plan_replace(str(root), "Hail", "-").changes]

    assert found() == []
    (root / "parcel.md").write_text("# Parcel\n\nHail in the south, and more.\n", "utf-8")
    assert found() == ["parcel.md"]
    (root / "parcel.md").unlink()
    assert found() == []


def test_texts_to_begin_with(workspace: Workspace, root: Path) -> None:
    authoring = workspace.authoring
    (root / "_templates").mkdir()
    (root / "_templates/one.md").write_text("---\ntitle: T\n---\n\n# T\n\nFor one.\n", "utf-8")
    (template,) = authoring.templates(str(root))
    assert (template.name, template.description) == ("one", "For one.")
    text = authoring.new_text(template, title="Where: now", lang="de", owner=None)
    assert text == "---\ntitle: 'Where: now'\nlang: de\n---\n\n# Where: now\n\nFor one.\n"
    (root / "_templates/one.md").write_text("---\npinned_until: 2020-01-01  # last day\n---\n", "utf-8")
    (template,) = authoring.templates(str(root))
    text = authoring.new_text(template, title="", lang=None, owner=None)
    assert text == "---\npinned_until: 2026-11-24  # last day\n---\n"
    assert "# Lost card\n" in authoring.text_for_gap("lost card")
    assert "> It is { { late" in authoring.text_for_message("Hi,\n\nIt is {{ late.")
    with pytest.raises(NotSaved, match="written as one word"):
        authoring.duplicate("# T\n", tone="very calm")
    copy = authoring.duplicate("# T\n\n## R {.reply channel=chat lang=en shortcut=x}\n\nHi\n", lang="de")
    assert "## R {.reply channel=chat lang=de}" in copy
    copy = authoring.duplicate("# {.reply shortcut='a b'  tone=calm}\n## {lang=en .reply}\n", "de", "warm")
    assert "# {.reply lang=de tone=warm}\n## {.reply lang=de tone=warm}\n" in copy
    assert authoring.duplicate("# T\n\n{" + ".reply " * 200_000 + "\n", tone="warm")
    assert authoring.free_path(str(root), "Parcel", "") == "parcel-2.md"
    assert authoring.free_path(str(root), "Größe & Maß", "x/") == "x/groesse-mass.md"
    (change,) = authoring.plan_key(FileRef(str(root), "parcel.md"), "verified", "2026-11-22").changes
    assert "verified: 2026-11-22\n" in change.after
