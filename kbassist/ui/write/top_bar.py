"""The row above the text: which file it is, whether it is saved, and what can be done with it as a whole."""

from datetime import datetime
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.actions import Actions
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind, MenuButton, PrimaryButton
from kbassist.ui.widgets.elided_label import ElidedLabel

TICK_MS = 1_000
MENU = (
    "write.new",
    "write.from_sent",
    "",
    "write.move",
    "write.trash",
    "write.replace",
    "",
    "write.send_patch",
    "write.copy_patch",
    "write.apply_patch",
    "",
    "write.take_back",
    "write.answer",
)


class TopBar(QWidget):
    """Path, state and buttons.

    Signals:
        list_pressed: the list shall come or go.
        history_pressed: the versions of the file are wanted.
        preview_pressed: the preview shall come or go.
        save_pressed: the file shall be saved.
    """

    list_pressed = Signal()
    history_pressed = Signal()
    preview_pressed = Signal()
    save_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, actions: Actions) -> None:
        super().__init__()
        self._now = datetime.now
        self._kept: datetime | None = None
        self._list = Button("", theme, icons, kind=ButtonKind.QUIET, icon="panel-left")
        self._list.setAccessibleName("Show or hide the list")
        self._list.setToolTip(f"Show or hide the list  {actions.key('write.list')}")
        self.path = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self.others = ElidedLabel(theme, FontRole.SECONDARY, "accent", Qt.AlignmentFlag.AlignRight)
        self.others.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.others.hide()
        self.state = ElidedLabel(theme, FontRole.SECONDARY, "dim", Qt.AlignmentFlag.AlignRight)
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.history = Button("History", theme, icons, icon="history")
        self.history.setToolTip(f"Earlier versions  {actions.key('write.history')}")
        self.preview = Button("Preview", theme, icons, icon="eye")
        self.preview.setCheckable(True)
        self.preview.setToolTip(f"Show or hide the preview  {actions.key('write.preview')}")
        self.save = PrimaryButton("Save", theme, icons, key=actions.key("write.save"))
        self.more = MenuButton("File", theme, icons)
        self.more.setAccessibleName("What can be done with files")
        self.more.set_menu(actions.menu(MENU, self))
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._say_kept)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._list)
        row.addWidget(self.path, 1)
        for widget in (self.others, self.state, self.more, self.history, self.preview, self.save):
            row.addWidget(widget)
        self._list.clicked.connect(self.list_pressed)
        self.history.clicked.connect(self.history_pressed)
        self.preview.clicked.connect(self.preview_pressed)
        self.save.clicked.connect(self.save_pressed)
        self.show_file("")

    def show_file(self, path: str) -> None:
        """Name the open file; empty for none."""
        self.path.set_text(path.replace("/", "  /  "))
        for button in (self.history, self.preview, self.save):
            button.setEnabled(bool(path))

    def say_others(self, text: str, full: str) -> None:
        """Say who else is at work on the open file, and `full` to whoever asks; empty for nobody."""
        self.others.set_text(text)
        self.others.setAccessibleName(full)
        self.others.setToolTip(f"{escape(full)}. Saving joins what all of you write." if full else "")
        self.others.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Say how the file stands."""
        self._kept = None
        self._tick.stop()
        self.state.set_text(text)

    def say_kept(self, at: datetime) -> None:
        """Say that the draft was kept, and go on saying how long ago."""
        self._kept = at
        self._say_kept()
        if self.isVisible():
            self._tick.start()

    def set_aside(self, aside: bool) -> None:
        """Leave out what is done with the text, while something else has its place."""
        for button in (self.history, self.preview, self.save):
            button.setVisible(not aside)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the words that the icons say as well."""
        self.history.set_text("" if narrow else "History")
        self.preview.set_text("" if narrow else "Preview")
        self.history.setAccessibleName("History")
        self.preview.setAccessibleName("Preview")

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    @Slot()
    def _say_kept(self) -> None:
        if self._kept is None:
            return
        seconds = max(0, round((self._now(self._kept.tzinfo) - self._kept).total_seconds()))
        ago = f"{seconds} s ago" if seconds < 60 else f"{seconds // 60} min ago"
        self.state.set_text(f"Draft kept {ago}" if seconds else "Draft kept")
