"""The Write page on a real workspace, in a window."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.articles.article import FileRef
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.actions import Actions
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.page import WritePage
from kbassist.workspace import Workspace, open_workspace

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NONE = Qt.KeyboardModifier.NoModifier
FILES = {
    "_library.yaml": "name: Team\nowners: [dana, ines]\nlanguages: [en, de]\n",
    "delivery/parcel.md": """---
title: Parcel is late   # as customers say
owner: dana
verified: 2026-01-05
review_every: 30 days
---

Snow in the north. See [Refund](../refunds/refund.md).

## Late {.reply channel=chat}

Hi {{ customer.first_name }}, it snows. Order {{ order.id }} comes on {{ parcel.day }}.

## Late {.reply channel=email}

Dear {{ customer.name }}, it snows.
""",
    "refunds/refund.md": "# Refund\n\n## Sent {.reply}\n\nYour refund is sent.\n",
    "refunds/idea.md": "---\ndraft: true\nowner: jonas\n---\n\n# An idea\n\nNothing yet.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return folder


@pytest.fixture
def open_on(tmp_path: Path) -> Iterator[Callable[..., Workspace]]:
    """Open workspaces on the same folder, as two machines do; all are closed at the end."""
    opened: list[Workspace] = []

    def open_one(folder: Path, home: str = "home") -> Workspace:
        paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / home)})
        opened.append(open_workspace(paths, Settings(agent_name="Dana Reed"), [folder], lambda: NOW))
        opened[-1].refresh()
        return opened[-1]

    yield open_one
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(open_on: Callable[..., Workspace], library: Path) -> Workspace:
    return open_on(library)


class Writer:
    """Somebody at the page: what they do, and what they were told."""

    def __init__(self, page: WritePage, qtbot: QtBot, library: Path) -> None:
        self.page = page
        self.qtbot = qtbot
        self.library = library
        self.said: list[str] = []
        self.saves = 0
        page.said.connect(lambda text, _: self.said.append(text))
        page.saved.connect(self._count)

    def _count(self) -> None:
        self.saves += 1

    @property
    def text(self) -> str:
        return self.page.card.editor.text()

    @property
    def titles(self) -> list[str]:
        outline = self.page.outline.tree._outline.outline
        return [node.name for node in outline.root.walk() if node.row is not None]

    def note(self, subject: str) -> str:
        return self.page.card.notes.text(subject)

    def ref(self, path: str) -> FileRef:
        return FileRef(str(self.library), path)

    def on_disk(self, path: str) -> str:
        return (self.library / path).read_bytes().decode()

    def open(self, path: str, line: int = 0) -> None:
        self.page.open_file(self.ref(path), line)
        self.wait(lambda: self.page.desk.file == self.ref(path))

    def type(self, words: str) -> None:
        self.page.card.editor.insert(words)

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(widget, key, modifier)

    def save(self) -> None:
        before = self.saves
        self.press(self.page.card.editor.area, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.saves > before and not self.page.saving.busy)

    def rename(self, name: str) -> None:
        """Rename the open article by the keys that do it; it has the name only a moment later."""
        moving = self.page.beside.making.moving
        self.press(self.page.card.editor.area, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        moving.name.setText(name)
        self.press(moving.name, Qt.Key.Key_Return)
        self.wait(moving.view.isVisible)
        self.press(moving.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def wait(self, seen: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(seen()), timeout=20_000)

    def settle(self) -> None:
        """Wait until everything that follows the text has followed it, and drafts are kept."""
        page = self.page
        self.wait(lambda: page.previews.settled and page.checks.settled and page.keeper.settled)


def make_page(place: QWidget, tasks: Tasks, theme: Theme, icons: Icons, qapp: object) -> WritePage:
    actions = Actions(place, icons)
    page = WritePage(tasks, theme, icons, actions, Clipboard(qapp.clipboard(), parent=place), now=lambda: NOW)
    QVBoxLayout(place).addWidget(page)
    actions.show_page("write")
    return page


@pytest.fixture
def writer(
    qtbot: QtBot,
    qapp: object,
    place: QWidget,
    tasks: Tasks,
    theme: Theme,
    icons: Icons,
    workspace: Workspace,
    library: Path,
) -> Iterator[Writer]:
    place.resize(1200, 760)
    page = make_page(place, tasks, theme, icons, qapp)
    writer = Writer(page, qtbot, library)
    page.serve(workspace)
    place.show()
    place.activateWindow()
    page.setFocus()
    writer.wait(lambda: writer.titles)
    yield writer
    writer.settle()
    page.close_files()
    page.hide()
