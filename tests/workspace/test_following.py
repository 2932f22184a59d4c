"""What a look at a shared folder tells: copies that came, articles that are held back, a folder gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.system.errors import ArticleNotFound, LibraryOffline
from kbassist.workspace import Workspace


def test_a_conflict_copy_is_told_by_the_look_that_sees_it(workspace: Workspace, root: Path) -> None:
    copy = root / "refund.sync-conflict-20261122-101010-ABCDEFG.md"
    assert not workspace.refresh().copies_changed
    copy.write_bytes((root / "refund.md").read_bytes() + b"More.\n")
    assert workspace.refresh().copies_changed
    assert [pair.copy.path for pair in workspace.writing.conflict_copies()] == [copy.name]
    assert not workspace.refresh().copies_changed
    copy.unlink()
    assert workspace.refresh().copies_changed


@pytest.fixture
def half_gone(opened: Callable[..., Workspace], root: Path) -> Workspace:
    """A library of which most articles vanished since they were indexed; one of them was read before."""
    for number in range(30):
        (root / f"{number:02d}.md").write_text(f"# Title {number}\n\n## R {{.reply}}\n\nWords\n")
    workspace = opened(root)
    workspace.refresh()
    workspace.read(ArticleRef(str(root), "07"))
    for number in range(30):
        (root / f"{number:02d}.md").unlink()
    workspace.refresh()
    return workspace


def test_what_is_held_back_answers_and_is_neither_lost_nor_written_over(
    half_gone: Workspace, root: Path
) -> None:
    held = half_gone.status().libraries[0].held_back
    assert held is not None
    assert (held.count, held.of, held.examples) == (30, 32, ("Title 0", "Title 1", "Title 2"))
    assert len(half_gone.search("title", limit=50).hits) >= 30
    assert half_gone.read(ArticleRef(str(root), "07")).title == "Title 7"
    for look in (half_gone.read, lambda _: half_gone.writing.open(FileRef(str(root), "08.md"))):
        with pytest.raises(LibraryOffline, match="whether it was removed is not known"):
            look(ArticleRef(str(root), "08"))
    refreshed = half_gone.refresh(library=str(root), accept=True)
    assert refreshed.status.libraries[0].held_back is None
    with pytest.raises(ArticleNotFound):
        half_gone.writing.open(FileRef(str(root), "08.md"))


def test_another_folder_in_the_place_of_the_library_is_held_back(
    half_gone: Workspace, root: Path, opened: Callable[..., Workspace]
) -> None:
    root.rename(root.with_name("away"))
    root.mkdir()
    (root / "README.md").write_text("# Mount point\n")
    status = half_gone.refresh().status.libraries[0]
    assert status.held_back is not None
    assert (status.held_back.count, status.articles) == (32, 33)
