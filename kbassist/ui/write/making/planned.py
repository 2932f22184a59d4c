"""Shows the changes of a plan, and makes those that were accepted."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.changes import ChangePlan
from kbassist.ui.compare.changes_view import ChangesView
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.making.bench import CarriedOut
from kbassist.ui.write.making.flow import Deed, Flow

Counted = tuple[ChangePlan, tuple[int, ...]]
Done = tuple[ChangePlan, CarriedOut, Deed]


class Planned(Flow):
    """A flow that ends in a plan; `view` shows it.

    Signals:
        carried_out: the changes were made; carries the plan with those that were accepted.
    """

    carried_out = Signal(object)

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self.view = ChangesView(theme, icons)
        self.view.accepted.connect(self._on_view_accepted)
        self.view.cancelled.connect(self.leave)

    @Slot()
    def leave(self) -> None:
        """Go back without a change."""
        self.closed.emit()

    @Slot(object)
    def _on_view_accepted(self, plan: ChangePlan) -> None:
        if (bench := self.bench) is None:
            return

        def work() -> Done:
            done = bench.writing.carry_out(plan)
            told = " ".join((f"Done: {plan.sentence}.", *done.skipped, *done.notes))
            moved = tuple(
                (change.file, change.destination) for change in plan.changes if change.moved_to is not None
            )
            return plan, done, Deed(told, lambda: bench.writing.take_back(done), moved)

        self.closed.emit()
        self.tasks.submit(Lane.IO, work, self._on_carried_out, self.tell_failure)

    def _on_carried_out(self, answer: Done) -> None:
        plan, _, deed = answer
        self.done.emit(deed)
        self.carried_out.emit(plan)
