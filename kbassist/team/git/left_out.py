"""Keeps temporary files and conflict copies out of a repository, without a file that others would see."""

from kbassist.system.atomic import write_atomically
from kbassist.team.git.program import Git

_HEAD = "# kbassist: temporary files, conflict copies of sync services, and who is editing what"
_PATTERNS = (
    *("~$*", ".~lock.*#", ".#*", "*.swp", "*~", "*.tmp", ".DS_Store", "Thumbs.db", "desktop.ini"),
    *(".syncthing.*", "*.sync-conflict-*", "* (conflicted copy *).*", "* (*'s conflicted copy *).*"),
    *("* (case clash from *).*", "* (SFConflict *).*", ".kbassist/presence/"),
)


def leave_out(git: Git) -> None:
    """Add to the repository's own list of ignored files what no team wants in its history. Raises OSError."""
    path = git.folder / git.line("rev-parse", "--git-path", "info/exclude")
    before = path.read_bytes() if path.is_file() else b""
    if _HEAD.encode() in before:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    write_atomically(path, before + gap + "\n".join((_HEAD, *_PATTERNS, "")).encode())
