"""Several replies that become one message, in the order in which the agent put them."""

from dataclasses import dataclass, replace

from kbassist.articles.article import ArticleRef
from kbassist.replies.edits import Edit, Edits


@dataclass(frozen=True, slots=True)
class Piece:
    """One reply of a stack.

    `ref` names a reply, or an article whose best variant follows the wish. `title` is what a list shows.
    `edit` is what the agent made of it here; an edited piece always names its reply.
    """

    ref: ArticleRef
    title: str = ""
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """The pieces of one message; places count from 0. `Stack()` is that of a new conversation.

    A reply stands in it once.
    """

    pieces: tuple[Piece, ...] = ()

    def place_of(self, ref: ArticleRef) -> int | None:
        """Return where the piece of `ref` stands; None when there is none."""
        return next((place for place, piece in enumerate(self.pieces) if piece.ref == ref), None)

    def add(self, piece: Piece) -> "Stack":
        """Return the stack with `piece` at its end; one of the same reply stays where it is."""
        return self if self.place_of(piece.ref) is not None else Stack((*self.pieces, piece))

    def without(self, place: int) -> "Stack":
        """Return the stack without the piece at `place`."""
        return Stack(tuple(piece for at, piece in enumerate(self.pieces) if at != place))

    def moved(self, place: int, to: int) -> "Stack":
        """Return the stack with the piece at `place` at `to`; beyond an end means that end."""
        if not 0 <= place < len(self.pieces):
            return self
        others = [*self.pieces[:place], *self.pieces[place + 1 :]]
        others.insert(max(to, 0), self.pieces[place])
        return Stack(tuple(others))

    def with_back(self, before: "Stack", edits: Edits) -> "Stack":
        """Return the stack with what it lacks of an earlier one, where that stood then, as edited by now."""
        pieces = list(self.pieces)
        for place, piece in enumerate(before.pieces):
            if self.place_of(piece.ref) is None:
                pieces.insert(place, replace(piece, edit=edits.of(piece.ref)))
        return Stack(tuple(pieces))

    def with_edit(self, place: int, ref: ArticleRef, edit: Edit | None) -> "Stack":
        """Return the stack with an edit of the reply `ref` at `place`; None takes the edit back."""
        if not 0 <= place < len(self.pieces):
            return self
        piece = replace(self.pieces[place], ref=ref, edit=edit)
        return Stack((*self.pieces[:place], piece, *self.pieces[place + 1 :]))

    def __len__(self) -> int:
        return len(self.pieces)
