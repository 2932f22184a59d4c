"""A new conversation leaves nothing of the one before: not in widgets, undo, clipboard, nor in memory."""

import gc
import logging
import types
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QClipboard, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from kbassist.ui.answer.found_strip import FoundChip
from tests.ui.answer.staged_workspace import KIND, NAME, NOTE, ORDER, Stage

CTRL = Qt.KeyboardModifier.ControlModifier
# Backwards, so that the test itself does not hold what it looks for.
SECRETS = ("ayamxyz", "231401377", "evitavorpmi")


def secret(number: int) -> str:
    return SECRETS[number][::-1]


def betrays(text: object) -> bool:
    return isinstance(text, str) and any(word[::-1] in text.casefold() for word in SECRETS)


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Everything that a widget shows, says, or could bring back."""
    about = widget.metaObject()
    for number in range(about.propertyCount()):
        meta = about.property(number)
        if meta.typeName() == "QString":
            yield meta.name(), meta.read(widget)
    if isinstance(widget, QLineEdit):
        widget.undo()
        yield "undone", widget.text()
        completer = widget.completer()
        if completer is not None:
            yield "completer", completer.completionPrefix()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        widget.undo()
        yield "undone", widget.toPlainText()
        yield "html", widget.document().toHtml()
        yield "address", widget.document().metaInformation(QTextDocument.MetaInformation.DocumentUrl)
        yield "selection", widget.textCursor().selectedText()
    if isinstance(widget, QComboBox):
        for row in range(widget.count()):
            yield f"row {row}", widget.itemText(row)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(model.rowCount()):
            for role in (*range(15), Qt.ItemDataRole.UserRole + 1):
                yield f"row {row}", str(model.data(model.index(row, 0), role))


def traces_in_widgets() -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()} {what}"
        for widget in QApplication.allWidgets()
        if shiboken6.isValid(widget)
        for what, text in texts_of(widget)
        if betrays(text)
    ]


def traces_in_memory() -> list[str]:
    """Name what refers to a string with a secret in it; frames and this module aside."""
    gc.collect()
    found = []
    for holder in gc.get_objects():
        if isinstance(holder, types.FrameType | types.ModuleType):
            continue
        if any(betrays(held) for held in gc.get_referents(holder)):
            by = sorted({type(other).__name__ for other in gc.get_referrers(holder)} - {"list", "frame"})
            found.append(f"{type(holder).__name__}, held by {', '.join(by)}")
    return found


def finish(desk) -> None:
    """Let lanes and deletions come to their end."""
    desk.qtbot.waitUntil(lambda: not desk.page._previewing._pause.isActive() and desk.page.settled)
    desk.qtbot.waitUntil(lambda: not desk.tasks._open)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def paste_message(desk) -> None:
    mime = QMimeData()
    mime.setText(f"one order {secret(1)} is late\nwhere is it\nthis is {secret(2)}\n{secret(0)}")
    desk.page.search.insertFromMimeData(mime)
    desk.settle()


def talk(desk) -> None:
    """Do all that leaves something of a customer somewhere."""
    desk.workspace.stage = Stage(
        asks=(NAME, ORDER, KIND, NOTE),
        questions=("where is it", f"this is {secret(2)}"),
        found=(("order.id", secret(1)), ("ticket.id", secret(1))),
    )
    paste_message(desk)
    desk.actions["answer.next_ask"].trigger()
    desk.settle()
    desk.actions["answer.find_value"].trigger()
    QTest.keyClicks(QApplication.focusWidget(), secret(0))
    desk.press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), secret(0))
    desk.press(Qt.Key.Key_Escape)
    desk.page.found.findChild(FoundChip).setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.page.bar.value_removed.emit("order.id")
    desk.actions["answer.take_values"].trigger()
    desk.settle()
    for name, text in (("customer.name", secret(0)), ("note", secret(2))):
        field = desk.page.card.form.findChild(QWidget, f"field:{name}")
        QTest.keyClicks(field, text)
    desk.page.desk.put("order.kind", "letter")
    desk.settle()
    desk.page.focus_search()
    desk.press(Qt.Key.Key_Return)
    desk.wait_copied("where-1#")
    desk.page.card.browser.selectAll()
    desk.page.card.browser.copy_selection()
    desk.page.search.selectAll()


@pytest.mark.parametrize("others", [0, 1])
def test_nothing_of_a_customer_is_left(desk, caplog, others):
    caplog.set_level(logging.DEBUG)
    QTest.keyClicks(desk.page.search, "one")
    if others:
        desk.page.desk.put("order.id", "55555")
        desk.press(Qt.Key.Key_2, CTRL)
    talk(desk)
    assert traces_in_widgets()
    assert traces_in_memory()
    desk.press(Qt.Key.Key_N, CTRL)
    finish(desk)
    desk.said.clear()
    desk.workspace.stage = Stage()
    desk.workspace.learnt.clear()
    assert "\n".join(traces_in_widgets()) == ""
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        assert not betrays(QApplication.clipboard().text(mode))
    assert not betrays(caplog.text)
    assert "\n".join(traces_in_memory()) == ""
