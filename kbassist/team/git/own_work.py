"""Commits what was changed in the library's own files, past whatever else somebody has staged or changed."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kbassist.articles.article import Revision
from kbassist.articles.library import Library
from kbassist.articles.names import is_article_name, safe_text
from kbassist.articles.parse import parse_article
from kbassist.system.errors import GitBusy
from kbassist.team.git.hardening import LFS
from kbassist.team.git.moving_refs import move
from kbassist.team.git.own_files import is_shared
from kbassist.team.git.placing import link_above
from kbassist.team.git.program import Git
from kbassist.team.git.repository import Repository
from kbassist.team.git.sentences import own_work
from kbassist.team.git.status import standings
from kbassist.team.git.trees import Change, Entries, changes, contents, empty_tree, listed

_MOST_TITLES = 100
NO_FILTER = ("unspecified", "unset", "set", "")
"""What the attribute says of a path that goes through none."""

_NEUTRAL_EMAIL = "@kbassist.invalid"


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What was made of own work: the head is to be at `commit`, and the index to hold `entries`.

    Without new work `commit` is the head as it was. `notes` are sentences on files that were left out.
    """

    commit: str
    entries: Entries
    notes: tuple[str, ...] = ()


class Committing:
    """Makes commits in the name of `author`, "" for whoever git says is at work here."""

    def __init__(self, repository: Repository, author: str) -> None:
        self._repository = repository
        self._git = repository.git
        self.who = identity(repository.git, author)

    def own_work(self) -> OwnWork:
        """Commit what has changed in the library's files, as they stand on the disk. Raises SyncRefused.

        Neither the index nor the head is touched.
        """
        repository, git = self._repository, self._git
        found = standings(git, repository.prefix)
        paths, notes = self._handled([path for path in found if self._is_own(path)])
        if not paths:
            return OwnWork(repository.head, {}, notes)
        index = repository.private / "own.index"
        index.unlink(missing_ok=True)
        git.ask("read-tree", repository.head or "--empty", index=index)
        given = os.fsencode("".join(f"{path}\0" for path in paths))
        git.ask("update-index", "--add", "--remove", "--replace", "-z", "--stdin", given=given, index=index)
        tree = git.line("write-tree", index=index)
        # Also where a file is as in HEAD and only the index is not: a sync was cut off there.
        entries = listed(git, index, paths)
        index.unlink(missing_ok=True)
        made = changes(repository, repository.head or empty_tree(git), tree)
        if not made:
            return OwnWork(repository.head, entries, notes)
        parents = [repository.head] if repository.head else []
        return OwnWork(self.commit(tree, parents, self._message(made)), entries, notes)

    def removed(self, own: OwnWork) -> tuple[frozenset[str], int]:
        """Return the articles that are gone in own work, as paths in the library, and how many there were."""
        repository = self._repository
        if own.commit == repository.head or not repository.head:
            return frozenset(), 0
        made = changes(repository, repository.head, own.commit)
        gone = {repository.inside(change.path) for change in made if change.after is None}
        articles = frozenset(safe_text(path) for path in gone if path and _is_article(path))
        if not articles:
            return articles, 0
        below = ("--", repository.prefix) if repository.prefix else ()
        there = self._git.ask("ls-tree", "-r", "-z", "--name-only", repository.head, *below)
        paths = (repository.inside(path) for path in os.fsdecode(there).split("\0") if path)
        return articles, sum(path is not None and _is_article(path) for path in paths)

    def commit(self, tree: str, parents: Iterable[str], message: str) -> str:
        """Write a commit and return its id. Raises SyncRefused."""
        named = [word for parent in parents for word in ("-p", parent)]
        given = message.encode("utf-8", "replace")
        return self._git.line("commit-tree", tree, *named, "-F", "-", given=given, who=self.who)

    def move_head(self, commit: str) -> None:
        """Let the branch be at `commit`. Raises GitBusy when somebody has moved it meanwhile."""
        repository = self._repository
        current = os.fsdecode(self._git.answer("symbolic-ref", "-q", "HEAD").told).strip()
        if current != repository.ref:
            raise GitBusy("Another branch was checked out meanwhile; it is tried again.")
        move(repository, repository.ref, commit, repository.head, "kbassist: sync", self.who)

    def _is_own(self, path: str) -> bool:
        inside = self._repository.inside(path)
        return inside is not None and is_shared(safe_text(inside))

    def _handled(self, paths: list[str]) -> tuple[list[str], tuple[str, ...]]:
        """Leave out files that git would put through a filter which is not run, and those it cannot reach."""
        taken: list[str] = []
        notes: list[str] = []
        filters = filters_of(self._git, paths)
        for path in paths:
            name = filters.get(path, "")
            shown = safe_text(path)
            link = link_above(self._repository.top, path)
            if link:
                notes.append(f"{shown} was not sent: {safe_text(link)} is a link here.")
            elif name == LFS and not self._git.has_lfs:
                notes.append(f"{shown} was not sent: it belongs to git-lfs, which is not installed here.")
            elif name not in (*NO_FILTER, LFS):
                notes.append(f"{shown} was not sent: it goes through the filter {name}; commit it by hand.")
            elif not _is_readable(self._repository.top / path):
                notes.append(f"{shown} was not sent: you may not read it.")
            else:
                taken.append(path)
        return taken, tuple(notes)

    def _message(self, made: tuple[Change, ...]) -> str:
        inside = [
            replace(
                change,
                path=self._repository.inside(change.path) or change.path,
                new_path=self._repository.inside(change.new_path) or change.new_path,
            )
            for change in made
        ]
        asked = [change for change in inside if is_article_name(change.new_path.rpartition("/")[2])]
        blobs = {
            change: entry.blob
            for change in asked[:_MOST_TITLES]
            if (entry := change.after or change.before) is not None and entry.is_file
        }
        texts = contents(self._git, blobs.values())

        def titled(change: Change) -> str:
            blob = blobs.get(change)
            return _title(texts[blob], safe_text(change.new_path)) if blob else ""

        return own_work(inside, titled)


def identity(git: Git, author: str) -> dict[str, str]:
    """Return the variables that name the author of a commit, which is the one who commits as well."""
    email = git.configured.value("user.email").strip()
    name = " ".join(author.split()) or git.configured.value("user.name").strip() or "kbassist"
    if not email:
        email = "".join(sign if sign.isalnum() else "." for sign in name.casefold()).strip(".") or "somebody"
        email += _NEUTRAL_EMAIL
    named = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email}
    return {**named, "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}


def filters_of(git: Git, paths: Iterable[str], index: Path | None = None) -> dict[str, str]:
    """Return the filter that each path goes through, as the attributes name it. Raises SyncRefused."""
    given = os.fsencode("".join(f"{path}\0" for path in paths))
    if not given:
        return {}
    cached = ("--cached",) if index else ()
    fields = os.fsdecode(git.ask("check-attr", *cached, "-z", "--stdin", "filter", given=given, index=index))
    parts = fields.split("\0")
    return dict(zip(parts[::3], parts[2::3], strict=False))


def _is_article(path: str) -> bool:
    folders, _, name = path.rpartition("/")
    return is_article_name(name) and not folders.startswith(("_", "."))


def _is_readable(file: Path) -> bool:
    try:
        status = file.lstat()
    except OSError:
        return True  # removed
    return not stat.S_ISREG(status.st_mode) or os.access(file, os.R_OK)


def _title(content: bytes, path: str) -> str:
    revision = Revision("", len(content), 0)
    return parse_article(content, path, Library(root="", name=""), revision).title
