"""The running window program: builds the parts, connects them, and takes them down again."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from kbassist import __version__
from kbassist.system.errors import KbError
from kbassist.system.instance import (
    Answer,
    CopyRequest,
    InstanceAddress,
    LinkRequest,
    PaletteRequest,
    Request,
)
from kbassist.system.logs import Log
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.system.settings_file import SettingsFile
from kbassist.ui.anywhere import Anywhere
from kbassist.ui.application import Application, application
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.closing import Closing
from kbassist.ui.crash import CrashReporter
from kbassist.ui.garbage import GarbageCollector
from kbassist.ui.icons import Icons
from kbassist.ui.instance_server import InstanceServer
from kbassist.ui.later_pages import LaterPages
from kbassist.ui.library_view import LibraryView
from kbassist.ui.notices import Notice
from kbassist.ui.palette.palette import TOKEN_VARIABLE
from kbassist.ui.personal_library import PersonalLibrary
from kbassist.ui.preferences import Preferences
from kbassist.ui.session import Session
from kbassist.ui.shell import MainWindow
from kbassist.ui.stop_signals import StopSignals
from kbassist.ui.sync.room import SyncRoom
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
        self._garbage = GarbageCollector(self)
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
        self._personal = PersonalLibrary(self._window.notices, self._view, self._preferences, self._tasks)
        self._anywhere = Anywhere(
            self._window, self._view, self._clipboard, self._preferences, self._theme, icons, self._tasks
        )
        self._pages = LaterPages(
            self._window,
            self._view,
            self._session,
            self._anywhere,
            self._preferences,
            self._clipboard,
            self._tasks,
            self._theme,
            icons,
        )
        self._sharing = SyncRoom(
            self._window,
            self._view,
            self._session,
            self._preferences,
            self._tasks,
            self._theme,
            icons,
        )
        self._tray = Tray(self._window.windowIcon(), self._window)
        self._closing = Closing(self._window, self._tray, self._preferences, self)
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

    def run(self, request: Request | None = None) -> int:
        """Show what was asked for, the window by default, and return the exit code at the end."""
        signals = StopSignals(self.quit, self)
        self.start(request)
        code = self._app.exec()
        signals.close()
        if not self.close():
            # Python would wait for ever for the thread of a lane that waits for a folder which hangs.
            sys.stderr.flush()
            os._exit(code)
        return code

    def start(self, request: Request | None = None) -> None:
        """Show the window, or the palette alone, and open the libraries once that has been painted."""
        log.info("kbassist %s starts", __version__)
        self._garbage.start()
        self._window.show_page("answer")
        self._anywhere.start()
        if isinstance(request, PaletteRequest):
            if self._closing.keeps_in_tray():
                self._closing.watch()
            else:
                self._window.showMinimized()  # without a tray it must be found again somewhere
            self._anywhere.palette.show(request.token)
        else:
            self._window.show()
        if isinstance(request, LinkRequest):
            self._answer(request)
        QTimer.singleShot(0, self._view.open)

    @Slot()
    def quit(self) -> None:
        """End the program, whatever closing the window means."""
        self._app.exit(0)

    def close(self) -> bool:
        """Save what is to be remembered and end all that runs; False when something cannot be ended."""
        self._window.remember_geometry()
        self._window.hide()
        self._end(self._preferences.close)
        self._server.close()
        self._closing.close()
        self._anywhere.close()
        self._pages.begin_close()
        self._session.begin_close()
        self._sharing.finish()
        has_ended = self._tasks.close()
        self._end(self._pages.end_close)
        self._session.end_close()
        self._clipboard.close()
        self._window.deleteLater()
        self._crashes.remove()
        self._log.close()
        self._garbage.close()
        return has_ended

    @staticmethod
    def _end(part: Callable[[], object]) -> None:
        """Let a part save what it has; nothing may keep the others from ending."""
        try:
            part()
        except KbError as error:
            # There is no window left to say it in.
            sys.stderr.write(f"{error}\n")

    def _connect(self) -> None:
        window = self._window
        window.folder_dropped.connect(self._view.add_folder)
        window.commands.bind("window.quit", self.quit)
        window.commands.bind("window.hide", self._closing.put_away)
        window.commands.bind("library.open", self._on_open_triggered)
        self._view.folder_wanted.connect(self._on_open_triggered)
        self._view.join_wanted.connect(self._sharing.joining.begin)
        self._pages.settings_made.connect(self._sharing.add_to_settings)
        self._sharing.conflicts_wanted.connect(self._pages.show_conflicts)
        self._pages.folder_wanted.connect(self._on_open_triggered)
        self._pages.refused.connect(self._on_text_refused)
        self._personal.said.connect(self._on_personal_said)
        self._pages.copy_wanted.connect(self._on_pages_copy_wanted)
        self._view.hide_wanted.connect(self._closing.put_away)
        self._closing.quit_wanted.connect(self.quit)
        self._anywhere.quit_wanted.connect(self.quit)
        self._preferences.save_failed.connect(self._on_text_refused)
        self._preferences.setting_changed.connect(self._on_preferences_setting_changed)
        self._tasks.crashed.connect(self._crashes.report)
        if isinstance(self._app, Application):
            self._app.link_opened.connect(self._on_app_link_opened)
        self._crashes.told.connect(self._on_crashes_told)
        self._tray.show_requested.connect(window.come_forward)
        self._tray.palette_requested.connect(self._anywhere.palette.show)
        self._tray.quit_requested.connect(self.quit)

    @Slot(str)
    def _on_pages_copy_wanted(self, command: str) -> None:
        self._answer(CopyRequest(command, "", ""))

    def _answer(self, request: Request) -> Answer:
        """Do what another process asks for, or this one's own command line."""
        try:
            if isinstance(request, CopyRequest):
                self._clipboard.put(
                    request.plain, request.html, request.markdown, sensitive=request.sensitive
                )
                self._window.status.show_message("Copied by the kbassist command")
            elif isinstance(request, LinkRequest):
                if request.token:
                    os.environ[TOKEN_VARIABLE] = request.token  # Qt shows it when the window comes forward
                self._anywhere.offer_link(request.link)
            else:
                for folder in request.libraries:
                    self._view.add_folder(folder)
                if isinstance(request, PaletteRequest):
                    self._anywhere.palette.show(request.token)
                else:
                    self._window.come_forward()
        except KbError as error:
            if isinstance(request, LinkRequest):  # whoever clicked it in a browser sees no terminal
                self._window.come_forward()
                self._window.status.show_message(str(error), error=True)
            return Answer(False, str(error))
        return Answer(True)

    @Slot(str)
    def _on_app_link_opened(self, link: str) -> None:
        self._answer(LinkRequest(link))

    @Slot()
    def _on_open_triggered(self) -> None:
        dialog = QFileDialog(self._window, "Open a folder of articles")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._view.add_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str, bool)
    def _on_personal_said(self, text: str, trouble: bool) -> None:
        self._window.status.show_message(text, error=trouble)

    @Slot(str)
    def _on_text_refused(self, text: str) -> None:
        self._window.status.show_message(text, error=True)

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        settings = self._preferences.settings
        if name in {"theme", "text_size"}:
            self._theme.apply(settings.theme, settings.text_size, settings.zoom)

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
