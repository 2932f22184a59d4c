"""How the palette's shortcut stands, and where each desktop lets its user bind one by hand."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.label import make_label

# What to open and press, in the words of each desktop's own settings.
WHERE = (
    (
        "GNOME",
        "Settings, Keyboard, View and Customise Shortcuts, Custom Shortcuts, +. Name it kbassist, paste the "
        "command, press Set Shortcut.",
    ),
    (
        "KDE",
        "System Settings, Keyboard, Shortcuts, Add New, Command or Script. Paste the command, press keys.",
    ),
    ("XFCE", "Settings, Keyboard, Application Shortcuts, Add. Paste the command, OK, press the keys."),
    (
        "macOS",
        "Shortcuts, +, the action Run Shell Script with the command; in its details Add Keyboard Shortcut.",
    ),
    (
        "Windows",
        "The field above is enough. Without it: a new shortcut to the command on the desktop; in its "
        "Properties, Shortcut key.",
    ),
)


class Bindings(QWidget):
    """A sentence, the command line, and a row a desktop.

    Signals:
        copy_wanted: the command is to be copied; carries it.
    """

    copy_wanted = Signal(str)

    def __init__(self, command: str, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._command = QLineEdit(command)
        self._command.setReadOnly(True)
        self._command.setCursorPosition(0)
        self._command.setAccessibleName("The command that shows the palette")
        theme.dress(self._command, "mono")
        self._copy = Button("Copy", theme, icons, icon="copy")
        self._copy.setAccessibleName("Copy the command")
        self._standing = make_label("", theme, "body", wrap=True)
        self._standing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._standing)
        column.addWidget(
            make_label(
                "Any desktop can also bind a key of its own to this command:", theme, "body", wrap=True
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._command, 1)
        row.addWidget(self._copy)
        column.addLayout(row)
        column.addLayout(self._table())
        self._copy.clicked.connect(self._on_copy_clicked)

    @property
    def standing(self) -> str:
        """What is said about the shortcut."""
        return self._standing.text()

    def show_standing(self, sentence: str, in_force: bool) -> None:
        """Say whether the shortcut of the settings works."""
        self._standing.setText(sentence)
        self._standing.setVisible(bool(sentence))
        self._theme.dress(self._standing, "body", "verified" if in_force else "missing_text")

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for index, (name, where) in enumerate(WHERE):
            grid.addWidget(make_label(name, self._theme, "secondary"), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(make_label(where, self._theme, "secondary", "dim", wrap=True), index, 1)
        return grid

    @Slot()
    def _on_copy_clicked(self) -> None:
        self.copy_wanted.emit(self._command.text())
