"""The Settings page: a card a section, a row a setting, each change in force at once."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.system.errors import KbError
from kbassist.system.settings import Section, Setting, settings_table
from kbassist.ui.icons import Icons
from kbassist.ui.preferences import Preferences
from kbassist.ui.settings.inputs import NO_PREFERENCE, SettingInput
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.card import Card
from kbassist.ui.widgets.label import make_label

WIDEST = 760
LABEL_WIDTH = 150


class SettingsPage(QScrollArea):
    """All settings that are shown, by section.

    Signals:
        folder_requested: the user wants to add a folder to the open libraries.
        refused: a value cannot be taken; carries a sentence.
        left: Escape was pressed.
    """

    folder_requested = Signal()
    refused = Signal(str)
    left = Signal()

    def __init__(
        self,
        preferences: Preferences,
        theme: Theme,
        icons: Icons,
        absent: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`absent` are values of choices that this desktop does not offer, such as `tray`."""
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self._icons = icons
        self._absent = absent
        self._inputs: dict[str, SettingInput] = {}
        self._grids: dict[Section, QGridLayout] = {}
        self._cards: dict[Section, Card] = {}
        self.setAccessibleName("Settings")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fill()
        self._inputs["libraries"].show_personal(preferences.settings.personal)
        self.setFocusProxy(next(iter(self._inputs.values())))
        preferences.setting_changed.connect(self._on_preferences_setting_changed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        body, inner = QWidget(), QWidget()
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(make_label("Settings", self._theme, "heading"))
        for section in Section:
            rows = [row for row in settings_table() if row.declaration.section is section]
            if section is not Section.HIDDEN and rows:
                column.addWidget(self._card(section, rows))
        column.addStretch(1)
        inner.setMaximumWidth(WIDEST)
        middle = QHBoxLayout(body)
        middle.setContentsMargins(24, 16, 24, 24)
        middle.addWidget(inner, 10)
        middle.addStretch(1)
        self.setWidget(body)
        # The window's ground shows through.
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)

    def add_below(self, section: Section, widget: QWidget) -> None:
        """Put more at the end of a section than its settings."""
        grid = self._grids[section]
        grid.addWidget(widget, grid.rowCount(), 1)

    def add_card(self, title: str, widget: QWidget, after: Section) -> None:
        """Add a card that has no settings, below that of a section."""
        card = Card(self._theme)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(20, 16, 20, 20)
        inner.setSpacing(16)
        inner.addWidget(make_label(title, self._theme, "title"))
        inner.addWidget(widget)
        self._column.insertWidget(self._column.indexOf(self._cards[after]) + 1, card)

    def set_choices(self, choices: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer, by the setting's name, pairs of value and label that the open libraries have."""
        for name, pairs in choices.items():
            value = str(getattr(self._preferences.settings, name))
            offered = [("", NO_PREFERENCE), *pairs]
            if value not in {option for option, _label in offered}:
                offered.append((value, value))
            self._inputs[name].set_choices(offered)
            self._inputs[name].show_value(value)

    def _card(self, section: Section, rows: Sequence[Setting]) -> Card:
        self._cards[section] = card = Card(self._theme)
        self._grids[section] = grid = QGridLayout(card)
        grid.setContentsMargins(20, 16, 20, 20)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(16)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.addWidget(make_label(section.value, self._theme, "title"), 0, 0, 1, 2)
        for index, row in enumerate(rows, start=1):
            self._add_row(grid, index, row)
        return card

    def _add_row(self, grid: QGridLayout, index: int, row: Setting) -> None:
        control = SettingInput(row, self._theme, self._icons, self._absent)
        control.show_value(getattr(self._preferences.settings, row.name))
        control.value_chosen.connect(self._on_input_value_chosen)
        control.folder_requested.connect(self.folder_requested)
        self._inputs[row.name] = control
        label = make_label(row.declaration.label, self._theme, "body")
        label.setBuddy(control)
        label.setContentsMargins(0, 8, 0, 0)
        grid.addWidget(label, index, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(control)
        right.addWidget(make_label(row.declaration.help, self._theme, "secondary", "dim", wrap=True))
        grid.addLayout(right, index, 1)

    @Slot(str, object)
    def _on_input_value_chosen(self, name: str, value: object) -> None:
        try:
            self._preferences.change(name, value)
        except KbError as error:
            self.refused.emit(str(error))

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        if name == "personal":
            self._inputs["libraries"].show_personal(self._preferences.settings.personal)
        if name in self._inputs:
            self._inputs[name].show_value(getattr(self._preferences.settings, name))
