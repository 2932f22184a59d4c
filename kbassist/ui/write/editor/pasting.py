"""What becomes of pasted and dropped things: plain text, a link over the selection, or a picture."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QImage, QImageWriter

from kbassist.system.errors import ArticleUnreadable, KbError
from kbassist.ui.tasks import Lane, Tasks
from kbassist.ui.write.editor.text_area import TextArea

PICTURE_TYPES = ("image/png", "image/jpeg", "image/webp", "image/gif")
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif")
# More than any screenshot; the page scales down what is smaller.
MOST_PICTURE_BYTES = 40 * 1024 * 1024
# Of a PNG: the larger, the less is packed and the quicker; the file is decoded and written anew anyway.
QUICK_QUALITY = 80
TURNED = "The picture was not taken: another text was opened meanwhile. Paste it again where it belongs."
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+\Z")


class Pasting(QObject):
    """Takes what is pasted into or dropped onto an area.

    Signals:
        text_taken: carries text to be inserted in place of the selection.
        picture_taken: carries the bytes of a picture's file.
        failed: a dropped file cannot be taken; carries a sentence.
    """

    text_taken = Signal(str)
    picture_taken = Signal(bytes)
    failed = Signal(str)

    def __init__(self, area: TextArea, tasks: Tasks) -> None:
        super().__init__(area)
        self._area = area
        self._tasks = tasks
        self._texts = 0
        area.mime_pasted.connect(self._on_area_mime_pasted)

    def turn(self) -> None:
        """Take no picture any more that was pasted so far: another text is edited now."""
        self._texts += 1

    @Slot(object)
    def _on_area_mime_pasted(self, mime: QMimeData) -> None:
        pictures = [
            path for url in mime.urls() if (path := url.toLocalFile()).lower().endswith(PICTURE_ENDINGS)
        ]
        if pictures:
            for path in pictures:
                self._read(partial(picture_file, path))
        elif mime.hasText() and mime.text():
            # Office programs offer a picture of every text: the text is what was meant.
            self.text_taken.emit(self._linked(mime.text()))
        elif mime.hasImage():
            self._take_picture(mime)

    def _linked(self, text: str) -> str:
        """Return the selection as a link when an address is put over it, else the text as it is."""
        selected = self._area.textCursor().selectedText()
        address = text.strip()
        if not selected or not _ADDRESS.match(address) or _ADDRESS.match(selected) or "\u2029" in selected:
            return text
        return f"[{selected}]({address.replace('(', '%28').replace(')', '%29')})"

    def _take_picture(self, mime: QMimeData) -> None:
        for kind in PICTURE_TYPES:
            if content := mime.data(kind).data():
                self.picture_taken.emit(bytes(content))
                return
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            self._read(partial(png_of, image))

    def _read(self, picture: Callable[[], bytes]) -> None:
        number = self._texts

        def read() -> tuple[int, bytes]:
            return number, picture()

        self._tasks.submit(Lane.IO, read, self._on_picture_read, self._on_failed)

    def _on_picture_read(self, read: tuple[int, bytes]) -> None:
        number, content = read
        if number == self._texts:
            self.picture_taken.emit(content)
        else:
            self.failed.emit(TURNED)

    def _on_failed(self, error: KbError) -> None:
        self.failed.emit(str(error))


def picture_file(path: str) -> bytes:
    """Read the file of a picture. Raises ArticleUnreadable."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(MOST_PICTURE_BYTES + 1)
    except OSError as error:
        raise ArticleUnreadable(
            f"The picture {Path(path).name} cannot be read: {error.strerror or error}."
        ) from error
    if len(content) > MOST_PICTURE_BYTES:
        raise ArticleUnreadable(f"The picture {Path(path).name} is larger than 40 MB; scale it down first.")
    return content


def png_of(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(QUICK_QUALITY)
    writer.write(image)
    return bytes(store.data())
