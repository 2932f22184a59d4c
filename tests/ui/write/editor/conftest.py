"""An editor in a window, and hands to type with."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.editor.article_editor import ArticleEditor

CARET = "‸"


class Hands:
    """Types into an editor; `‸` stands for the caret, two of them for a selection."""

    def __init__(self, editor: ArticleEditor) -> None:
        self.editor = editor

    def have(self, marked: str) -> "Hands":
        """Begin with a text and the caret where it is marked."""
        before, _, rest = marked.partition(CARET)
        inside, selected, after = rest.partition(CARET)
        text = before + (inside + after if selected else rest)
        self.editor.set_text(text, len(before))
        if selected:
            places = self.editor.places
            self.editor.area.select(places.units(len(before)), places.units(len(before) + len(inside)))
        return self

    def type(self, text: str) -> "Hands":
        for sign in text:
            if sign == "\n":
                self.press(Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self.editor.area, sign)
        return self

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> "Hands":
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.editor.area, key, modifiers)
        return self

    @property
    def shows(self) -> str:
        """The text with the caret marked in it, or both ends of the selection."""
        text, places = self.editor.text(), self.editor.places
        cursor = self.editor.area.textCursor()
        start, end = places.offset(cursor.selectionStart()), places.offset(cursor.selectionEnd())
        if start == end:
            return text[:start] + CARET + text[start:]
        return text[:start] + CARET + text[start:end] + CARET + text[end:]


@pytest.fixture
def editor(qtbot: QtBot, place: QWidget, theme: Theme, icons: Icons, tasks: Tasks) -> ArticleEditor:
    editor = ArticleEditor(theme, icons, tasks)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(editor)
    place.show()
    place.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(lambda: editor.area.hasFocus())
    return editor


@pytest.fixture
def hands(editor: ArticleEditor) -> Hands:
    return Hands(editor)


Have = Callable[[str], Hands]
