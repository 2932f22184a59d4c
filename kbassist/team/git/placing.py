"""Puts one file into a working tree in the place of what was seen there; what nobody has seen stays."""

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kbassist.articles.article import Revision
from kbassist.articles.beside import digest, sync_folder, write_new
from kbassist.articles.beside_names import beside, new_token
from kbassist.articles.names import safe_text
from kbassist.articles.save import save
from kbassist.articles.swap import move_in
from kbassist.articles.trash import take_away
from kbassist.system.errors import ChangedMeanwhile, NotSaved
from kbassist.team.git.trees import LINK, SUBMODULE, Entry

_MOST_BYTES = 1 << 40
_EXECUTABLE = "100755"


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at a path: a file with a checksum, a link that leads somewhere, a folder, or nothing."""

    sha256: str = ""
    size_bytes: int = 0
    leads_to: str = ""
    is_folder: bool = False

    @classmethod
    def at(cls, file: Path) -> "Seen":
        """Look at a path; links are not followed. Raises OSError."""
        try:
            status = file.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        if stat.S_ISLNK(status.st_mode):
            return cls(leads_to=os.fsdecode(file.readlink()))
        if stat.S_ISDIR(status.st_mode):
            return cls(is_folder=True)
        return cls(digest(file), status.st_size)

    @property
    def is_nothing(self) -> bool:
        """Tell whether the path is free."""
        return self == Seen()


def link_above(top: Path, path: str) -> str:
    """Return a folder on the way from `top` to `path` that is a link, "" when there is none."""
    folders = PurePosixPath(path).parents
    return next((str(folder) for folder in folders if (top / folder).is_symlink()), "")


class Placing:
    """Changes the files below `top`, of which paths are relative with `/`."""

    def __init__(self, top: Path) -> None:
        self._top = top

    def seen(self, path: str) -> Seen:
        """Look at a path; below a link there is nothing of the repository's. Raises OSError."""
        return Seen() if link_above(self._top, path) else Seen.at(self._top / path)

    def put(self, path: str, shown: str, seen: Seen, entry: Entry, source: Path) -> tuple[str, ...]:
        """Let `path`, called `shown`, be what `source` is; return sentences on what else there is to know.

        Raises ChangedMeanwhile when it is not `seen` any more, other NotSaved when it cannot be written, and
        OSError.
        """
        target = self._inside(path, shown)
        if entry.mode == SUBMODULE:
            target.mkdir(parents=True, exist_ok=True)
            return ()
        if seen.is_folder:
            raise ChangedMeanwhile(f"{shown} was not taken in: a folder has its name.")
        if entry.mode == LINK and source.is_symlink():
            self.remove(path, shown, seen)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source.readlink())
            return ()
        content = source.read_bytes()
        notes: tuple[str, ...] = ()
        if seen.leads_to:
            self.remove(path, shown, seen)
            seen = Seen()
        if seen.is_nothing:
            self._create(target, shown, content)
        elif Seen.at(source).sha256 != seen.sha256:
            revision = Revision(seen.sha256, seen.size_bytes, 0)
            notes = save(self._top, shown, revision, content, _MOST_BYTES).notes
        _set_executable(target, entry.mode == _EXECUTABLE)
        return notes

    def remove(self, path: str, shown: str, seen: Seen) -> None:
        """Remove what was seen at a path. Raises ChangedMeanwhile, NotSaved and OSError."""
        if seen.is_nothing:
            return
        target = self._inside(path, shown)
        if seen.is_folder:  # a submodule, of which git leaves what it holds
            with contextlib.suppress(OSError):
                target.rmdir()
        elif seen.leads_to:
            if Seen.at(target) != seen:
                raise ChangedMeanwhile(f"{shown} was not removed: somebody has changed it.")
            target.unlink()
        else:
            take_away(target, shown, seen.sha256)

    def tidy(self, path: str, staying: Path) -> None:
        """Remove the folders of a removed file that are empty now, but not `staying` or one above it."""
        with contextlib.suppress(OSError):
            for folder in (self._top / path).parents:
                if folder in (self._top, staying, *staying.parents):
                    break
                folder.rmdir()

    def _inside(self, path: str, shown: str) -> Path:
        """Return the place of a path. Raises NotSaved where a link leads somewhere else on the way there."""
        link = link_above(self._top, path)
        if link:
            raise NotSaved(f"{shown} was left as it is: {safe_text(link)} is a link.")
        return self._top / path

    def _create(self, target: Path, shown: str, content: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = beside(target, new_token())
        write_new(waiting, content, None)
        try:
            move_in(waiting, target)
        except FileExistsError as error:
            raise ChangedMeanwhile(f"{shown} was not taken in: somebody has made it meanwhile.") from error
        finally:
            with contextlib.suppress(OSError):
                waiting.unlink(missing_ok=True)
        sync_folder(target.parent)


def _set_executable(file: Path, wanted: bool) -> None:
    """Let a file be a program or not, as far as this system tells; whoever may read it may run it then."""
    mode = file.stat().st_mode
    if os.name != "nt" and bool(mode & stat.S_IXUSR) != wanted:
        readers = (mode & 0o444) >> 2
        file.chmod(stat.S_IMODE(mode | readers if wanted else mode & ~0o111))
