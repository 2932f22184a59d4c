"""The sheet of all shortcuts, made from the table of actions."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.action_table import Action
from kbassist.ui.actions import key_text
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.label import make_label
from kbassist.ui.widgets.painting import draw_key_cap, key_cap_size

TITLE = "Keyboard shortcuts"
# By section: what an action is called, and its keys.
Sections = dict[str, list[tuple[str, tuple[str, ...]]]]


class KeyCaps(QWidget):
    """The keys of one action, each as a cap."""

    def __init__(self, keys: Sequence[str], theme: Theme) -> None:
        super().__init__()
        self._keys = tuple(keys)
        self._theme = theme
        self.setAccessibleName(" or ".join(keys))
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        sizes = [key_cap_size(key, self._theme) for key in self._keys]
        width = sum(size.width() + 6 for size in sizes)
        return QSize(round(width), round(sizes[0].height()) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0.0
        for key in self._keys:
            size = key_cap_size(key, self._theme)
            draw_key_cap(
                painter, QRectF(x, 1, size.width(), size.height()), key, self._theme, "text", "faint"
            )
            x += size.width() + 6
        painter.end()


class ShortcutSheet(QDialog):
    """All shortcuts in two columns, by section."""

    def __init__(self, table: Sequence[Action], theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        body = self._columns(sections_of(table))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        scroll.setAccessibleName(TITLE)
        close = Button("Close", theme, icons, key=key_text("Esc"))
        close.clicked.connect(self._on_close_clicked)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 20, 0, 16)
        heading = make_label(TITLE, theme, "title")
        heading.setContentsMargins(24, 0, 24, 4)
        page.addWidget(heading)
        page.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 0)
        foot.addStretch(1)
        foot.addWidget(close)
        page.addLayout(foot)
        room = parent.size()
        wanted = body.sizeHint() + QSize(24, 140)
        self.resize(min(wanted.width(), room.width() - 40), min(wanted.height(), room.height() - 40))

    def _columns(self, sections: Sections) -> QWidget:
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(24, 8, 24, 8)
        columns.setSpacing(40)
        half = sum(len(rows) + 2 for rows in sections.values()) / 2
        left, right, used = QVBoxLayout(), QVBoxLayout(), 0
        for name, rows in sections.items():
            self._add_section(left if used < half else right, name, rows)
            used += len(rows) + 2
        for column in (left, right):
            # A layout without a spacing of its own takes the wide one between the columns.
            column.setSpacing(4)
            column.addStretch(1)
            columns.addLayout(column, 1)
        return body

    def _add_section(
        self, column: QVBoxLayout, name: str, rows: Sequence[tuple[str, tuple[str, ...]]]
    ) -> None:
        heading = make_label(name, self._theme, "strong", "accent")
        heading.setContentsMargins(0, 10, 0, 2)
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        for row, (text, keys) in enumerate(rows):
            grid.addWidget(make_label(text, self._theme, "body"), row, 0)
            grid.addWidget(KeyCaps(keys, self._theme), row, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)

    @Slot()
    def _on_close_clicked(self) -> None:
        self.close()


def sections_of(table: Sequence[Action]) -> Sections:
    """Group the actions that have keys; a run such as `Copy hit 1` ... `Copy hit 9` becomes one row."""
    sections: Sections = {}
    last = {run: number for action in table if action.keys for run, number in [_run(action)] if number}
    for action in table:
        run, number = _run(action)
        if not action.keys or number > 1:
            continue
        rows = sections.setdefault(action.section, [])
        keys = tuple(key_text(key) for key in action.keys)
        if number:
            text, end = action.text.removesuffix(" 1"), last[run]
            rows.append((f"{text} 1 to {end}", (f"{keys[0]}...{end}",)))
        else:
            rows.append((action.text, keys))
    return sections


def _run(action: Action) -> tuple[str, int]:
    """Return the run that an action belongs to, and its number in it; 0 for one that stands alone."""
    run, _, number = action.id.rpartition("_")
    return (run, int(number)) if number.isdigit() else (action.id, 0)
