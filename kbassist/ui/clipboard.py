"""The clipboard as the program uses it: put a reply on it, know whether it is still ours, take it away."""

import contextlib
import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QMetaType, QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard
from typing_extensions import override

from kbassist.replies.reply import Flavour
from kbassist.system.errors import CopyRefused

# Long enough to switch windows and paste twice.
SENSITIVE_LIFE_MS = 60_000

# What clipboard histories look for before they keep something (THREATS: KeePassXC ships the same names).
# Qt writes the Windows ones as plain format names; macOS needs native code that PySide6 does not offer.
EXCLUSIONS: tuple[tuple[str, bytes], ...] = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\0\0\0\0"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\0\0\0\0"),
    ('application/x-qt-windows-mime;value="Clipboard Viewer Ignore"', b"1"),
    ("org.nspasteboard.ConcealedType", b"1"),
)

# Controls other than tab and line feed, and the marks that turn the reading direction around: they can
# make a text read otherwise than it is.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """Return `text` with `\\n` line ends and without control and direction marks."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Copied(QMimeData):
    """Calls back whenever somebody takes what is offered."""

    def __init__(self) -> None:
        super().__init__()
        self._fetched: Callable[[], object] | None = None

    def tell(self, fetched: Callable[[], object] | None) -> None:
        """Set what is called; it must not raise, since Qt calls it."""
        self._fetched = fetched

    @override
    def retrieveData(self, name: str, kind: QMetaType | QMetaType.Type) -> object:
        if self._fetched is not None:
            self._fetched()
        return super().retrieveData(name, kind)


def mime_of(
    plain: str, html: str, markdown: str, *, sensitive: bool = False, flavour: Flavour = Flavour.RICH
) -> Copied:
    """Build what goes on the clipboard.

    RICH offers plain text, HTML and Markdown together and lets the receiver choose; PLAIN and MARKDOWN
    offer text only, so that no receiver can choose another form.
    """
    mime = Copied()
    if flavour is Flavour.MARKDOWN:
        mime.setText(visible(markdown))
    else:
        mime.setText(visible(plain))
    if flavour is Flavour.RICH and html:
        mime.setHtml(visible(html))
    if flavour is not Flavour.PLAIN and markdown:
        mime.setData("text/markdown", visible(markdown).encode())
    if sensitive:
        for name, content in EXCLUSIONS:
            mime.setData(name, content)
    return mime


class Clipboard(QObject):
    """The one place that writes the system's clipboard.

    Signals:
        emptied: our reply was taken off the clipboard again.
        putting: a reply is about to take the place of what is there.
        fetched: another program took our reply.
    """

    emptied = Signal()
    putting = Signal()
    fetched = Signal()

    def __init__(
        self,
        clipboard: QClipboard,
        sensitive_life_ms: int = SENSITIVE_LIFE_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._ours: str | None = None
        self._sensitive = False
        self._tells_owner = False
        self._putting = False
        self._returned = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(sensitive_life_ms)
        self._timer.timeout.connect(self._on_timer_timeout)
        clipboard.dataChanged.connect(self._on_clipboard_data_changed)

    def put(
        self,
        plain: str,
        html: str = "",
        markdown: str = "",
        *,
        sensitive: bool = False,
        flavour: Flavour = Flavour.RICH,
    ) -> None:
        """Put a text on the clipboard and read it back.

        A sensitive text is marked for clipboard histories and taken away after a while. Raises
        CopyRefused when the clipboard does not hold the text afterwards.
        """
        self.putting.emit()
        mime = mime_of(plain, html, markdown, sensitive=sensitive, flavour=flavour)
        wanted = mime.text()
        self._returned = False
        with self._own_change():
            self._clipboard.setMimeData(mime)
        self._timer.stop()
        # Another program may hold the clipboard open (Windows), or the compositor may refuse it (Wayland).
        if self._clipboard.text() != wanted:
            self._ours = None
            raise CopyRefused("The clipboard did not take the reply. Press Enter once more to copy it again.")
        mime.tell(self.fetched.emit)
        self._ours = wanted
        self._sensitive = sensitive
        self._tells_owner = self._clipboard.ownsClipboard()
        if sensitive:
            self._timer.start()

    def holds_ours(self) -> bool:
        """Tell whether the clipboard still holds what was put last, without asking another program for it."""
        if self._ours is None:
            return False
        return not self._tells_owner or self._clipboard.ownsClipboard()

    def held(self) -> QMimeData | None:
        """Return what is on the clipboard, as its owner offers it."""
        return self._clipboard.mimeData()

    def give_back(self, mime: QMimeData) -> None:
        """Put what was there before on the clipboard, if ours is still there."""
        if not self.holds_ours():
            return
        self._timer.stop()
        self._ours = None
        self._returned = True
        with self._own_change():
            self._clipboard.setMimeData(mime)

    def clear_selection(self) -> None:
        """Let go of what is marked with the mouse, where the system keeps that for pasting as well."""
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def clear_if_ours(self) -> bool:
        """Empty the clipboard if it still holds what was put last, and tell whether it did."""
        ours = self.holds_ours()
        self._timer.stop()
        self._ours = None
        if ours:
            with self._own_change():
                self._clipboard.clear()
            self.emptied.emit()
        return ours

    def clear_if_from_here(self) -> bool:
        """Empty the clipboard of a reply, or of what was copied out of an entry of ours; tell whether.

        What was there before a reply and came back is another program's, and stays.
        """
        if self._ours is None and self._clipboard.ownsClipboard() and not self._returned:
            self._ours, self._tells_owner = "", True
        return self.clear_if_ours()

    def close(self) -> None:
        """Take what must not outlive the program off the clipboard.

        An ordinary reply stays for platforms that keep it. Where nobody can take it over (no platform
        ownership, as offscreen) Qt would crash at exit on its remains, so it goes as well.
        """
        if self._sensitive or not self._tells_owner:
            self.clear_if_ours()
        self._timer.stop()

    @contextlib.contextmanager
    def _own_change(self) -> Iterator[None]:
        self._putting = True
        try:
            yield
        finally:
            self._putting = False

    @Slot()
    def _on_clipboard_data_changed(self) -> None:
        if not self._putting and not self._clipboard.ownsClipboard():
            self._returned = False
        # Some platforms tell late of our own change: as long as we own it, it is ours.
        if not self._putting and not (self._tells_owner and self._clipboard.ownsClipboard()):
            self._ours = None
            self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self.clear_if_ours()
