"""The boxes that values are typed into or chosen from."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_text, text_width

LONG_LINES = 3
GLYPH = 16


class HintedLine(QLineEdit):
    """A line with a quiet hint at its right end, such as where its value came from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
        theme.dress(self, FontRole.BODY)

    def set_hint(self, hint: str) -> None:
        """Change the hint; it shows where the text leaves room."""
        self._hint = hint
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        font = self._theme.font(FontRole.CHIP)
        wide = text_width(self._hint, font)
        used = QFontMetricsF(self.font()).horizontalAdvance(self.text() or self.placeholderText())
        if not self._hint or used + wide + 44 > self.width():
            return
        painter = QPainter(self)
        box = QRectF(self.width() - wide - 12, 0, wide + 1, self.height())
        draw_text(painter, box, self._hint, font, self._theme.colour("dim"))
        painter.end()


class LongText(QPlainTextEdit):
    """A few lines of text; Tab leaves it, and plain Enter starts a new line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", "true")  # the style sheet's selector
        self.setTabChangesFocus(True)
        theme.dress(self, FontRole.BODY)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, round(QFontMetricsF(self.font()).lineSpacing() * LONG_LINES) + 22)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ChoiceBox(QComboBox):
    """A choice among a few texts; the style sheet leaves the arrow to us."""

    def __init__(
        self, theme: Theme, icons: Icons, role: FontRole = FontRole.BODY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._prompt = ""
        theme.dress(self, role)

    def set_prompt(self, prompt: str) -> None:
        """Change what an empty choice says."""
        self._prompt = prompt
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.px(GLYPH)
        if self._prompt and not self.currentText():
            room = QRectF(self.rect()).adjusted(12, 0, -side - 16, 0)
            draw_text(painter, room, self._prompt, self.font(), self._theme.colour("dim"))
        box = QRectF(self.width() - side - 10, round((self.height() - side) / 2), side, side)
        self._icons.paint(painter, "chevron-down", box, "dim")
        painter.end()
