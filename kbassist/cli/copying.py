"""Put a reply on the clipboard: by the running window, else by a small process that stays as its owner."""

import os
import subprocess
import sys

from kbassist.system.display import require_display
from kbassist.system.errors import InstanceAbsent, UsageError
from kbassist.system.instance import Answer, CopyRequest, InstanceAddress, decode_answer, encode_request, send
from kbassist.system.paths import Paths

# By its name: the terminal imports nothing of the window.
_OWNER = "kbassist.ui.clipboard_owner"


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
    # A session of its own: it outlives this process and the Ctrl+C of its terminal.
    owner = subprocess.Popen(
        [sys.executable, "-P", "-m", _OWNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if owner.stdin is None or owner.stdout is None:
        raise UsageError("The clipboard process could not be started.")
    try:
        with owner.stdin as pipe:
            pipe.write(encode_request(request))
    except BrokenPipeError:
        pass  # it ended already; its answer, or the lack of one, says so
    with owner.stdout as answers:
        line = answers.readline()
    return decode_answer(line) if line else Answer(False, "The clipboard process ended before it had copied.")
