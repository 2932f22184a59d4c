"""A title that takes a second line before it is shortened."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.painting import draw_text

LINES = 2


class TitleLabel(ElidedLabel):
    """Plain text in the font of titles, on one line where it fits and on two where it does not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, FontRole.TITLE)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # Fixed would keep to one line
        self.setSizePolicy(policy)

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._line_height() * max(1, len(self.lines(width))) + 0.5)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), round(self._line_height() + 0.5))

    def lines(self, width: float) -> tuple[str, ...]:
        """Return the text in lines as they are shown; the last one holds all the rest."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text, self._theme.font(FontRole.TITLE))
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) < LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width))
            starts.append(line.textStart())
        layout.endLayout()
        # Qt counts in UTF-16 units, of which an emoji takes two.
        units = self.text.encode("utf-16-le", "surrogatepass")
        ends = [*starts[1:], len(units) // 2]
        pairs = zip(starts, ends, strict=True)
        return tuple(units[2 * a : 2 * b].decode("utf-16-le", "surrogatepass").strip() for a, b in pairs)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self._line_height()
        font, colour = self._theme.font(FontRole.TITLE), self._theme.colour("text")
        lines = self.lines(self.width())
        if self.height() < 2 * height - 1:
            lines = (self.text,)  # in a low window the text below needs the room more
        top = max(0.0, (self.height() - len(lines) * height) / 2)
        for number, line in enumerate(lines):
            box = QRectF(0, top + number * height, self.width(), height)
            draw_text(painter, box, line, font, colour)
        painter.end()

    def _line_height(self) -> float:
        return QFontMetricsF(self._theme.font(FontRole.TITLE)).height()
