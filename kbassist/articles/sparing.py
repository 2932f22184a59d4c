"""Spares a slow folder: of the files that keep their name and number, only some are asked for each time."""

import math
import os
from collections.abc import Mapping
from zlib import crc32

from kbassist.articles.listing import FileStat

TARGET_S = 0.7
"""So long the files of a folder may be asked for in one look; the rest has its turn in the next ones."""

MOST_TURNS = 60


class Sparing:
    """Remembers what the last look saw, and how long one file took.

    Names and inodes come with the list of a folder, a hundred of them in one call; size and time cost a
    call each, over a network one way there and back. A file that was replaced, as every careful program
    does it, has another inode and is seen at once; one that was written over in place when its turn comes.
    Not for several threads at once.
    """

    def __init__(self) -> None:
        self._known: Mapping[str, FileStat] = {}
        self._turns = 1
        self._turn = 0
        self._asked = 0

    @property
    def turns(self) -> int:
        """How many looks it takes until every file was asked for; 1 where all are, each time."""
        return self._turns

    def begin(self) -> None:
        """Begin a look."""
        self._turn += 1
        self._asked = 0

    def known(self, path: str, inode: int) -> FileStat | None:
        """Return what is known of a file; None when it is to be asked for."""
        if self._turns > 1:
            seen = self._known.get(path)
            if (
                seen is not None
                and seen.inode == inode
                and crc32(path.encode("utf-8", "replace")) % self._turns != self._turn % self._turns
            ):
                return seen
        self._asked += 1
        return None

    def end(self, files: Mapping[str, FileStat], took_s: float) -> None:
        """Take in what a whole look has seen, and share out the files for the next ones."""
        self._known = files
        if os.name == "posix" and self._asked:  # elsewhere sizes and times come with the list
            all_s = took_s / self._asked * len(files)
            self._turns = min(MOST_TURNS, max(1, math.ceil(all_s / TARGET_S)))

    def forget(self) -> None:
        """Ask for every file the next time."""
        self._known = {}
