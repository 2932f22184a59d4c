"""Put a reply on the clipboard: by the running window, else by a small process that stays as its owner."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from kbassist.system.display import require_display
from kbassist.system.errors import InstanceAbsent, UsageError
from kbassist.system.instance import Answer, CopyRequest, InstanceAddress, decode_answer, encode_request, send
from kbassist.system.paths import Paths

# By its name: the terminal imports nothing of the window.
_OWNER = "kbassist.ui.clipboard_owner"
_PACKAGES = Path(__file__).resolve().parents[2]


def copy(request: CopyRequest, paths: Paths) -> None:
    """Copy the texts. Raises UsageError or DisplayMissing when nobody can own the clipboard."""
    try:
        answer = send(InstanceAddress.of(paths), request)
    except InstanceAbsent:
        answer = _hand_to_owner(request)
    if not answer.ok:
        raise UsageError(answer.message or "The reply could not be put on the clipboard.")


def _hand_to_owner(request: CopyRequest) -> Answer:
    require_display(os.environ)
    packages = [str(_PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])]
    # A session of its own: it outlives this process and the Ctrl+C of its terminal.
    owner = subprocess.Popen(
        [sys.executable, "-P", "-m", _OWNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(packages)},
        start_new_session=True,
    )
    if owner.stdin is None or owner.stdout is None:
        raise UsageError("The clipboard process could not be started.")
    # Where it ended already, its answer or the lack of one says so.
    with contextlib.suppress(BrokenPipeError), owner.stdin as pipe:
        pipe.write(encode_request(request))
    with owner.stdout as answers:
        line = answers.readline()
    if not line:
        owner.wait()
        return Answer(False, "The clipboard process ended before it had copied.")
    # It stays on purpose; without this Python warns that nobody waits for it.
    owner.returncode = 0
    return decode_answer(line)
