"""What a child process may no longer do once hostile text comes in."""

import subprocess
import sys

import pytest

DOORS = "from kbassist.render import confine; confine.limit_resources(448); confine.close_doors()\n"


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname')",
        "open('/tmp/kbassist-written', 'w')",
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.listdir('/')",
        "import os; os.remove('/tmp/x')",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_doors_are_closed(deed: str) -> None:
    done = subprocess.run([sys.executable, "-c", DOORS + deed], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr or "ImportError" in done.stderr


def test_the_programs_own_files_stay_readable() -> None:
    deed = "import json.tool, datetime as d, babel.dates as b; b.format_date(d.date(2026, 1, 2), locale='ja')"
    done = subprocess.run([sys.executable, "-c", DOORS + deed], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
