"""Follows a link that is clicked while Ctrl is held down, and shows the hand over it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

from kbassist.articles.line_edit import target_at
from kbassist.ui.write.editor.article_text import ArticleText

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)


class LinkPressing(QObject):
    """Looks at the mouse before the text does.

    Signals:
        link_pressed: carries the target of a link as it is written.
    """

    link_pressed = Signal(str)

    def __init__(self, text: ArticleText) -> None:
        super().__init__(text)
        self._text = text
        self._viewport = text.area.viewport()
        self._over = False
        self._viewport.setMouseTracking(True)
        self._viewport.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        # Without Ctrl nothing is looked up: a mouse moves a hundred times a second.
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        target = self._target(event) if held and not event.buttons() & ~Qt.MouseButton.LeftButton else ""
        if bool(target) != self._over:
            self._over = bool(target)
            shape = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.IBeamCursor
            self._viewport.setCursor(shape)
        if not target or event.type() not in PRESSES or event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.link_pressed.emit(target)
        return True

    def _target(self, event: QMouseEvent) -> str:
        area = self._text.area
        cursor = area.cursorForPosition(event.position().toPoint())
        # Right of a line's end the nearest place is that end.
        if cursor.atBlockEnd() and event.position().x() > area.cursorRect(cursor).right() + 2:
            return ""
        return target_at(self._text.text(), self._text.places.offset(cursor.position()))
