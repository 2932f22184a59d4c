"""Tests of making, renaming, replacing and removing, by real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.articles.article import FileRef
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.making.bench import Spot
from kbassist.ui.write.making.making import Making
from kbassist.ui.write.making.starts import Material
from kbassist.workspace.values import LibraryStatus
from tests.ui.write.making.fake_bench import ROOT, FakeBench

CTRL = Qt.KeyboardModifier.ControlModifier
LATE = FileRef(ROOT, "billing/late.md")


class Bench:
    """Making in a window, and what it said and asked for."""

    def __init__(self, making: Making, place: QWidget, qtbot: QtBot) -> None:
        self.making = making
        self.files = FakeBench()
        self.told: list[str] = []
        self.wanted: list[tuple[FileRef, object]] = []
        self.away: list[FileRef] = []
        self.open = False
        self._room = QStackedLayout(place)
        self._qtbot = qtbot
        making.serve(self.files)
        making.shown.connect(self._show)
        making.closed.connect(self._close)
        making.said.connect(lambda text, _: self.told.append(text))
        making.text_wanted.connect(lambda file, text: self.wanted.append((file, text)))
        making.moved.connect(lambda left, file: self.wanted.append((left, file)))
        making.gone.connect(self.away.append)

    def _show(self, panel: QWidget) -> None:
        if self._room.indexOf(panel) < 0:
            self._room.addWidget(panel)
        self._room.setCurrentWidget(panel)
        self.open = True

    def _close(self) -> None:
        self.open = False

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def wait(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()))


@pytest.fixture
def desk(qtbot: QtBot, place: QWidget, tasks: Tasks, theme: Theme, icons: Icons) -> Bench:
    place.show()
    place.activateWindow()
    QTest.qWaitForWindowActive(place)
    return Bench(Making(tasks, theme, icons, "Alt Z", place), place, qtbot)


def begin_new(desk: Bench, material: Material | None = None) -> None:
    desk.making.new.begin(Spot(ROOT, "billing"), material or Material())
    desk.wait(lambda: desk.making.new.panel.starts.model().rowCount() > 1)


def test_a_new_article_is_proposed_while_its_title_is_typed(desk: Bench) -> None:
    begin_new(desk)
    panel = desk.making.new.panel
    assert not panel.accept.isEnabled()
    desk.type("Money back")
    desk.wait(panel.accept.isEnabled)
    assert panel.says == "It becomes billing/money-back.md when it is saved for the first time."
    assert panel.preview.toPlainText().startswith("# Money back\n\nQuestion and answer None None")
    desk.press(Qt.Key.Key_Return)
    assert desk.wanted == [
        (FileRef(ROOT, "billing/money-back.md"), "# Money back\n\nQuestion and answer None None\n")
    ]
    assert not desk.open
    assert "billing/money-back.md" not in desk.files.texts


@pytest.mark.parametrize(
    ("material", "start", "text"),
    [
        (Material(gap="where money"), "For the gap", "Gap: where money\n"),
        (Material(message="Where is it?"), "For the copied message", "Message: Where is it?\n"),
        (Material(selection="some words"), "From the selection", "Selection: some words\n"),
        (Material(article="# Old\n"), "A copy of this article", "# T\n"),
        (Material(article="---\ntitle: Old\n---\n# Old\n"), "A copy of this article", "# T\n"),
        (Material(article="---\ntitle: Old\n---\n# Else\n"), "A copy of this article", "# Else\n"),
        (Material(), "An empty article", "# T\n\n"),
    ],
)
def test_articles_begin_with_what_lies_at_hand(
    desk: Bench, material: Material, start: str, text: str
) -> None:
    begin_new(desk, material)
    panel = desk.making.new.panel
    model = panel.starts.model()
    desk.wait(lambda: "Question and answer" in [model.index(at, 0).data() for at in range(model.rowCount())])
    titles = [model.index(at, 0).data() for at in range(model.rowCount())]
    panel.starts.setCurrentIndex(model.index(titles.index(start), 0))
    desk.type("T")
    desk.wait(panel.accept.isEnabled)
    panel.lang.setText("de")
    desk.wait(panel.accept.isEnabled)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert len(desk.wanted) == 1
    written = str(desk.wanted[0][1])
    assert written.endswith(text)
    assert "title: T" in written
    assert "lang: de" in written


def test_a_copy_may_have_another_tone(desk: Bench) -> None:
    begin_new(desk, Material(article="Old\n"))
    panel = desk.making.new.panel
    model = panel.starts.model()
    desk.wait(lambda: model.rowCount() == 3)
    assert not panel.tone.isVisible()
    panel.starts.setCurrentIndex(model.index(1, 0))
    assert panel.tone.isVisible()
    panel.title.setText("T")
    panel.tone.setText("calm")
    desk.wait(lambda: "calm: Old" in panel.preview.toPlainText())


def test_escape_makes_nothing(desk: Bench) -> None:
    begin_new(desk)
    desk.type("Money")
    desk.press(Qt.Key.Key_Escape)
    assert (desk.open, desk.wanted) == (False, [])


def test_a_file_is_renamed_and_named_back(desk: Bench) -> None:
    desk.making.moving.begin(LATE, dirty=False)
    moving = desk.making.moving
    assert moving.name.selectedText() == "late"
    assert not moving.panel.accept.isEnabled()
    desk.type("refund-late")
    assert moving.panel.says.startswith("billing/refund-late.md is free.")
    desk.press(Qt.Key.Key_Return)
    desk.wait(moving.view.isVisible)
    assert moving.view.says == "1 change in 1 file, 1 file moved"
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: desk.wanted)
    assert desk.wanted == [(LATE, FileRef(ROOT, "billing/refund-late.md"))]
    back: list[tuple[FileRef, FileRef]] = []
    desk.making.moved_back.connect(lambda after, before: back.append((after, before)))
    assert desk.files.texts["billing/other.md"] == "See [late](refund-late.md).\n"
    assert desk.told[-1].endswith("Alt Z takes it back.")
    desk.making.take_back()
    desk.wait(lambda: desk.told[-1] == "Taken back.")
    assert desk.files.texts["billing/late.md"] == "Refund is late.\n"
    assert back == [(FileRef(ROOT, "billing/refund-late.md"), LATE)]
    desk.making.take_back()
    assert desk.told[-1] == "Nothing to take back here."


@pytest.mark.parametrize(
    ("name", "folder", "says"),
    [
        ("OTHER", "billing", "billing/OTHER.md is there already; choose another name."),
        ("lost.md", "", "lost.md is there already; choose another name."),
        ("", "billing", "The file needs a name."),
    ],
)
def test_a_name_that_cannot_be_is_told_at_once(desk: Bench, name: str, folder: str, says: str) -> None:
    desk.making.moving.begin(LATE, dirty=False)
    desk.wait(lambda: desk.making.moving._others.taken)
    desk.making.moving.name.setText(name)
    desk.making.moving.folder.setText(folder)
    assert desk.making.moving.panel.says == says
    assert not desk.making.moving.panel.accept.isEnabled()


def test_a_file_with_unsaved_words_is_not_renamed(desk: Bench) -> None:
    desk.making.moving.begin(LATE, dirty=True)
    assert not desk.open
    assert desk.told[0].startswith("Save the article first")


def test_back_from_the_changes_leads_to_the_name(desk: Bench) -> None:
    moving = desk.making.moving
    moving.begin(LATE, dirty=False)
    desk.type("new")
    desk.press(Qt.Key.Key_Return)
    desk.wait(moving.view.isVisible)
    desk.press(Qt.Key.Key_Escape)
    assert (moving.name.text(), moving.panel.isVisible(), desk.open) == ("new", True, True)


def test_what_links_to_a_file_is_shown_before_it_goes(desk: Bench) -> None:
    trashing = desk.making.trashing
    trashing.begin(LATE)
    desk.wait(trashing.links.isVisible)
    assert trashing.panel.says == "1 link leads here, and nowhere afterwards:"
    assert trashing.links.model().index(0, 0).data() == "billing/other.md, line 1"
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.away)
    assert (LATE.path in desk.files.texts, desk.open) == (False, False)
    desk.making.take_back()
    desk.wait(lambda: LATE.path in desk.files.texts)


def test_a_file_that_cannot_go_says_why(desk: Bench) -> None:
    desk.making.trashing.begin(FileRef(ROOT, "gone.md"))
    desk.wait(lambda: desk.making.trashing.panel.says == "Nothing links here.")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.told)
    assert desk.told == ["gone.md is not there any more."]


def test_words_are_replaced_in_the_whole_library(desk: Bench) -> None:
    replacing = desk.making.replacing
    replacing.begin(ROOT, "late")
    replacing.panel.put.setText("overdue")
    desk.wait(replacing.view.accept.isEnabled)
    assert replacing.view.says == "2 changes in 2 files"
    desk.press(Qt.Key.Key_Return)
    assert replacing.view.files.hasFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: "overdue" in desk.files.texts["billing/late.md"])
    assert "overdue" not in desk.files.texts["billing/other.md"]
    assert not desk.open


def test_an_expression_that_is_none_says_so(desk: Bench) -> None:
    replacing = desk.making.replacing
    replacing.begin(ROOT)
    replacing.panel.regex.setChecked(True)
    desk.type("(")
    desk.wait(replacing.panel.told.isVisible)
    assert replacing.panel.told.text().endswith("a bracket is missing.")
    assert not replacing.view.accept.isEnabled()
    desk.press(Qt.Key.Key_Escape)
    assert not desk.open


def test_a_file_goes_into_another_library_after_it_was_told_what_that_breaks(desk: Bench) -> None:
    moving = desk.making.moving
    moving.offer((LibraryStatus(ROOT, "Team", label="Team"), LibraryStatus("/mine", "Mine", label="Mine")))
    moving.begin(LATE, dirty=False)
    assert moving.library.isVisible()
    moving.library.menu().actions()[1].trigger()
    assert moving.panel.says.startswith("Links cannot lead from one library into another")
    assert moving.panel.accept.isEnabled()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(moving.view.isVisible)
    assert moving.view.notes == "Mine lacks parts: hello."
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: desk.wanted)
    assert desk.wanted == [(LATE, FileRef("/mine", "billing/late.md"))]


def test_where_one_library_is_open_no_other_is_offered(desk: Bench) -> None:
    desk.making.moving.begin(LATE, dirty=False)
    assert not desk.making.moving.library.isVisible()
