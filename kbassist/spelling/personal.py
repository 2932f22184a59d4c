"""The words that the user has added: a file of this machine with one word a line."""

from pathlib import Path
from threading import Lock

from kbassist.system.errors import NotKept, UsageError
from kbassist.system.paths import private_folder

_MOST_BYTES = 4 * 1024 * 1024


class PersonalWords:
    """Right in every language; a word in small letters is also right with a capital one. Thread-safe."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._words: frozenset[str] = frozenset()

    def known(self) -> frozenset[str]:
        """Return the words as the file has them now; a file that cannot be read has none."""
        with self._lock:
            try:
                stat = self._file.stat()
                seen = (stat.st_mtime_ns, stat.st_size)
                if seen != self._seen and stat.st_size <= _MOST_BYTES:
                    lines = self._file.read_text("utf-8", "replace").splitlines()
                    self._words = frozenset(line.strip() for line in lines if line.strip())
                    self._seen = seen
            except OSError:
                self._words, self._seen = frozenset(), None
            return self._words

    def add(self, word: str) -> None:
        """Add a word. Raises NotKept."""
        if word in self.known():
            return
        try:
            private_folder(self._file.parent)
            # Two programs may do so at once: a line at the end never takes one of the other's away.
            with self._file.open("ab") as file:
                file.write(f"{word}\n".encode())
        except (OSError, UsageError) as error:
            raise NotKept(
                f"“{word}” could not be added to your words: {self._file} is not writable."
            ) from error
