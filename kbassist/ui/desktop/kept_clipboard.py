"""What was on the clipboard before a reply, in all its forms, so that it can come back after a paste."""

import time

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from kbassist.ui.clipboard import EXCLUSIONS

# Forms are fetched one by one from whichever program holds them, and our window waits meanwhile.
LONGEST_WAIT_S = 1.0
MOST_BYTES = 64 * 1024 * 1024
SECRET = frozenset(name for name, _content in EXCLUSIONS)
# Qt's own name for "some picture"; on Windows and macOS it is the only one.
_IMAGE = "application/x-qt-image"
# Forms that Qt makes of any picture are made anew from the picture itself.
_PICTURE = "image/png"
_DRAWN = ("image/png", "image/svg+xml", "image/gif")


class KeptClipboard:
    """A copy of what a clipboard offered, made at once."""

    def __init__(self, forms: dict[str, bytes], image: QImage | None = None) -> None:
        self._forms = forms
        self._image = image

    @staticmethod
    def of(mime: QMimeData | None) -> "KeptClipboard | None":
        """Copy what `mime` offers.

        None when there is nothing, when not all of it can be kept, or when it is marked as a secret.
        """
        if mime is None:
            return None
        names = [name for name in mime.formats() if _is_kept(name, mime)]
        if set(mime.formats()) & SECRET or not (names or mime.hasImage()):
            return None
        started, size = time.monotonic(), 0
        forms: dict[str, bytes] = {}
        for name in names:
            forms[name] = bytes(mime.data(name).data())
            size += len(forms[name])
            if time.monotonic() - started > LONGEST_WAIT_S or size > MOST_BYTES:
                return None
        found = mime.imageData() if mime.hasImage() else None
        return KeptClipboard(forms, QImage(found) if isinstance(found, QImage) else None)

    def mime(self) -> QMimeData:
        """Return it as something that can be put on the clipboard."""
        mime = QMimeData()
        for name, content in self._forms.items():
            mime.setData(name, content)
        if self._image is not None:
            mime.setImageData(self._image)
        return mime


def _is_kept(name: str, mime: QMimeData) -> bool:
    """Tell forms from what X11 lists beside them: TARGETS, TIMESTAMP, MULTIPLE have no slash."""
    if "/" not in name or name == _IMAGE:
        return False
    return not (name.startswith("image/") and mime.hasFormat(_PICTURE)) or name in _DRAWN
