"""Walks all windows as a screen reader does: every control has a name, a role and a way to the focus."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kbassist.ui.program import Program
from kbassist.ui.review.ask_strip import Choice
from kbassist.ui.shortcut_sheet import ShortcutSheet
from kbassist.ui.widgets.chip import Chip
from tests.ui.fake_workspace import FakeWorkspace

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
# What Qt makes for itself: scroll bars' containers and the like.
SILENT_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def walk(item: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield item
    for index in range(item.childCount()):
        child = item.child(index)
        if child is not None and child.isValid():
            yield from walk(child)


def faults_of(window: QWidget) -> list[str]:
    faults = []
    for item in walk(QAccessible.queryAccessibleInterface(window)):
        widget = item.object()
        if not isinstance(widget, CONTROLS) or not widget.isVisible():
            continue
        who = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        if not item.text(QAccessible.Text.Name).strip():
            faults.append(f"{who} has no name")
        if item.role() in SILENT_ROLES:
            faults.append(f"{who} has no role")
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(widget, Chip):
            faults.append(f"{who} {widget.accessibleName()} cannot have the focus")
    return faults


@pytest.fixture
def opened(qtbot: QtBot, program: Program, workspace: FakeWorkspace) -> Program:
    qtbot.waitUntil(lambda: workspace.looks > 0 and program.window.windowTitle() != "kbassist")
    return program


def test_the_answer_page(qtbot: QtBot, opened: Program) -> None:
    page = opened._view._page
    page.search.setText("refund")
    qtbot.waitUntil(lambda: page.settled and page.panel.hits.model().rowCount() > 0)
    opened.window.status.show_progress("Working", 1, 2)
    opened.window.status._show_work(True)
    assert faults_of(opened.window) == []


def test_the_settings_page(opened: Program, tmp_path: object) -> None:
    opened.window.show_page("settings")
    assert faults_of(opened.window) == []


def test_the_review_page(qtbot: QtBot, opened: Program) -> None:
    opened.window.show_page("review")
    page = opened.window._pages["review"]
    qtbot.waitUntil(lambda: bool(page._found))
    page.strip.ask_text("Alias", "Write it", "never came")
    assert faults_of(opened.window) == []
    page.strip.ask_choice("When?", (Choice("1", "Tomorrow", "1"),))
    assert faults_of(opened.window) == []


def test_the_write_page(qtbot: QtBot, opened: Program, workspace: FakeWorkspace) -> None:
    opened.window.show_page("write")
    page = opened.window._pages["write"]
    page.open_file(workspace.authoring.file)
    qtbot.waitUntil(lambda: page.checks.settled and page.previews.settled and len(page.checks.problems) == 1)
    page.card.form.turn()
    assert page.card.notes.isVisible()
    assert faults_of(opened.window) == []
    page.beside.show_history()
    assert faults_of(opened.window) == []


def test_the_sheet_of_shortcuts(opened: Program) -> None:
    opened.window.commands["help.shortcuts"].trigger()
    sheet = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ShortcutSheet))
    assert faults_of(sheet) == []
    sheet.close()


@pytest.mark.parametrize(("page", "least"), [("answer", 8), ("write", 6), ("settings", 8), ("review", 6)])
def test_the_focus_is_seen_wherever_it_goes(qtbot: QtBot, opened: Program, page: str, least: int) -> None:
    """Tab goes round all controls of a page, and each looks different with the focus than without."""
    window = opened.window
    window.show_page(page)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    first = QApplication.focusWidget()
    seen: list[QWidget] = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
        window.focusNextChild()
    assert len(seen) >= least
    assert first in seen
    for widget in seen:
        if isinstance(widget, QAbstractButton):
            widget.setFocus()
            focused = widget.grab().toImage()
            widget.clearFocus()
            assert widget.grab().toImage() != focused, widget.accessibleName()
