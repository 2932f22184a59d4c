"""What the settings say of sharing: each library's, and the sign-ins that are kept."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.system.accounts import Account, Place, StoredAccount
from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.sync.library_row import SHARE, TURN_OFF, TURN_ON
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.label import make_label

PLACES = {Place.KEYRING: "in the keyring", Place.SESSION: "for this session only"}
NO_SIGN_INS = "None is kept. SSH and git's own helpers need none here."
NAME = "Your edits carry the name {name}."
NO_NAME = "Your edits carry the name that git has for you; set your own above, under You."


class Line(QWidget):
    """Words in two lines, and a button.

    Signals:
        pressed: the button was pressed.
    """

    pressed = Signal()

    def __init__(self, name: str, about: str, button: str, spoken: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        title, told = ElidedLabel(theme, FontRole.BODY), ElidedLabel(theme, FontRole.SECONDARY, "dim")
        title.set_text(name)
        told.set_text(about)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(told)
        self.button = Button(button, theme, icons, kind=ButtonKind.QUIET)
        self.button.setAccessibleName(spoken)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.pressed)


class TeamCard(QWidget):
    """A line a library and a line a sign-in.

    Signals:
        wanted: something shall be done with a library; carries its root and the deed's name.
        forget_wanted: a sign-in shall be forgotten; carries its `Account`.
        join_wanted: an address shall be pasted.
        looked_at: it is shown.
    """

    wanted = Signal(str, str)
    forget_wanted = Signal(object)
    join_wanted = Signal()
    looked_at = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._look = (theme, icons)
        self._shown: list[tuple[str, tuple[str, str, str, str]]] = []
        self._libraries: dict[Line, tuple[str, str]] = {}
        self._accounts: dict[Line, Account] = {}
        self._name = make_label("", theme, "secondary", "dim", wrap=True)
        self._nobody = make_label(NO_SIGN_INS, theme, "secondary", "dim", wrap=True)
        self._notice = make_label("", theme, "secondary", "missing_text", wrap=True)
        self._notice.hide()
        self.join = Button("Join a team…", theme, icons, icon="folder-plus")
        foot = QHBoxLayout()
        foot.addWidget(self.join)
        foot.addStretch(1)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._above)
        column.addLayout(foot)
        column.addWidget(self._name)
        column.addSpacing(8)
        column.addWidget(make_label("Sign-ins that are kept", theme, "body"))
        column.addLayout(self._below)
        column.addWidget(self._nobody)
        column.addWidget(self._notice)
        self.join.clicked.connect(self.join_wanted)

    def show_name(self, name: str) -> None:
        """Say whose name goes with the edits, "" where git knows it."""
        self._name.setText(NAME.format(name=name) if name else NO_NAME)

    def show_standings(self, standings: Sequence[SyncStanding], names: Mapping[str, str]) -> None:
        """Show which libraries are shared."""
        rows = {
            standing.library: _about(standing, names.get(standing.library, standing.library))
            for standing in standings
        }
        if list(rows.items()) == self._shown:
            return  # the button that has the keyboard keeps it
        self._shown = list(rows.items())
        self._clear(self._above, self._libraries)
        for root, (name, about, text, deed) in rows.items():
            line = Line(name, about, text, f"{text.rstrip('…')}: {name}", *self._look)
            line.pressed.connect(self._on_library_pressed)
            self._libraries[line] = (root, deed)
            self._above.addWidget(line)

    def show_accounts(self, accounts: Sequence[StoredAccount], notice: str) -> None:
        """Show the sign-ins that are kept; `notice` says why there is no safe place, if so."""
        self._clear(self._below, self._accounts)
        for stored in accounts:
            about = f"{stored.account.user} · {PLACES[stored.place]} since {stored.since:%d %b %Y}"
            host = stored.account.host_url.rpartition("://")[2]
            line = Line(host, about, "Forget", f"Forget the sign-in at {host}", *self._look)
            line.pressed.connect(self._on_account_pressed)
            self._accounts[line] = stored.account
            self._below.addWidget(line)
        self._nobody.setVisible(not accounts)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    @staticmethod
    def _clear(column: QVBoxLayout, lines: "dict[Line, tuple[str, str]] | dict[Line, Account]") -> None:
        for line in lines:
            column.removeWidget(line)
            line.hide()
            line.deleteLater()
        lines.clear()

    @Slot()
    def _on_library_pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Line) and sender in self._libraries:
            self.wanted.emit(*self._libraries[sender])

    @Slot()
    def _on_account_pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Line) and sender in self._accounts:
            self.forget_wanted.emit(self._accounts[sender])


def _about(standing: SyncStanding, name: str) -> tuple[str, str, str, str]:
    """Return the name, what is said of it, the words of the button, and what it does."""
    if standing.state is SyncState.OFF and standing.branch:
        return name, f"Not synced with {standing.remote or 'anybody'}", "Sync it", TURN_ON
    if standing.state is SyncState.OFF:
        return name, standing.sentence or "A folder without git", "Share through git…", SHARE
    return name, f"Synced with {standing.remote} · {standing.branch}", "Stop syncing", TURN_OFF
