"""Tests of our own controls: keyboard, names, and what they do when there is little room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kbassist.replies.conversation import Conversation, Value
from kbassist.ui.answer.value_strip import ValueStrip
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.banner import Banner, BannerKind
from kbassist.ui.widgets.button import Button, ButtonKind, MenuButton, PrimaryButton
from kbassist.ui.widgets.chip import Chip, ChipKind, label_share
from kbassist.ui.widgets.choice import Choice
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.widgets.flow_row import FlowRow
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar
from kbassist.ui.widgets.stepper import Stepper
from kbassist.ui.widgets.title_label import TitleLabel

Place = QWidget


def put(place: Place, widget: QWidget) -> QWidget:
    layout = place.layout() or QVBoxLayout(place)
    layout.addWidget(widget)
    place.show()
    place.activateWindow()
    QTest.qWaitForWindowActive(place)
    return widget


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", ButtonKind)
def test_a_button_is_pressed_by_key(
    qtbot: QtBot, place: Place, theme: Theme, icons: Icons, key: Qt.Key, kind: ButtonKind
) -> None:
    button = put(place, Button("Copy", theme, icons, kind=kind, key="Enter", icon="copy"))
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_button_grows_with_the_type(place: Place, theme: Theme, icons: Icons) -> None:
    button = PrimaryButton("Copy reply", theme, icons, key="Enter", parent=place)
    small = button.sizeHint()
    theme.apply("light", text_percent=200)
    assert button.sizeHint().width() > 1.6 * small.width()
    assert button.sizeHint().height() > 1.4 * small.height()


def test_a_button_keeps_its_word_where_there_is_no_room_for_the_key(
    place: Place, theme: Theme, icons: Icons
) -> None:
    button = PrimaryButton("Save", theme, icons, key="Ctrl S", parent=place)
    word = PrimaryButton("Save", theme, icons, parent=place).sizeHint().width()
    button.resize(button.sizeHint())
    assert button.shows_key
    button.resize(button.minimumSizeHint())
    assert not button.shows_key
    assert abs(button.width() - word) <= 1


def test_a_menu_button_opens_below_itself(place: Place, theme: Theme, icons: Icons) -> None:
    button = put(place, MenuButton("Chat", theme, icons))
    menu = QMenu()
    menu.addAction("E-mail")
    button.set_menu(menu)
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert menu.isVisible()
    assert menu.y() >= button.mapToGlobal(button.rect().bottomLeft()).y()
    menu.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_value_is_taken_off_by_key(
    qtbot: QtBot, place: Place, theme: Theme, icons: Icons, key: Qt.Key
) -> None:
    chip = Chip("Maya", theme, icons, kind=ChipKind.VALUE, label="name", removable=True)
    put(place, chip)
    assert chip.accessibleName() == "name Maya"
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, key)


def test_a_value_is_taken_off_by_its_cross(qtbot: QtBot, place: Place, theme: Theme, icons: Icons) -> None:
    chip = put(place, Chip("Maya", theme, icons, kind=ChipKind.VALUE, removable=True))
    at = chip.rect().center()
    with qtbot.assertNotEmitted(chip.removed), qtbot.waitSignal(chip.clicked):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=at)
    at.setX(chip.width() - 12)
    with qtbot.assertNotEmitted(chip.clicked), qtbot.waitSignal(chip.removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=at)


def bar_of(place: Place, theme: Theme, icons: Icons, count: int, current: int = 0) -> SegmentedBar:
    bar = SegmentedBar(theme, icons, "Variants")
    put(place, bar)
    bar.set_segments([Segment(str(n), f"Variant {n}") for n in range(count)], str(current))
    return bar


def shown(bar: SegmentedBar) -> list[str]:
    return [button.text() for button in bar.findChildren(QWidget) if button.isVisible()]


def test_segments_move_by_arrow_and_choose_by_space(
    qtbot: QtBot, place: Place, theme: Theme, icons: Icons
) -> None:
    bar = bar_of(place, theme, icons, 3)
    first = bar.findChildren(QWidget)[1]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    with qtbot.waitSignal(bar.segment_chosen) as chosen:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert chosen.args == ["1"]
    assert bar.current == "1"


def test_forty_segments_keep_the_chosen_one_and_put_the_rest_into_a_menu(
    qtbot: QtBot, place: Place, theme: Theme, icons: Icons
) -> None:
    bar = bar_of(place, theme, icons, 40, current=33)
    visible = shown(bar)
    assert "Variant 33" in visible
    assert visible[0].endswith("more") or visible[-1].endswith("more")
    assert sum(button.width() for button in bar.findChildren(QWidget) if button.isVisible()) <= bar.width()
    more = next(button for button in bar.findChildren(QWidget) if button.text().endswith("more"))
    QTest.keyClick(more, Qt.Key.Key_Space)
    menu = next(menu for menu in bar.findChildren(QMenu) if menu.isVisible())
    with qtbot.waitSignal(bar.segment_chosen):
        menu.actions()[-1].trigger()
    menu.close()
    assert bar.current == "39"
    assert "Variant 39" in shown(bar)


def test_a_long_segment_gives_way(place: Place, theme: Theme, icons: Icons) -> None:
    bar = SegmentedBar(theme, icons, "Variants")
    put(place, bar)
    bar.set_segments([Segment("a", "Rückerstattungsbenachrichtigungseinstellungen " * 3)], "a")
    assert bar.findChildren(QWidget)[1].width() <= bar.width()


@pytest.mark.parametrize(
    ("room", "share"), [(200.0, 90.0), (120.0, 70.0), (60.0, 30.0)], ids=["both", "shortened", "hardly any"]
)
def test_a_label_gives_way_before_its_text(room: float, share: float) -> None:
    assert label_share(90.0, 50.0, room) == share


@pytest.mark.parametrize("width", range(240, 700, 23))
def test_a_row_of_chips_ends_within_its_place(place: Place, theme: Theme, icons: Icons, width: int) -> None:
    row, values = FlowRow(theme, icons, 96, place), ValueStrip(theme, icons, place)
    place.show()
    texts = [f"{number} {'x' * 9 * number}" for number in range(1, 6)]
    row.show_buttons([Chip(text, theme, icons, interactive=True, parent=row) for text in texts])
    known = Conversation({name: Value(text) for name, text in zip("abcde", texts, strict=True)})
    values.show_values(known, {})
    for shown in (row, values):
        shown.resize(width, 26)
        chips = [chip for chip in shown.findChildren(Chip) if not chip.isHidden()]
        assert max(chip.geometry().right() for chip in chips) < width


def test_a_banner_tells_offers_and_goes(qtbot: QtBot, place: Place, theme: Theme, icons: Icons) -> None:
    banner = Banner(theme, icons)
    put(place, banner)
    assert banner.isHidden()
    banner.show_message("<b>away</b>", BannerKind.WARNING, "Retry")
    assert banner.text() == "<b>away</b>"
    retry, _, cross = banner.findChildren(Button)
    with qtbot.waitSignal(banner.action_triggered):
        retry.click()
    with qtbot.waitSignal(banner.dismissed):
        cross.click()
    assert banner.isHidden()


def test_a_choice_says_what_is_chosen(qtbot: QtBot, place: Place, theme: Theme, icons: Icons) -> None:
    choice = Choice("Theme", theme, icons)
    put(place, choice)
    choice.set_options([("light", "Light"), ("dark", "Dark & calm")], "light")
    assert choice.accessibleName() == "Theme: Light"
    with qtbot.waitSignal(choice.chosen) as chosen:
        dark: QAction = choice.menu().actions()[1]
        dark.trigger()
    assert chosen.args == ["dark"]
    assert choice.text() == "Dark & calm"


def test_a_stepper_stays_within_its_bounds(qtbot: QtBot, place: Place, theme: Theme, icons: Icons) -> None:
    stepper = Stepper("Text size", (80, 200), 10, "%", theme, icons)
    put(place, stepper)
    stepper.set_value(190)
    less, more = stepper.findChildren(Button)
    with qtbot.waitSignal(stepper.stepped) as stepped:
        more.click()
    assert stepped.args == [200]
    assert not more.isEnabled()
    assert less.isEnabled()


def test_an_empty_state_shows_plain_text(place: Place, theme: Theme, icons: Icons) -> None:
    state = EmptyState("search-x", "<img src=x>", "text", theme, icons)
    put(place, state)
    state.set_content("Nothing", "Try fewer words")
    state.add_button(Button("Clear", theme, icons))
    assert place.grab().width() == place.width()


@pytest.mark.parametrize("percent", [100, 130, 175])
@pytest.mark.parametrize("width", range(300, 900, 75))
def test_segments_end_within_their_bar(
    place: Place, theme: Theme, icons: Icons, percent: int, width: int
) -> None:
    theme.apply("light", text_percent=percent)
    bar = SegmentedBar(theme, icons, "Variants", place)
    bar.set_segments([Segment(str(n), f"Email · calm {n}") for n in range(10)], "3")
    bar.resize(width, 40)
    place.show()
    ends = [button.geometry().right() for button in bar.findChildren(QWidget) if button.isVisible()]
    assert max(ends) < width


def test_a_long_title_takes_a_second_line_and_no_third(qtbot: QtBot, place: Place, theme: Theme) -> None:
    title = put(place, TitleLabel(theme))
    title.set_text("Refund \U0001f389 has not arrived at the customer's bank after several weeks of waiting")
    one = title.heightForWidth(2000)
    assert title.lines(2000) == (title.text,)
    assert title.heightForWidth(300) == title.heightForWidth(120) > 1.8 * one
    assert " ".join(title.lines(300)) == title.text
    place.setFixedWidth(300)
    qtbot.waitUntil(lambda: title.height() >= title.heightForWidth(title.width()) > 1.8 * one)
    title.set_text("Donaudampfschifffahrtsgesellschaftskapitänsmützenlieferung")
    assert len(title.lines(150)) == 2
    title.set_text("")
    assert title.heightForWidth(300) == one
