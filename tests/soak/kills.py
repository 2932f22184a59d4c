"""A process that saves is killed at random moments; the file is whole and no older than what was said."""

import hashlib
import os
import random
import select
import signal
import time
from pathlib import Path

from kbassist.articles import swap
from tests.soak.place import PATH, article, left_beside, writer
from tests.soak.tally import Tally

WORST_WAIT_S = 0.012


def kills(folder: Path, count: int) -> Tally:
    """Kill a saving child `count` times, each time followed by a restart that tidies up."""
    root, home = folder / "team", folder / "home"
    root.mkdir()
    (root / PATH).write_bytes(_numbered(0))
    chance = random.Random(count)
    total = Tally()
    for turn in range(count):
        said = _killed(root, home, exchanges=turn % 2 == 0, wait_s=chance.uniform(0, WORST_WAIT_S))
        with writer(root, home) as writing:
            writing.recover()
        total += _looked_at(root, said)
        if total.missing:
            break
    return total


def _killed(root: Path, home: Path, exchanges: bool, wait_s: float) -> int:
    """Start a child, kill it some time after its first save begins; return the last number it told."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read_end)
            _save_for_ever(root, home, exchanges, write_end)
        finally:
            os._exit(1)
    os.close(write_end)
    select.select([read_end], [], [], 30)
    time.sleep(wait_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = b""
    while piece := os.read(read_end, 65536):
        told += piece
    os.close(read_end)
    # A number without its line end was not told to the end; none was told where there is no file.
    return int((b"0\n" + told).split(b"\n")[-2])


def _save_for_ever(root: Path, home: Path, exchanges: bool, told: int) -> None:
    if not exchanges:
        swap._system_call = lambda: None  # type: ignore[assignment]
    with writer(root, home) as writing:
        opened = writing.open(article(root))
        number = _number(opened.content)
        os.write(told, f"{number}\n".encode())
        while True:
            number += 1
            opened = writing.save(opened, _numbered(number).decode()).opened
            os.write(told, f"{number}\n".encode())


def _numbered(number: int) -> bytes:
    body = f"{number}\n" + "text of some length\n" * (200 + number % 50)
    return f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}".encode()


def _number(content: bytes) -> int:
    """Return the number of a whole text, -1 for one that is torn."""
    head, _, body = content.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != head:
        return -1
    return int(body.partition(b"\n")[0])


def _looked_at(root: Path, said: int) -> Tally:
    try:
        number = _number((root / PATH).read_bytes())
    except FileNotFoundError:
        return Tally(1, missing=1, left=left_beside(root))
    return Tally(1, lost=int(0 <= number < said), torn=int(number < 0), left=left_beside(root))
