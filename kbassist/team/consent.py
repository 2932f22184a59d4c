"""Remembers on this machine which libraries are synced: whoever opens a folder has not agreed to that yet."""

import json
import logging
from pathlib import Path
from threading import Lock

from kbassist.system.atomic import write_atomically
from kbassist.system.errors import NotKept, UsageError
from kbassist.system.paths import private_folder

_log = logging.getLogger(__name__)


class Consent:
    """What was decided for each library, in a private file; for any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()

    def of(self, library: str) -> bool | None:
        """Tell whether a library, given by its folder, is to be synced; None while nobody has decided."""
        return self._read().get(library)

    def decide(self, library: str, is_synced: bool) -> None:
        """Remember a decision. Raises NotKept.

        A file that is damaged is kept beside, so that what was decided before can be looked up.
        """
        with self._lock:
            try:
                private_folder(self._file.parent)
                try:
                    decided = self._decided()
                except (ValueError, RecursionError):
                    self._file.replace(self._file.with_suffix(".damaged"))
                    decided = {}
                decided[library] = is_synced
                write_atomically(self._file, json.dumps(decided, indent=2).encode("ascii"))
            except (OSError, UsageError) as error:
                raise NotKept("What you decided about syncing could not be kept on this machine.") from error

    def _read(self) -> dict[str, bool]:
        try:
            return self._decided()
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("what was decided about syncing cannot be read: %s", type(error).__name__)
            return {}

    def _decided(self) -> dict[str, bool]:
        """Read the file. Raises OSError, ValueError and RecursionError."""
        try:
            decided = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        if not isinstance(decided, dict):
            raise ValueError("not a mapping")  # noqa: TRY004 - what json raises for other damage, too
        return {library: value for library, value in decided.items() if isinstance(value, bool)}
