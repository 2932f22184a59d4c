"""The hits as a list model: sections with their hits, numbered as Alt+1 to Alt+9 name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kbassist.articles.article import ArticleRef
from kbassist.search.results import Hit
from kbassist.ui.answer.labels import COPY_WORDS, chip_names, freshness_words
from kbassist.ui.widgets.library_mark import LibraryMark, Marks

Index = QModelIndex | QPersistentModelIndex


class HitRole(IntEnum):
    """The roles of a row beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list: a hit with its number from 1, or a section's heading when `hit` is None.

    `mark` is that of the hit's library, None where only one is open.
    """

    heading: str = ""
    hit: Hit | None = None
    number: int = 0
    mark: LibraryMark | None = None

    @property
    def chips(self) -> tuple[str, ...]:
        """The variants summed up; made for the rows that are seen, not for all of an answer."""
        return chip_names(self.hit.replies) if self.hit else ()


def rows_of(sections: Sequence[tuple[str, Sequence[Hit]]], marks: Marks) -> tuple[Row, ...]:
    """Lay sections out as rows; a section without hits or without a heading has no heading row."""
    rows: list[Row] = []
    number = 0
    for heading, hits in sections:
        if heading and hits:
            rows.append(Row(heading=heading))
        for hit in hits:
            number += 1
            rows.append(Row(hit=hit, number=number, mark=marks.get(hit.ref.library)))
    return tuple(rows)


def spoken(row: Row) -> str:
    """Return what a screen reader says of a row."""
    if row.hit is None:
        return row.heading
    hit = row.hit
    fresh = freshness_words(hit.standing, hit.freshness)
    origin = ", ".join(filter(None, (row.mark.label if row.mark else "", COPY_WORDS[hit.copy])))
    parts = [f"{row.number}. {hit.title}", origin, fresh, ", ".join(row.chips), *hit.why, hit.snippet.text]
    return ". ".join(part for part in parts if part)


class HitModel(QAbstractListModel):
    """The rows of the hit list; replaced as a whole by each answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._numbered: tuple[int, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they are shown."""
        return self._rows

    def replace(self, rows: Sequence[Row]) -> None:
        """Show `rows` instead of what was there."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._numbered = tuple(at for at, row in enumerate(self._rows) if row.hit is not None)
        self.endResetModel()

    def row_at(self, index: Index) -> Row | None:
        """Return the row behind `index`, None when it is not a row of this model."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def hit_at(self, index: Index) -> Hit | None:
        """Return the hit behind `index`, None for a heading or no row at all."""
        row = self.row_at(index)
        return row.hit if row else None

    def numbered(self, number: int) -> QModelIndex:
        """Return the index of the hit with this number (from 1), an invalid one where there is none."""
        if 1 <= number <= len(self._numbered):
            return self.index(self._numbered[number - 1])
        return QModelIndex()

    def stepped(self, current: Index, steps: int) -> QModelIndex:
        """Return the hit `steps` away from `current`, skipping headings and stopping at the ends."""
        if not self._numbered:
            return QModelIndex()
        row = self.row_at(current)
        number = row.number + steps if row and row.number else 1
        return self.numbered(max(1, min(len(self._numbered), number)))

    def found(self, ref: ArticleRef) -> QModelIndex:
        """Return the row that shows this article, an invalid one where it is gone."""
        for at in self._numbered:
            shown = self._rows[at].hit
            if shown is not None and shown.ref == ref:
                return self.index(at)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == HitRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.hit.title if row.hit else row.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.hit:
            # Qt would take a title that looks like HTML for HTML.
            fresh = freshness_words(row.hit.standing, row.hit.freshness)
            origin = f"{escape(row.mark.label)}: " if row.mark else ""
            return f"{escape(row.hit.title)}<br>{origin}{escape(row.hit.path)}<br>{fresh}"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or row.hit is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
