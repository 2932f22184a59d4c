"""The dictionaries that are open, each in a child process, and what they have said of words."""

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic
from typing import Any

from kbassist.render.child_process import ChildGone, ChildProcess, OverBudget
from kbassist.spelling.dictionaries import DictionaryFiles, dictionary_for

_log = logging.getLogger(__name__)

# English and German take 95 MB each; the bound is of addresses, of which Python alone takes a third.
MEMORY_MB = 512
MOST_OPEN = 2
# Reading English takes a second here; what takes longer than this is no dictionary.
START_S = 30.0
# The child has bounds of its own; beyond this it hangs.
BUDGET_S = 8.0
MOST_FAILURES = 2
MOST_REMEMBERED = 50_000
BATCH = 60


class OpenDictionary:
    """One dictionary and its child process; what is known of a word is not asked again."""

    def __init__(self, files: DictionaryFiles) -> None:
        self._files = files
        self._child: ChildProcess | None = None
        self._started_at = 0.0
        self._is_closed = False
        self._failures = 0
        self._right: dict[str, bool] = {}

    @property
    def is_given_up(self) -> bool:
        """Whether it could not be read, or ended over and over again."""
        return self._failures >= MOST_FAILURES

    @property
    def pid(self) -> int | None:
        """The id of the child process; None where there is none."""
        return self._child.pid if self._child and self._child.is_alive else None

    def known(self, words: Sequence[str]) -> dict[str, bool]:
        """Return what is known already."""
        return {word: self._right[word] for word in words if word in self._right}

    def is_ready(self) -> bool:
        """Tell whether it can be asked now; else see that it will be, unless it is given up."""
        if self._child is not None and self._child.is_ready and self._child.is_alive:
            return True
        if self._child is not None and (not self._child.is_alive or monotonic() > self._started_at + START_S):
            self._fail()
        if self._child is None and not self.is_given_up and not self._is_closed:
            self._started_at = monotonic()
            self._child = ChildProcess(MEMORY_MB, "kbassist.spelling.child", (self._files.stem,))
            if self._is_closed:
                self.end()  # somebody closed it while another thread asked
        return False

    def ask_right(self, words: Sequence[str]) -> None:
        """Ask whether some words are right and remember what is answered in time."""
        answer = self._ask({"do": "look", "words": list(words[:BATCH])})
        if len(self._right) > MOST_REMEMBERED:
            self._right.clear()
        self._right.update(zip(words, answer.get("right", ()), strict=False))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant by a word."""
        return tuple(self._ask({"do": "suggest", "word": word}).get("found", ()))

    def end(self) -> None:
        """Let go of the child process; the next question starts another one."""
        child, self._child = self._child, None
        if child is not None:
            child.end(wait=True)

    def close(self) -> None:
        """Let go of the child process for good."""
        self._is_closed = True
        self.end()

    def _ask(self, message: dict[str, Any]) -> dict[str, Any]:
        child = self._child
        if child is None:
            return {}
        try:
            answer, _ = child.ask(message, b"", BUDGET_S)
        except (ChildGone, OverBudget) as error:
            _log.warning("%s: %s", self._files.stem, type(error).__name__)
            self._fail()
            return {}
        self._failures = 0
        return answer

    def _fail(self) -> None:
        self._failures += 1
        self.end()


class Shelf:
    """Opens dictionaries by language, at most MOST_OPEN at a time. Thread-safe."""

    def __init__(self, find: Callable[[], Sequence[DictionaryFiles]]) -> None:
        self._find = find
        self._lock = Lock()
        self._files: tuple[DictionaryFiles, ...] | None = None
        self._open: dict[DictionaryFiles, OpenDictionary] = {}
        self._is_closed = False

    def dictionary(self, tag: str) -> OpenDictionary | None:
        """Return the dictionary of a language; None where there is none that can be used."""
        with self._lock:
            if self._is_closed:
                return None
            if self._files is None:
                self._files = tuple(self._find())
            files = dictionary_for(tag, self._files)
            if files is None:
                return None
            opened = self._open.pop(files, None) or OpenDictionary(files)
            self._open[files] = opened
            for oldest in list(self._open.values())[:-MOST_OPEN]:
                oldest.end()
            return None if opened.is_given_up else opened

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the child processes that are running."""
        with self._lock:
            return tuple(pid for dictionary in self._open.values() if (pid := dictionary.pid) is not None)

    def close(self) -> None:
        """End all child processes."""
        with self._lock:
            self._is_closed = True
            opened = list(self._open.values())
        for dictionary in opened:
            dictionary.close()
