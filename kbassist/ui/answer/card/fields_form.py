"""The form below the preview: one input for each value that the reply asks for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import Placeholder
from kbassist.ui.answer.card.field_input import FieldInput
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.tab_order import keep_in_place

COLUMN_PX = 240
MARGIN = 18
LEAST_PX = 88


class FieldsForm(QScrollArea):
    """Inputs in one, two or three columns; scrolls when there are more than fit.

    Signals:
        edited: a value was typed; carries the field's name and the text.
        pressed_enter: Enter was pressed in a field; carries its name.
        left: Escape was pressed in a field.
    """

    edited = Signal(str, str)
    pressed_enter = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._inputs: dict[str, FieldInput] = {}
        self._columns = 0
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName("Values")
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_placeholders(self, asked: Sequence[Placeholder], conversation: Conversation) -> None:
        """Show an input for each placeholder; those that stay keep their text, cursor and focus."""
        wanted = {p.name: p for p in asked}
        focused = self.focused_name()
        if focused is not None and focused not in wanted:
            self.left.emit()  # or Qt would give the focus to whatever comes next
        if [(n, i.field) for n, i in self._inputs.items()] != [(p.name, p.field) for p in wanted.values()]:
            self._rebuild(wanted)
        for name, placeholder in wanted.items():
            value = conversation.values.get(name)
            self._inputs[name].show_placeholder(placeholder, value.text if value else None)
        self.setVisible(bool(wanted))
        self.updateGeometry()
        if self.focused_name() is None:
            self._show_missing()

    def _show_missing(self) -> None:
        """Bring the first value that is missing into sight, where not all fields fit."""
        missing = next((asked for asked in self._inputs.values() if asked.missing), None)
        self._grid.activate()  # or it would not be known yet where the fields are
        self._content.adjustSize()
        if missing is None:
            self.verticalScrollBar().setValue(0)
        else:
            self.ensureWidgetVisible(missing, 0, 12)

    def focus_field(self, name: str) -> bool:
        """Give a field the focus, with its text selected, and tell whether it is there."""
        asked = self._inputs.get(name)
        if asked is None:
            return False
        asked.setFocus(Qt.FocusReason.TabFocusReason)
        asked.select_all()
        self.ensureWidgetVisible(asked, 0, 12)
        return True

    def focused_name(self) -> str | None:
        """Return the name of the field that has the focus."""
        return next((name for name, asked in self._inputs.items() if asked.box.hasFocus()), None)

    def next_of(self, names: Sequence[str]) -> str | None:
        """Return the first of `names` after the field that has the focus, round and round."""
        order = list(self._inputs)
        focused = self.focused_name()
        if focused in order:
            at = order.index(focused) + 1
            order = order[at:] + order[:at]
        return next((name for name in order if name in names), None)

    def first_empty(self) -> str | None:
        """Return the name of the first field without a text of its own, else of the first one."""
        empty = (name for name, asked in self._inputs.items() if not asked.text.strip())
        return next(empty, next(iter(self._inputs), None))

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * COLUMN_PX, self._grid.sizeHint().height() if self._inputs else 0)

    @override
    def minimumSizeHint(self) -> QSize:
        one = next(iter(self._inputs.values()), None)
        # Of a long text the beginning will do: in a low window the reply must stay in sight as well.
        least = min(one.sizeHint().height() + 24, self._theme.px(LEAST_PX)) if one else 0
        return QSize(COLUMN_PX // 2, min(least, self.sizeHint().height()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area hides from its parent that its content wants another height.
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting_columns() != self._columns:
            self._place()

    def _rebuild(self, wanted: dict[str, Placeholder]) -> None:
        kept = {n: i for n, i in self._inputs.items() if n in wanted and i.field == wanted[n].field}
        for name, asked in self._inputs.items():
            if name not in kept:
                self._grid.removeWidget(asked)
                asked.hide()
                asked.deleteLater()
        self._inputs = {name: kept.get(name) or self._make(p) for name, p in wanted.items()}
        keep_in_place(self, [asked.box for asked in self._inputs.values()])
        self._place()

    def _make(self, placeholder: Placeholder) -> FieldInput:
        asked = FieldInput(placeholder.field, self._theme, self._icons, self._content)
        asked.edited.connect(self.edited)
        asked.pressed_enter.connect(self.pressed_enter)
        asked.left.connect(self.left)
        asked.focused.connect(self._on_input_focused)
        return asked

    def _place(self) -> None:
        self._columns = self._fitting_columns()
        row = column = 0
        for asked in self._inputs.values():
            if asked.wide and column:
                row, column = row + 1, 0
            span = self._columns if asked.wide else 1
            self._grid.addWidget(asked, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            asked.show()  # a layout would do so one turn later, and a hidden input takes no focus
            column += span
            if column >= self._columns:
                row, column = row + 1, 0
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 1 if number < self._columns else 0)
        self.updateGeometry()

    def _fitting_columns(self) -> int:
        return max(1, min(3, (self.viewport().width() - MARGIN) // self._theme.px(COLUMN_PX)))

    @Slot(QWidget)
    def _on_input_focused(self, asked: QWidget) -> None:
        self.ensureWidgetVisible(asked, 0, 12)
