"""A small process that owns the clipboard until something else is copied: `kbassist reply --copy`.

It reads `{"plain", "html", "markdown", "sensitive"}` as one JSON object from its standard input, writes
`{"ok": true}` or `{"ok": false, "message"}` as one line to its standard output, and then stays for as long
as its text is on the clipboard. Where the system keeps a clipboard by itself it ends at once.
"""

import json
import os
import sys

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

from kbassist.system.display import require_display
from kbassist.system.errors import KbError, UsageError
from kbassist.system.instance import LONGEST_MESSAGE_BYTES, Answer, CopyRequest, encode_answer
from kbassist.ui.clipboard import Clipboard


class Owner(QObject):
    """Ends the process when the clipboard belongs to somebody else."""

    def __init__(self, app: QGuiApplication, board: QClipboard) -> None:
        super().__init__(app)
        self._app = app
        self._board = board
        board.dataChanged.connect(self._on_board_data_changed)

    @Slot()
    def _on_board_data_changed(self) -> None:
        if not self._board.ownsClipboard():
            self._app.quit()


def request_of(raw: bytes) -> CopyRequest:
    """Read the request. Raises UsageError for anything else."""
    try:
        fields = json.loads(raw)
        plain, html, markdown = fields["plain"], fields.get("html", ""), fields.get("markdown", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError("The clipboard process was called without a text.") from error
    if not all(isinstance(text, str) for text in (plain, html, markdown)):
        raise UsageError("The clipboard process was called without a text.")
    return CopyRequest(plain, html, markdown, fields.get("sensitive") is True)


def own_clipboard(request: CopyRequest) -> int:
    """Put the texts on the clipboard, say so, and stay while they are there. Raises KbError."""
    require_display(os.environ)
    app = QGuiApplication(sys.argv[:1])
    board = QGuiApplication.clipboard()
    clipboard = Clipboard(board)
    owner = Owner(app, board)
    clipboard.emptied.connect(app.quit)
    clipboard.put(request.plain, request.html, request.markdown, sensitive=request.sensitive)
    _say(Answer(True))
    if board.ownsClipboard() and sys.platform.startswith("linux"):
        app.exec()
    clipboard.close()
    owner.deleteLater()
    return 0


def main() -> int:
    """Own the clipboard with what comes on standard input; 2 when that cannot be."""
    try:
        return own_clipboard(request_of(sys.stdin.buffer.read(LONGEST_MESSAGE_BYTES)))
    except KbError as error:
        _say(Answer(False, str(error)))
        return 2


def _say(answer: Answer) -> None:
    """Answer and close the output: whoever started this process must not wait for its end."""
    sys.stdout.buffer.write(encode_answer(answer))
    sys.stdout.buffer.flush()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
