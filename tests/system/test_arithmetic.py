"""Arithmetic stays on the thread that asks for it."""

import subprocess
import sys

import pytest

from kbassist.system.arithmetic import LIMITS, keep_to_one_thread

AFTER_A_START = """
import os
from kbassist.__main__ import main
try:
    main(["--version"])
except SystemExit:
    import numpy
    print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_program_starts_no_threads_for_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LIMITS:
        monkeypatch.delenv(name, raising=False)
    told = subprocess.run([sys.executable, "-c", AFTER_A_START], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "1"


def test_what_somebody_chose_is_kept() -> None:
    environ = {LIMITS[0]: "4"}
    keep_to_one_thread(environ)
    assert environ == dict.fromkeys(LIMITS, "1") | {LIMITS[0]: "4"}
