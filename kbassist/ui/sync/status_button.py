"""The words in the status line that say how sharing stands; a click shows all there is to know."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.icons import Icons
from kbassist.ui.sync.words import SyncLine, line_of, stays_s
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.button import Button, ButtonKind


class SyncButton(Button):
    """Hidden where nothing is shared; its words follow the clock while it is shown."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        key: str,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", theme, icons, kind=ButtonKind.QUIET, parent=parent)
        self._key_words = key
        self._now = now
        self._standings: tuple[SyncStanding, ...] = ()
        self._names: Mapping[str, str] = {}
        self._line = SyncLine("")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self.hide()

    @property
    def line(self) -> SyncLine:
        """What is said."""
        return self._line

    def show_standings(self, standings: Sequence[SyncStanding], names: Mapping[str, str]) -> None:
        """Say how the libraries stand; `names` are theirs, by root."""
        self._standings, self._names = tuple(standings), names
        self._show()

    def close_clock(self) -> None:
        """Follow the clock no longer."""
        self._timer.stop()

    @Slot()
    def _show(self) -> None:
        now = self._now()
        line = line_of(self._standings, self._names, now)
        if line != self._line:
            if line.wants and line.text != self._line.text:
                announce(self, line.tip)
            self._line = line
            self.set_text(line.text)
            tips = (*line.tip.split("\n"), f"{self._key_words} shows more")
            self.setToolTip("<br>".join(map(escape, tips)))
            self.setAccessibleDescription(line.tip)
            self.setVisible(bool(line.text))
        shared = [one for one in self._standings if one.state is not SyncState.OFF]
        if shared:
            self._timer.start(1000 * min(stays_s(one.synced_at, now) for one in shared))
        else:
            self._timer.stop()

    @override
    def _ink(self) -> tuple[str, str, str]:
        ground, line, ink = super()._ink()
        return (ground, line, "missing_text") if self._line.wants else (ground, line, ink)
