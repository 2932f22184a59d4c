"""The tree of articles as Qt's views want it; replaced as a whole."""

from enum import IntEnum
from html import escape

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kbassist.articles.article import FileRef
from kbassist.ui.write.marks import Marks
from kbassist.ui.write.outline_tree import Node, Outline

Index = QModelIndex | QPersistentModelIndex


class OutlineRole(IntEnum):
    """The roles of a row beyond Qt's own."""

    NODE = Qt.ItemDataRole.UserRole + 1


class OutlineModel(QAbstractItemModel):
    """Folders and files, and what is marked on them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outline = Outline(Node(""), {}, {})
        self.marks = Marks()
        self.open_file: FileRef | None = None

    def replace(self, outline: Outline) -> None:
        """Show another tree."""
        self.beginResetModel()
        self.outline = outline
        self.endResetModel()

    def node_at(self, index: Index) -> Node | None:
        """Return the node behind `index`; None when it is no row of this model."""
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else None

    def index_of(self, node: Node | None) -> QModelIndex:
        """Return the index of a node of this tree; the root and None have none."""
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.place, 0, node)

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = self.node_at(parent) or self.outline.root
        if column != 0 or not 0 <= row < len(above.children):
            return QModelIndex()
        return self.createIndex(row, 0, above.children[row])

    @override
    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        node = self.node_at(index)
        return self.index_of(node.parent if node else None)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len((self.node_at(parent) or self.outline.root).children)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node_at(index)
        if node is None:
            return None
        if role == OutlineRole.NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt would take a title that looks like HTML for HTML.
            return f"{escape(self._said(node))}<br>{escape(node.row.file.path)}" if node.row else None
        return None

    def _said(self, node: Node) -> str:
        if node.row is None:
            return f"{node.name}, {node.count}"
        return ". ".join(filter(None, (node.name, self.marks.words(node.row))))
