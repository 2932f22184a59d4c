"""Holds what is typed while the file that it is meant for is still on its way."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from kbassist.ui.actions import Actions

LIMIT_MS = 20_000
KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class TypeAhead(QObject):
    """Keeps keys back from when a file was chosen until it is open, and gives them to the text then.

    Without it a quick sentence would land in the filter box. The keys of other pages and of the window work
    as ever, and Escape lets go of what is held.
    """

    def __init__(self, page: QWidget, actions: Actions) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self._held: list[QKeyEvent] = []
        self._holding = False
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LIMIT_MS)
        self._limit.timeout.connect(self.release)

    @Slot()
    def begin(self) -> None:
        """Hold what is typed from now on."""
        if not self._holding and (app := QApplication.instance()) is not None:
            self._holding = True
            app.installEventFilter(self)
            self._limit.start()

    @Slot()
    def release(self) -> None:
        """Let what was held go where the keyboard is now."""
        self._stop()
        while self._held and not self._holding:
            self._give(self._held.pop(0))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in KEYS or not isinstance(event, QKeyEvent) or not self._is_ours(watched):
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._held.clear()
            self._stop()
            return False
        if key in MODIFIERS or self._actions.page_of(event.keyCombination()) not in (None, "write"):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._held.append(
                QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers(), event.text(), event.isAutoRepeat(), 1)
            )
        event.accept()  # so that a shortcut comes as a key, in its place among the others
        return True

    def _stop(self) -> None:
        self._limit.stop()
        if self._holding and (app := QApplication.instance()) is not None:
            self._holding = False
            app.removeEventFilter(self)

    def _give(self, event: QKeyEvent) -> None:
        if not self._actions.carry_out(event.keyCombination()) and (to := QApplication.focusWidget()):
            QApplication.sendEvent(to, event)

    def _is_ours(self, watched: QObject) -> bool:
        window = self._page.window()
        return watched is window.windowHandle() or (
            isinstance(watched, QWidget) and watched.window() is window
        )
