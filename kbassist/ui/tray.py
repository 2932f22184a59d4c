"""The icon in the system's tray, where there is a tray at all."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget


class Tray(QObject):
    """Keeps the program at hand while its window is hidden.

    Signals:
        show_requested: the icon was clicked, or Show was chosen.
        palette_requested: the palette was chosen.
        quit_requested: Quit was chosen.
    """

    show_requested = Signal()
    palette_requested = Signal()
    quit_requested = Signal()

    def __init__(self, icon: QIcon, window: QWidget) -> None:
        super().__init__(window)
        self._menu = QMenu(window)
        self._menu.addAction("Show kbassist").triggered.connect(self._on_show_triggered)
        self._menu.addAction("Show the palette").triggered.connect(self._on_palette_triggered)
        self._menu.addSeparator()
        self._menu.addAction("Quit").triggered.connect(self._on_quit_triggered)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setToolTip("kbassist")
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_icon_activated)

    @staticmethod
    def available() -> bool:
        """Tell whether this desktop has a tray; without one Qt would claim success all the same."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def set_shown(self, shown: bool) -> None:
        """Show or hide the icon; on X11 it also comes later, with a tray that starts after us."""
        self._icon.setVisible(shown and (self.available() or QGuiApplication.platformName() == "xcb"))

    @Slot()
    def _on_show_triggered(self) -> None:
        self.show_requested.emit()

    def tell(self, title: str, text: str) -> None:
        """Say something beside the icon, for a few seconds."""
        self._icon.showMessage(title, text, self._icon.icon())

    @Slot()
    def _on_palette_triggered(self) -> None:
        self.palette_requested.emit()

    @Slot()
    def _on_quit_triggered(self) -> None:
        self.quit_requested.emit()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self.show_requested.emit()
