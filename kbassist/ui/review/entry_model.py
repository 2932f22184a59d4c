"""The entries of one queue as a list model."""

from collections.abc import Sequence
from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kbassist.ui.review.queues import Entry

Index = QModelIndex | QPersistentModelIndex


class EntryRole(IntEnum):
    """The roles of a row beyond Qt's own."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class EntryModel(QAbstractListModel):
    """The rows of the list; replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def replace(self, entries: Sequence[Entry]) -> None:
        """Show `entries` instead of what was there; nothing happens when they are the same."""
        if tuple(entries) == self._entries:
            return
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry_at(self, index: Index) -> Entry | None:
        """Return the entry behind `index`, None when it is no row of this model."""
        return self._entries[index.row()] if 0 <= index.row() < len(self._entries) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role == EntryRole.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            origin = f"{entry.mark.label}. " if entry.mark else ""
            return f"{entry.title}. {origin}{entry.text}. {entry.note}"
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt would take a title that looks like HTML for HTML.
            origin = f"<br>{escape(entry.mark.label)}" if entry.mark else ""
            return f"{escape(entry.title)}{origin}<br>{escape(entry.text)}"
        return None
