"""How the sharing of all open libraries stands, and the ways to share more."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.team.git.standing import SyncStanding
from kbassist.ui.icons import Icons
from kbassist.ui.sync.library_row import LibraryRow
from kbassist.ui.sync.past import Past
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.card import Rule
from kbassist.ui.widgets.label import make_label


class SyncPanel(QWidget):
    """A row a library, with a hair line between two.

    Signals:
        wanted: something shall be done with a library; carries its root and the deed's name.
        join_wanted: an address shall be pasted.
        left: it shall go away.
    """

    wanted = Signal(str, str)
    join_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, join_key: str) -> None:
        super().__init__()
        self.setAccessibleName("How the sync stands")
        self._look = (theme, icons)
        self._rows: dict[str, LibraryRow] = {}
        self._rules: list[Rule] = []
        self.close_button = Button("Close", theme, icons, kind=ButtonKind.QUIET, key="Esc")
        self.join = Button("Join a team…", theme, icons, icon="folder-plus", key=join_key)
        self._join_words = make_label(
            "With the address that your team gave you.", theme, "secondary", "dim", wrap=True
        )
        head = QHBoxLayout()
        head.addWidget(make_label("Sync", theme, "title"), 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.join)
        foot.addWidget(self._join_words, 1)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._middle)
        column.addWidget(Rule(theme))
        column.addLayout(foot)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.close_button.clicked.connect(self.left)
        self.join.clicked.connect(self.join_wanted)

    def row(self, library: str) -> LibraryRow:
        """Return the row of a library that is shown."""
        return self._rows[library]

    def show_standings(
        self, standings: Sequence[SyncStanding], names: Mapping[str, str], past: Past, now: datetime
    ) -> None:
        """Show how the libraries stand."""
        roots = [standing.library for standing in standings]
        if roots != list(self._rows):
            self._make_rows(roots)
        for standing in standings:
            root = standing.library
            self._rows[root].show_standing(names.get(root, root), standing, past.of(root), now)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next((row.buttons[0] for row in self._rows.values() if row.buttons), self.join)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_rows(self, roots: Sequence[str]) -> None:
        for widget in (*self._rows.values(), *self._rules):
            self._middle.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        theme, icons = self._look
        self._rows, self._rules = {}, []
        for place, root in enumerate(roots):
            if place:
                self._rules.append(Rule(theme))
                self._middle.addWidget(self._rules[-1])
            self._rows[root] = row = LibraryRow(root, theme, icons)
            row.wanted.connect(self.wanted)
            self._middle.addWidget(row)
