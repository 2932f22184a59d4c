"""What of several libraries a question is about: some of them by name, and not what a copy stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kbassist.articles.article import ArticleRef
from kbassist.search.query import Filter, Query, Wanted


class CopyState(StrEnum):
    """Whether an article is somebody's own copy of one in another library."""

    NONE = ""
    YOURS = "yours"
    CHANGED = "changed"  # yours, and the original is not what it was when it was copied
    GONE = "gone"  # yours, and the original is in no open library
    ORIGINAL = "original"  # there is a copy of it, which is shown in its place


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies in the agent's own library among the articles of all libraries.

    `originals` leads from a copy to its original, None where that is gone; `changed` are the copies whose
    original has changed since. `shown` leads from an original to the copy that stands in for it.
    """

    originals: Mapping[ArticleRef, ArticleRef | None] = field(default_factory=dict)
    changed: frozenset[ArticleRef] = frozenset()
    shown: Mapping[ArticleRef, ArticleRef] = field(default_factory=dict)

    def state(self, ref: ArticleRef) -> CopyState:
        """Tell how an article stands."""
        if ref in self.changed:
            return CopyState.CHANGED
        if ref in self.originals:
            return CopyState.YOURS if self.originals[ref] else CopyState.GONE
        return CopyState.ORIGINAL if ref in self.shown else CopyState.NONE


@dataclass(frozen=True, slots=True)
class Scope:
    """The libraries that are asked, by their folders; None asks all of them.

    `names` are what each library is called in `in:NAME`, folded, by its folder.
    """

    libraries: frozenset[str] | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    copies: Copies = Copies()

    def asks(self, library: str) -> bool:
        """Tell whether a library is asked."""
        return self.libraries is None or library in self.libraries

    def named(self, value: str) -> frozenset[str]:
        """Return the libraries that are meant by a name or, where none is called so, by its beginning."""
        exact = frozenset(root for root, names in self.names.items() if value in names)
        if exact:
            return exact
        begun = (root for root, names in self.names.items() if any(n.startswith(value) for n in names))
        return frozenset(begun)

    def narrowed(self, query: Query) -> "Scope":
        """Return the scope of a query that names libraries."""
        wanted = [self.named(part.value) for part in query.filters if part.kind is Filter.IN]
        without = [
            self.named(part.value)
            for part in query.without
            if isinstance(part, Wanted) and part.kind is Filter.IN
        ]
        if not wanted and not without:
            return self
        left = frozenset(self.names) if self.libraries is None else self.libraries
        if wanted:
            left &= frozenset().union(*wanted)
        return replace(self, libraries=left.difference(*without))

    def unknown(self, query: Query) -> tuple[str, ...]:
        """Return the names in a query that no library has."""
        named = (part.value for part in query.filters if part.kind is Filter.IN)
        return tuple(value for value in named if not self.named(value))

    def hidden(self, library: str) -> tuple[str, ...]:
        """Return the ids of a library's articles in whose place a copy is shown that is asked as well."""
        shown = self.copies.shown.items()
        return tuple(ref.id for ref, copy in shown if ref.library == library and self.asks(copy.library))


EVERYTHING = Scope()
"""All libraries, none of which holds copies."""
