"""What tests of the comparing views share."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Stage:
    """A window of the usual smallest size that a view is put into."""

    def __init__(self, place: QWidget) -> None:
        self.place = place

    def put(self, view: QWidget) -> None:
        QVBoxLayout(self.place).addWidget(view)
        self.place.show()
        self.place.activateWindow()
        QTest.qWaitForWindowActive(self.place)
        view.setFocus()


@pytest.fixture
def stage(place: QWidget) -> Stage:
    return Stage(place)
