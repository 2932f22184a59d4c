"""The versions of a file as a list, in groups by day."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from html import escape
from itertools import pairwise

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kbassist.workspace.written import Version, VersionOrigin

Index = QModelIndex | QPersistentModelIndex
KILO = 1000
ORIGINS = {VersionOrigin.LOCAL: "kept here", VersionOrigin.GIT: "git"}


class VersionRole(IntEnum):
    """The roles of a row beyond Qt's own."""

    VERSION = Qt.ItemDataRole.UserRole + 1
    NOTE = Qt.ItemDataRole.UserRole + 2


class VersionModel(QAbstractListModel):
    """Days, which cannot be selected, and below each its versions, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[str | Version, ...] = ()
        self._growth: dict[Version, int] = {}
        self._versions: tuple[Version, ...] = ()

    def show_versions(self, versions: Sequence[Version], today: date) -> None:
        """Show these versions, the newest first."""
        self.beginResetModel()
        self._versions = tuple(versions)
        self._growth = {one: one.size_bytes - older.size_bytes for one, older in pairwise(versions)}
        rows: list[str | Version] = []
        day: date | None = None
        for version in versions:
            local = version.at.astimezone().date()
            if local != day:
                rows.append(day_words(local, today))
                day = local
            rows.append(version)
        self._rows = tuple(rows)
        self.endResetModel()

    def version_at(self, index: Index) -> Version | None:
        """Return the version behind `index`, None when it is a day or no row of this model."""
        row = self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None
        return row if isinstance(row, Version) else None

    def before(self, version: Version) -> Version | None:
        """Return the version that stood there before; None for the oldest one."""
        at = self._versions.index(version) + 1
        return self._versions[at] if at < len(self._versions) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self.version_at(index) is None else super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        time, told, note = f"{row.at.astimezone():%H:%M}", row.note or row.author, self._note(row)
        answers: dict[int, object] = {
            VersionRole.VERSION: row,
            VersionRole.NOTE: note,
            Qt.ItemDataRole.DisplayRole: time,
            Qt.ItemDataRole.AccessibleTextRole: f"{time}. {told}. {note}",
            # Qt would take a note that looks like HTML for HTML.
            Qt.ItemDataRole.ToolTipRole: f"{escape(told)}<br>{escape(note)}",
        }
        return answers.get(role)

    def _note(self, version: Version) -> str:
        """Say where a version is kept and how its size changed: `git · Dana · +120 bytes`."""
        told = [ORIGINS[version.origin]]
        if version.note and version.author:
            told.append(version.author)
        grown = self._growth.get(version)
        told.append(
            size_words(version.size_bytes)
            if grown is None
            else f"{'+' if grown >= 0 else '−'}{size_words(abs(grown))}"
        )
        return " · ".join(told)


def day_words(day: date, today: date) -> str:
    """Write a day as it is spoken of: `Today`, `Yesterday`, `Friday 20 November`."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    year = "" if day.year == today.year else f" {day.year}"
    spoken = QLocale.c()
    return f"{spoken.dayName(day.isoweekday())} {day.day} {spoken.monthName(day.month)}{year}"


def size_words(size_bytes: int) -> str:
    """Write a size: `120 bytes`, `2.4 kB`."""
    if size_bytes < KILO:
        return f"{size_bytes} {'byte' if size_bytes == 1 else 'bytes'}"
    return f"{size_bytes / KILO:.1f} kB"
