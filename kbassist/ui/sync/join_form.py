"""Joins a team: the address that it gave out, the folder for it, and how far the copying is."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from kbassist.team.git.signing import Login
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.status_line import ProgressBar
from kbassist.ui.sync.sign_in_form import LoginLines
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.form_panel import FormLine, FormPanel

TOLD = (
    "All articles are copied into a folder of this machine. What you save there is sent to the team "
    "by itself."
)


class JoinForm(FormPanel):
    """Asks, and shows how it goes on.

    Signals:
        joined: an address shall be copied; carries it, the folder, and a `Login` or None.
        stopped: the copying shall end.
    """

    joined = Signal(str, str, object)
    stopped = Signal()

    def __init__(self, theme: Theme, icons: Icons, documents: Path | None = None) -> None:
        super().__init__("Join a team", "Join", theme, icons)
        self.setAccessibleName("Join a team")
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._documents = documents or Path(places)
        self._chosen = False
        self.address = self.add_line("Address", 0, span=3)
        self.address.setPlaceholderText("Paste it here: https://… or git@…")
        self.folder = FormLine("Folder", theme)
        self.folder.returnPressed.connect(self._accept)
        self._choose = Button("Choose…", theme, icons)
        self._choose.setAccessibleName("Choose another folder")
        place = QWidget()
        beside = QHBoxLayout(place)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.folder, 1)
        beside.addWidget(self._choose)
        self.add_input("Folder", place, 1, span=3)
        self.lines = LoginLines(self, 2, theme, icons)
        self.lines.show_lines(False)
        self._bar = ProgressBar(theme)
        self._work = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._stop = Button("Stop", theme, icons, kind=ButtonKind.QUIET, icon="x")
        self._going = QWidget()
        row = QHBoxLayout(self._going)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._work, 1)
        row.addWidget(self._stop)
        self.column.addWidget(self._going)
        self.column.addStretch(1)
        self._going.hide()
        self.setFocusProxy(self.address)
        self.say(TOLD)
        self.address.textChanged.connect(self._on_address_text_changed)
        self.folder.textEdited.connect(self._on_folder_text_edited)
        self._choose.clicked.connect(self._on_choose_clicked)
        self._stop.clicked.connect(self.stopped)
        self.accepted.connect(self._on_self_accepted)

    @property
    def busy(self) -> bool:
        """Whether articles are being copied."""
        return not self._going.isHidden()

    def begin(self) -> None:
        """Ask anew, unless something is under way or was typed already."""
        if not self.busy and not self.address.text():
            self.lines.show_lines(False)
            self.say(TOLD)

    def ask_login(self, host: str, sentence: str) -> None:
        """Ask who it is, since the host wants to know; asked already, what was typed was not taken."""
        again = not self.lines.isHidden()
        self.end()
        self.lines.ask(host)
        self.lines.show_lines(True)
        self.say(sentence, trouble=again)
        (self.lines.secret if self.lines.user.text() else self.lines.user).setFocus()

    def show_progress(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say how far it is."""
        count = f" {done:,} of {total:,}" if total else ""
        self._work.set_text(text + count)
        self._bar.set_share(done, total)

    def fail(self, sentence: str) -> None:
        """Say why it came to nothing."""
        self.end()
        self.say(sentence, trouble=True)
        self.address.setFocus()

    def end(self) -> None:
        """Be ready for the next."""
        self._going.hide()
        self._set_enabled(True)

    def clear(self) -> None:
        """Let go of all that was typed."""
        self.end()
        self._chosen = False
        for line in (self.address, self.folder, self.lines.user, self.lines.secret):
            line.clear()
        self.lines.show_lines(False)
        self.say(TOLD)

    def _set_enabled(self, on: bool) -> None:
        lines = (self.address, self.folder, self.lines.user, self.lines.secret)
        for widget in (*lines, self._choose, self.accept):
            widget.setEnabled(on)

    @Slot(str)
    def _on_address_text_changed(self, address: str) -> None:
        if not self._chosen:
            name = folder_name(address)
            self.folder.setText(str(self._documents / name) if name else "")

    @Slot(str)
    def _on_folder_text_edited(self, text: str) -> None:
        self._chosen = bool(text)

    @Slot()
    def _on_choose_clicked(self) -> None:
        dialog = QFileDialog(self, "Where shall the folder lie?")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_dialog_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_dialog_file_selected(self, chosen: str) -> None:
        self._chosen = True
        self.folder.setText(str(Path(chosen) / (folder_name(self.address.text()) or "library")))

    @Slot()
    def _on_self_accepted(self) -> None:
        address, folder = self.address.text().strip(), self.folder.text().strip()
        if not address:
            self.say("Paste the address that your team gave you.", trouble=True)
            self.address.setFocus()
        elif not folder:
            self.say("Choose a folder for the articles.", trouble=True)
            self.folder.setFocus()
        else:
            login: Login | None = self.lines.login if not self.lines.isHidden() else None
            self.say("")
            self._set_enabled(False)
            self.show_progress("Asking the host…")
            self._going.show()
            self._stop.setFocus()
            self.joined.emit(address, folder, login)


def folder_name(address: str) -> str:
    """Propose what a folder for an address is called, "" for one without a name."""
    words = address.split()
    last = words[-1].rstrip("/\\") if words else ""
    for mark in ("/", "\\", ":"):
        last = last.rpartition(mark)[2]
    last = last.removesuffix(".git")
    return "".join(sign for sign in last if sign.isalnum() or sign in "-_. ").strip(". ")
