"""What closing the window means: into the tray, out of the way, or the end of the program."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.system.choices import OnClose
from kbassist.ui.preferences import Preferences
from kbassist.ui.shell import MainWindow
from kbassist.ui.tray import Tray

# A panel that is started anew is away for a moment; no tray tells that it has gone.
LOOK_MS = 3_000
TOLD = "kbassist keeps running here. Click the icon to show it again; Quit is in its menu."


class Closing(QObject):
    """Follows the setting, as far as this desktop has a tray at all.

    Signals:
        quit_wanted: closing the window ends the program.
    """

    quit_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        tray: Tray,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        look_ms: int = LOOK_MS,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._tray = tray
        self._preferences = preferences
        self._missed = False
        self._look = QTimer(self)
        self._look.setInterval(look_ms)
        self._look.timeout.connect(self._on_look_timeout)
        window.close_requested.connect(self._on_window_close_requested)
        preferences.setting_changed.connect(self._on_preferences_setting_changed)
        self._show_tray()

    def keeps_in_tray(self) -> bool:
        """Tell whether a window that is hidden can be found again; trays come and go while we run."""
        return self._preferences.settings.on_close is OnClose.TRAY and self._tray.available()

    @Slot()
    def put_away(self) -> None:
        """Take the window out of the way, whatever closing it means."""
        if self.keeps_in_tray():
            self._hide()
        else:
            self._window.showMinimized()

    def watch(self) -> None:
        """Look after the tray for as long as the window is hidden in it."""
        self._missed = False
        self._look.start()

    def close(self) -> None:
        """Stop looking after the tray."""
        self._look.stop()

    def _hide(self) -> None:
        self._show_tray()
        self._window.hide()
        self.watch()
        if not self._preferences.settings.tray_told:
            self._preferences.change("tray_told", 1)
            self._tray.tell("kbassist is still here", TOLD)

    def _show_tray(self) -> None:
        self._tray.set_shown(self._preferences.settings.on_close is OnClose.TRAY)

    @Slot()
    def _on_window_close_requested(self) -> None:
        if self.keeps_in_tray():
            self._hide()
        elif self._preferences.settings.on_close is OnClose.MINIMISE:
            self._window.showMinimized()
        else:
            self.quit_wanted.emit()

    @Slot()
    def _on_look_timeout(self) -> None:
        """Bring a hidden window back among the others when the tray that it hid in has gone."""
        if self._window.isVisible():
            self._look.stop()
        elif self._tray.available():
            self._missed = False
        elif self._missed:
            self._look.stop()
            self._window.showMinimized()
        else:
            self._missed = True

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        if name == "on_close":
            self._show_tray()
