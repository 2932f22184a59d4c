"""A sync service between replicas: it copies what changed, in parts and late, and never merges."""

import hashlib
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

DAY_NS = 86_400_000_000_000


@dataclass(frozen=True, slots=True)
class Manner:
    """How one service behaves: what it calls conflict copies, and what it leaves out.

    `newest_wins` keeps the younger of two; else what was uploaded first keeps the name. A service that
    `shares_copies` uploads them like any file. One that writes `in_place` shows half a file for a while.
    """

    name: str
    copy_name: Callable[[str, str, int], str]
    leaves_out: tuple[str, ...]
    newest_wins: bool = False
    shares_copies: bool = True
    in_place: bool = False


def _stamp(number: int) -> str:
    return f"{number % 24:02}{number // 24 % 60:02}{number // 1440 % 60:02}"


MANNERS = {
    manner.name: manner
    for manner in (
        Manner(
            "syncthing",
            lambda stem, who, n: f"{stem}.sync-conflict-20261129-{_stamp(n)}-ABCDEF{who[-1].upper()}",
            (".syncthing.", "~syncthing~"),
            newest_wins=True,
        ),
        Manner(
            "nextcloud",
            lambda stem, who, n: f"{stem} (conflicted copy {who} 2026-11-29 {_stamp(n)})",
            ("~$", ".", "*(conflicted copy "),
            shares_copies=False,
        ),
        Manner(
            "dropbox",
            lambda stem, who, n: f"{stem} ({who}'s conflicted copy 2026-11-29) ({n})",
            ("~$", ".~", "*.tmp"),
        ),
        Manner("onedrive", lambda stem, who, n: f"{stem}-DESKTOP-AB{who[-1]}CD-{n}", ("~$", "*.tmp")),
        Manner("drive", lambda stem, who, n: f"{stem} ({n % 90 + 1})", (), in_place=True),
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the service has under a name; `content` None where it was removed."""

    content: bytes | None
    version: int
    mtime_ns: int


@dataclass(slots=True)
class Client:
    """The service's program on one machine, and what it saw of each file last."""

    name: str
    root: Path
    known: dict[str, tuple[str, int]] = field(default_factory=dict)
    halves: dict[str, Entry] = field(default_factory=dict)
    seen: dict[str, tuple[tuple[int, int], str]] = field(default_factory=dict)


class Service:
    """Keeps the newest of all files, and carries them to and from its clients."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.files: dict[str, Entry] = {}
        self._conflicts = 0
        self._versions = 0

    def go_over(self, client: Client, chance: random.Random, share: float = 1.0) -> bool:
        """Carry a `share` of what changed to and from one machine; tell whether there was anything."""
        if not client.root.is_dir():
            return False
        here = self._scanned(client)
        paths = sorted({*here, *client.known, *self.files})
        chance.shuffle(paths)
        moved = False
        for path in paths:
            if chance.random() < share:
                moved |= self._carry(client, path, here.get(path, ""), chance)
        return moved

    def _scanned(self, client: Client) -> dict[str, str]:
        found = {}
        for path, file in files_below(client.root):
            if self._leaves_out(path):
                continue
            try:
                status = file.stat()
                sign = (status.st_mtime_ns, status.st_size)
                known = client.seen.get(path)
                if known is None or known[0] != sign:  # as services do: an old time may hide a change
                    known = sign, _digest(file.read_bytes())
            except OSError:
                continue
            client.seen[path] = known
            found[path] = known[1]
        return found

    def _leaves_out(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        if name.startswith((".syncthing.", ".service.")):
            return True
        return any(
            sign[1:] in name if sign[0] == "*" else name.startswith(sign) for sign in self.manner.leaves_out
        )

    def _carry(self, client: Client, path: str, here: str, chance: random.Random) -> bool:
        """Bring one file to the same state here and there."""
        known, version = client.known.get(path, ("", 0))
        there = self.files.get(path, Entry(None, 0, 0))
        if path in client.halves:
            return self._finish(client, path, here)
        is_changed_here, is_changed_there = here != known, there.version != version
        if not is_changed_here and not is_changed_there:
            return False
        if is_changed_here and is_changed_there:
            if here == _digest(there.content):
                client.known[path] = here, there.version
            elif not here:
                self._download(client, path, there, chance)  # an edit beats a removal
            elif there.content is None:
                self._upload(client, path)
            else:
                self._clash(client, path, there, chance)
        elif is_changed_here:
            self._upload(client, path)
        else:
            self._download(client, path, there, chance)
        return True

    def _upload(self, client: Client, path: str) -> None:
        file = client.root / path
        try:
            content, mtime_ns = file.read_bytes(), file.stat().st_mtime_ns
        except OSError:
            content, mtime_ns = None, 0
        self._versions += 1
        self.files[path] = Entry(content, self._versions, mtime_ns)
        client.known[path] = _digest(content), self._versions

    def _download(self, client: Client, path: str, there: Entry, chance: random.Random) -> None:
        file = client.root / path
        client.known[path] = _digest(there.content), there.version
        if there.content is None:
            file.unlink(missing_ok=True)
            for folder in file.parents:
                if folder == client.root or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.manner.in_place and chance.random() < 0.3 and len(there.content) > 2:
            half = there.content[: len(there.content) // 2]
            file.write_bytes(half)
            client.known[path] = _digest(half), there.version
            client.halves[path] = there
            return
        waiting = file.with_name(f".service.{file.name}.tmp")
        waiting.write_bytes(there.content)
        os.utime(waiting, ns=(there.mtime_ns, there.mtime_ns))
        waiting.replace(file)

    def _finish(self, client: Client, path: str, here: str) -> bool:
        """Write the rest of a file; where somebody has saved the half meanwhile that becomes a copy."""
        there = client.halves.pop(path)
        file = client.root / path
        if here and here != client.known[path][0]:
            self._set_aside(client, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        assert there.content is not None
        file.write_bytes(there.content)
        os.utime(file, ns=(there.mtime_ns, there.mtime_ns))
        client.known[path] = _digest(there.content), there.version
        return True

    def _clash(self, client: Client, path: str, there: Entry, chance: random.Random) -> None:
        """Let one keep the name, and give the other a name of its own."""
        file = client.root / path
        assert there.content is not None
        if self.manner.newest_wins and file.stat().st_mtime_ns > there.mtime_ns:
            copy = self._copy_of(client, path)
            copy.write_bytes(there.content)
            self._upload(client, path)
            return
        self._set_aside(client, path)
        self._download(client, path, there, chance)

    def _set_aside(self, client: Client, path: str) -> None:
        (client.root / path).rename(self._copy_of(client, path))

    def _copy_of(self, client: Client, path: str) -> Path:
        file = client.root / path
        while True:
            self._conflicts += 1
            copy = file.with_name(
                self.manner.copy_name(file.stem, client.name, self._conflicts) + file.suffix
            )
            if not copy.exists() and copy.relative_to(client.root).as_posix() not in self.files:
                return copy


def files_below(root: Path) -> Iterator[tuple[str, Path]]:
    """Give all files of a folder with their paths in it, with `/`."""
    for where, folders, files in os.walk(root):
        folders[:] = [folder for folder in folders if folder != ".git"]
        for name in files:
            file = Path(where, name)
            yield file.relative_to(root).as_posix(), file


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()
