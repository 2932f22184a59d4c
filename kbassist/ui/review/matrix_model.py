"""The articles against the channels and languages as a table model."""

from collections.abc import Sequence
from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kbassist.articles.article import FileRef
from kbassist.checks.variants import Cover, Matrix, MatrixRow

Index = QModelIndex | QPersistentModelIndex
SAID = {Cover.OWN: "a reply of its own", Cover.ANY: "the reply for any channel", Cover.NONE: "no reply"}
ANY_CHANNEL = "Any channel"


class MatrixRole(IntEnum):
    """The roles of a cell beyond Qt's own."""

    COVER = Qt.ItemDataRole.UserRole + 1


class MatrixModel(QAbstractTableModel):
    """A row for each article, those with the most gaps first; a column for each channel and language.

    A cell is empty where the article's library does not have the column.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[tuple[str, str], ...] = ()
        self._rows: list[tuple[str, MatrixRow, dict[tuple[str, str], Cover]]] = []

    def replace(self, matrices: Sequence[tuple[str, Matrix]]) -> None:
        """Show the matrices of libraries, which are given by their folders."""
        rows = [
            (library, row, dict(zip(matrix.columns, row.cells, strict=True)))
            for library, matrix in matrices
            for row in matrix.rows
        ]
        rows.sort(key=lambda entry: (-entry[1].cells.count(Cover.NONE), entry[1].title.casefold()))
        self.beginResetModel()
        self._columns = tuple(dict.fromkeys(column for _, matrix in matrices for column in matrix.columns))
        self._rows = rows
        self.endResetModel()

    @property
    def gaps(self) -> int:
        """How many cells are without a reply."""
        return sum(row.cells.count(Cover.NONE) for _, row, _ in self._rows)

    def file_at(self, index: Index) -> FileRef | None:
        """Return the file of a cell's row, None when it is no cell of this model."""
        if not 0 <= index.row() < len(self._rows):
            return None
        library, row, _ = self._rows[index.row()]
        return FileRef(library, row.path)

    def row_of(self, file: FileRef | None) -> int:
        """Return the row of a file, -1 when it has none."""
        same = [at for at, (library, row, _) in enumerate(self._rows) if FileRef(library, row.path) == file]
        return same[0] if same else -1

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.file_at(index) is None or not 0 <= index.column() < len(self._columns):
            return None
        _, row, cells = self._rows[index.row()]
        column = self._columns[index.column()]
        cover = cells.get(column)
        if role == MatrixRole.COVER:
            return cover
        said = f"{row.title}, {words_of(column)}: {SAID[cover] if cover else 'not of this library'}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{escape(said)}<br>{escape(row.path)}"
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return words_of(self._columns[section]) if section < len(self._columns) else None
        return " ".join(self._rows[section][1].title.split()) if section < len(self._rows) else None


def words_of(column: tuple[str, str]) -> str:
    """Name a column as it is read: `Chat · EN`."""
    channel, lang = column
    words = [channel[:1].upper() + channel[1:] if channel else ANY_CHANNEL, lang.upper()]
    return " · ".join(word for word in words if word)
