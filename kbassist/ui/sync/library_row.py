"""One library in the list of those that are open: how its sharing stands, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.sync.past import Happened
from kbassist.ui.sync.words import ago, edits, line_of
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.label import make_label

SHOWN = 5
SYNC, SIGN_IN, SETTLE = "sync", "sign in", "settle"
SHARE, TURN_ON, TURN_OFF = "share", "turn on", "turn off"


def deeds_of(standing: SyncStanding) -> tuple[tuple[str, str], ...]:
    """List what can be done, the most needful first: what it is, and the words of its button."""
    if standing.state is SyncState.OFF:
        return ((TURN_ON, "Sync it"),) if standing.branch else ((SHARE, "Share through git…"),)
    deeds: list[tuple[str, str]] = []
    if standing.state is SyncState.SIGN_IN and standing.remote.startswith("http"):
        deeds.append((SIGN_IN, "Sign in…"))
    if standing.conflicts:
        deeds.append((SETTLE, "Settle the conflict" if standing.conflicts == 1 else "Settle the conflicts"))
    again = standing.state in (SyncState.WAITING, SyncState.BY_HAND, SyncState.HELD)
    deeds.append((SYNC, "Try again" if again else "Sync now"))
    return tuple(deeds)


def facts_of(standing: SyncStanding, now: datetime) -> str:
    """Say in a line when it was synced, and what waits."""
    if standing.state is SyncState.OFF:
        return "A git clone that is not synced" if standing.branch else "A folder without git"
    if standing.state is SyncState.READY and standing.sentence and not standing.remote:
        return "git keeps the history here; it is not shared"
    parts = [f"Synced {ago(standing.synced_at, now)}" if standing.synced_at else "Not synced yet"]
    if standing.unsent:
        parts.append(f"{edits(standing.unsent)} to send")
    if standing.in_review:
        parts.append(f"{edits(standing.in_review)} waiting for review")
    if standing.conflicts:
        parts.append("1 conflict" if standing.conflicts == 1 else f"{standing.conflicts} conflicts")
    return " · ".join(parts)


class LibraryRow(QWidget):
    """Name, address and branch, how it stands in a sentence, buttons, and what syncs did.

    Signals:
        wanted: a button was pressed; carries the library's root and one of the deeds' names.
    """

    wanted = Signal(str, str)

    def __init__(self, library: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._library = library
        self._look = (theme, icons)
        self._deeds: dict[Button, str] = {}
        self._told: tuple[Happened, ...] = ()
        self._name = ElidedLabel(theme, FontRole.STRONG)
        self._where = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._facts = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._sentence = make_label("", theme, "body", "missing_text", wrap=True)
        self._beside, self._below = QHBoxLayout(), QHBoxLayout()
        for row in (self._beside, self._below):
            row.setSpacing(8)
        self._below.addStretch(1)
        self._past = QGridLayout()
        self._past.setContentsMargins(0, 4, 0, 0)
        self._past.setHorizontalSpacing(12)
        self._past.setVerticalSpacing(2)
        self._past.setColumnStretch(1, 1)
        words = QVBoxLayout()
        words.setSpacing(1)
        for label in (self._name, self._where, self._facts):
            words.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addLayout(self._beside)
        head.setAlignment(self._beside, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addLayout(self._below)
        column.addLayout(self._past)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons that are offered."""
        return tuple(self._deeds)

    def show_standing(
        self, name: str, standing: SyncStanding, past: Sequence[Happened], now: datetime
    ) -> None:
        """Say how the library stands."""
        self._name.set_text(name)
        place = " · ".join(filter(None, (standing.remote, standing.branch)))
        self._where.set_text(place or self._library)
        self._facts.set_text(facts_of(standing, now))
        wants = line_of([standing], {}, now).wants
        is_said = bool(standing.sentence) and standing.state not in (SyncState.READY, SyncState.WORKING)
        self._sentence.setText(standing.sentence)
        self._sentence.setVisible(is_said)
        self._look[0].dress(self._sentence, FontRole.BODY, "missing_text" if wants else "text")
        self._offer(deeds_of(standing), name)
        self._show_past(past[:SHOWN])

    def _offer(self, deeds: Sequence[tuple[str, str]], name: str) -> None:
        if [(button.text(), deed) for button, deed in self._deeds.items()] == [
            (text, deed) for deed, text in deeds
        ]:
            return  # the one that has the keyboard keeps it
        for button in self._deeds:
            button.hide()
            button.deleteLater()
        theme, icons = self._look
        self._deeds = {}
        for place, (deed, text) in enumerate(deeds):
            first = place == 0 and deed in (SIGN_IN, SETTLE)
            button = Button(text, theme, icons, kind=ButtonKind.PRIMARY if first else ButtonKind.PLAIN)
            button.setAccessibleName(f"{text.rstrip('…')}: {name}")
            button.clicked.connect(self._on_button_clicked)
            if len(deeds) == 1:
                self._beside.addWidget(button)
            else:  # beside the words there is room for one
                self._below.insertWidget(place, button)
            self._deeds[button] = deed

    def _show_past(self, past: Sequence[Happened]) -> None:
        if tuple(past) == self._told:
            return
        self._told = tuple(past)
        while (item := self._past.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for row, line in enumerate(past):
            text = line.text if line.times == 1 else f"{line.text} ({line.times} times)"
            told = ElidedLabel(self._look[0], FontRole.SECONDARY, "dim")
            told.set_text(text)
            self._past.addWidget(make_label(f"{line.at:%H:%M}", self._look[0], "secondary", "dim"), row, 0)
            self._past.addWidget(told, row, 1)

    @Slot()
    def _on_button_clicked(self) -> None:
        deed = next((deed for button, deed in self._deeds.items() if button is self.sender()), "")
        if deed:
            self.wanted.emit(self._library, deed)
