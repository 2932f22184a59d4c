"""Walking a guide on a real library: keys, the way back, the reply at the end, and the notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.ui.answer.card.guide_view import ENDS, GONE, LED_TO
from kbassist.ui.answer.card.wrapped_button import WrappedButton
from kbassist.workspace import Workspace, open_workspace
from tests.ui.answer.answer_desk import AnswerDesk

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier

LAMP = """# Lamp stays dark

## Find out {.guide}

- Is it plugged in? It hums then. <b>bold</b>
  - No: plug it in & wait {{ facts.wait }} minutes. Does it light up now?
    - Yes: [Fine](#fine)
    - No
      1. Change the bulb.
      2. Send a form.
      3. [Sent back](returns.md#sent-back)
  - Yes: call the workshop.
  - It burns: [Gone](#gone)

## Wozu {.guide lang=de}

- Leuchtet sie?
  - Nein: warten.

## Fine {.reply channel=chat}

Good that it works, {{ customer.first_name }}.

## Fine {.reply channel=email}

Dear {{ customer.first_name }}, good that it works.
"""
RETURNS = "# Returns\n\n## Sent back {.reply channel=chat}\n\nPlease send it back.\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "_facts.yaml").write_text("wait: 3\n", encoding="utf-8")
    (folder / "lamp.md").write_text(LAMP, encoding="utf-8")
    (folder / "returns.md").write_text(RETURNS, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, library: Path) -> Iterator[Workspace]:
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    workspace = open_workspace(paths, Settings(), [library])
    workspace.refresh()
    yield workspace
    workspace.close()


class Walker:
    """An agent before the lamp's guide."""

    def __init__(self, desk: AnswerDesk) -> None:
        self.desk = desk
        self.view = desk.page.card.guide
        desk.type("lamp dark")

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            self.desk.press(key, modifier)
            self.desk.settle()

    def begin(self, *keys: Qt.Key) -> None:
        self.press(Qt.Key.Key_G, modifier=CTRL)
        self.press(*keys)

    @property
    def asked(self) -> str:
        """What stands in the middle of the guide: the question, or the sentence at the end."""
        panel = self.view.panel
        if panel.end is not None:
            return panel.end.words
        labels = [label.text() for label in panel.widget().findChildren(QLabel)]
        return next(text for text in labels if text.endswith("?"))

    @property
    def trail(self) -> list[str]:
        return [button.words for button in self.view.panel.trail]

    @property
    def focused(self) -> str:
        widget = QApplication.focusWidget()
        return widget.words if isinstance(widget, WrappedButton) else type(widget).__name__

    @property
    def shown(self) -> str:
        return self.desk.page.card.browser.toPlainText() if self.desk.page.card.body.isVisible() else ""


@pytest.fixture
def walker(desk: AnswerDesk) -> Walker:
    return Walker(desk)


def test_digits_lead_to_a_reply_that_enter_copies(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_1)
    assert walker.asked == "Does it light up now?"
    assert walker.trail == ["Is it plugged in? – No"]
    assert [step.words for step in walker.view.panel.steps] == ["Plug it in & wait 3 minutes."]
    assert not walker.shown
    walker.press(Qt.Key.Key_2)
    assert walker.asked == LED_TO
    assert walker.shown == "Please send it back."
    walker.press(Qt.Key.Key_Return)
    walker.desk.wait_copied("Please send it back.")


def test_the_row_of_digits_answers_on_a_french_keyboard(walker: Walker) -> None:
    walker.begin()
    # QTest aborts over letters that are not ASCII.
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Eacute, NONE, "é")
    QApplication.sendEvent(QApplication.focusWidget(), event)
    walker.desk.settle()
    assert walker.trail == ["Is it plugged in? – Yes"]


def test_a_digit_without_an_answer_does_nothing(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_9, Qt.Key.Key_0)
    assert (walker.trail, walker.desk.page.search.text()) == ([], "lamp dark0")


def test_arrows_and_enter_answer(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert walker.focused == "No"
    walker.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (walker.asked, walker.trail) == (ENDS, ["Is it plugged in? – Yes"])


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Backspace, NONE), (Qt.Key.Key_Left, ALT)])
def test_the_way_back(walker: Walker, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    walker.begin(Qt.Key.Key_1, Qt.Key.Key_1)
    assert walker.shown.startswith("Good that it works")
    walker.press(key, modifier=modifier)
    assert (walker.asked, walker.shown) == ("Does it light up now?", "")
    walker.press(key, key, key, modifier=modifier)
    assert (walker.asked, walker.trail, walker.focused) == ("Is it plugged in?", [], "No")


def test_begin_again_and_any_answer_anew(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_1, Qt.Key.Key_2)
    walker.view.panel.trail[1].click()
    walker.desk.settle()
    assert walker.asked == "Does it light up now?"
    walker.press(Qt.Key.Key_Home)
    assert walker.trail == []


def test_a_missing_value_holds_the_reply_back(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert walker.desk.text == ""
    assert walker.desk.page.card.form.focused_name() == "customer.first_name"
    QTest.keyClicks(QApplication.focusWidget(), "Maya")
    walker.desk.settle()
    walker.press(Qt.Key.Key_Return)
    walker.desk.wait_copied("Good that it works, Maya.")
    assert walker.asked == LED_TO


def test_the_reply_follows_the_wish(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_1, Qt.Key.Key_1)
    walker.press(Qt.Key.Key_C, modifier=ALT)
    assert walker.asked == LED_TO
    assert walker.shown.startswith("Dear")


def test_notes_tell_the_way(walker: Walker) -> None:
    walker.press(Qt.Key.Key_G, modifier=CTRL | SHIFT)
    assert walker.desk.text == ""
    walker.begin(Qt.Key.Key_1, Qt.Key.Key_2)
    walker.view.panel.steps[1].click()
    walker.press(Qt.Key.Key_G, modifier=CTRL | SHIFT)
    assert walker.desk.text.splitlines() == [
        "Asked: Is it plugged in? – No. Done: Plug it in & wait 3 minutes.",
        "Asked: Does it light up now? – No. Done: Change the bulb. Left out: Send a form.",
    ]
    assert not QApplication.clipboard().mimeData().hasHtml()


def test_enter_copies_the_notes_where_there_is_no_reply(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_2, Qt.Key.Key_Return)
    assert walker.desk.text == "Asked: Is it plugged in? – Yes. Done: Call the workshop."


def test_a_reply_that_is_not_there_is_said(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_3)
    assert (walker.asked, walker.shown) == (GONE, "")
    walker.press(Qt.Key.Key_Return)
    assert walker.desk.text == ""


def test_enter_in_the_search_box_answers_nothing(walker: Walker) -> None:
    walker.begin()
    walker.desk.page.focus_search()
    walker.press(Qt.Key.Key_Return)
    assert (walker.asked, walker.focused, walker.desk.text) == ("Is it plugged in?", "No", "")


def test_the_place_is_kept_when_the_guide_is_left(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_1)
    walker.press(Qt.Key.Key_G, modifier=CTRL)
    assert not walker.view.isVisible()
    assert walker.focused == "SearchBox"
    assert walker.shown.startswith("Good that it works")
    walker.begin()
    assert walker.asked == "Does it light up now?"


def test_each_conversation_has_its_place_and_a_new_one_none(walker: Walker) -> None:
    walker.begin(Qt.Key.Key_1)
    walker.press(Qt.Key.Key_2, modifier=CTRL)
    assert not walker.view.isVisible()
    walker.desk.page.focus_search()
    walker.desk.type("lamp dark")
    walker.begin()
    assert walker.asked == "Is it plugged in?"
    walker.press(Qt.Key.Key_1, modifier=CTRL)
    assert walker.asked == "Does it light up now?"
    walker.press(Qt.Key.Key_N, modifier=CTRL)
    assert not walker.view.isVisible()
    assert (walker.trail, walker.view.panel.widget()) == ([], None)
    assert walker.desk.page.desk.state.walks == {}


def test_an_edited_guide_goes_on_where_it_can(walker: Walker, workspace: Workspace, library: Path) -> None:
    walker.begin(Qt.Key.Key_1)
    (library / "lamp.md").write_text(LAMP.replace("light up now", "shine now"), encoding="utf-8")
    workspace.refresh()
    walker.desk.page.refresh()
    walker.desk.settle()
    assert (walker.asked, walker.trail) == ("Does it shine now?", ["Is it plugged in? – No"])
    (library / "lamp.md").write_text("# Lamp stays dark\n\n## R {.reply}\n\nText\n", encoding="utf-8")
    workspace.refresh()
    walker.desk.page.refresh()
    walker.desk.settle()
    assert not walker.view.isVisible()
    assert walker.shown == "Text"


def test_the_other_guide(walker: Walker) -> None:
    walker.begin()
    walker.view.next_wanted.emit()
    walker.desk.settle()
    assert walker.asked == "Leuchtet sie?"


def test_without_a_guide_it_says_so(desk: AnswerDesk) -> None:
    desk.type("returns")
    desk.press(Qt.Key.Key_G, CTRL)
    assert desk.said[-1] == "This article has no guide."


def test_letters_go_on_in_the_search_box(walker: Walker) -> None:
    walker.begin()
    walker.press(Qt.Key.Key_X)
    assert walker.desk.page.search.text() == "lamp darkx"


def test_words_are_never_read_as_html(walker: Walker) -> None:
    walker.begin()
    labels = walker.view.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert any("<b>bold</b>" in label.text() for label in labels)
    assert not any(button.text() for button in walker.view.findChildren(WrappedButton))  # no mnemonics either
