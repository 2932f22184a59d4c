"""What was on the clipboard before a reply, in all its forms, so that it can come back after a paste."""

import time

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

# Forms are fetched one by one from whichever program holds them, and our window waits meanwhile.
LONGEST_WAIT_S = 1.0
MOST_BYTES = 64 * 1024 * 1024
# Qt's own name for "some picture"; on Windows and macOS it is the only one.
_IMAGE = "application/x-qt-image"


class KeptClipboard:
    """A copy of what a clipboard offered, made at once."""

    def __init__(self, forms: dict[str, bytes], image: QImage | None = None) -> None:
        self._forms = forms
        self._image = image

    @staticmethod
    def of(mime: QMimeData | None) -> "KeptClipboard | None":
        """Copy what `mime` offers; None when there is nothing, or not all of it can be kept."""
        if mime is None or not mime.formats():
            return None
        started, size = time.monotonic(), 0
        forms: dict[str, bytes] = {}
        for name in mime.formats():
            if name == _IMAGE:
                continue
            forms[name] = bytes(mime.data(name).data())
            size += len(forms[name])
            if time.monotonic() - started > LONGEST_WAIT_S or size > MOST_BYTES:
                return None
        image = None
        if mime.hasImage() and not any(name.startswith("image/") for name in forms):
            found = mime.imageData()
            image = QImage(found) if isinstance(found, QImage) else None
        return KeptClipboard(forms, image)

    def mime(self) -> QMimeData:
        """Return it as something that can be put on the clipboard."""
        mime = QMimeData()
        for name, content in self._forms.items():
            mime.setData(name, content)
        if self._image is not None:
            mime.setImageData(self._image)
        return mime
