"""Keeps controls that are made later where they stand when Tab walks through the window."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def keep_in_place(place: QWidget, controls: Iterable[QWidget]) -> None:
    """Let Tab reach the controls, in this order, when it comes to the place that they lie in.

    Qt puts a new control behind all others of its window.
    """
    before: QWidget | None = place
    while (
        before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus
    ):  # Qt ignores an order that names such a one
        before = before.previousInFocusChain()
        if before is place:
            return
    for control in controls:
        if before is not None:
            QWidget.setTabOrder(before, control)
        before = control
