"""A real X server without a screen, for tests that look at the clipboard with another program."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def x_server(*programs: str) -> Iterator[str]:
    """Start Xvfb and yield its DISPLAY; skip when it, or one of `programs`, is not installed."""
    absent = [name for name in ("Xvfb", *programs) if shutil.which(name) is None]
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")
    read, write = os.pipe()
    # Without -noreset it starts over when its last client leaves, and refuses whoever comes meanwhile.
    command = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1200x800x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            pytest.skip("no X server can be started here")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)
