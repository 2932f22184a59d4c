"""Reads and writes what commits hold: entries of trees, the content of files, changes between two trees."""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbassist.system.errors import NeedsHand, SyncRefused
from kbassist.team.git.answers import IS_PARTIAL
from kbassist.team.git.program import Git
from kbassist.team.git.repository import Repository

LINK, SUBMODULE = "120000", "160000"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a tree: its mode, in octal as git writes it, and the id of its content."""

    mode: str
    blob: str

    @property
    def is_file(self) -> bool:
        """Tell a regular file from a link and a submodule."""
        return self.mode not in (LINK, SUBMODULE)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the file at `path`: `after` None was removed, `before` None is new.

    `new_path` is another than `path` where it was renamed.
    """

    path: str
    before: Entry | None
    after: Entry | None
    new_path: str


Entries = Mapping[str, Entry | None]
"""What paths hold from now on; None for a path that holds nothing."""


def changes(repository: Repository, before: str, after: str) -> tuple[Change, ...]:
    """Return what differs between two trees or commits, renames found by content. Raises SyncRefused."""
    told = repository.git.ask(
        "diff-tree", "-r", "-z", "-M", "--raw", "--no-abbrev", "--no-commit-id", before, after
    )
    fields = iter(os.fsdecode(told).split("\0"))
    found: list[Change] = []
    for head in fields:
        if not head:
            continue
        mode, new_mode, blob, new_blob, status = head.removeprefix(":").split(" ")
        path = next(fields)
        new_path = next(fields) if status[0] in "RC" else path
        old = Entry(mode, blob) if status[0] not in "AC" else None
        new = Entry(new_mode, new_blob) if status[0] != "D" else None
        found.append(Change(new_path if old is None else path, old, new, new_path))
    return tuple(found)


def empty_tree(git: Git) -> str:
    """Return the id of the tree that holds nothing, which need not exist to be compared with."""
    return git.line("hash-object", "-t", "tree", "-w", "--stdin")


def contents(git: Git, blobs: Iterable[str]) -> dict[str, bytes]:
    """Read what files hold in the repository, all by one process. Raises SyncRefused."""
    wanted = list(dict.fromkeys(blobs))
    if not wanted:
        return {}
    told = memoryview(git.ask("cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode()))
    found: dict[str, bytes] = {}
    at = 0
    for blob in wanted:
        end = at + bytes(told[at : at + 200]).find(b"\n")
        fields = bytes(told[at:end]).split()
        if len(fields) != 3 and git.configured.value("extensions.partialclone"):
            raise NeedsHand(IS_PARTIAL)
        if len(fields) != 3:
            raise SyncRefused(f"The repository is damaged: it lacks {blob[:12]}. Look at it with git fsck.")
        size = int(fields[2])
        found[blob] = bytes(told[end + 1 : end + 1 + size])
        at = end + size + 2
    return found


def store(repository: Repository, texts: list[bytes]) -> list[str]:
    """Put contents into the repository as they are; return their ids in order. Raises SyncRefused."""
    if not texts:
        return []
    with scratch(repository, "joined") as folder:
        names = [folder / str(number) for number in range(len(texts))]
        try:
            for name, text in zip(names, texts, strict=True):
                name.write_bytes(text)
        except OSError as error:
            raise cannot_write(error) from error
        given = "".join(f"{_quoted(os.fspath(name))}\n" for name in names)
        told = repository.git.ask(
            "hash-object", "-w", "--no-filters", "--stdin-paths", given=os.fsencode(given)
        )
    return told.decode("ascii").split()


def tree_with(repository: Repository, start: str, entries: Entries, index: Path) -> str:
    """Return the tree `start` ("" for none) with these entries; `index` holds it then. Raises SyncRefused."""
    index.unlink(missing_ok=True)
    repository.git.ask("read-tree", start or "--empty", index=index)
    repository.git.ask(
        "update-index", "-z", "--index-info", given=index_info(repository, entries), index=index
    )
    return repository.git.line("write-tree", index=index)


def listed(git: Git, index: Path, paths: Iterable[str]) -> dict[str, Entry | None]:
    """Return what an index holds for these paths, which differ from each other. Raises SyncRefused."""
    entries: dict[str, Entry | None] = dict.fromkeys(paths)
    for line in os.fsdecode(git.ask("ls-files", "--stage", "-z", index=index)).split("\0"):
        head, _, path = line.partition("\t")
        if path in entries:
            mode, blob, _stage = head.split(" ")
            entries[path] = Entry(mode, blob)
    return entries


def index_info(repository: Repository, entries: Entries) -> bytes:
    """Write entries as `git update-index -z --index-info` reads them; what goes comes first."""
    gone = [path for path, entry in entries.items() if entry is None]
    lines = [f"0 {repository.none}\t{path}\0" for path in gone]
    lines += [f"{entry.mode} {entry.blob}\t{path}\0" for path, entry in entries.items() if entry is not None]
    return os.fsencode("".join(lines))


@contextlib.contextmanager
def scratch(repository: Repository, name: str) -> Iterator[Path]:
    """Make an empty folder below git's own, and remove it at the end. Raises SyncRefused."""
    folder = repository.private / name
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    except OSError as error:
        raise cannot_write(error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def cannot_write(error: OSError) -> SyncRefused:
    """Say why something could not be written into the repository."""
    return SyncRefused(
        f"The repository cannot be written: {(error.strerror or 'unknown reason').lower()}. What you saved is"
        " safe; it is synced once that is put right."
    )


def _quoted(path: str) -> str:
    """Quote a path as git reads it from a list of lines (git-config, core.quotePath)."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
