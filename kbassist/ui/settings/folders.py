"""The list of open folders: add one, take one off, put them in order, say which is the agent's own."""

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
from kbassist.ui.widgets.library_mark import LibraryMark, LibraryTag, ink_of

PERSONAL_HELP = "Your own copies of replies are kept in this folder"


class FolderRow(QWidget):
    """One folder with its buttons.

    Signals:
        removed: the user takes the folder off; carries its path.
        raised: the folder shall come one place earlier; carries its path.
        personal_pressed: the folder shall be the agent's own, or no longer; carries its path.
    """

    removed = Signal(str)
    raised = Signal(str)
    personal_pressed = Signal(str)

    def __init__(self, path: str, place: int, theme: Theme, icons: Icons) -> None:
        """`place` counts from 0; -1 where the folder is the only one."""
        super().__init__()
        self._path = path
        name = Path(path).name or path
        words = QVBoxLayout()
        words.setSpacing(0)
        if place < 0:
            words.addWidget(make_label(name, theme, "body"))
        else:
            tag = LibraryTag(theme, FontRole.BODY, "text")
            tag.show_mark(LibraryMark(name, ink_of(place)))
            words.addWidget(tag)
        where = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        where.set_text(path)
        words.addWidget(where)
        show = Button("Open", theme, icons, kind=ButtonKind.QUIET, icon="external-link")
        show.setAccessibleName(f"Open the folder {name} in the file manager")
        remove = Button("Remove", theme, icons, kind=ButtonKind.QUIET, icon="x")
        remove.setAccessibleName(f"Remove {name} from the open folders")
        self.personal = Button("Personal", theme, icons, kind=ButtonKind.QUIET)
        self.personal.setCheckable(True)
        self.personal.setToolTip(PERSONAL_HELP)
        self.personal.setAccessibleName(f"{name} is my personal library")
        self.raise_button = Button("", theme, icons, kind=ButtonKind.QUIET, icon="chevron-up")
        self.raise_button.setAccessibleName(f"Move {name} one place up")
        self.raise_button.setToolTip("One place up: it comes first where two are equally good")
        self.raise_button.setEnabled(place > 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.personal, self.raise_button):
            button.setVisible(place >= 0)
            row.addWidget(button)
        row.addWidget(show)
        row.addWidget(remove)
        self.personal.clicked.connect(self._on_personal_clicked)
        self.raise_button.clicked.connect(self._on_raise_clicked)
        show.clicked.connect(self._on_show_clicked)
        remove.clicked.connect(self._on_remove_clicked)

    @Slot()
    def _on_show_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._path))

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._path)

    @Slot()
    def _on_raise_clicked(self) -> None:
        self.raised.emit(self._path)

    @Slot()
    def _on_personal_clicked(self) -> None:
        self.personal_pressed.emit(self._path)


class FolderList(QWidget):
    """The folders of a setting.

    Signals:
        folders_changed: a folder was taken off or moved; carries the tuple of all in their order.
        personal_chosen: another folder is the agent's own; carries its path, "" for none.
        add_requested: the user wants to choose another folder.
    """

    folders_changed = Signal(object)
    personal_chosen = Signal(str)
    add_requested = Signal()

    def __init__(self, empty: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._folders: tuple[str, ...] = ()
        self._personal = ""
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
        several = len(folders) > 1
        self._rows = [
            FolderRow(path, place if several else -1, self._theme, self._icons)
            for place, path in enumerate(folders)
        ]
        for index, row in enumerate(self._rows):
            self._column.insertWidget(index, row)
            row.removed.connect(self._on_row_removed)
            row.raised.connect(self._on_row_raised)
            row.personal_pressed.connect(self._on_row_personal_pressed)
        self._empty.setVisible(not folders)
        self.set_personal(self._personal)

    def set_personal(self, folder: str) -> None:
        """Show which folder is the agent's own, "" for none; nothing is emitted."""
        self._personal = folder
        for path, row in zip(self._folders, self._rows, strict=True):
            row.personal.setChecked(path == folder)
            row.personal.set_glyph("check" if path == folder else "")

    @Slot(str)
    def _on_row_removed(self, path: str) -> None:
        self.set_folders(tuple(folder for folder in self._folders if folder != path))
        self.folders_changed.emit(self._folders)

    @Slot(str)
    def _on_row_raised(self, path: str) -> None:
        folders = list(self._folders)
        place = folders.index(path)
        folders[place - 1 : place + 1] = [path, folders[place - 1]]
        self.set_folders(tuple(folders))
        self._rows[place - 1].raise_button.setFocus()
        self.folders_changed.emit(self._folders)

    @Slot(str)
    def _on_row_personal_pressed(self, path: str) -> None:
        self.set_personal("" if path == self._personal else path)
        self.personal_chosen.emit(self._personal)

    @Slot()
    def _on_add_clicked(self) -> None:
        self.add_requested.emit()
