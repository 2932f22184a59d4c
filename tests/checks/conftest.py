"""A library in a temporary folder, and the checks of it with the real child process."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbassist.articles.article import Problem
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library_files import read_library
from kbassist.checks.checker import Checker, Templates
from kbassist.render.worker import RenderWorker
from kbassist.workspace.subject import folder_of, inspector
from tests.checks.planted import Check

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def worker() -> Iterator[RenderWorker]:
    """A warm child process for all tests of this room, and the spare one."""
    worker = RenderWorker()
    worker.warm()
    worker.warm()
    yield worker
    worker.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty library."""
    root = tmp_path / "team"
    root.mkdir()
    return root


@pytest.fixture
def check(root: Path, worker: RenderWorker) -> Check:
    """Write files into the library, by path, and check it."""

    def run(files: Mapping[str, str | bytes]) -> dict[str, tuple[Problem, ...]]:
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        checker = Checker(read_library(root), Templates(inspector(worker)))
        folder = folder_of(LibraryFolder(root), lambda: False)
        checker.look(folder, NOW.date(), lambda _done, _total: None)
        return dict(checker.problems)

    return run
