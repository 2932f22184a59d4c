"""A label of one line that shortens itself instead of pushing its neighbours out of the window."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_text, text_width


class ElidedLabel(QWidget):
    """Plain text in a role's font; the whole of it is in the tooltip and for screen readers."""

    def __init__(
        self,
        theme: Theme,
        role: FontRole,
        colour: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._colour = colour
        self._align = align
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, colour: str = "") -> None:
        """Change the text, and its colour's role when one is given."""
        self._text = text
        self._colour = colour or self._colour
        self.setAccessibleName(text)
        # Qt would take a tooltip that looks like HTML for HTML.
        self.setToolTip(escape(text))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        font = self._theme.font(self._role)
        return QSize(round(text_width(self._text, font) + 1.5), round(QFontMetricsF(font).height() + 0.5))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(48)), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._theme.colour(self._colour)
        font = self._theme.font(self._role)
        draw_text(painter, QRectF(self.rect()), self._text, font, colour, self._align)
        painter.end()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
