"""Which reply the article lacks, and the way to ask its writer for it."""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel


class LackStrip(QWidget):
    """Hidden while the article has what the agent wishes for.

    Signals:
        request_pressed: the lacking reply shall be asked for, or no longer.
    """

    request_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._button = Button("", theme, icons, kind=ButtonKind.QUIET, key=key)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._notice, 1)
        row.addWidget(self._button)
        self._button.clicked.connect(self.request_pressed)
        self.hide()

    @property
    def says(self) -> str:
        """What is lacking, and how the request stands; empty while it is hidden."""
        return "" if self.isHidden() else f"{self._notice.text} | {self._button.text()}"

    def show_lack(self, sentence: str, words: str, *, requested: bool) -> None:
        """Say what is lacking; `words` describe the reply that is wished for."""
        self._notice.set_text(sentence)
        self._button.set_text("Asked the writer" if requested else "Ask the writer")
        name = f"Take the request for {words} back" if requested else f"Ask the writer for {words}"
        self._button.setAccessibleName(name)
        self._button.setToolTip(escape(name))  # names come from a shared library
        self._button.set_glyph("check" if requested else "")
        self.setVisible(bool(sentence))
