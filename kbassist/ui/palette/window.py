"""The palette's window: small, without a frame, above all others, on the screen with the pointer."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.actions import Actions
from kbassist.ui.icons import Icons
from kbassist.ui.palette.table import palette_table
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.widgets.painting import CARD_RADIUS, draw_box

SIZE = QSize(760, 440)
# As much as the type has grown, the window grows along, within the screen.
SHARE_OF_SCREEN = 0.9
FROM_TOP = 0.22


class PaletteWindow(QWidget):
    """Holds one page; knows nothing of articles.

    Signals:
        close_requested: the window manager, or a key of it, closes the window.
    """

    close_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons, *, see_through: bool) -> None:
        """`see_through` says that corners can be left out, which takes a compositor."""
        super().__init__(
            None,
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint,
        )
        self._theme = theme
        self._see_through = see_through
        self._typed = ""
        self._page: QWidget = EmptyState("book-open", "Opening the library...", "", theme, icons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.commands = Actions(self, icons, palette_table())
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, see_through)
        # The values in it are a customer's: a title is read by taskbars, logs of hours and screen shares.
        self.setWindowTitle("kbassist palette")
        self.setAccessibleName("kbassist palette")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._page)
        self.resize(SIZE)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def set_page(self, page: QWidget) -> None:
        """Put a page into the window; one that was there before is destroyed."""
        old, self._page = self._page, page
        self._column.removeWidget(old)
        self._column.addWidget(page)
        old.hide()
        old.deleteLater()
        page.show()
        if self.isVisible():
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> str:
        """Return what was typed before there was a page to take it, once."""
        typed, self._typed = self._typed, ""
        return typed

    def prepare(self) -> None:
        """Make the native window and paint once out of sight, so that showing it takes no time."""
        self.winId()
        self.ensurePolished()
        self.grab()

    def come(self) -> None:
        """Show the window on the screen with the pointer, in front of all others, with the focus."""
        if not self.isVisible():
            self.setGeometry(place_on(self._screen_room(), self._theme.scale))
        self.show()
        self.raise_()
        self.activateWindow()
        (self._page.focusProxy() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What no page has taken comes from hands that are faster than the library.
        if event.text().isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._typed += event.text()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = CARD_RADIUS if self._see_through else 0.0
        line = self._theme.colour("line" if self._see_through else "faint")
        draw_box(painter, QRectF(self.rect()), self._theme.colour("card"), line, radius)
        painter.end()

    @staticmethod
    def _screen_room() -> QRect:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        return screen.availableGeometry() if screen else QRect(QPoint(0, 0), SIZE)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.update()


def place_on(room: QRect, scale: float) -> QRect:
    """Return where the palette goes on a screen: in the middle, a little above it."""
    wanted = SIZE * max(1.0, scale)
    most = QSize(round(room.width() * SHARE_OF_SCREEN), round(room.height() * SHARE_OF_SCREEN))
    size = wanted.boundedTo(most)
    left = room.left() + (room.width() - size.width()) // 2
    top = room.top() + min(round(room.height() * FROM_TOP), (room.height() - size.height()) // 2)
    return QRect(QPoint(left, top), size)
