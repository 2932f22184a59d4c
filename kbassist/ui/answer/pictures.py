"""Turns an article's pictures into images off the window's thread, by their content alone."""

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader

# The render worker has decoded and rewritten these already; this keeps the promise a second time.
FORMATS = (b"png", b"jpeg", b"jpg", b"gif", b"webp")
MOST_PIXELS = 16_000_000
WIDEST_PX = 1600


def images_of(pictures: Mapping[str, bytes]) -> dict[str, QImage]:
    """Decode what can be shown; the others are left out and show as nothing."""
    images = {name: image_of(content) for name, content in pictures.items()}
    return {name: image for name, image in images.items() if image is not None}


def image_of(content: bytes) -> QImage | None:
    """Decode one picture, scaled down to what a preview can use; None where it is none or too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))  # the constructor would keep a pointer to a temporary
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if bytes(reader.format().data()) not in FORMATS or not size.isValid():
        return None
    if size.width() * size.height() > MOST_PIXELS:
        return None
    if size.width() > WIDEST_PX:
        reader.setScaledSize(size.scaled(WIDEST_PX, size.height(), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
