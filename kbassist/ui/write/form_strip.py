"""The front matter of the open file as a form above its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.front_matter_edit import FormValues
from kbassist.articles.text_lists import joined
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.label import make_label

MARGIN = 16
NARROW_PX = 430


@dataclass(frozen=True, slots=True)
class FormKey:
    """A key of the form. `is_list` takes several texts, as `joined` parts them; `is_main` is always shown."""

    key: str
    label: str
    hint: str
    is_list: bool = False
    is_main: bool = False
    is_day: bool = False


KEYS = (
    FormKey("title", "Title", "else the first heading", is_main=True),
    FormKey("owner", "Owner", "who answers for it", is_main=True),
    FormKey("tags", "Tags", "refunds, billing/fees", is_list=True, is_main=True),
    FormKey("verified", "Verified", "2026-11-20", is_main=True, is_day=True),
    FormKey("aliases", "Aliases", "other words for it", is_list=True),
    FormKey("review_every", "Review every", "90 days"),
    FormKey("lang", "Language", "en, de, pt-BR"),
    FormKey("draft", "Draft", "yes hides it from agents"),
)


class FormLine(QLineEdit):
    """The value of one key.

    Signals:
        settled: the value was changed and is meant; carries the key and the text.
        left: Escape was pressed.
    """

    settled = Signal(str, str)
    left = Signal()

    def __init__(self, key: FormKey, theme: Theme) -> None:
        super().__init__()
        self.key = key
        self._shown = ""
        self.setPlaceholderText(key.hint)
        self.setAccessibleName(key.label)
        self.setMinimumWidth(40)
        theme.dress(self)
        self.editingFinished.connect(self.settle)

    def show_value(self, text: str) -> None:
        """Show what the text of the file says, unless it is being changed here."""
        self._shown = text
        if text != self.text() and not (self.hasFocus() and self.isModified()):
            self.setText(text)
            self.setCursorPosition(0)

    def restore(self) -> None:
        """Show again what the text of the file says."""
        self.setText(self._shown)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def settle(self) -> None:
        """Take what was typed so far as meant."""
        if self.text().strip() != self._shown.strip():
            self.setModified(False)
            self.settled.emit(self.key.key, self.text())


class FormStrip(QWidget):
    """The keys in two columns, of which the less used ones fold away.

    Signals:
        changed: a value is another one now; carries the key and the text.
        left: Escape was pressed in a line.
    """

    changed = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_full = False
        self._lines = {entry.key: FormLine(entry, theme) for entry in KEYS}
        self._labels = {entry.key: make_label(entry.label, theme, "secondary", "dim") for entry in KEYS}
        self._locked = make_label("", theme, "secondary", "missing_text", wrap=True)
        self._locked.hide()
        self._today = Button("", theme, icons, kind=ButtonKind.QUIET, icon="check")
        self._today.setAccessibleName("Verified today")
        self._today.setToolTip("Verified today")
        self._more = Button("", theme, icons, kind=ButtonKind.QUIET, icon="chevron-down")
        self._more.setAccessibleName("All keys, or the usual ones")
        self._more.setToolTip(f"All keys of the front matter, or the usual ones  {key}")
        self._owners = QStringListModel(self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN - 8, 12)
        column.setSpacing(6)
        column.addLayout(self._grid)
        column.addWidget(self._locked)
        self._connect()
        self._lay_out()

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width() < self._theme.px(NARROW_PX)

    def show_values(self, values: FormValues, today: date) -> None:
        """Show what the text says."""
        self._day = today.isoformat()
        for key, line in self._lines.items():
            line.show_value(joined(values.texts(key)) if line.key.is_list else values.text(key))
            is_odd = key in values.others
            line.setReadOnly(bool(values.locked) or is_odd)
            line.setToolTip("Written in a way that only the text itself shows." if is_odd else "")
        self._today.setEnabled(not values.locked and values.text("verified") != self._day)
        self._locked.setText(values.locked)
        self._locked.setVisible(bool(values.locked))

    def restore(self, key: str) -> None:
        """Show again what the text says under a key, since a value could not be taken."""
        self._lines[key].restore()

    @Slot()
    def settle(self) -> None:
        """Take what is being typed into a line as meant."""
        for line in self._lines.values():
            if line.isModified():
                line.settle()

    def set_owners(self, owners: Sequence[str]) -> None:
        """Offer these names."""
        self._owners.setStringList(list(owners))

    @Slot()
    def turn(self) -> None:
        """Show all keys, or the usual ones again."""
        self._is_full = not self._is_full
        self._lay_out()
        if self._is_full:
            self._lines["aliases"].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the keyboard into the title."""
        self._lines["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _connect(self) -> None:
        completer = QCompleter(self._owners, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._lines["owner"].setCompleter(completer)
        for line in self._lines.values():
            line.settled.connect(self.changed)
            line.left.connect(self.left)
        self._today.clicked.connect(self._on_today_clicked)
        self._more.clicked.connect(self.turn)
        self._theme.theme_changed.connect(self._lay_out)

    @Slot()
    def _lay_out(self) -> None:
        """Put the keys into two columns, or one where there is no room."""
        columns = 1 if self.narrow else 2
        shape = (columns, self._is_full)
        if getattr(self, "_shape", None) == shape:
            return
        self._shape = shape
        while (item := self._grid.takeAt(0)) is not None:
            del item
        shown = [entry for entry in KEYS if entry.is_main or self._is_full]
        if self.narrow and not self._is_full:
            shown = [entry for entry in shown if entry.key in ("title", "verified")]
        for entry in KEYS:
            self._labels[entry.key].setVisible(entry in shown)
            self._lines[entry.key].setVisible(entry in shown)
        for number, entry in enumerate(shown):
            row, column = divmod(number, columns)
            self._grid.addWidget(self._labels[entry.key], row, 3 * column)
            self._grid.addWidget(self._lines[entry.key], row, 3 * column + 1)
        beside = shown.index(next(entry for entry in KEYS if entry.is_day))
        self._grid.addWidget(self._today, beside // columns, 3 * (beside % columns) + 2)
        self._grid.addWidget(self._more, 0, 3 * (columns - 1) + 2, Qt.AlignmentFlag.AlignRight)
        for column in range(6):
            is_line = column % 3 == 1 and column < 3 * columns
            self._grid.setColumnStretch(column, (3 if column == 1 else 2) if is_line else 0)
        self._more.set_glyph("chevron-up" if self._is_full else "chevron-down")

    @Slot()
    def _on_today_clicked(self) -> None:
        self.changed.emit("verified", self._day)
