"""The way back to the program that the agent came from, with a paste at its end where that is wished."""

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.ui.desktop.foreground import Foreground, PasteRefused

TURN_MS = 12
# A key that is held longer than this was not meant for the chat: nothing is pasted under it.
KEYS_MS = 2_000
# A busy program may need a while until it takes the focus.
FOCUS_MS = 1_500
SETTLE_MS = 300

ELSEWHERE = "Copied, not pasted: another window has the focus now. Ctrl+V pastes it."
NOWHERE = "Copied, not pasted: there is no other program to paste into."
HELD = "Copied, not pasted: a key was held down. Ctrl+V pastes it."


class _Step(Enum):
    IDLE = auto()
    KEYS = auto()
    FOCUS = auto()


class WayBack(QObject):
    """Remembers a window, and leads back to it step by step without ever making Qt's loop wait.

    The palette stays until Enter is up again: held down a little longer, the key would go on in the chat,
    where Enter sends.

    Signals:
        left: the palette may go now.
        arrived: the window has the focus again; nothing was to be pasted.
        pasted: the paste key has been pressed there.
        failed: it was not; carries a sentence, empty when nothing was to be pasted.
    """

    left = Signal()
    arrived = Signal()
    pasted = Signal()
    failed = Signal(str)

    def __init__(self, foreground: Foreground, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._foreground = foreground
        self._target = 0
        self._paste = False
        self._step = _Step.IDLE
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TURN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def can_paste(self) -> bool:
        """Tell whether this desktop lets us paste at all."""
        return self._foreground.can_paste

    @property
    def busy(self) -> bool:
        """Tell whether it is on its way."""
        return self._step is not _Step.IDLE

    def remember(self) -> None:
        """Note which program has the focus; none when it is ours: nothing is pasted into ourselves."""
        self._target = self._foreground.active()

    def go(self, *, paste: bool) -> None:
        """Go back, as soon as the key that asked for it is up."""
        self._paste = paste
        self._begin(_Step.KEYS)
        self._on_timer_timeout()

    def stop(self) -> None:
        """Stay where the agent is now; nothing is pasted any more."""
        self._timer.stop()
        self._step = _Step.IDLE

    def _begin(self, step: _Step) -> None:
        self._step, self._turns = step, 0
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._turns += 1
        if self._step is _Step.KEYS:
            self._wait_for_keys()
        elif self._step is _Step.FOCUS:
            self._wait_for_focus()

    def _wait_for_keys(self) -> None:
        if self._foreground.keys_held(any_modifier=False):
            return
        # Enter alone must be up where nothing is pasted: Ctrl may go on to the next shortcut.
        modified = self._paste and self._foreground.keys_held(any_modifier=True)
        if modified and self._turns * TURN_MS < KEYS_MS:
            return
        self.left.emit()
        if modified:
            self._fail(HELD)
            return
        if not self._target:
            self._fail(NOWHERE)
            return
        self._foreground.activate(self._target)
        self._begin(_Step.FOCUS)

    def _wait_for_focus(self) -> None:
        # When a window goes, the window manager first turns to whichever lies below it.
        late = self._turns * TURN_MS >= SETTLE_MS
        if self._foreground.has_focus(self._target):
            self._end()
        elif self._turns * TURN_MS >= FOCUS_MS or (late and self._foreground.active() != self._target):
            self._fail(ELSEWHERE)

    def _end(self) -> None:
        paste = self._paste
        self.stop()
        if not paste:
            self.arrived.emit()
            return
        try:
            self._foreground.press_paste()
        except PasteRefused as refusal:
            self.failed.emit(str(refusal))
            return
        self.pasted.emit()

    def _fail(self, sentence: str) -> None:
        paste = self._paste
        self.stop()
        self.failed.emit(sentence if paste else "")
