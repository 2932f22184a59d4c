"""Tests of colours, fonts and the live switch between them."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kbassist.ui.colours import DARK, LIGHT, SHELVES, Colours
from kbassist.ui.fonts import SIZES, FontRole
from kbassist.ui.theme import Theme

GROUNDS = ("window", "rail", "card", "chip", "hover", "selection", "accent_tint")
PAIRS = [
    *((text, ground) for text in ("text", "dim") for ground in GROUNDS),
    *(("accent", ground) for ground in ("window", "card", "selection", "accent_tint", "rail")),
    *((text, ground) for text in ("dim", "text") for ground in ("removed", "added")),
    *(("text", ground) for ground in ("removed_word", "added_word")),
    ("error", "removed"),
    ("verified", "added"),
    *(("text", ground) for ground in ("filled", "missing_tint", "error_tint", "verified_tint")),
    ("dim", "filled"),
    ("dim", "missing_tint"),
    ("match_text", "match"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("missing_text", "missing_tint"),
    ("missing_text", "card"),
    ("missing_text", "window"),
    ("verified", "verified_tint"),
    ("verified", "card"),
    ("error", "error_tint"),
    ("error", "window"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: name)
def test_text_can_be_read_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["card", "window", "selection", "hover", "accent_tint"])
def test_the_marks_of_libraries_stand_out(colours: Colours, ground: str) -> None:
    marks = [getattr(colours, f"shelf_{number}") for number in range(1, SHELVES + 1)]
    assert all(contrast(mark, getattr(colours, ground)) >= 3 for mark in marks)


def test_switches_live(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    with qtbot.waitSignal(theme.theme_changed):
        theme.apply("dark")
    assert theme.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    theme.apply("light")
    assert qapp.palette().color(QPalette.ColorRole.Text).name() == LIGHT.text


def test_system_follows_the_desktop(theme: Theme) -> None:
    theme.apply("system")
    # Offscreen tells of no preference, and its palette is light.
    assert theme.colours is LIGHT
    assert theme.choice == "system"


@pytest.mark.parametrize("role", FontRole)
def test_every_font_grows_with_text_size_and_zoom(theme: Theme, role: FontRole) -> None:
    before = theme.font(role).pointSizeF()
    theme.apply("light", text_percent=150, zoom_percent=200)
    assert theme.font(role).pointSizeF() == pytest.approx(before * 3, rel=0.01)
    assert role in SIZES


def test_dressed_widgets_follow(theme: Theme, place: QWidget) -> None:
    label = QLabel("text", place)
    theme.dress(label, "title", "dim")
    small = label.font().pointSizeF()
    theme.apply("dark", text_percent=200)
    assert label.font().pointSizeF() > small
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.dim


@pytest.mark.parametrize(("steps", "percent"), [((1,), 110), ((-1,), 90), ((1, 1, 0), 100), ((-1,) * 20, 50)])
def test_zooms_in_steps(theme: Theme, steps: tuple[int, ...], percent: int) -> None:
    for step in steps:
        theme.zoom(step)
    assert theme.zoom_percent == percent


def test_an_example_in_an_empty_box_can_be_read(theme: Theme, place: QWidget) -> None:
    """Qt makes it half as strong as the text, unless the style sheet says otherwise."""
    line = QLineEdit(place)
    place.show()
    colour = line.palette().color(QPalette.ColorRole.PlaceholderText)
    assert colour.name() == LIGHT.dim
    assert colour.alpha() == 255
