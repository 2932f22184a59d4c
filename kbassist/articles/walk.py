"""Walks a library's folder once: fast, never out of it, and with a problem for whatever is odd."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from kbassist.articles.article import Problem, Severity
from kbassist.articles.conflicts import (
    ConflictCopy,
    conflict_copy,
    may_hold_copies,
    possible_copy,
    problem_of,
)
from kbassist.articles.folder_inside import holds_something
from kbassist.articles.library_files import FACTS_FILE, LIBRARY_FILE, PARTS_FOLDER, names_below
from kbassist.articles.listing import FileStat, Listing
from kbassist.articles.names import is_article_name, safe_text, without_suffix
from kbassist.articles.portability import portability
from kbassist.articles.safe_open import kind_of
from kbassist.articles.sparing import Sparing
from kbassist.system.errors import LibraryOffline, WorkCancelled

_NO_PERMISSION = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG)
_ASKED_EVERY = 50
_GONE = (errno.ENOENT, errno.ENOTDIR)

Alike = Callable[[str, FileStat, str, FileStat], bool]


class Walk:
    """One walk through the folder `root`.

    `alike` tells whether two files, given by path and stat, hold nearly the same text. `cancelled` is
    asked for every folder, and in large ones now and then. `sparing` knows what need not be asked for.
    """

    def __init__(
        self, root: str, alike: Alike, cancelled: Callable[[], bool], sparing: Sparing | None = None
    ) -> None:
        self._root = root
        self._sparing = sparing
        self._alike = alike
        self._cancelled = cancelled
        self._files: dict[str, FileStat] = {}
        self._meta: dict[str, FileStat] = {}
        self._problems: list[Problem] = []
        self._unreadable: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._waiting: list[tuple[str, str]] = []

    def listing(self) -> Listing:
        """Walk and tell what is there.

        Raise LibraryOffline when the folder is out of reach, WorkCancelled when `cancelled` says so.
        """
        try:
            before = Path(self._root).stat()
            # What an unmounted drive leaves behind may hold hidden files of other programs, and ours.
            empty = not holds_something(self._root)
            self._walk(self._root, "")
            self._follow_links()
            after = Path(self._root).stat()
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise LibraryOffline(
                f"The library {safe_text(self._root)} cannot be reached: {reason}."
            ) from error
        same = (before.st_dev, before.st_ino) == (after.st_dev, after.st_ino)
        if not same:
            raise LibraryOffline(
                f"The library {safe_text(self._root)} was replaced while it was read; try again."
            )
        problems = sorted((*self._problems, *portability(self._files)), key=lambda problem: problem.path)
        return Listing(
            self._files,
            self._meta,
            tuple(problems),
            tuple(self._unreadable),
            empty,
            (after.st_dev, after.st_ino),
        )

    def _walk(self, where: str, prefix: str) -> None:
        self._waiting.append((where, prefix))
        while self._waiting:
            if self._cancelled():
                raise WorkCancelled("The scan was cancelled.")
            where, prefix = self._waiting.pop()
            try:
                self._folder(where, prefix)
            except OSError as error:
                if not prefix or error.errno not in (*_NO_PERMISSION, *_GONE):
                    # The drive is going: what cannot be seen now is out of reach, not removed.
                    raise
                # Gone alone it was removed; gone with the library it was not.
                Path(self._root).stat()
                if error.errno in _NO_PERMISSION:
                    self._unreadable.append(prefix)
                    self._note(prefix.rstrip("/"), "folder-closed", _FOLDER_CLOSED)

    def _folder(self, where: str, prefix: str) -> None:
        found: dict[str, FileStat] = {}
        with os.scandir(where) as entries:
            for number, entry in enumerate(entries):
                if number % _ASKED_EVERY == _ASKED_EVERY - 1 and self._cancelled():
                    raise WorkCancelled("The scan was cancelled.")
                try:
                    self._entry(entry, prefix, found)
                except FileNotFoundError:
                    # Gone between listing and looking, as when git checks out another branch.
                    continue
        self._files.update(found)
        if may_hold_copies("\n".join(found)):
            self._set_copies_aside(found)

    def _entry(self, entry: os.DirEntry[str], prefix: str, found: dict[str, FileStat]) -> None:
        name = entry.name
        first = name[0]
        if first == ".":
            return
        if first == "_":
            if not prefix:
                self._describing(entry)
        elif entry.is_file(follow_symlinks=False):
            # Nearly every file comes this way: the common case is spelt out, which saves a third.
            if (name[-3:] == ".md" and first != "~") or is_article_name(name):
                path = prefix + (name if name.isascii() else safe_text(name))
                known = self._sparing.known(path, entry.inode()) if self._sparing else None
                found[path] = known or _stat_of(entry.stat(follow_symlinks=False))
            elif name[-1] in " ." and is_article_name(name.rstrip(" .")):
                self._note(prefix + safe_text(name), "name-end", _NAME_END)
        else:
            self._special(entry, prefix + safe_text(name))

    def _special(self, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink():
            self._links.append((entry.path, path))
        elif entry.is_dir(follow_symlinks=False):
            self._waiting.append((entry.path, path + "/"))
        elif is_article_name(entry.name):
            self._note_special(path, entry.stat(follow_symlinks=False).st_mode)

    def _describing(self, entry: os.DirEntry[str]) -> None:
        """Take in a file or folder that describes the library; other names with `_` mean nothing here."""
        if entry.name in (LIBRARY_FILE, FACTS_FILE):
            self._meta[entry.name] = _stat_of(entry.stat())
        elif entry.name == PARTS_FOLDER and entry.is_dir(follow_symlinks=False):
            for name in names_below(entry.path):
                path = f"{PARTS_FOLDER}/{name}"
                try:
                    self._meta[safe_text(path)] = _stat_of(Path(f"{self._root}/{path}").stat())
                except OSError:
                    # A dangling link, or a file that has just gone: reading the parts tells which.
                    continue

    def _set_copies_aside(self, found: dict[str, FileStat]) -> None:
        stems = {without_suffix(path): path for path in found}
        for stem, path in stems.items():
            if may_hold_copies(path):
                copy = conflict_copy(stem) or self._confirmed(path, possible_copy(stem, stems), stems, found)
                if copy:
                    del self._files[path]
                    self._problems.append(problem_of(path, copy))

    def _confirmed(
        self, path: str, copy: ConflictCopy | None, stems: dict[str, str], found: dict[str, FileStat]
    ) -> ConflictCopy | None:
        if copy is None:
            return None
        base = stems[copy.base]
        return copy if self._alike(path, found[path], base, found[base]) else None

    def _follow_links(self) -> None:
        """Take in links to files inside, each file once.

        A folder inside was walked under its own name, or is set aside: links to folders add nothing.
        """
        root = os.path.realpath(self._root)
        taken: set[str] = set()
        for where, path in self._links:
            target = os.path.realpath(where)
            named = is_article_name(path.rpartition("/")[2])
            try:
                status = Path(target).stat()
            except OSError:
                if named:
                    self._note(path, "link-broken", "This link leads nowhere; remove it or mend it.")
                continue
            is_folder = stat.S_ISDIR(status.st_mode)
            if not (named or is_folder):
                continue
            inside = target[len(root.rstrip(os.sep)) + 1 :] if _is_within(root, target) else None
            if inside is None:
                self._note(path, "link-outside", _LINK_OUTSIDE)
            elif not is_folder and not stat.S_ISREG(status.st_mode):
                self._note_special(path, status.st_mode)
            elif not is_folder and inside not in taken:
                taken.add(inside)
                if safe_text(inside.replace(os.sep, "/")) not in self._files:
                    self._files[path] = _stat_of(status)

    def _note_special(self, path: str, mode: int) -> None:
        self._note(path, "not-regular", f"This is {kind_of(mode)} and no file; remove it.")

    def _note(self, path: str, code: str, message: str) -> None:
        self._problems.append(Problem(path, 0, code, Severity.WARNING, message))


_FOLDER_CLOSED = "This folder cannot be opened; ask for permission to read it. Its articles are not shown."
_NAME_END = "The name ends with a space or a dot, so this is no article; rename it to end with .md."
_LINK_OUTSIDE = "This link leaves the library; put a copy of what it means into it."


def _stat_of(status: os.stat_result) -> FileStat:
    return FileStat(status.st_size, status.st_mtime_ns, status.st_ino)


def _is_within(root: str, path: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
