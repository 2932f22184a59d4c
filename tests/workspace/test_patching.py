"""A change goes as a patch from who may not save to who may, and never blindly into an article."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.articles.patch import patch_of
from kbassist.system.errors import NotSaved, PatchUnreadable
from kbassist.workspace import Workspace

CLOSE = b"# Parcel is late\r\n\r\nSnow in the north.\r\n"


@pytest.fixture
def parcel(root: Path) -> FileRef:
    (root / "parcel.md").write_bytes(CLOSE)
    return FileRef(str(root), "parcel.md")


def _patch(workspace: Workspace, file: FileRef, old: str, new: str) -> bytes:
    opened = workspace.writing.open(file)
    return workspace.writing.patching.patch(file, opened, opened.text.replace(old, new))


def test_a_change_travels_with_its_line_ends(workspace: Workspace, parcel: FileRef, root: Path) -> None:
    patch = _patch(workspace, parcel, "Snow", "Much snow")
    assert b"+Much snow in the north.\r\n" in patch
    (proposal,) = workspace.writing.patching.proposals(patch)
    assert workspace.writing.patching.apply(proposal) == "parcel.md was changed."
    assert (root / "parcel.md").read_bytes() == CLOSE.replace(b"Snow", b"Much snow")
    (again,) = workspace.writing.patching.proposals(patch)
    assert workspace.writing.patching.apply(again) == "parcel.md has this change already."


@pytest.mark.parametrize(
    ("before", "after"), [(b"# A\n\nIt", b"# A\n\nIt\n"), (b"# A\n\nIt\n", b"# A\n\nIt")]
)
def test_the_end_of_the_last_line_is_a_change(
    workspace: Workspace, root: Path, before: bytes, after: bytes
) -> None:
    (root / "a.md").write_bytes(before)
    (proposal,) = workspace.writing.patching.proposals(patch_of("a.md", before, after))
    assert workspace.writing.patching.apply(proposal) == "a.md was changed."
    assert (root / "a.md").read_bytes() == after


def test_kept_as_a_draft_it_is_joined_by_saving(workspace: Workspace, parcel: FileRef, root: Path) -> None:
    patch = _patch(workspace, parcel, "Snow", "Much snow")
    taken = workspace.writing.patching.keep(patch, "kim.patch")
    assert taken.files == (parcel,)
    draft = workspace.writing.draft(parcel)
    assert draft is not None
    assert (draft.origin, "Much snow" in draft.text, draft.base) == ("kim.patch", True, CLOSE)
    with pytest.raises(PatchUnreadable, match="not saved yet"):
        workspace.writing.patching.keep(patch, "kim.patch")
    assert (root / "parcel.md").read_bytes() == CLOSE


def test_a_conflict_is_not_applied(workspace: Workspace, parcel: FileRef, root: Path) -> None:
    patch = _patch(workspace, parcel, "Snow", "Much snow")
    (root / "parcel.md").write_bytes(CLOSE.replace(b"Snow", b"Rain"))
    (proposal,) = workspace.writing.patching.proposals(patch)
    assert proposal.conflicts == 1
    assert "one place needs a decision" in workspace.writing.patching.apply(proposal)
    assert b"Rain" in (root / "parcel.md").read_bytes()


def test_a_new_article_and_a_path_from_further_up(workspace: Workspace, parcel: FileRef, root: Path) -> None:
    above = patch_of("docs/support/parcel.md", CLOSE, CLOSE.replace(b"Snow", b"Ice"))
    new = patch_of("more/new.md", None, b"# New\n")
    first, second = workspace.writing.patching.proposals(above + new)
    assert workspace.writing.patching.apply(first) == "parcel.md was changed."
    assert workspace.writing.patching.apply(second) == "more/new.md was made."
    assert (root / "more/new.md").read_bytes() == b"# New\n"


def test_what_is_new_further_down_leaves_what_is_further_up(workspace: Workspace, root: Path) -> None:
    (root / "index.md").write_bytes(b"# Root\n")
    patch = patch_of("docs/index.md", None, b"# New\n") + patch_of("docs/parcel.md", b"one\n", b"two\n")
    first, second = workspace.writing.patching.proposals(patch)
    assert workspace.writing.patching.apply(first) == "docs/index.md was made."
    assert (root / "index.md").read_bytes() == b"# Root\n"
    assert "no open library" in second.refusal


def test_what_describes_the_library_is_left_unless_asked_for(workspace: Workspace, root: Path) -> None:
    patch = patch_of("_facts.yaml", b"bank_days: 5\n", b"bank_days: 6\n")
    (left,) = workspace.writing.patching.proposals(patch)
    assert "--all" in workspace.writing.patching.apply(left)
    (asked,) = workspace.writing.patching.proposals(patch, everything=True)
    assert workspace.writing.patching.apply(asked) == "_facts.yaml was changed."
    assert workspace.writing.patching.keep(patch.replace(b"6", b"7"), "kim.patch").files


def test_of_several_libraries_one_has_to_be_meant(
    opened: Callable[..., Workspace], root: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    (mine / "sub").mkdir(parents=True)
    refund = (root / "refund.md").read_bytes()
    (mine / "refund.md").write_bytes(refund.replace(b"---\n", b"---\ncopy_of: refund\n", 1))
    (mine / "parcel.md").write_bytes((root / "parcel.md").read_bytes())
    patching = opened(mine, root).writing.patching
    (own,) = patching.proposals(patch_of("refund.md", refund, refund.replace(b"Banks", b"All banks")))
    assert own.file == FileRef(str(root), "refund.md")
    parcel = (root / "parcel.md").read_bytes()
    (either,) = patching.proposals(patch_of("parcel.md", parcel, parcel.replace(b"Snow", b"Ice")))
    assert "it may be for mine or team" in either.refusal
    new, placed = patching.proposals(patch_of("n.md", None, b"# N\n") + patch_of("sub/n.md", None, b"# N\n"))
    assert "it may be for mine or team" in new.refusal
    assert placed.file == FileRef(str(mine), "sub/n.md")


@pytest.mark.parametrize(
    "path",
    [
        "../a.md",
        "/etc/passwd",
        ".git/config",
        ".kbassist/presence/a.md",
        "x.sh",
        "a/.b.md",
        "_attachments/x.desktop",
        "_x.sh",
        "_attachments/a.md",
    ],
)
@pytest.mark.parametrize("before", [None, b"old\n"])
def test_nothing_else_is_written(workspace: Workspace, root: Path, path: str, before: bytes | None) -> None:
    names = {entry.name for entry in root.iterdir()}
    (proposal,) = workspace.writing.patching.proposals(patch_of(path, before, b"new\n"))
    assert "is left as it is" in workspace.writing.patching.apply(proposal)
    assert {entry.name for entry in root.iterdir()} == names


def test_what_holds_zeros_is_copied_instead(opened: Callable[..., Workspace], root: Path) -> None:
    (root / "wide.md").write_bytes("# Wide\n".encode("utf-16"))
    workspace = opened(root)
    with pytest.raises(NotSaved, match="copy its text"):
        _patch(workspace, FileRef(str(root), "wide.md"), "Wide", "Wider")
