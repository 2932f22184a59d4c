"""What an agent made of replies before sending them; in memory only, until a new conversation begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kbassist.articles.article import ArticleRef


@dataclass(frozen=True, slots=True)
class Edit:
    """Markdown as an agent typed it, and the filled Markdown that it was made from.

    Neither is shown by `repr`: both hold what concerns a customer.
    """

    text: str = field(repr=False)
    base: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits by the reply that they were made from. `Edits()` are those of a new conversation.

    Switching to another variant leaves an edit where it is, so that it can be offered back.
    """

    by_reply: Mapping[ArticleRef, Edit] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, ref: ArticleRef) -> Edit | None:
        """Return what was made of the reply that `ref` names; None where it is as its author wrote it."""
        return self.by_reply.get(ref)

    def put(self, ref: ArticleRef, text: str, base: str = "") -> "Edits":
        """Return the edits with this one as the latest; a text that equals its base is no edit."""
        others = self.without(ref)
        if text == base:
            return others
        return Edits(MappingProxyType({**others.by_reply, ref: Edit(text, base)}))

    def without(self, ref: ArticleRef) -> "Edits":
        """Return the edits without that of `ref`."""
        return Edits(MappingProxyType({key: edit for key, edit in self.by_reply.items() if key != ref}))

    def elsewhere(self, ref: ArticleRef) -> tuple[tuple[ArticleRef, Edit], ...]:
        """List the edits of other variants of the same article, the latest first: what to offer back."""
        return tuple(
            (key, edit)
            for key, edit in reversed(list(self.by_reply.items()))
            if key != ref and (key.library, key.article_id) == (ref.library, ref.article_id)
        )

    def __len__(self) -> int:
        return len(self.by_reply)
