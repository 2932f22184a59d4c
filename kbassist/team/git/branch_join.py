"""Joins what an author has sent with what is published, in the repository alone: no file is touched."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.articles.names import is_article_name, safe_text
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import NeedsHand, NotSaved
from kbassist.team.git.hardening import LFS
from kbassist.team.git.joining import Joined, Joining
from kbassist.team.git.own_files import is_shared
from kbassist.team.git.own_work import Committing, filters_of
from kbassist.team.git.pending import PendingConflict
from kbassist.team.git.repository import Repository
from kbassist.team.git.syncing import SyncParts
from kbassist.team.git.trees import Change, Entry, changes, contents, tree_with

_MOST_TEXTS = 500
_MOST_TEXT_BYTES = 1_000_000
_READABLE = (".yaml", ".yml", ".txt", ".csv", ".json", ".html", ".svg")
_STRANGERS = "These edits have no commit in common with the team's branch; join the two with git by hand."


@dataclass(frozen=True, slots=True)
class BranchChange:
    """What publishing does to a file: `before` is published, `after` would be; None where there is no file.

    Paths are relative to the library, to the repository where `is_inside` is False. Texts are "" for what is
    no text. `by` changed it last. `wrote` is the author's whole text where the published lines were
    changed as well and stand, so that `after` lacks some of it; None where nothing is lacking.
    """

    path: str
    new_path: str
    before: str | None
    after: str | None
    by: str = ""
    is_inside: bool = True
    wrote: str | None = None

    @property
    def is_article(self) -> bool:
        """Tell an article from other files."""
        return self.is_inside and is_article_name(self.new_path.rpartition("/")[2])


class BranchJoin:
    """One join of the commit `tip` into the commit `published`. Its calls raise NeedsHand and SyncRefused."""

    def __init__(
        self, repository: Repository, root: Path, parts: SyncParts, published: str, tip: str
    ) -> None:
        self._repository = repository
        self._git = repository.git
        self._root = root
        self._parts = parts
        self._published = published
        self._tip = tip

    def shown(self) -> tuple[BranchChange, ...]:
        """Tell what the join would change in what is published, by path."""
        joined, tree = self._joined()
        made = changes(self._repository, self._published, tree)
        lacking = {conflict.path: _readable_text(conflict.mine) for conflict in joined.conflicts}
        texts = {
            blob: _readable_text(content)
            for blob, content in contents(self._git, self._readable(made)).items()
        }
        authors = self._authors()
        shown = [self._shown(change, texts, authors, lacking) for change in made]
        # Where all of the author's lines gave way nothing would change, and yet there is something to see.
        for path in lacking.keys() - {change.new_path for change in made}:
            published = _readable_text(self._git.ask("cat-file", "blob", f"{tree}:{path}"))
            inside = safe_text(self._repository.inside(path) or path)
            by = authors.get(path, "")
            shown.append(BranchChange(inside, inside, published, published, by, wrote=lacking[path]))
        return tuple(sorted(shown, key=lambda change: change.new_path))

    def commit(self) -> tuple[str, int]:
        """Make the commit that holds both; return it, and how many files have lines that wait for somebody.

        Those lines are kept as conflicts first. Raises NotKept as well.
        """
        joined, tree = self._joined()
        for conflict in joined.conflicts:
            path = safe_text(self._repository.inside(conflict.path) or conflict.path)
            self._parts.pending.keep(
                PendingConflict.of(
                    FileRef(str(self._root), path), conflict.base, conflict.mine, conflict.theirs,
                    self._parts.now(), self._who(conflict.path),
                )
            )  # fmt: skip
        told = self._git.ask("log", "-1", "--no-merges", "--format=%an", self._tip, f"^{self._published}")
        author = told.decode("utf-8", "replace").strip() or "others"
        count = self._git.line("rev-list", "--count", "--no-merges", self._tip, f"^{self._published}", "--")
        message = f"Publish {count} edit{'s' if count != '1' else ''} by {author}\n"
        committing = Committing(self._repository, self._parts.author())
        made = committing.commit(tree, [self._published, self._tip], message)
        return made, len({conflict.path for conflict in joined.conflicts})

    def _joined(self) -> tuple[Joined, str]:
        """Join, so that what is published stands where both changed the same; return the tree as well."""
        repository = self._repository
        base = self._git.answer("merge-base", self._published, self._tip).told.decode("ascii").strip()
        if not base:
            raise NeedsHand(_STRANGERS)
        joined = Joining(repository, self._is_own, self._are_whole).join(base, self._tip, self._published)
        index = repository.private / "review.index"
        tree = tree_with(repository, self._tip, joined.entries, index)
        index.unlink(missing_ok=True)
        return joined, tree

    def _readable(self, made: Iterable[Change]) -> list[str]:
        """Return the contents that can be shown, without the large ones."""
        entries = [
            entry
            for change in made
            for entry in (change.before, change.after)
            if _is_readable(change) and entry is not None and entry.is_file
        ]
        blobs = list(dict.fromkeys(entry.blob for entry in entries))[: 2 * _MOST_TEXTS]
        given = "".join(f"{blob}\n" for blob in blobs).encode()
        sizes = self._git.ask("cat-file", "--batch-check=%(objectsize)", given=given).split() if blobs else []
        return [
            blob
            for blob, size in zip(blobs, sizes, strict=False)
            if size.isdigit() and int(size) <= _MOST_TEXT_BYTES
        ]

    def _shown(
        self, change: Change, texts: dict[str, str], authors: dict[str, str], lacking: dict[str, str]
    ) -> BranchChange:
        inside = self._repository.inside(change.new_path)
        was_inside = self._repository.inside(change.path)
        is_inside = inside is not None and was_inside is not None
        return BranchChange(
            safe_text((was_inside if is_inside else None) or change.path),
            safe_text((inside if is_inside else None) or change.new_path),
            _text(change.before, texts),
            _text(change.after, texts),
            authors.get(change.new_path) or authors.get(change.path, ""),
            is_inside,
            lacking.get(change.new_path),
        )

    def _authors(self) -> dict[str, str]:
        """Return who changed each path last on the branch."""
        told = self._git.ask(
            "log",
            "--no-merges",
            "--format=%x01%an",
            "--name-only",
            "-z",
            self._tip,
            f"^{self._published}",
            "--",
        )
        authors: dict[str, str] = {}
        for entry in os.fsdecode(told).split("\x01")[1:]:
            author, *paths = entry.replace("\n", "\0").split("\0")
            for path in filter(None, paths):
                authors.setdefault(path, author)
        return authors

    def _who(self, path: str) -> str:
        """Return who has changed a published path last, "" when git does not tell."""
        told = self._git.answer("log", "-1", "--no-merges", "--format=%an", self._published, "--", path).told
        return told.decode("utf-8", "replace").strip()

    def _is_own(self, path: str) -> bool:
        inside = self._repository.inside(path)
        return inside is not None and is_shared(safe_text(inside))

    def _are_whole(self, paths: Iterable[str]) -> frozenset[str]:
        named = filters_of(self._git, paths)
        return frozenset(path for path, name in named.items() if name == LFS)


def _is_readable(change: Change) -> bool:
    name = change.new_path.rpartition("/")[2]
    return is_article_name(name) or name.casefold().endswith(_READABLE)


def _text(entry: Entry | None, texts: dict[str, str]) -> str | None:
    return None if entry is None else texts.get(entry.blob, "")


def _readable_text(content: bytes) -> str:
    """Return a text as it is read, "" for what is no text."""
    try:
        return TextFile.of(content).text
    except NotSaved:
        return ""
