"""A card: the white, rounded ground that belongs-together things lie on."""

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CARD_RADIUS, draw_box


class Card(QFrame):
    """A frame with 12 px corners and a hair line; lay out its contents with a margin of 1 px or more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, ground: str = "card") -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = ground
        self._flat = False
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def set_flat(self) -> None:
        """Let what the card lies on be seen: it is one with it."""
        self._flat = True
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._flat:
            return
        painter = QPainter(self)
        draw_box(
            painter,
            QRectF(self.rect()),
            self._theme.colour(self._ground),
            self._theme.colour("line"),
            CARD_RADIUS,
        )
        painter.end()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.update()


class Rule(QWidget):
    """A hair line across its parent."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("line"))
        painter.end()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.update()
