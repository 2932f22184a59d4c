"""What the list says about a file besides its title: unsaved words, problems, what is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kbassist.articles.article import FileRef, Severity, Standing
from kbassist.workspace.authored import OutlineRow
from kbassist.workspace.ownership import is_owner


class Sieve(StrEnum):
    """The quick filters of the list."""

    ALL = "all"
    MINE = "mine"
    DUE = "due"
    DRAFTS = "drafts"
    PROBLEMS = "problems"


SIEVE_NAMES = {
    Sieve.MINE: "Mine",
    Sieve.DUE: "Due",
    Sieve.DRAFTS: "Drafts",
    Sieve.PROBLEMS: "Problems",
}


@dataclass(frozen=True, slots=True)
class Troubles:
    """How many problems a file has, hints left out, and how bad the worst is."""

    count: int
    worst: Severity


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of all files at a time.

    `unsaved` are those with a draft; `editors` are the people who edit a file elsewhere; `mine` is the owner
    that this writer is, "" where that is not known.
    """

    unsaved: frozenset[FileRef] = frozenset()
    troubles: Mapping[FileRef, Troubles] = field(default_factory=dict)
    mine: str = ""
    editors: Mapping[FileRef, tuple[str, ...]] = field(default_factory=dict)

    def passes(self, row: OutlineRow, sieve: Sieve) -> bool:
        """Tell whether a file is left in the list by a quick filter."""
        if sieve is Sieve.MINE:
            return is_owner(row.owner, self.mine)
        if sieve is Sieve.DUE:
            return row.standing is Standing.DUE
        if sieve is Sieve.DRAFTS:
            return row.standing is Standing.DRAFT or row.file in self.unsaved
        if sieve is Sieve.PROBLEMS:
            return row.file in self.troubles
        return True

    def words(self, row: OutlineRow) -> str:
        """Say what the badges of a row show."""
        said = []
        if names := self.editors.get(row.file):
            said.append(f"being edited by {' and '.join(names)}")
        if row.file in self.unsaved:
            said.append("not saved yet")
        if (trouble := self.troubles.get(row.file)) is not None:
            said.append("1 problem" if trouble.count == 1 else f"{trouble.count} problems")
        if row.standing is Standing.DUE:
            said.append("review due")
        elif row.standing is Standing.DRAFT:
            said.append("draft")
        elif row.standing is Standing.INACTIVE:
            said.append("not active")
        return ", ".join(said)
