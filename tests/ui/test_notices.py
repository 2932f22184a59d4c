"""The banners below the title: which of them are seen when there is a lot to say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbassist.ui.icons import Icons
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.banner import Banner, BannerKind
from kbassist.ui.widgets.button import Button


@pytest.fixture
def notices(place: QWidget, theme: Theme, icons: Icons) -> Notices:
    notices = Notices(theme, icons)
    QVBoxLayout(place).addWidget(notices)
    place.show()
    return notices


def seen(notices: Notices) -> list[str]:
    return [banner.text() for banner in notices.findChildren(Banner) if banner.isVisible()]


def more(notices: Notices) -> Button:
    return next(button for button in notices.findChildren(Button) if button.parent() is notices)


def fill(notices: Notices) -> None:
    notices.show_notice("a", Notice("A hint."))
    notices.show_notice("b", Notice("Something is wrong.", BannerKind.WARNING))
    notices.show_notice("c", Notice("Something is to be done.", BannerKind.WARNING, "Do it"))
    notices.show_notice("d", Notice("It failed.", BannerKind.ERROR))


def test_the_gravest_are_seen_and_the_others_counted(notices: Notices) -> None:
    fill(notices)
    assert seen(notices) == ["Something is to be done.", "It failed."]
    assert more(notices).text() == "2 more messages"
    notices.drop("d")
    assert seen(notices) == ["Something is wrong.", "Something is to be done."]
    assert more(notices).text() == "1 more message"
    notices.drop("c")
    assert seen(notices) == ["A hint.", "Something is wrong."]
    assert not more(notices).isVisible()


def test_all_of_them_are_a_key_away(notices: Notices) -> None:
    fill(notices)
    more(notices).setFocus()
    QTest.keyClick(more(notices), Qt.Key.Key_Space)
    assert len(seen(notices)) == 4
    QTest.keyClick(more(notices), Qt.Key.Key_Space)
    assert len(seen(notices)) == 2
