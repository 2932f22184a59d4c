"""Brings back what was on the clipboard before a reply, once the reply has been pasted."""

from PySide6.QtCore import QObject, QTimer, Slot

from kbassist.ui.clipboard import Clipboard
from kbassist.ui.desktop.copied import Copied
from kbassist.ui.desktop.kept_clipboard import KeptClipboard

# From the first fetch on: programs ask for several forms of what they paste, one after the other.
AFTER_FETCH_MS = 700
# Nobody has asked for it: the agent may still paste by hand for a while.
UNFETCHED_MS = 30_000


class PutBack(QObject):
    """Keeps what a clipboard held, while it is armed; holds it in memory alone."""

    def __init__(
        self,
        clipboard: Clipboard,
        copied: Copied,
        parent: QObject | None = None,
        *,
        after_fetch_ms: int = AFTER_FETCH_MS,
        unfetched_ms: int = UNFETCHED_MS,
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._copied = copied
        self._after_fetch_ms = after_fetch_ms
        self._unfetched_ms = unfetched_ms
        self._armed = False
        self._pasted = False
        self._kept: KeptClipboard | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        clipboard.putting.connect(self._on_clipboard_putting)
        clipboard.fetched.connect(self._on_clipboard_fetched)

    def arm(self, on: bool) -> None:
        """Keep what is on the clipboard when the next reply is put there, or stop doing so."""
        self._armed = on

    def begin(self) -> None:
        """Bring it back soon: the paste key has been pressed."""
        self._pasted = True
        if self._kept is not None:
            self._timer.start(self._unfetched_ms)

    def forget(self) -> None:
        """Leave the reply where it is."""
        self._timer.stop()
        self._kept, self._pasted = None, False

    def close(self) -> None:
        """Forget what was kept, for good."""
        self._armed = False
        self.forget()

    @Slot()
    def _on_clipboard_putting(self) -> None:
        # A reply that was pasted just now covers what was there before: that is kept already.
        waiting = self._pasted and self._kept is not None and self._clipboard.holds_ours()
        self._timer.stop()
        self._pasted = False
        if not self._armed:
            self._kept = None
        elif not waiting:
            # Qt waits five seconds for every form that a program owes, and the window with it.
            readable = self._copied.answers and not self._clipboard.holds_ours()
            self._kept = KeptClipboard.of(self._clipboard.held()) if readable else None

    @Slot()
    def _on_clipboard_fetched(self) -> None:
        # Once: a clipboard history that looks again and again must not put it off for ever.
        if self._pasted and self._kept is not None and self._timer.interval() != self._after_fetch_ms:
            self._timer.start(self._after_fetch_ms)

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._kept is not None:
            self._clipboard.give_back(self._kept.mime())
        self.forget()
