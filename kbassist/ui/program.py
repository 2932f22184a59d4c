"""The running window program: builds the parts, connects them, and takes them down again."""

import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from typing_extensions import override

from kbassist import __version__
from kbassist.system.errors import KbError
from kbassist.system.instance import Answer, InstanceAddress, RaiseRequest, Request
from kbassist.system.logs import Log
from kbassist.system.paths import Paths
from kbassist.system.settings import OnClose, Settings
from kbassist.system.settings_file import SettingsFile
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.crash import CrashReporter
from kbassist.ui.icons import Icons
from kbassist.ui.instance_server import InstanceServer
from kbassist.ui.library_view import LibraryView
from kbassist.ui.notices import Notice
from kbassist.ui.preferences import Preferences
from kbassist.ui.session import Session
from kbassist.ui.shell import MainWindow
from kbassist.ui.stop_signals import StopSignals
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.tray import Tray
from kbassist.ui.widgets.banner import BannerKind

if TYPE_CHECKING:
    from kbassist.ui.answer.page import AnswerPage
    from kbassist.ui.session import OpenRoots


log = logging.getLogger(__name__)


class Program(QObject):
    """Everything that lives as long as the window does."""

    def __init__(
        self, paths: Paths, settings: Settings, libraries: tuple[str, ...], open_roots: "OpenRoots"
    ) -> None:
        super().__init__()
        self._app = application()
        self._log = Log(paths.log)
        self._crashes = CrashReporter(paths.log, self._log, self)
        self._crashes.install()
        self._theme = Theme(self._app)
        self._theme.apply(settings.theme, settings.text_size, settings.zoom)
        self._icons = icons = Icons(self._theme)
        self._tasks = Tasks(self)
        self._preferences = Preferences(settings, SettingsFile(paths.settings_file), self._tasks, self)
        self._clipboard = Clipboard(QApplication.clipboard(), parent=self)
        self._window = MainWindow(self._theme, icons, self._preferences)
        self._window.set_page_maker("settings", self._make_settings_page)
        self._session = Session(paths, self._tasks, open_roots, self)
        self._view = LibraryView(
            self._window,
            self._session,
            self._preferences,
            self._clipboard,
            self._theme,
            icons,
            self._tasks,
        )
        self._view.set_libraries(libraries)
        self._tray = Tray(self._window.windowIcon(), self._window) if Tray.available() else None
        self._server = InstanceServer(self._answer, self)
        self._last_report = ""
        self._connect()

    @property
    def window(self) -> MainWindow:
        """The one window."""
        return self._window

    @property
    def answer_page(self) -> "AnswerPage | None":
        """The Answer page of the open libraries; None before the first are open."""
        return self._view.answer_page

    def listen(self, address: InstanceAddress) -> bool:
        """Become the one instance at this address; False when another program is it."""
        return self._server.listen(address)

    def tell(self, notices: Sequence[str]) -> None:
        """Say what went wrong before there was a window."""
        for number, text in enumerate(notices):
            self._window.notices.show_notice(f"settings {number}", Notice(text, BannerKind.WARNING))

    def run(self) -> int:
        """Show the window, and return the exit code when it has been closed."""
        signals = StopSignals(self.quit, self)
        self.start()
        code = self._app.exec()
        signals.close()
        self.close()
        return code

    def start(self) -> None:
        """Show the window, and open the libraries once it has been painted."""
        log.info("kbassist %s starts", __version__)
        self._window.show_page("answer")
        self._window.show()
        QTimer.singleShot(0, self._view.open)

    @Slot()
    def quit(self) -> None:
        """End the program, whatever closing the window means."""
        self._app.exit(0)

    def close(self) -> None:
        """Save what is to be remembered and end all that runs."""
        self._window.remember_geometry()
        self._window.hide()
        try:
            self._preferences.close()
        except KbError as error:
            # There is no window left to say it in.
            sys.stderr.write(f"{error}\n")
        self._server.close()
        self._session.begin_close()
        self._tasks.close()
        self._session.end_close()
        self._clipboard.close()
        self._window.deleteLater()
        self._crashes.remove()
        self._log.close()

    def _connect(self) -> None:
        window = self._window
        window.close_requested.connect(self._on_window_close_requested)
        window.folder_dropped.connect(self._view.add_folder)
        window.commands.bind("window.quit", self.quit)
        window.commands.bind("window.hide", self._on_hide_triggered)
        window.commands.bind("library.open", self._on_open_triggered)
        self._view.folder_wanted.connect(self._on_open_triggered)
        self._view.hide_wanted.connect(self._on_hide_triggered)
        self._preferences.save_failed.connect(self._on_text_refused)
        self._preferences.setting_changed.connect(self._on_preferences_setting_changed)
        self._tasks.crashed.connect(self._crashes.report)
        self._crashes.told.connect(self._on_crashes_told)
        if self._tray is not None:
            self._tray.show_requested.connect(window.come_forward)
            self._tray.quit_requested.connect(self.quit)
            self._tray.set_shown(self._keeps_in_tray())

    def _make_settings_page(self) -> QWidget:
        from kbassist.ui.settings.page import SettingsPage

        absent = () if self._tray is not None else (OnClose.TRAY.value,)
        page = SettingsPage(self._preferences, self._theme, self._icons, absent)
        page.folder_requested.connect(self._on_open_triggered)
        page.refused.connect(self._on_text_refused)
        page.left.connect(self._on_settings_left)
        page.set_choices(self._view.choices())
        self._view.choices_changed.connect(page.set_choices)
        return page

    def _answer(self, request: Request) -> Answer:
        if isinstance(request, RaiseRequest):
            for folder in request.libraries:
                self._view.add_folder(folder)
            self._window.come_forward()
            return Answer(True)
        try:
            self._clipboard.put(request.plain, request.html, request.markdown, sensitive=request.sensitive)
        except KbError as error:
            return Answer(False, str(error))
        self._window.status.show_message("Copied by the kbassist command")
        return Answer(True)

    def _keeps_in_tray(self) -> bool:
        return self._tray is not None and self._preferences.settings.on_close is OnClose.TRAY

    @Slot()
    def _on_window_close_requested(self) -> None:
        if self._keeps_in_tray():
            self._window.hide()
        elif self._preferences.settings.on_close is OnClose.MINIMISE:
            self._window.showMinimized()
        else:
            self.quit()

    @Slot()
    def _on_settings_left(self) -> None:
        self._window.show_page("answer")

    @Slot()
    def _on_hide_triggered(self) -> None:
        if self._keeps_in_tray():
            self._window.hide()
        else:
            self._window.showMinimized()

    @Slot()
    def _on_open_triggered(self) -> None:
        dialog = QFileDialog(self._window, "Open a folder of articles")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._view.add_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_text_refused(self, text: str) -> None:
        self._window.status.show_message(text, error=True)

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        settings = self._preferences.settings
        if name in {"theme", "text_size"}:
            self._theme.apply(settings.theme, settings.text_size, settings.zoom)
        elif name == "on_close" and self._tray is not None:
            self._tray.set_shown(self._keeps_in_tray())

    @Slot(str)
    def _on_crashes_told(self, path: str) -> None:
        text = "Something went wrong inside kbassist; you can go on. "
        if path:
            text += "A report without any customer's data was written."
        self._last_report = path
        action = "Show the report" if path else ""
        notice = Notice(text, BannerKind.ERROR, action, self._on_report_wanted)
        self._window.notices.show_notice("crash", notice)

    @Slot()
    def _on_report_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._last_report))


class Application(QApplication):
    """The application; whoever tells it to quit - a menu of the system, a session's end - is obeyed."""

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            # Qt would close the windows first and stay when one only hides or minimises itself.
            self.exit(0)
            return True
        return super().event(event)


def application() -> QApplication:
    """Return the application, made on the first call; the tests have one already."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = Application(sys.argv[:1])
    app.setApplicationName("kbassist")
    app.setDesktopFileName("kbassist")
    # A dialog or a hidden window is no reason to quit: closing the window decides.
    app.setQuitOnLastWindowClosed(False)
    return app
