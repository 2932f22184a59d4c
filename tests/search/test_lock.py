"""The right to write: one process has it, and it ends with that process."""

import subprocess
import sys
from pathlib import Path

from kbassist.search.lock import WriterLock

_HOLD = """
import sys
from pathlib import Path
from kbassist.search.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_one_process_at_a_time_and_free_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    ours = WriterLock(path)
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        assert not ours.acquire()
        other.kill()
        other.wait()
        assert ours.acquire()
    ours.release()


def test_is_kept_until_released(tmp_path: Path) -> None:
    first, second = WriterLock(tmp_path / "lock"), WriterLock(tmp_path / "lock")
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_is_taken_anew_when_its_file_was_deleted(tmp_path: Path) -> None:
    first, second = WriterLock(tmp_path / "lock"), WriterLock(tmp_path / "lock")
    assert first.acquire()
    (tmp_path / "lock").unlink()
    assert second.acquire()
    assert not first.acquire()
    second.release()
