"""How libraries are told apart: a small square in a colour of its own, never without the library's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.colours import SHELVES
from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_box, draw_text, text_width
from kbassist.workspace.values import LibraryStatus

SIDE = 8
GAP = 6
ROUND = 2.5
WIDEST = 180


@dataclass(frozen=True, slots=True)
class LibraryMark:
    """What a library is called, and the colour's role in the theme."""

    label: str
    ink: str


Marks = Mapping[str, LibraryMark]


def ink_of(place: int) -> str:
    """Return the colour's role of the library at a place from 0; with many libraries they come again."""
    return f"shelf_{place % SHELVES + 1}"


def marks_of(libraries: Sequence[LibraryStatus]) -> Marks:
    """Return the marks of the open libraries by their folders; none where only one is open."""
    if len(libraries) < 2:
        return {}
    return {library.root: LibraryMark(library.label, ink_of(library.colour)) for library in libraries}


def draw_mark(painter: QPainter, left: float, middle: float, ink: QColor, side: float = SIDE) -> None:
    """Draw the square of a library that begins at `left`, centred at the height `middle`."""
    draw_box(painter, QRectF(left, round(middle - side / 2), side, side), ink, None, ROUND)


class LibraryTag(QWidget):
    """A library's square and name in a row of other things; hidden where only one library is open."""

    def __init__(
        self,
        theme: Theme,
        role: FontRole = FontRole.SECONDARY,
        ink: str = "dim",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._ink = ink
        self._mark: LibraryMark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.theme_changed.connect(self.updateGeometry)

    @property
    def mark(self) -> LibraryMark | None:
        """What is shown."""
        return self._mark

    def show_mark(self, mark: LibraryMark | None) -> None:
        """Show the mark of a library, or nothing."""
        self._mark = mark
        self.setAccessibleName(f"Library: {mark.label}" if mark else "")
        self.setVisible(mark is not None)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        font = self._theme.font(self._role)
        words = text_width(self._mark.label, font) if self._mark else 0.0
        width = min(self._theme.px(SIDE) + GAP + words + 1, self._theme.px(WIDEST))
        return QSize(round(width + 0.5), round(QFontMetricsF(font).height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None:
            return
        painter = QPainter(self)
        side = self._theme.px(SIDE)
        draw_mark(painter, 0, self.height() / 2, self._theme.colour(self._mark.ink), side)
        words = QRectF(self.rect()).adjusted(side + GAP, 0, 0, 0)
        font = self._theme.font(self._role)
        draw_text(painter, words, self._mark.label, font, self._theme.colour(self._ink))
        painter.end()
