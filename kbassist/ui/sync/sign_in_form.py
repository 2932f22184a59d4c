"""Asks for what a git host wants to know: who, and a token or a password."""

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbassist.team.git.signing import Login
from kbassist.ui.icons import Icons
from kbassist.ui.sync.tokens import WHAT, page_of
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.form_panel import FormPanel
from kbassist.ui.widgets.label import make_label

KEPT = "It is kept in the keyring of this system; where there is none, for this session only."


class LoginLines(QWidget):
    """Explains what a token is below the two lines, and leads to the host's own page on it."""

    def __init__(self, form: FormPanel, row: int, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.user = form.add_line("User", row, span=3)
        self.secret = form.add_line("Token or password", row + 1, span=3)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.user.setPlaceholderText("Your name at the host; some tokens need none")
        self._form = form
        self._page = ""
        self._link = Button("How to get one", theme, icons, kind=ButtonKind.QUIET, icon="external-link")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(make_label(f"{WHAT} {KEPT}", theme, "secondary", "dim", wrap=True), 1)
        line.addWidget(self._link)
        form.rows.addWidget(self, row + 2, 1, 1, 3)
        self._link.clicked.connect(self._on_link_clicked)

    @property
    def login(self) -> Login | None:
        """What stands in the lines; None without a secret."""
        secret = self.secret.text().strip()
        return Login(self.user.text().strip(), secret) if secret else None

    def ask(self, host: str) -> None:
        """Ask anew, for a host."""
        self._page = page_of(host)
        self._link.setVisible(bool(self._page))
        self.secret.clear()

    def show_lines(self, on: bool) -> None:
        """Show the lines, or not."""
        for line in (self.user, self.secret):
            line.setVisible(on)
            self._form.label_of(line).setVisible(on)
        self.setVisible(on)

    @Slot()
    def _on_link_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))


class SignInForm(FormPanel):
    """Signs in for a library.

    Signals:
        signed: what was typed shall be tried; carries the library's root and a `Login`.
    """

    signed = Signal(str, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("Sign in", "Sign in", theme, icons)
        self.setAccessibleName("Sign in")
        self._library = ""
        self.lines = LoginLines(self, 0, theme, icons)
        self.setFocusProxy(self.lines.user)
        self.column.addStretch(1)
        self.accepted.connect(self._on_self_accepted)

    @property
    def library(self) -> str:
        """The library that is asked for."""
        return self._library

    def ask(self, library: str, name: str, host: str, sentence: str) -> None:
        """Ask for a library called `name` at a host; `sentence` says what the host said."""
        if library != self._library:
            self.lines.user.clear()
        self._library = library
        self.set_title(f"Sign in at {host}" if host else f"Sign in for {name}")
        self.lines.ask(host)
        self.set_busy(False)
        self.say(sentence)
        self.setFocusProxy(self.lines.secret if self.lines.user.text() else self.lines.user)

    def refuse(self, sentence: str) -> None:
        """Say that the host did not take it; only the secret has to be typed again."""
        self.set_busy(False)
        self.lines.secret.selectAll()
        self.lines.secret.setFocus()
        self.say(sentence, trouble=True)

    def set_busy(self, busy: bool) -> None:
        """Wait for the host's answer, or for what is typed."""
        self.accept.setEnabled(not busy)
        self.accept.set_text("Signing in…" if busy else "Sign in")

    def forget_secret(self) -> None:
        """Let go of what was typed."""
        self.lines.secret.clear()

    @Slot()
    def _on_self_accepted(self) -> None:
        login = self.lines.login
        if login is None:
            self.say("Paste the token, or type the password.", trouble=True)
            self.lines.secret.setFocus()
            return
        self.set_busy(True)
        self.signed.emit(self._library, login)
