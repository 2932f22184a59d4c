"""The settings while the program runs: who changes one tells everybody, and the file follows."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.system.errors import KbError
from kbassist.system.settings import Settings
from kbassist.system.settings_file import SettingsFile
from kbassist.ui.tasks import Lane, Tasks

# A splitter that is being dragged changes its setting at every pixel.
SAVE_DELAY_MS = 400


class Preferences(QObject):
    """The settings in force.

    Signals:
        setting_changed: a setting has another value; carries its name.
        save_failed: the file could not be written; carries a sentence.
    """

    setting_changed = Signal(str)
    save_failed = Signal(str)

    def __init__(
        self, settings: Settings, file: SettingsFile, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file = file
        self._tasks = tasks
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_DELAY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def settings(self) -> Settings:
        """The settings in force, as one frozen value."""
        return self._settings

    def change(self, name: str, value: object) -> None:
        """Change a setting at once and save it soon. Raises SettingsInvalid."""
        changed = self._settings.with_value(name, value)
        if changed == self._settings:
            return
        self._settings = changed
        self._timer.start()
        self.setting_changed.emit(name)

    def close(self) -> None:
        """Save now what has not been saved yet. Raises UsageError."""
        if self._timer.isActive():
            self._timer.stop()
            self._file.save(self._settings)

    @Slot()
    def _on_timer_timeout(self) -> None:
        settings, file = self._settings, self._file
        # The lane for searches has one thread, so that an older value never lands on a younger one;
        # a save takes 5 ms.
        self._tasks.submit(
            Lane.SEARCH, lambda: file.save(settings), self._on_file_saved, self._on_file_save_failed
        )

    def _on_file_saved(self, _: None) -> None:
        """Nothing is said about what went well."""

    def _on_file_save_failed(self, error: KbError) -> None:
        self.save_failed.emit(str(error))
