"""The list of articles on the left: folders that open and close, and the files in them."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget
from typing_extensions import override

from kbassist.articles.article import FileRef
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.write.outline_delegate import OutlineDelegate
from kbassist.ui.write.outline_model import OutlineModel
from kbassist.ui.write.outline_tree import Node, Outline

# Of fewer all are seen at once; of more only what is looked for.
FEW = 400


class OutlineView(QTreeView):
    """Shows an `OutlineModel`.

    Signals:
        file_chosen: Enter was pressed on a file, or it was clicked; carries its `FileRef`.
        left: Escape was pressed, or Up on the first row.
    """

    file_chosen = Signal(object)
    left = Signal()

    def __init__(
        self, model: OutlineModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._outline = model
        self._opened: set[tuple[str, ...]] = set()
        self._closed: set[tuple[str, ...]] = set()
        self._arranging = False
        self.setModel(model)
        self.setItemDelegate(OutlineDelegate(theme, icons, self, model))
        self.setAccessibleName("Articles")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._on_self_clicked)
        self.expanded.connect(self._on_self_expanded)
        self.collapsed.connect(self._on_self_collapsed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def file(self) -> FileRef | None:
        """The file of the selected row; None on a folder."""
        node = self._outline.node_at(self.currentIndex())
        return node.row.file if node is not None and node.row is not None else None

    def show_outline(self, outline: Outline, *, searched: bool, likeliest: FileRef | None = None) -> None:
        """Show another tree; what was open stays open, all of it is where it was `searched` for.

        The `likeliest` file is selected; without one the selection stays.
        """
        place = self.verticalScrollBar().value()
        file = likeliest or self.file or self._outline.open_file
        self._outline.replace(outline)
        self._arranging = True
        everything = searched or len(outline.files) <= FEW
        for key, node in outline.folders.items():
            wanted = key in self._opened or (everything and (searched or key not in self._closed))
            self.setExpanded(self._outline.index_of(node), wanted)
        self._arranging = False
        current = outline.files.get(file) if file is not None else None
        if current is None and searched:
            current = next((node for node in outline.root.walk() if node.row is not None), None)
        if current is not None:
            self._select(current, scroll=searched)
        if not searched:
            self.verticalScrollBar().setValue(place)

    def show_open(self, file: FileRef | None) -> None:
        """Mark the file that is open and bring it into sight."""
        self._outline.open_file = file
        node = self._outline.outline.files.get(file) if file is not None else None
        if node is not None:
            self._select(node, scroll=True)
        self.viewport().update()

    def step(self, steps: int) -> None:
        """Move on to the next file, or back by one, over folders."""
        index = self.currentIndex()
        while True:
            index = self.indexBelow(index) if steps > 0 else self.indexAbove(index)
            node = self._outline.node_at(index)
            if node is None:
                return
            if node.row is not None:
                self.setCurrentIndex(index)
                return

    def choose_current(self) -> bool:
        """Open the selected file, or turn the selected folder; tell whether it was a file."""
        self._choose(self.currentIndex())
        return self.file is not None

    def lead(self, on: bool) -> None:
        """Show the selection as where the keyboard is, while the filter box above has the focus."""
        self.setProperty("led", on)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.choose_current()
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and not self.indexAbove(self.currentIndex()).isValid()
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _select(self, node: Node, *, scroll: bool) -> None:
        self._arranging = True
        above = node.parent
        while above is not None and above.parent is not None:
            self.setExpanded(self._outline.index_of(above), True)
            above = above.parent
        self._arranging = False
        index = self._outline.index_of(node)
        self.setCurrentIndex(index)
        if scroll and not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _choose(self, index: QModelIndex) -> None:
        node = self._outline.node_at(index)
        if node is None:
            return
        if node.row is None:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.file_chosen.emit(node.row.file)

    def _turned(self, index: QModelIndex, add: set[tuple[str, ...]], drop: set[tuple[str, ...]]) -> None:
        node = self._outline.node_at(index)
        if node is not None and not self._arranging:
            add.add(node.key)
            drop.discard(node.key)

    @Slot(QModelIndex)
    def _on_self_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    @Slot(QModelIndex)
    def _on_self_expanded(self, index: QModelIndex) -> None:
        self._turned(index, self._opened, self._closed)

    @Slot(QModelIndex)
    def _on_self_collapsed(self, index: QModelIndex) -> None:
        self._turned(index, self._closed, self._opened)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
