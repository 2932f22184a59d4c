"""Tells at a glance whether a folder is in a repository, and on which branch, without running git."""

from pathlib import Path

from kbassist.articles.folder_inside import is_bare

_HEADS = "ref: refs/heads/"
_MOST_BYTES = 4096


def branch_at_a_glance(root: Path) -> str:
    """Return the branch that is checked out, "HEAD" for none, "" where there is no repository.

    The `.git` of a submodule or a second working tree is a file (gitrepository-layout).
    """
    for folder in (root, *root.parents):
        place = folder / ".git"
        if place.is_file():
            place = folder / _read(place).removeprefix("gitdir:").strip()
        if place.is_dir():
            head = _read(place / "HEAD").strip()
            return head.removeprefix(_HEADS) if head.startswith(_HEADS) else "HEAD" if head else ""
    return ""


def at_a_glance(root: Path) -> tuple[str, bool]:
    """Return the branch of a folder, "" where there is no repository, and whether it is out of reach."""
    branch = branch_at_a_glance(root)
    return branch, not branch and is_bare(root)


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
