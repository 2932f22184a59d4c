"""Closing the window: into a tray that is there, and out of one that goes."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from kbassist.system.choices import OnClose
from kbassist.ui.closing import TOLD, Closing
from kbassist.ui.icons import Icons
from kbassist.ui.preferences import Preferences
from kbassist.ui.shell import MainWindow
from kbassist.ui.theme import Theme
from kbassist.ui.tray import Tray

LOOK_MS = 20


class SomeTray(Tray):
    """The tray of a desktop that may lose it."""

    there = True
    told: tuple[str, ...] = ()

    @override
    def available(self) -> bool:  # type: ignore[override]
        return self.there

    @override
    def set_shown(self, shown: bool) -> None:
        """Offscreen there is nothing to show it in."""

    @override
    def tell(self, title: str, text: str) -> None:
        self.told = (*self.told, text)


@pytest.fixture
def window(theme: Theme, icons: Icons, preferences: Preferences) -> Iterator[MainWindow]:
    window = MainWindow(theme, icons, preferences)
    window.show()
    yield window
    window.hide()
    window.deleteLater()


@pytest.fixture
def tray(window: MainWindow) -> SomeTray:
    return SomeTray(window.windowIcon(), window)


@pytest.fixture
def closing(window: MainWindow, tray: SomeTray, preferences: Preferences) -> Iterator[Closing]:
    closing = Closing(window, tray, preferences, window, look_ms=LOOK_MS)
    yield closing
    closing.close()


def test_closing_hides_in_the_tray_and_says_so_once(
    closing: Closing, window: MainWindow, tray: SomeTray
) -> None:
    assert closing.keeps_in_tray()
    for _ in range(2):
        window.close()
        assert not window.isVisible()
        window.show()
    assert tray.told == (TOLD,)


@pytest.mark.parametrize("wish", [OnClose.TRAY, OnClose.QUIT])
def test_closing_quits_where_there_is_no_tray_or_none_is_wished(
    qtbot: QtBot,
    closing: Closing,
    window: MainWindow,
    tray: SomeTray,
    preferences: Preferences,
    wish: OnClose,
) -> None:
    tray.there = wish is not OnClose.TRAY
    preferences.change("on_close", wish)
    with qtbot.waitSignal(closing.quit_wanted):
        window.close()


def test_a_window_comes_back_when_its_tray_has_gone(
    qtbot: QtBot, closing: Closing, window: MainWindow, tray: SomeTray
) -> None:
    window.close()
    tray.there = False
    qtbot.waitUntil(window.isVisible)
    assert window.isMinimized()
    assert closing is not None
