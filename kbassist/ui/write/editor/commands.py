"""What keys and the menu do to the text besides typing it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from kbassist.articles.line_edit import (
    heading_levelled,
    lines_moved,
    linked,
    reply_added,
    target_at,
    wrapped,
)
from kbassist.articles.line_marks import is_code, is_front_matter
from kbassist.articles.list_edit import after_return, indented
from kbassist.articles.table_edit import next_cell, next_row, table_added
from kbassist.articles.text_change import TextChange, line_start
from kbassist.articles.text_edits import TextEdit
from kbassist.ui.action_table import ACTIONS
from kbassist.ui.actions import PORTABLE
from kbassist.ui.write.editor.article_text import ArticleText
from kbassist.ui.write.editor.text_area import combination

NEW_REPLY = "New reply"
# Of a tab where there is neither list nor table; front matters are indented by as much.
TAB = 2


def keys_of_the_text() -> dict[int, str]:
    """Map the combinations of the table that the text itself answers to their actions."""
    return {
        _combined(key): entry.id
        for entry in ACTIONS
        if entry.page == "write" and not entry.bound
        for key in entry.keys
    }


def _combined(key: str) -> int:
    # Qt's sequences can be indexed, and the stubs do not know it.
    sequence: Any = QKeySequence.fromString(key, PORTABLE)
    return int(sequence[0].toCombined())


class Commands(QObject):
    """Carries out the actions of the table that belong to the text, and the keys of lists and tables.

    `channel` is what a new reply is for, "" for any. Escape and then Tab leave the text; so does Ctrl+Tab.
    """

    def __init__(self, text: ArticleText) -> None:
        super().__init__(text)
        self._text = text
        self._area = text.area
        self.channel = ""
        self._escaped = False
        self._carried_out: dict[str, Callable[[], object]] = {
            "write.bold": partial(self._wrap, "**"),
            "write.italic": partial(self._wrap, "*"),
            "write.link": self._link,
            "write.follow": self._follow,
            "write.add_reply": self._add_reply,
            "write.add_table": self._add_table,
            "write.heading_down": partial(self._heading, 1),
            "write.heading_up": partial(self._heading, -1),
            "write.line_up": partial(self._move, -1),
            "write.line_down": partial(self._move, 1),
        }
        self._names = keys_of_the_text()
        self._area.own_keys = frozenset(self._names)
        self._area.key_answers.append(self._answer)

    def add(self, name: str, call: Callable[[], object]) -> None:
        """Let `call` carry out an action that another part of the editor is responsible for."""
        self._carried_out[name] = call

    def names(self) -> tuple[str, ...]:
        """Return the actions that are carried out here."""
        return tuple(self._carried_out)

    def carry_out(self, name: str) -> None:
        """Do what an action of the table such as `write.bold` says."""
        self._carried_out[name]()

    def _answer(self, event: QKeyEvent) -> bool:
        pressed = combination(event)
        escaped, self._escaped = self._escaped, event.key() == Qt.Key.Key_Escape
        name = self._names.get(pressed)
        if name in self._carried_out:
            self._carried_out[name]()
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._tab(event, escaped)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return not self._area.isReadOnly() and self._enter(event)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # what is around the text may want it
        return False

    def _tab(self, event: QKeyEvent, escaped: bool) -> bool:
        back = event.key() == Qt.Key.Key_Backtab
        if escaped or event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._area.isReadOnly():
            self._area.leave(back=back)
            return True
        start, end = self._text.selection()
        text = self._text.text()
        in_markdown = not self._state_says(is_code) and not self._state_says(is_front_matter)
        change = next_cell(text, end, back=back) if in_markdown else None
        change = change or (indented(text, start, end, back=back) if in_markdown or start != end else None)
        if change is None and not back:
            width = TAB - (end - line_start(text, end)) % TAB
            change = TextChange((TextEdit(start, end, " " * width),), start + width, start + width)
        self._do(change)
        return True

    def _enter(self, event: QKeyEvent) -> bool:
        start, end = self._text.selection()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # Qt would put a line separator there, which no Markdown knows.
            self._do(TextChange((TextEdit(start, end, "\n"),), start + 1, start + 1))
            return True
        if (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            or start != end
            or self._state_says(is_code)
        ):
            return False
        text = self._text.text()
        change = next_row(text, start) or after_return(text, start)
        self._do(change)
        return change is not None

    def _wrap(self, sign: str) -> None:
        self._do(wrapped(self._text.text(), *self._text.selection(), sign))

    def _link(self) -> None:
        self._do(linked(self._text.text(), *self._text.selection()))

    def _follow(self) -> None:
        target = target_at(self._text.text(), self._text.caret())
        if target:
            self._text.link_wanted.emit(target)

    def _heading(self, by: int) -> None:
        self._do(heading_levelled(self._text.text(), self._text.caret(), by))

    def _move(self, by: int) -> None:
        self._do(lines_moved(self._text.text(), *self._text.selection(), by))

    def _add_reply(self) -> None:
        self._do(reply_added(self._text.text(), self._place(), self.channel, NEW_REPLY))

    def _add_table(self) -> None:
        self._do(table_added(self._text.text(), self._place()))

    def _place(self) -> int:
        """Return where something new may go: not into the front matter, nor into code."""
        outside = not self._state_says(is_front_matter) and not self._state_says(is_code)
        return self._text.caret() if outside else len(self._text.text())

    def _state_says(self, asked: Callable[[int], bool]) -> bool:
        return asked(self._area.textCursor().block().previous().userState())

    def _do(self, change: TextChange | None) -> None:
        if change is not None and not self._area.isReadOnly():
            self._text.change(change)
