"""Machines that share one repository: each has a clone, a name, and what it keeps privately."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kbassist.team.git.pending import PendingConflicts
from kbassist.team.git.program import GitProgram
from kbassist.team.git.standing import Publishing, SyncReport, SyncState
from kbassist.team.git.sync import GitSync
from kbassist.team.git.syncing import SyncParts
from tests.team.git_server import git, tidy_environ

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def nothing(_text: object) -> None:
    """Watch nothing, and wait for nothing."""


@dataclass
class Machine:
    """A clone at `top`, of which the library is `root`."""

    name: str
    top: Path
    program: GitProgram
    home: Path
    prefix: str = ""
    publishing: Publishing = field(default_factory=Publishing)

    @property
    def root(self) -> Path:
        return self.top / self.prefix if self.prefix else self.top

    @property
    def pending(self) -> PendingConflicts:
        return PendingConflicts(self.home / "pending")

    def report(self, watch: Callable[[str], None] = nothing, **more: object) -> SyncReport:
        parts = SyncParts(
            self.program,
            self.pending,
            lambda: NOW,
            lambda: self.name,
            lambda _root: self.publishing,
            watch,
            nothing,
        )
        return GitSync(self.root, parts).sync(**more)  # type: ignore[arg-type]

    def sync(self, watch: Callable[[str], None] = nothing) -> SyncReport:
        """Sync, which must go to its end."""
        report = self.report(watch)
        assert report.standing.state is SyncState.READY, report
        return report

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def git(self, *arguments: str) -> str:
        """Run git as the person at this machine would, by hand."""
        return git(self.top, *arguments, environ=tidy_environ(self.home))

    def status(self) -> list[str]:
        return self.git("status", "--porcelain", "-z", "--untracked-files=all").split("\0")[:-1]

    def files(self) -> dict[str, str]:
        """All that is in the working tree, but git's own."""
        return {
            path.relative_to(self.top).as_posix(): path.read_bytes().decode("utf-8", "replace")
            for path in sorted(self.top.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.top).parts
        }

    def subjects(self, what: str = "HEAD") -> list[str]:
        return self.git("log", "--format=%s", "--no-merges", what).split("\n")


def machine(tmp_path: Path, name: str, program: GitProgram, url: str, prefix: str = "") -> Machine:
    """Clone the repository for somebody."""
    top = tmp_path / name.casefold()
    home = tmp_path / f"home-of-{name.casefold()}"
    asked = program.at(tmp_path)
    asked.ask_remote(url, "clone", "-q", "--template=", url, os.fspath(top))
    return Machine(name, top, program, home, prefix)
