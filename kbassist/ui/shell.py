"""The main window: rail, pages, notices and status line; it knows nothing of articles."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.system.resources import resource_folder
from kbassist.ui.action_table import Action
from kbassist.ui.actions import Actions
from kbassist.ui.icons import Icons
from kbassist.ui.notices import Notices
from kbassist.ui.preferences import Preferences
from kbassist.ui.rail import Rail
from kbassist.ui.shortcut_sheet import ShortcutSheet
from kbassist.ui.status_line import StatusLine
from kbassist.ui.theme import Theme

DEFAULT_SIZE = QSize(1200, 760)
PAGES = ("page.answer", "page.write", "page.review")
FOOT = ("page.settings",)


class MainWindow(QWidget):
    """The one window.

    Signals:
        folder_dropped: a folder was dropped on the window; carries its path.
        close_requested: the user closes the window; whoever listens hides or quits.
        activation_changed: the window got or lost the focus; carries whether it has it.
    """

    folder_dropped = Signal(str)
    close_requested = Signal()
    activation_changed = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, preferences: Preferences) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._preferences = preferences
        self._pages: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self.commands = Actions(self, icons)
        self.notices = Notices(theme, icons)
        self.status = StatusLine(theme, icons, self.commands.key("library.cancel"))
        self._rail = Rail(self._with_keys(PAGES), self._with_keys(FOOT), theme, icons)
        self._stack = QStackedWidget()
        self._arrange()
        self.setWindowTitle("kbassist")
        self.setAccessibleName("kbassist")
        self.setWindowIcon(QIcon(str(resource_folder("logo") / "kbassist.svg")))
        self.setAcceptDrops(True)
        self._rail.page_chosen.connect(self.show_page)
        self.commands.bind("page.answer", self._on_answer_triggered)
        self.commands.bind("page.write", self._on_write_triggered)
        self.commands.bind("page.review", self._on_review_triggered)
        self.commands.bind("page.settings", self._on_settings_triggered)
        self.commands.bind("help.shortcuts", self._on_shortcuts_triggered)
        self.commands.bind("view.zoom_in", self._on_zoom_in_triggered)
        self.commands.bind("view.zoom_out", self._on_zoom_out_triggered)
        self.commands.bind("view.zoom_reset", self._on_zoom_reset_triggered)
        self._restore_geometry()

    def set_library(self, name: str) -> None:
        """Name the open library in the title."""
        self.setWindowTitle(f"kbassist - {name}" if name else "kbassist")

    def set_page(self, name: str, page: QWidget) -> None:
        """Put a page into its place; one that was there before is destroyed."""
        old = self._pages.get(name)
        self._pages[name] = page
        self._stack.addWidget(page)
        if old is None:
            return
        if self._stack.currentWidget() is old:
            self._stack.setCurrentWidget(page)
        self._stack.removeWidget(old)
        old.deleteLater()

    def set_page_maker(self, name: str, make: Callable[[], QWidget]) -> None:
        """Make a page when it is shown for the first time, and not before the window is there."""
        self._makers[name] = make

    def page(self) -> str:
        """Return the id of the page that is shown."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Switch to a page and give it the focus."""
        if name in self._makers:
            self.set_page(name, self._makers.pop(name)())
        self._stack.setCurrentWidget(self._pages[name])
        self._rail.show_page(name)
        self.commands.show_page(name)
        self._pages[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_count(self, page: str, count: int) -> None:
        """Show on the rail how much waits on a page; 0 shows nothing."""
        self._rail.show_count(page, count)

    def come_forward(self) -> None:
        """Show the window in front of all others and give it the focus."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def remember_geometry(self) -> None:
        """Keep place and size for the next start."""
        text = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._preferences.change("window_geometry", text)

    @override
    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if event.type() == event.Type.ActivationChange:  # type: ignore[attr-defined]
            self.activation_changed.emit(self.isActiveWindow())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if folder_of(event):
            event.acceptProposedAction()
            self.status.show_message("Drop the folder to open it")

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        folder = folder_of(event)
        if folder:
            event.acceptProposedAction()
            self.folder_dropped.emit(folder)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notices)
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)

    def _with_keys(self, names: Sequence[str]) -> list[tuple[Action, str]]:
        return [(self.commands.entry(name), self.commands.key(name)) for name in names]

    def _restore_geometry(self) -> None:
        self._theme.theme_changed.connect(self._on_theme_theme_changed)
        self._on_theme_theme_changed()
        kept = self._preferences.settings.window_geometry
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            return
        screen = QGuiApplication.primaryScreen()
        room = screen.availableSize() if screen else DEFAULT_SIZE
        self.resize(DEFAULT_SIZE.boundedTo(room))

    def _zoom(self, steps: int) -> None:
        self._theme.zoom(steps)
        self._preferences.change("zoom", self._theme.zoom_percent)
        self.status.show_message(f"Zoom {self._theme.zoom_percent} %")

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        # Measured with a message in one of two conversations, its replies being stacked. A fixed size
        # rather than that of the layout, for which the window would grow by itself while hits with more
        # fields pass by.
        scale = self._theme.scale
        smallest = QSize(max(720, round(260 + 300 * scale)), round(450 + 150 * scale))
        screen = QGuiApplication.primaryScreen()
        self.setMinimumSize(smallest.boundedTo(screen.availableSize()) if screen else smallest)

    @Slot()
    def _on_answer_triggered(self) -> None:
        self.show_page("answer")

    @Slot()
    def _on_write_triggered(self) -> None:
        self.show_page("write")

    @Slot()
    def _on_review_triggered(self) -> None:
        self.show_page("review")

    @Slot()
    def _on_settings_triggered(self) -> None:
        self.show_page("settings")

    @Slot()
    def _on_shortcuts_triggered(self) -> None:
        page = self.page()
        # What works on the page that is shown comes first.
        table = sorted(self.commands.table, key=lambda action: action.page != page)
        ShortcutSheet(table, self._theme, self._icons, self).show()

    @Slot()
    def _on_zoom_in_triggered(self) -> None:
        self._zoom(1)

    @Slot()
    def _on_zoom_out_triggered(self) -> None:
        self._zoom(-1)

    @Slot()
    def _on_zoom_reset_triggered(self) -> None:
        self._zoom(0)


def folder_of(event: QDropEvent) -> str:
    """Return the first folder of this machine that is being dragged; empty when there is none."""
    for url in event.mimeData().urls():
        if url.isLocalFile() and Path(url.toLocalFile()).is_dir():
            return str(Path(url.toLocalFile()))
    return ""
