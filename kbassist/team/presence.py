"""Who is editing what: one small file a machine below `.kbassist/presence/`, which that machine alone writes.

Nobody is locked out by it. A file holds a counter that grows with each sign of life, and whoever reads it
judges by his own clock how long ago it grew: no clock has to be right, and no two need to agree.
"""

import contextlib
import hashlib
import itertools
import json
import os
import platform
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbassist.articles.decoding import one_line
from kbassist.articles.folder_inside import folder_inside
from kbassist.articles.safe_open import read_inside, refuse_outward
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, LibraryOffline

FOLDER = ".kbassist/presence"
EXPIRED_S = 120.0
"""So long after the last sign of life somebody is no longer taken to be editing."""

BEAT_S = 45.0
"""How often a sign of life is given; sync services carry each of them to everybody."""

MOST_FILES = 200
MOST_BYTES = 16_384
MOST_PATHS = 20
MOST_SIGNS = 60
_PATH_SIGNS = 1_000
_NAME = re.compile(r"[0-9a-f]{16}\.json")
_IGNORED = b"*\n"  # git is told, by a file it leaves out itself, to leave all of this out


@dataclass(frozen=True, slots=True)
class Sign:
    """What a machine says: who sits there, and the paths that are being edited, relative with `/`.

    `beat` tells one saying from the next; it has no order.
    """

    who: str
    paths: tuple[str, ...]
    beat: tuple[str, int]


def machine_id(kept: str) -> str:
    """Return the name of this machine's file; `kept` is a random text that this user keeps.

    The host's name is in it: two machines may share a home folder, and a disk may be copied.
    """
    return hashlib.blake2b(f"{kept}\0{platform.node()}".encode(), digest_size=8).hexdigest()


class OwnSign:
    """The file of this machine in one library. Not for several threads at once.

    Every call may raise OSError, as from a share that nobody may write to or where a link is in the way,
    and LibraryOffline.
    """

    def __init__(self, root: Path, machine: str) -> None:
        self._root = root
        self._folder = root / FOLDER
        self._name = f"{machine}.json"
        self._run = secrets.token_hex(4)
        self._count = 0

    def give(self, who: str, paths: Iterable[str]) -> None:
        """Say that `who` edits these paths now; call it again every `BEAT_S` for as long as that holds."""
        folder_inside(self._root, FOLDER)
        ignored = self._folder / ".gitignore"
        if not ignored.exists():
            with contextlib.suppress(FileExistsError), ignored.open("xb") as file:
                file.write(_IGNORED)
        self._count += 1
        said = {"who": bounded_name(who), "editing": list(paths)[:MOST_PATHS]}
        content = json.dumps({**said, "run": self._run, "beat": self._count}).encode("ascii")
        place = self._folder / self._name
        if place.is_symlink():
            place.unlink()
        write_atomically(place, content)
        place.chmod(0o644)  # the others are to read it

    def take_back(self) -> None:
        """Say nothing any more, and remove what a crash has left."""
        if self._folder.is_symlink() or self._folder.parent.is_symlink():
            return
        (self._folder / self._name).unlink(missing_ok=True)
        for left in self._folder.glob(f".{self._name}.*.new"):
            left.unlink(missing_ok=True)


class OthersSigns:
    """What the other machines say in one library, as far as it is fresh. Not for several threads at once."""

    def __init__(self, root: Path, machine: str, monotonic: Callable[[], float]) -> None:
        """`monotonic` tells seconds of a clock that never goes back."""
        self._root = root
        self._own = f"{machine}.json"
        self._now = monotonic
        self._seen: dict[str, tuple[Sign, float]] = {}

    def look(self) -> Mapping[str, tuple[str, ...]]:
        """Return who edits each path, in the order of their names; what cannot be read says nothing."""
        now = self._now()
        seen: dict[str, tuple[Sign, float]] = {}
        for name in self._names():
            sign = _read(self._root, name)
            if sign is not None:
                known = self._seen.get(name)
                since = known[1] if known is not None and known[0].beat == sign.beat else now
                seen[name] = sign, since
        self._seen = seen
        editing: dict[str, set[str]] = {}
        for sign, since in seen.values():
            if now - since <= EXPIRED_S:
                for path in sign.paths:
                    editing.setdefault(path, set()).add(sign.who)
        return {path: tuple(sorted(names, key=str.casefold)) for path, names in editing.items()}

    def _names(self) -> list[str]:
        try:
            with os.scandir(self._root / FOLDER) as entries:
                names = [entry.name for entry in itertools.islice(entries, 10 * MOST_FILES)]
        except OSError:
            return []
        return [name for name in sorted(names) if _NAME.fullmatch(name) and name != self._own][:MOST_FILES]


def bounded_name(name: str) -> str:
    """Return a person's name as one line of bounded length, without what would turn or hide text."""
    signs = (sign for sign in one_line(name) if sign.isprintable())
    shown = " ".join("".join(signs).split())
    return shown if len(shown) <= MOST_SIGNS else shown[: MOST_SIGNS - 1].rstrip() + "…"


def _read(root: Path, name: str) -> Sign | None:
    """Read what anybody may have written there; None for whatever is not in order."""
    try:
        said = json.loads(read_inside(root, f"{FOLDER}/{name}", MOST_BYTES)[0])
        who, paths, run, count = said["who"], said["editing"], said["run"], said["beat"]
    except (ArticleNotFound, ArticleUnreadable, LibraryOffline):
        return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(who, str) and isinstance(paths, list) and isinstance(run, str)):
        return None
    if isinstance(count, bool) or not isinstance(count, int):
        return None
    named = bounded_name(who[:_PATH_SIGNS])
    return Sign(named or "Somebody", tuple(filter(_is_inside, paths[:MOST_PATHS])), (run[:32], count))


def _is_inside(path: object) -> bool:
    """Tell whether this can be the path of a file that people edit."""
    if not isinstance(path, str) or len(path) > _PATH_SIGNS or not path.isprintable():
        return False
    try:
        refuse_outward(path)
    except ArticleNotFound:
        return False
    return not any(part[:1] in ("", ".") for part in path.split("/"))
