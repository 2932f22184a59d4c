"""The hostile files in a folder of their own, looked at with an ordinary user's rights."""

import codecs
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534
_CANARY = Path("/tmp/kbx-canary")


@contextmanager
def _as_ordinary_user() -> Iterator[None]:
    """Give up root's rights, which no permission stops, until the block ends."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    # Codecs are imported when first used; this user may not be able to read the interpreter's folder.
    for codec in ("cp1252", "utf-16-le", "utf-16-be"):
        codecs.lookup(codec)
    os.setgroups([])
    os.setegid(_NOBODY)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@pytest.fixture(scope="session")
def as_ordinary_user() -> Callable[[], AbstractContextManager[None]]:
    """The block that runs with the rights of an ordinary user, for fixtures that outlive a test."""
    return _as_ordinary_user


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Run the test with the rights of an ordinary user."""
    with _as_ordinary_user():
        yield


@pytest.fixture(scope="session")
def hostile(shared: Path) -> Iterator[Path]:
    """A library with every hostile file, odd name, link, pipe and size, owned by an ordinary user."""
    script = shared / "hostile" / "materialise.py"
    if not script.is_file() or sys.platform == "win32":
        pytest.skip("the hostile files are not here, or cannot be made on this system")
    had_canary = _CANARY.exists()
    # Not below pytest's own folder, which only its owner can enter.
    with tempfile.TemporaryDirectory(prefix="kbassist-hostile-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        root = Path(folder) / "library"
        subprocess.run([sys.executable, str(script), str(root)], check=True, capture_output=True)
        if os.geteuid() == 0:
            for where, folders, files in os.walk(folder):
                for name in (".", *folders, *files):
                    os.chown(Path(where, name), _NOBODY, _NOBODY, follow_symlinks=False)
        yield root
    if not had_canary:
        shutil.rmtree(_CANARY, ignore_errors=True)
