"""How a setting is asked for: one small control for each kind of the declaration."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kbassist.system.settings import Control, Setting
from kbassist.ui.icons import Icons
from kbassist.ui.settings.folders import FolderList
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.choice import Choice
from kbassist.ui.widgets.stepper import Stepper

NO_PREFERENCE = "No preference"
STEP = 10


class SettingInput(QWidget):
    """Shows and changes the value of one setting.

    Signals:
        value_chosen: the user wants another value; carries the setting's name and the value.
        folder_requested: the user wants to add a folder.
    """

    value_chosen = Signal(str, object)
    folder_requested = Signal()

    def __init__(
        self,
        row: Setting,
        theme: Theme,
        icons: Icons,
        absent: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = row
        self._theme = theme
        self._icons = icons
        self._absent = absent
        self._show: Callable[[object], object]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        makers: dict[Control, Callable[[], QWidget]] = {
            Control.TEXT: self._make_text,
            Control.LONGTEXT: self._make_long_text,
            Control.CHOICE: self._make_choice,
            Control.SUGGESTED: self._make_suggested,
            Control.NUMBER: self._make_number,
            Control.FOLDERS: self._make_folders,
            Control.SHORTCUT: self._make_shortcut,
        }
        self.control = makers[row.declaration.control]()
        self.control.setAccessibleDescription(row.declaration.help)
        self.setFocusProxy(self.control)
        column.addWidget(self.control)

    def show_value(self, value: object) -> None:
        """Show the value in force, unless the user is typing it right now."""
        self._show(value)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices for a setting that names what the open libraries have."""
        if isinstance(self.control, Choice):
            self.control.set_options(choices, self.control.value)

    def show_personal(self, folder: str) -> None:
        """Show which of the folders is the agent's own."""
        if isinstance(self.control, FolderList):
            self.control.set_personal(folder)

    def _make_text(self) -> QWidget:
        line = QLineEdit()
        line.setAccessibleName(self._row.declaration.label)
        line.setMaximumWidth(420)
        self._theme.dress(line)
        line.textEdited.connect(self._on_line_text_edited)

        def show(value: object) -> None:
            if line.text() != str(value):
                line.setText(str(value))

        self._show = show
        return line

    def _make_long_text(self) -> QWidget:
        # Plain text only: what is pasted here is never read as HTML.
        edit = QPlainTextEdit()
        edit.setProperty("field", "true")
        edit.setAccessibleName(self._row.declaration.label)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(self._theme.px(84))
        edit.setMaximumWidth(420)
        self._theme.dress(edit)
        edit.textChanged.connect(self._on_edit_text_changed)

        def show(value: object) -> None:
            if edit.toPlainText() != str(value):
                edit.setPlainText(str(value))

        self._show = show
        return edit

    def _make_choice(self) -> QWidget:
        choice = Choice(self._row.declaration.label, self._theme, self._icons)
        offered = [pair for pair in self._row.declaration.choices if pair[0] not in self._absent]
        choice.set_options(offered, str(self._row.default))
        choice.chosen.connect(self._on_choice_chosen)
        names = {name for name, _label in offered}
        # What this desktop does not offer reads as what happens in its place, the first of the list.
        self._show = lambda value: choice.set_value(str(value) if str(value) in names else offered[0][0])
        return choice

    def _make_suggested(self) -> QWidget:
        choice = Choice(self._row.declaration.label, self._theme, self._icons)
        choice.set_options((("", NO_PREFERENCE),), "")
        choice.chosen.connect(self._on_choice_chosen)
        self._show = lambda value: choice.set_value(str(value))
        return choice

    def _make_number(self) -> QWidget:
        about = self._row.declaration
        bounds = (about.least or 0, about.most or 100)
        stepper = Stepper(about.label, bounds, STEP, about.unit, self._theme, self._icons)
        stepper.stepped.connect(self._on_stepper_stepped)
        self._show = lambda value: stepper.set_value(int(str(value)))
        return stepper

    def _make_folders(self) -> QWidget:
        folders = FolderList(
            "Only the sample library is open. Add a folder of Markdown articles, or drag one in.",
            self._theme,
            self._icons,
        )
        folders.folders_changed.connect(self._on_folders_folders_changed)
        folders.add_requested.connect(self.folder_requested)
        folders.personal_chosen.connect(self._on_folders_personal_chosen)

        def show(value: object) -> None:
            if isinstance(value, tuple):
                folders.set_folders(value)

        self._show = show
        return folders

    def _make_shortcut(self) -> QWidget:
        recorder = QKeySequenceEdit()
        recorder.setMaximumSequenceLength(1)
        recorder.setClearButtonEnabled(True)
        recorder.setAccessibleName(self._row.declaration.label)
        for line in recorder.findChildren(QLineEdit):  # it is what a screen reader meets
            line.setAccessibleName(self._row.declaration.label)
        recorder.setMaximumWidth(260)
        self._theme.dress(recorder)
        # Tab would be recorded as well; the field is left with the mouse, or by the keys it has recorded.
        recorder.setFinishingKeyCombinations([])
        recorder.editingFinished.connect(self._on_recorder_editing_finished)

        def show(value: object) -> None:
            keys = QKeySequence.fromString(str(value), QKeySequence.SequenceFormat.PortableText)
            if recorder.keySequence() != keys:
                recorder.setKeySequence(keys)

        self._show = show
        return recorder

    @Slot()
    def _on_recorder_editing_finished(self) -> None:
        if isinstance(self.control, QKeySequenceEdit):
            keys = self.control.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
            self.value_chosen.emit(self._row.name, keys)

    @Slot(str)
    def _on_line_text_edited(self, text: str) -> None:
        self.value_chosen.emit(self._row.name, text)

    @Slot()
    def _on_edit_text_changed(self) -> None:
        if isinstance(self.control, QPlainTextEdit):
            self.value_chosen.emit(self._row.name, self.control.toPlainText())

    @Slot(str)
    def _on_choice_chosen(self, value: str) -> None:
        self.value_chosen.emit(self._row.name, value)

    @Slot(int)
    def _on_stepper_stepped(self, value: int) -> None:
        self.value_chosen.emit(self._row.name, value)

    @Slot(str)
    def _on_folders_personal_chosen(self, folder: str) -> None:
        self.value_chosen.emit("personal", folder)

    @Slot(object)
    def _on_folders_folders_changed(self, folders: tuple[str, ...]) -> None:
        self.value_chosen.emit(self._row.name, folders)
