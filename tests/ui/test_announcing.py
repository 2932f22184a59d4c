"""What a screen reader is told without having the focus there."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from kbassist.ui.icons import Icons
from kbassist.ui.status_line import StatusLine
from kbassist.ui.theme import Theme

Said = list[tuple[str, QAccessible.AnnouncementPoliteness]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """What the system is told; nobody listens on a machine for tests."""
    heard: Said = []

    def hear(event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        heard.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    yield heard


def test_messages_are_said_and_trouble_first(said: Said, place: QWidget, theme: Theme, icons: Icons) -> None:
    line = StatusLine(theme, icons, "Ctrl .", place)
    line.show_message("Copied: Refund")
    line.show_message("Not copied: Order number is missing.", error=True)
    line.show_message("")
    politeness = QAccessible.AnnouncementPoliteness
    assert said == [
        ("Copied: Refund", politeness.Polite),
        ("Not copied: Order number is missing.", politeness.Assertive),
    ]
