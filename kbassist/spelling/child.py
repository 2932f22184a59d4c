"""The child process that holds one dictionary; started and ended by `spelling.shelf`.

Reading a dictionary keeps Python busy for a second and takes 100 MB: neither is for the window's process.
"""

import faulthandler
import gc
import os
import sys
from typing import IO, Any

from kbassist.render import confine, limits
from kbassist.render.frames import read_message, write_message
from kbassist.spelling.speller import Speller
from kbassist.system.errors import RenderFailed

# Nobody has written anything for so long: the memory is given back, and the next word starts another one.
IDLE_S = 900.0


def serve(stem: str, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    # A hundred thousand words are made and none is let go: a fifth of the time to read English.
    gc.disable()
    speller = Speller(stem)
    gc.freeze()
    gc.enable()
    confine.close_doors()
    write_message(answers, {"ready": os.getpid()})
    while True:
        faulthandler.dump_traceback_later(IDLE_S, exit=True, file=sys.stderr)
        request = read_message(requests, limits.MAX_REQUEST_BYTES)
        if request is None:
            return
        write_message(answers, answer(speller, request[0]))


def answer(speller: Speller, message: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one request."""
    if message["do"] == "suggest":
        return {"found": speller.suggestions(message["word"])}
    return {"right": speller.verdicts(message["words"])}


def main() -> None:
    """Serve on standard input and output; a dictionary that cannot be read ends the process."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    confine.limit_resources(int(sys.argv[1]))
    sys.stdout = sys.stderr  # whatever a library prints must not reach the protocol
    try:
        serve(sys.argv[2], requests, answers)
    except (BrokenPipeError, KeyboardInterrupt, RenderFailed):
        return


if __name__ == "__main__":
    main()
