"""What lies on the desk of a writer: one file, and its text as it stands in the editor."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import FileRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbassist.articles.text_edits import TextEdit
    from kbassist.workspace.workspace import Workspace
    from kbassist.workspace.written import Opened


class TextSource(Protocol):
    """What the desk needs of an editor."""

    def set_text(self, text: str, cursor: int = 0) -> None: ...  # noqa: D102
    def text(self) -> str: ...  # noqa: D102
    def replace_all(self, text: str) -> None: ...  # noqa: D102
    def apply_edits(self, edits: "Sequence[TextEdit]") -> None: ...  # noqa: D102
    def caret(self) -> int: ...  # noqa: D102
    def go_to(self, line: int, column: int = 0) -> None: ...  # noqa: D102
    def set_read_only(self, read_only: bool) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that is open; `opened` is the revision that saving goes from, None for one to be made.

    `lost` is what a file held that is gone from the library.
    """

    file: FileRef
    opened: "Opened | None"
    lost: bytes | None = None

    @property
    def base(self) -> bytes | None:
        """What the text was made out of; None for a file that never was in the library."""
        return self.opened.content if self.opened is not None else self.lost

    @property
    def text(self) -> str:
        """The text that stands in the library, as far as it is known here."""
        return self.opened.text if self.opened is not None else ""

    @property
    def read_only(self) -> str:
        """Why the file cannot be written, in a sentence; empty when it can."""
        return self.opened.read_only if self.opened is not None else ""


class WriteDesk(QObject):
    """The open file and its text; everybody on the page looks here.

    Signals:
        turned: another file, or none, is open; its text is in the editor already.
        text_changed: the text is another one.
        state_changed: whether the text is that of the file may have changed.
        gathering: the text is about to be kept or saved; whoever holds words of it puts them there.
    """

    turned = Signal()
    text_changed = Signal()
    state_changed = Signal()
    gathering = Signal()

    def __init__(self, editor: TextSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.workspace: Workspace | None = None
        self.sheet: Sheet | None = None
        self._text: str | None = ""
        self._dirty = False

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        if self._text is None:
            self._text = self.editor.text()
        return self._text

    @property
    def line(self) -> int:
        """The line of the caret, from 1."""
        return self.text.count("\n", 0, self.editor.caret()) + 1

    @property
    def file(self) -> FileRef | None:
        """The file that is open."""
        return self.sheet.file if self.sheet is not None else None

    @property
    def dirty(self) -> bool:
        """Whether the text is not, or may not be, that of the file."""
        return self.sheet is not None and (self.sheet.opened is None or self.text != self.sheet.text)

    def lay(self, sheet: Sheet | None, cursor: int = 0) -> None:
        """Open another file with its own text, or none."""
        self.sheet = sheet
        self.editor.set_text(sheet.text if sheet is not None else "", cursor)
        self.editor.set_read_only(sheet is None)  # a change of what cannot be saved here can be sent
        self._text = None
        self.turned.emit()
        self.text_changed.emit()
        self.state_changed.emit()

    def rebase(self, opened: "Opened") -> None:
        """Take another revision as the one that the file has; the text in the editor stays."""
        if self.sheet is not None:
            self.sheet = Sheet(opened.file, opened)
            self.state_changed.emit()

    def lose(self) -> None:
        """Take the file as gone from the library: saving makes it anew."""
        if self.sheet is not None:
            self.sheet = Sheet(self.sheet.file, None, self.sheet.base)
            self.state_changed.emit()

    @Slot()
    def take_in(self) -> None:
        """Notice that the text in the editor has changed."""
        self._text = None
        self.text_changed.emit()
        self.state_changed.emit()
