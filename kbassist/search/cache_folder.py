"""Where indexes can be kept: the user's cache folder, or a folder for this session when that is read-only."""

import tempfile
from pathlib import Path


class CacheFolder:
    """A folder in which indexes can be written, for this user alone.

    Where `wanted` cannot be written, `path` is a new temporary folder that `close` deletes, and `notice`
    a sentence for the user; "" otherwise.
    """

    def __init__(self, wanted: Path) -> None:
        self.path = wanted
        self.notice = ""
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        try:
            wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=wanted):
                return
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            self._temporary = tempfile.TemporaryDirectory(prefix="kbassist-", ignore_cleanup_errors=True)
            self.path = Path(self._temporary.name)
            self.notice = f"{wanted} cannot be written ({reason}); the index lasts for this session only."

    def close(self) -> None:
        """Delete what was only for this session."""
        if self._temporary is not None:
            self._temporary.cleanup()
