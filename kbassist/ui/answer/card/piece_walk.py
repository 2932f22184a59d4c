"""Which piece of a long reply is copied next, and which one is on the clipboard."""

from dataclasses import replace
from html import escape

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.replies.reply import FilledReply, Flavour
from kbassist.ui.answer.questions import View


class PieceWalk(QObject):
    """Walks through the pieces of the shown reply; another text begins anew.

    Signals:
        moved: another piece is the next one, or another one is on the clipboard.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[str, ...] = ()
        self._about: object = None
        self._next = 0
        self._copied = 0

    @property
    def count(self) -> int:
        """How many pieces there are; 0 where the reply is copied whole."""
        return len(self._pieces)

    @property
    def next(self) -> int:
        """The piece that is copied next, from 1."""
        return self._next + 1

    @property
    def copied(self) -> int:
        """The piece that was copied last, from 1; 0 for none."""
        return self._copied

    @property
    def says(self) -> str:
        """Which piece is on the clipboard; empty before the first copy."""
        return f"{self._copied} of {self.count} is on the clipboard" if self._copied else ""

    @Slot(object)
    def show(self, view: View) -> None:
        """Take the pieces of a view; the same text of the same article goes on where it was."""
        pieces = view.pieces if len(view.pieces) > 1 else ()
        about = (view.look.ref, view.look.stack is None, pieces)
        if about != self._about:
            self._about, self._pieces = about, pieces
            self._next = self._copied = 0
            self.moved.emit()

    @Slot()
    def forget(self) -> None:
        """Let go of the pieces."""
        self._about, self._pieces = None, ()
        self._next = self._copied = 0
        self.moved.emit()

    def portion(self, filled: FilledReply, flavour: Flavour) -> FilledReply:
        """Return what is copied now: the next piece, or all where there is one or a form was asked for."""
        if not self._pieces or flavour is not Flavour.RICH:
            return filled
        piece = self._pieces[self._next]
        html = "<br>".join(escape(line, quote=False) for line in piece.split("\n"))
        return replace(filled, plain=piece, html=f"<p>{html}</p>", markdown="")

    def note(self, flavour: Flavour) -> None:
        """Note that the portion is on the clipboard; after the last piece comes the first."""
        if self._pieces and flavour is Flavour.RICH:
            self._copied = self._next + 1
            self._next = self._copied % len(self._pieces)
            self.moved.emit()
