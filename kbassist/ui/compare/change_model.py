"""The changes of a plan as a list with a tick each."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.differences import differences

Index = QModelIndex | QPersistentModelIndex
NOTHING = ChangePlan("", ())


class ChangeRole(IntEnum):
    """The roles of a row beyond Qt's own."""

    CHANGE = Qt.ItemDataRole.UserRole + 1
    NOTE = Qt.ItemDataRole.UserRole + 2


def changes_in(plan: ChangePlan) -> tuple[int, ...]:
    """Count the places that change in the text of each file."""
    return tuple(len(differences(change.before, change.after, 0)) for change in plan.changes)


INSISTED = "the new name cannot be left out, since the links to it would lead nowhere"


class ChangeModel(QAbstractListModel):
    """The files of a plan; all are ticked at first, and those that get another path stay so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = NOTHING
        self._counts: tuple[int, ...] = ()
        self._left_out: set[int] = set()
        self._insists = False

    @property
    def ticked(self) -> ChangePlan:
        """The plan with nothing but the ticked changes."""
        kept = (change for at, change in enumerate(self._plan.changes) if at not in self._left_out)
        return replace(self._plan, changes=tuple(kept))

    @property
    def sentence(self) -> str:
        """Count what is ticked: `14 changes in 5 files, 1 file moved`."""
        at_work = [at for at in range(len(self._counts)) if at not in self._left_out]
        places = sum(self._counts[at] for at in at_work)
        files = sum(1 for at in at_work if self._counts[at])
        moved = sum(1 for at in at_work if self._plan.changes[at].moved_to is not None)
        told = [f"{_count(places, 'change')} in {_count(files, 'file')}"] if places else []
        told += [f"{_count(moved, 'file')} moved"] if moved else []
        left_out = f" – {len(self._left_out)} left out" if self._left_out else ""
        insisted = f" – {INSISTED}" if self._insists else ""
        return f"{', '.join(told) or 'Nothing changes'}{left_out}{insisted}"

    def show_plan(self, plan: ChangePlan, counts: Sequence[int]) -> None:
        """Show another plan, with the changes in each of its files."""
        self.beginResetModel()
        self._plan, self._counts = plan, tuple(counts)
        self._left_out.clear()
        self._insists = False
        self.endResetModel()

    def change_at(self, index: Index) -> FileChange | None:
        """Return the change behind `index`, None when it is no row of this model."""
        return self._plan.changes[index.row()] if 0 <= index.row() < len(self._plan.changes) else None

    def toggle(self, index: Index) -> None:
        """Tick a change or leave it out; `sentence` says why where that cannot be."""
        if (change := self.change_at(index)) is not None:
            self._insists = change.moved_to is not None
            self._left_out ^= set() if self._insists else {index.row()}
            self.dataChanged.emit(index, index)

    def toggle_all(self) -> None:
        """Tick everything, or nothing that can be left out where everything was."""
        free = {at for at, change in enumerate(self._plan.changes) if change.moved_to is None}
        self._insists = False
        self._left_out = set() if self._left_out else free
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._plan.changes)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        change = self.change_at(index)
        fixed = change is None or change.moved_to is not None
        return super().flags(index) | (Qt.ItemFlag.NoItemFlags if fixed else Qt.ItemFlag.ItemIsUserCheckable)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        change = self.change_at(index)
        if change is None:
            return None
        note = self._note(change, index.row())
        ticked = index.row() not in self._left_out
        answers: dict[int, object] = {
            ChangeRole.CHANGE: change,
            ChangeRole.NOTE: note,
            Qt.ItemDataRole.DisplayRole: change.file.path,
            Qt.ItemDataRole.CheckStateRole: Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked,
            Qt.ItemDataRole.AccessibleTextRole: f"{change.file.path}. {note}",
            # Qt would take a name that looks like HTML for HTML.
            Qt.ItemDataRole.ToolTipRole: f"{escape(change.file.path)}<br>{escape(note)}",
        }
        return answers.get(role)

    def _note(self, change: FileChange, row: int) -> str:
        """Say what becomes of a file: `→ refunds/late.md · 2 changes`."""
        count = self._counts[row]
        told = [] if change.moved_to is None else [f"→ {change.moved_to}"]
        if change.seen is None:
            told.append("new")
        elif count:
            told.append(_count(count, "change"))
        return " · ".join(told)


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
