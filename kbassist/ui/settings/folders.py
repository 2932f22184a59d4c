"""The list of open folders: add one, take one off, open one in the system's file manager."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.label import make_label


class FolderRow(QWidget):
    """One folder with its buttons.

    Signals:
        removed: the user takes the folder off; carries its path.
    """

    removed = Signal(str)

    def __init__(self, path: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._path = path
        name = Path(path).name or path
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(make_label(name, theme, "body"))
        where = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        where.set_text(path)
        words.addWidget(where)
        show = Button("Open", theme, icons, kind=ButtonKind.QUIET, icon="external-link")
        show.setAccessibleName(f"Open the folder {name} in the file manager")
        remove = Button("Remove", theme, icons, kind=ButtonKind.QUIET, icon="x")
        remove.setAccessibleName(f"Remove {name} from the open folders")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(show)
        row.addWidget(remove)
        show.clicked.connect(self._on_show_clicked)
        remove.clicked.connect(self._on_remove_clicked)

    @Slot()
    def _on_show_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._path))

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._path)


class FolderList(QWidget):
    """The folders of a setting.

    Signals:
        folders_changed: a folder was taken off; carries the tuple of those that are left.
        add_requested: the user wants to choose another folder.
    """

    folders_changed = Signal(object)
    add_requested = Signal()

    def __init__(self, empty: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._folders: tuple[str, ...] = ()
        self._rows: list[FolderRow] = []
        self._empty = make_label(empty, theme, "body", "dim", wrap=True)
        self._add = Button("Add a folder...", theme, icons, icon="folder-plus")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.setFocusProxy(self._add)
        self._add.clicked.connect(self._on_add_clicked)

    def set_folders(self, folders: tuple[str, ...]) -> None:
        """Show these folders; nothing is emitted."""
        self._folders = folders
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [FolderRow(path, self._theme, self._icons) for path in folders]
        for index, row in enumerate(self._rows):
            self._column.insertWidget(index, row)
            row.removed.connect(self._on_row_removed)
        self._empty.setVisible(not folders)

    @Slot(str)
    def _on_row_removed(self, path: str) -> None:
        self.set_folders(tuple(folder for folder in self._folders if folder != path))
        self.folders_changed.emit(self._folders)

    @Slot()
    def _on_add_clicked(self) -> None:
        self.add_requested.emit()
