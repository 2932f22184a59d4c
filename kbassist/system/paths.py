"""Where this user's settings, data, caches and logs live; every folder is private (0700)."""

import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kbassist.system.errors import UsageError

HOME_VARIABLE = "KBASSIST_HOME"
_PRIVATE = 0o700


def private_folder(path: Path) -> Path:
    """Make `path` a folder that only this user may enter, and return it.

    A folder that others may enter is closed to them; one that belongs to somebody else is refused,
    because an index is unpickled from there. Raises UsageError.
    """
    try:
        path.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        if sys.platform != "win32":
            seen = path.stat()
            if seen.st_uid != os.getuid():
                raise UsageError(
                    f"The folder {path} belongs to another user; choose another {HOME_VARIABLE}."
                )
            if seen.st_mode & 0o077:
                path.chmod(_PRIVATE)
    except OSError as error:
        raise UsageError(f"The folder {path} cannot be made: {error.strerror or error}.") from error
    return path


@dataclass(frozen=True, slots=True)
class Paths:
    """The four folders of one user; `KBASSIST_HOME` puts all of them into one (portable use, tests)."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @classmethod
    def under(cls, home: Path) -> Self:
        """Name the four folders below `home`."""
        home = Path(os.path.abspath(home.expanduser()))  # noqa: PTH100 - resolve() would follow links
        return cls(home / "config", home / "data", home / "cache", home / "log")

    @classmethod
    def of_user(cls, environ: Mapping[str, str]) -> Self:
        """Find the folders of this user and make those that can be made.

        One that cannot be made, such as a cache on a read-only disk, is no reason not to start: whoever
        needs to write there says so.
        """
        home = environ.get(HOME_VARIABLE, "")
        paths = cls.under(Path(home)) if home else cls._of_system()
        for folder in (paths.config, paths.data, paths.cache, paths.log):
            with contextlib.suppress(UsageError):
                private_folder(folder)
        return paths

    @classmethod
    def _of_system(cls) -> Self:
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("kbassist", appauthor=False)
        # On Windows settings, data and cache share one folder: keep them apart by name.
        config, data = dirs.user_config_path, dirs.user_data_path
        cache, log = dirs.user_cache_path, dirs.user_log_path
        if config == data:
            config = config / "config"
        return cls(config, data, cache, log)

    @property
    def settings_file(self) -> Path:
        """The file that `SettingsFile` reads and writes."""
        return self.config / "settings.json"

    @property
    def sample_library(self) -> Path:
        """Where the sample library is copied to, so that the user may write in it."""
        return self.data / "sample-library"
