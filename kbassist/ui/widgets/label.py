"""Labels that show plain text only, in a role's font and colour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme


def make_label(
    text: str,
    theme: Theme,
    role: FontRole | str = FontRole.BODY,
    colour: str = "text",
    *,
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a label; its text is never read as HTML, which Qt would otherwise guess."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    theme.dress(label, role, colour)
    return label
