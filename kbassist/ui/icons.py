"""The icons: one set of SVG files, tinted with the theme's colours and crisp at every scale."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kbassist.system.resources import resource_folder
from kbassist.ui.theme import Theme

ICON_PX = 20
SCALES = (1.0, 2.0, 3.0)


class Icons:
    """Draws icons by the name of their file; what is drawn follows the theme at the next paint."""

    def __init__(self, theme: Theme, folder: Path | None = None) -> None:
        self._theme = theme
        self._folder = folder or resource_folder("icons")
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int], QPixmap] = {}

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """Return an icon for a menu or a Qt button in a colour role; ask again when the theme changes."""
        icon = QIcon()
        for scale in SCALES:
            icon.addPixmap(self.pixmap(name, ICON_PX, colour, scale))
        return icon

    def pixmap(self, name: str, size_px: int = ICON_PX, colour: str = "text", scale: float = 1.0) -> QPixmap:
        """Return a square pixmap of `size_px` logical pixels for a screen of `scale` device pixels each."""
        tint = self._theme.colour(colour).name()
        key = (name, tint, round(size_px * scale))
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, tint, key[2])
        pixmap = QPixmap(self._pixmaps[key])
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def paint(self, painter: QPainter, name: str, box: QRectF, colour: str = "text") -> None:
        """Draw an icon into a square on a widget, as sharp as the screen allows."""
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(box.topLeft(), self.pixmap(name, round(box.width()), colour, scale))

    def _draw(self, name: str, tint: str, pixels: int) -> QPixmap:
        if name not in self._sources:
            svg = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            # The set is drawn with 2 px strokes for 24 px; the design asks for 1.8 px at 20.
            self._sources[name] = svg.replace('stroke-width="2"', 'stroke-width="1.9"')
        svg = self._sources[name].replace("currentColor", tint)
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
        painter.end()
        return pixmap
