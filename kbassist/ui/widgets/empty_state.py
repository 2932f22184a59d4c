"""What a page or list shows when it has nothing to show: an icon, a sentence, and a way on."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.label import make_label

DISC = 56
GLYPH = 24
ROOMY = 200


class Glyph(QWidget):
    """An icon on a soft disc."""

    def __init__(self, icon: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self._icons = icons
        self.setFixedSize(QSize(DISC, DISC))
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_tint"))
        painter.drawEllipse(self.rect())
        inset = (DISC - GLYPH) / 2
        self._icons.paint(painter, self._icon, QRectF(inset, inset, GLYPH, GLYPH), "accent")
        painter.end()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.update()


class EmptyState(QWidget):
    """An icon, a title, a sentence and room for buttons, in the middle of whatever it lies in."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._glyph = Glyph(icon, theme, icons)
        self._title = make_label(title, theme, "title", wrap=True)
        self._text = make_label(text, theme, "body", "dim", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)

    @override
    def minimumSizeHint(self) -> QSize:
        # What lies beside it in a stack decides how small a window can be, not this.
        return QSize(120, 80)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # In a small place the words are worth more than the picture.
        self._glyph.setVisible(event.size().height() >= ROOMY)
        super().resizeEvent(event)

    def set_content(self, title: str, text: str, icon: str = "") -> None:
        """Change what it says."""
        self._title.setText(title)
        self._text.setText(text)
        if icon:
            self._glyph.set_icon(icon)

    def add_button(self, button: Button) -> None:
        """Add a button in the row below the sentence."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
