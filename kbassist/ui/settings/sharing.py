"""What the agent shares with the team: a switch a library, all of it to read, and the way to take it back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.label import make_label
from kbassist.ui.widgets.library_mark import LibraryMark, LibraryTag
from kbassist.workspace.sharing import SharingState

ABOUT = (
    "Where a team wants it, the single words of questions, gaps and how often replies were used are shared, "
    "without names, numbers and texts of customers, under a random name instead of yours. You can withdraw "
    "it, but where the library is synced with git, the history of git keeps what once was in it."
)
WITHDRAWS = (
    "Removes your files; the others drop what they took from them. The history of git, where there is one, "
    "keeps them"
)
NAMED = "This team wants your name with it."
ASKED = "The team wants your name with it now; nothing of yours is shared until you press Share again."
NOTHING = "Nothing is shared."
TEXT_PX = 180


class SharingRow(QWidget):
    """One library that its team shares in.

    Signals:
        switched: the agent says Yes or No; carries the library's folder and which.
        shown: what is shared shall be shown; carries the library's folder.
        withdrawn: all that was shared shall be taken back; carries the library's folder.
    """

    switched = Signal(str, bool)
    shown = Signal(str)
    withdrawn = Signal(str)

    def __init__(self, state: SharingState, mark: LibraryMark, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._state = state
        words = QVBoxLayout()
        words.setSpacing(0)
        tag = LibraryTag(theme, FontRole.BODY, "text")
        tag.show_mark(mark)
        words.addWidget(tag)
        words.addWidget(make_label(standing_of(state), theme, "secondary", "dim", wrap=True))
        self.switch = Button("", theme, icons, icon="check" if state.on else "")
        self.switch.set_text("Sharing" if state.on else "Share")
        self.switch.setCheckable(True)
        self.switch.setChecked(state.on)
        self.switch.setEnabled(state.on or not state.read_only)
        self.switch.setAccessibleName(f"Share what is learned in {mark.label}")
        self.show_button = Button("What is shared", theme, icons, kind=ButtonKind.QUIET, icon="eye")
        self.show_button.setAccessibleName(f"Show what is shared in {mark.label}")
        self.withdraw = Button("Withdraw", theme, icons, kind=ButtonKind.QUIET, icon="rotate-ccw")
        self.withdraw.setAccessibleName(f"Withdraw all that was shared in {mark.label}")
        self.withdraw.setToolTip(WITHDRAWS)
        self.withdraw.setEnabled(bool(state.machine))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.switch, self.show_button, self.withdraw):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.switch.clicked.connect(self._on_switch_clicked)
        self.show_button.clicked.connect(self._on_show_clicked)
        self.withdraw.clicked.connect(self._on_withdraw_clicked)

    @Slot()
    def _on_switch_clicked(self) -> None:
        self.switched.emit(self._state.library, not self._state.on)

    @Slot()
    def _on_show_clicked(self) -> None:
        self.shown.emit(self._state.library)

    @Slot()
    def _on_withdraw_clicked(self) -> None:
        self.withdrawn.emit(self._state.library)


class SharingPanel(QWidget):
    """The libraries whose teams share; hidden where there is none.

    Signals:
        switched, shown, withdrawn: as of a row.
    """

    switched = Signal(str, bool)
    shown = Signal(str)
    withdrawn = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.rows: list[SharingRow] = []
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("field", "true")
        self.text.setAccessibleName("What is shared, word for word")
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFixedHeight(theme.px(TEXT_PX))
        self.text.hide()
        theme.dress(self.text, FontRole.MONO)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(make_label("Shared with the team", theme, "strong"))
        self._column.addWidget(make_label(ABOUT, theme, "secondary", "dim", wrap=True))
        self._column.addWidget(self.text)
        self.hide()

    def show_states(self, shown: Sequence[tuple[SharingState, LibraryMark]]) -> None:
        """Show how sharing stands where a team wants it, or where something was shared once."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        wanted = [(state, mark) for state, mark in shown if state.wanted or state.machine]
        self.rows = [SharingRow(state, mark, self._theme, self._icons) for state, mark in wanted]
        for place, row in enumerate(self.rows, start=2):
            self._column.insertWidget(place, row)
            row.switched.connect(self.switched)
            row.shown.connect(self.shown)
            row.withdrawn.connect(self.withdrawn)
        self.setVisible(bool(self.rows))

    def show_texts(self, texts: Sequence[tuple[str, str]]) -> None:
        """Show what is shared: each file's name, then its text."""
        said = "\n\n".join(f"{name}\n{text.rstrip()}" for name, text in texts)
        self.text.setPlainText(said or NOTHING)
        self.text.show()
        self.text.setFocus()


def standing_of(state: SharingState) -> str:
    """Say how sharing stands in a library."""
    if not state.wanted:
        return "The team does not share any more; what you shared is still there."
    others = "Nobody shares yet" if not state.others else f"{state.others} of the team share"
    if state.read_only:
        return f"{others}. You may only read this library, so nothing of yours is written."
    if state.asks_name:
        return f"{others}. {ASKED}"
    named = f" {NAMED}" if state.names else ""
    if state.on:
        return f"{others}, and so do you.{named}" if state.others else f"Only you share so far.{named}"
    return f"{others}; you do not.{named}"
