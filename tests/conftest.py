"""Fixtures that every room shares, and the guards that fail a test which leaves something running."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warm_children import WarmChildren, forked_from

CHECKOUT = Path(__file__).resolve().parent.parent
# How child processes start, end and are bounded is looked at here.
COLD_ROOMS = ("bench", "hostile", "journeys", "render", "search", "soak", "spelling")


def pytest_configure() -> None:
    """Collect between tests only: windows that one left must not be garbage in a thread of another.

    `kbassist.ui.garbage` says what happens then.
    """
    gc.disable()
    # The keyring of whoever runs the tests is none of their business.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def pytest_collection_finish() -> None:
    """Leave out of every collection what is there before the first test; it stays anyway."""
    gc.freeze()


@pytest.fixture(autouse=True)
def garbage_of_this_thread() -> Iterator[None]:
    """Collect all that a test has left: windows of earlier tests would be styled anew in each later one."""
    yield
    gc.collect()
    # What is left stays anyway; going through it again after each test would take a third of their time.
    gc.freeze()
    gc.disable()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real articles, customer questions and hostile files; skips where it is absent."""
    folder = Path(os.environ.get("KBASSIST_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"real articles are not here: {folder} (set KBASSIST_SHARED)")
    return folder


@pytest.fixture(scope="session")
def warm_children() -> Iterator[WarmChildren]:
    """What child processes are forked from."""
    children = WarmChildren()
    yield children
    children.close()


@pytest.fixture(scope="module", autouse=True)
def children_start_quickly(request: pytest.FixtureRequest, warm_children: WarmChildren) -> Iterator[None]:
    """Fork the child processes in the rooms that are not about how they start."""
    room = request.path.relative_to(CHECKOUT / "tests").parts[0]
    if room in COLD_ROOMS:
        yield
        return
    with forked_from(warm_children):
        yield


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(timeout=2)
    still = [thread.name for thread in left if thread.is_alive()]
    assert not still, f"threads left running: {still}"
