"""A warm worker that all tests of replies share."""

from collections.abc import Iterator

import pytest

from kbassist.render.worker import RenderWorker


@pytest.fixture(scope="session")
def worker() -> Iterator[RenderWorker]:
    """A worker with a budget that a busy machine keeps; both of its children run before the first test."""
    worker = RenderWorker(budget_s=30)
    worker.variables("warm")
    worker.variables("the spare too")
    yield worker
    worker.close()
