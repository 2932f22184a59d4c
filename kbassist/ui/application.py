"""Qt's application object with the manners of this program."""

import sys

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from kbassist.system.links import is_link
from kbassist.system.own_command import APPLICATION_ID


class Application(QApplication):
    """The application; whoever tells it to quit - a menu of the system, a session's end - is obeyed.

    Signals:
        link_opened: macOS hands a link of ours over; carries it as it came.
    """

    link_opened = Signal(str)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            # Qt would close the windows first and stay when one only hides or minimises itself.
            self.exit(0)
            return True
        if isinstance(event, QFileOpenEvent) and is_link(event.url().toString()):
            self.link_opened.emit(bytes(event.url().toEncoded().data()).decode("ascii", "replace"))
            return True
        return super().event(event)


def application() -> QApplication:
    """Return the application, made on the first call; the tests have one already."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = Application(sys.argv[:1])
    app.setApplicationName("kbassist")
    app.setDesktopFileName(APPLICATION_ID)
    # A dialog or a hidden window is no reason to quit: closing the window decides.
    app.setQuitOnLastWindowClosed(False)
    return app
