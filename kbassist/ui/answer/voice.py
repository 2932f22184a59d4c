"""What the page says in the status line, and takes back when it is true no longer."""

from PySide6.QtCore import QObject, Signal, Slot


class Voice(QObject):
    """Passes sentences on and remembers whether the last one told of trouble.

    Trouble stays in the status line until something else is said. Once the agent has gone on to something
    else it would be taken for what they do now.

    Signals:
        said: a sentence for the status line, empty for none, and whether it tells of something that did
            not work.
    """

    said = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._troubled = False

    @Slot(str, bool)
    def say(self, text: str, trouble: bool) -> None:
        """Say a sentence in place of the one before."""
        self._troubled = trouble
        self.said.emit(text, trouble)

    @Slot()
    def take_back(self) -> None:
        """Take the last sentence away if it told of trouble."""
        if self._troubled:
            self.say("", False)
