"""Asks what an action on an entry still needs, and has it done."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.ui.review.ask_strip import AskStrip, Choice
from kbassist.ui.review.controller import ReviewController
from kbassist.workspace.reviewed import Act, ReviewEntry, Unpublished
from kbassist.workspace.values import Learned

DELAYS = (Choice("1", "Tomorrow", "1"), Choice("7", "In 7 days", "7"), Choice("3", "In 30 days", "30"))
REASONS = ("It is right as it is", "Taken care of elsewhere", "Not worth the work", "Not ours")


class Asking(QObject):
    """Turns an act into work of the controller, by way of the strip where something has to be asked.

    Signals:
        ended: the strip is gone again, whatever became of it.
    """

    ended = Signal()

    def __init__(self, strip: AskStrip, work: ReviewController, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._work = work
        self._asked: tuple[Act, ReviewEntry] | None = None
        strip.answered.connect(self._on_strip_answered)
        strip.left.connect(self._on_strip_left)

    def begin(self, act: Act, entry: ReviewEntry) -> None:
        """Do what needs no answer at once, and ask for the rest."""
        self._asked = (act, entry)
        match act:
            case Act.VERIFY:
                self._work.act(lambda reviewing: reviewing.verify(entry))
            case Act.FIX:
                self._work.act(lambda reviewing: reviewing.fix(entry))
            case Act.FORGET:
                self._work.act(lambda reviewing: reviewing.forget(entry))
            case Act.REMOVE:
                self._work.act(lambda reviewing: reviewing.remove(entry))
            case Act.PUBLISH:
                if isinstance(entry.subject, Unpublished):
                    self._work.publish(entry.subject.branch)
            case Act.POSTPONE:
                self._strip.ask_choice("When shall it come back?", DELAYS)
            case Act.DISMISS:
                self._strip.ask_text("Why?", "Dismiss", known=REASONS)
            case Act.ASSIGN:
                owners = self._work.owners
                self._strip.ask_text("Who answers for it?", "Assign", "", owners, free=not owners)
            case Act.PROMOTE:
                alias = entry.subject.alias if isinstance(entry.subject, Learned) else ""
                self._strip.ask_text("Alias, as customers would say it", "Write it into the article", alias)

    @Slot(str)
    def _on_strip_answered(self, answer: str) -> None:
        if self._asked is not None:
            act, entry = self._asked
            match act:
                case Act.POSTPONE:
                    self._work.act(lambda reviewing: reviewing.postpone(entry, int(answer)))
                case Act.DISMISS:
                    self._work.act(lambda reviewing: reviewing.dismiss(entry, answer))
                case Act.ASSIGN:
                    self._work.act(lambda reviewing: reviewing.assign(entry, answer))
                case Act.PROMOTE:
                    self._work.act(lambda reviewing: reviewing.promote(entry, answer))
        self._on_strip_left()

    @Slot()
    def _on_strip_left(self) -> None:
        self._asked = None
        self.ended.emit()
