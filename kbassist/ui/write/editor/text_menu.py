"""The context menu of the text: what may have been meant by a wrong word, and what the keys do as well."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from kbassist.articles.line_edit import target_at
from kbassist.ui.action_table import ACTIONS
from kbassist.ui.actions import key_text
from kbassist.ui.write.editor.article_text import ArticleText
from kbassist.ui.write.editor.commands import Commands
from kbassist.ui.write.editor.correcting import Correcting
from kbassist.ui.write.editor.slip_marks import SlipMarks
from kbassist.workspace.spelling import Slip

ENTRIES = {entry.id: entry for entry in ACTIONS}
CHANGING = ("bold", "italic", "link", "", "add_reply", "add_table", "", "complete")
FINDING = ("find", "find_and_replace")
LOOKING = "Looking for corrections…"
NONE_FOUND = "No corrections found"


class TextMenu(QObject):
    """Opens it at the mouse or at the caret; a click outside the selection puts the caret there first."""

    def __init__(
        self, text: ArticleText, commands: Commands, correcting: Correcting, marks: SlipMarks
    ) -> None:
        super().__init__(text)
        self._text = text
        self._area = text.area
        self._commands = commands
        self._correcting = correcting
        self._marks = marks
        self._area.menu_wanted.connect(self._on_area_menu_wanted)

    def menu(self) -> QMenu:
        """Make the menu for the caret's place; it goes when it is closed."""
        menu = QMenu(self._area)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        slip = self._marks.at(self._text.caret())
        if slip is not None and not self._area.textCursor().hasSelection():
            self._add_corrections(menu, slip)
        if target_at(self._text.text(), self._text.caret()):
            self._add(menu, "follow")
            menu.addSeparator()
        self._add_clipboard(menu)
        for name in (*(CHANGING if not self._area.isReadOnly() else ()), "", *FINDING):
            if name:
                self._add(menu, name)
            else:
                menu.addSeparator()
        return menu

    def _add_corrections(self, menu: QMenu, slip: Slip) -> None:
        add = QAction(f"Add “{slip.word}” to the dictionary", menu)
        add.triggered.connect(partial(self._correcting.word_added.emit, slip.word))
        if not self._area.isReadOnly():
            looking = menu.addAction(LOOKING)
            looking.setEnabled(False)
            Corrections(menu, looking, slip, self._correcting)
        menu.addAction(add)
        menu.addSeparator()
        self._correcting.suggestions_wanted.emit(slip)

    def _add(self, menu: QMenu, name: str) -> None:
        entry = ENTRIES[f"write.{name}"]
        # Behind a tab the key is shown, and not bound a second time.
        action = menu.addAction(f"{entry.text}\t{key_text(entry.keys[0])}")
        action.triggered.connect(partial(self._commands.carry_out, entry.id))

    def _add_clipboard(self, menu: QMenu) -> None:
        area, document = self._area, self._area.document()
        selected, writable = area.textCursor().hasSelection(), not area.isReadOnly()
        for words, key, slot, enabled in (
            ("Undo", "Ctrl+Z", area.undo, writable and document.isUndoAvailable()),
            ("Redo", "Ctrl+Y", area.redo, writable and document.isRedoAvailable()),
            ("", "", None, False),
            ("Cut", "Ctrl+X", area.cut, writable and selected),
            ("Copy", "Ctrl+C", area.copy, selected),
            ("Paste", "Ctrl+V", area.paste, writable and area.canPaste()),
            ("Select all", "Ctrl+A", area.selectAll, True),
            ("", "", None, False),
        ):
            if slot is None:
                menu.addSeparator()
                continue
            action = menu.addAction(f"{words}\t{key_text(key)}")
            action.setEnabled(enabled)
            action.triggered.connect(slot)

    @Slot(QPoint, int)
    def _on_area_menu_wanted(self, at: QPoint, position: int) -> None:
        cursor = self._area.textCursor()
        if not cursor.selectionStart() <= position <= cursor.selectionEnd():
            self._area.select(position, position)
        self.menu().popup(at)


class Corrections(QObject):
    """Puts the corrections into a menu once they are there, in place of the entry that says so."""

    def __init__(self, menu: QMenu, looking: QAction, slip: Slip, correcting: Correcting) -> None:
        super().__init__(menu)
        self._menu = menu
        self._looking = looking
        self._slip = slip
        self._correcting = correcting
        correcting.suggested.connect(self._on_correcting_suggested)

    @Slot(object, object)
    def _on_correcting_suggested(self, slip: Slip, words: tuple[str, ...]) -> None:
        if slip != self._slip:
            return
        for word in words:
            action = QAction(word.replace("&", "&&"), self._menu)
            action.triggered.connect(partial(self._correcting.correct, slip, word))
            self._menu.insertAction(self._looking, action)
        if words:
            self._menu.removeAction(self._looking)
        else:
            self._looking.setText(NONE_FOUND)
