"""Turns a plain folder into one whose history git keeps, and that is shared through an address."""

from PySide6.QtCore import Signal, Slot

from kbassist.team.git.signing import Login
from kbassist.ui.icons import Icons
from kbassist.ui.sync.sign_in_form import LoginLines
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.form_panel import FormPanel

TOLD = (
    "git keeps every saved state of the articles from now on. With the address of an empty repository they "
    "are shared with all who join it; without one the history stays on this machine."
)


class ShareForm(FormPanel):
    """Asks for the address that may be given, and who it is where the host wants to know.

    Signals:
        shared: a library shall be kept with git; carries its root, the address, "" for none, and a `Login`
            or None.
    """

    shared = Signal(str, str, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("Share through git", "Keep the history", theme, icons)
        self.setAccessibleName("Share through git")
        self._library = ""
        self.address = self.add_line("Address", 0, span=3)
        self.address.setPlaceholderText("May be left empty")
        self.lines = LoginLines(self, 1, theme, icons)
        self.lines.show_lines(False)
        self.setFocusProxy(self.address)
        self.column.addStretch(1)
        self.address.textChanged.connect(self._on_address_text_changed)
        self.accepted.connect(self._on_self_accepted)

    def ask(self, library: str, name: str) -> None:
        """Ask for a library called `name`."""
        if library != self._library:
            self.clear()
        self._library = library
        self.set_title(f"Share {name} through git")
        self.set_busy(False)
        self.say(TOLD)

    def ask_login(self, host: str, sentence: str) -> None:
        """Ask who it is, since the host wants to know; asked already, what was typed was not taken."""
        again = not self.lines.isHidden()
        self.set_busy(False)
        self.lines.ask(host)
        self.lines.show_lines(True)
        self.say(sentence, trouble=again)
        (self.lines.secret if self.lines.user.text() else self.lines.user).setFocus()

    def clear(self) -> None:
        """Let go of all that was typed."""
        for line in (self.address, self.lines.user, self.lines.secret):
            line.clear()
        self.lines.show_lines(False)

    def refuse(self, sentence: str) -> None:
        """Say why it came to nothing."""
        self.set_busy(False)
        self.say(sentence, trouble=True)
        self.address.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Wait, or be ready."""
        self.accept.setEnabled(not busy)

    @Slot(str)
    def _on_address_text_changed(self, text: str) -> None:
        self.accept.set_text("Share" if text.strip() else "Keep the history")

    @Slot()
    def _on_self_accepted(self) -> None:
        self.set_busy(True)
        login: Login | None = self.lines.login if not self.lines.isHidden() else None
        self.shared.emit(self._library, self.address.text().strip(), login)
