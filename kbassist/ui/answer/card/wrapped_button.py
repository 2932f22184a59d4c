"""Buttons whose text takes as many lines as it needs: answers, steps to tick, answers given, the end."""

import re
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import draw_box, draw_focus, draw_key_cap, key_cap_size

GLYPH = 16
GAP = 10
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LONG_WORD = re.compile(r"\S{30}(?=\S)")
# For the focus to be moved by whoever holds the buttons, not by Qt's guess of what is next.
_PASSED_ON = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


def breakable(text: str) -> str:
    """Let a word that is longer than any line be broken."""
    return _LONG_WORD.sub(lambda found: found[0] + "\u200b", text)


class ButtonLook(StrEnum):
    """What the button is for."""

    ANSWER = "answer"
    STEP = "step"
    PAST = "past"
    END = "end"


_MARGINS = {
    ButtonLook.ANSWER: (14, 10),
    ButtonLook.STEP: (4, 5),
    ButtonLook.PAST: (4, 3),
    ButtonLook.END: (10, 8),
}
_BOXED = (ButtonLook.ANSWER, ButtonLook.END)
_ROLES = {
    ButtonLook.END: FontRole.STRONG,
    ButtonLook.ANSWER: FontRole.REPLY,
    ButtonLook.STEP: FontRole.REPLY,
    ButtonLook.PAST: FontRole.SECONDARY,
}


class WrappedButton(QAbstractButton):
    """One button with a key cap, a box to tick, or a check before its plain text.

    `key` is what its cap shows. A STEP is checkable: checked means done.
    """

    def __init__(self, text: str, look: ButtonLook, theme: Theme, icons: Icons, *, key: str = "") -> None:
        super().__init__()
        # Not QAbstractButton's own text: an ampersand in it would make a shortcut.
        self._words = breakable(text)
        self._look = look
        self._theme = theme
        self._icons = icons
        self._key = key
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setCheckable(look is ButtonLook.STEP)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def words(self) -> str:
        """The text as a screen reader says it."""
        return self.accessibleName()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        _, vertical = _MARGINS[self._look]
        box = QRectF(0, 0, max(1.0, self._text_box(QRectF(0, 0, width, 1)).width()), 100_000)
        metrics = QFontMetricsF(self._theme.font(_ROLES[self._look]))
        return round(metrics.boundingRect(box, WRAP, self._words).height() + 2 * vertical + 0.5)

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(320)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        font = self._theme.font(_ROLES[self._look])
        return QSize(self._theme.px(120), round(QFontMetricsF(font).height()))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PASSED_ON:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._look is not ButtonLook.STEP:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        hot = self.underMouse() or self.isDown()
        if self._look is ButtonLook.ANSWER:
            ground = "accent_tint" if self.hasFocus() else "hover" if hot else "card"
            draw_box(painter, box, self._theme.colour(ground), self._theme.colour("line"))
        elif self._look is ButtonLook.END:
            draw_box(painter, box, self._theme.colour("accent_tint"))
        elif hot:
            draw_box(painter, box, self._theme.colour("hover"), None, 6.0)
        self._paint_mark(painter, self._mark_box(box))
        painter.setFont(self._theme.font(_ROLES[self._look]))
        is_quiet = self._look is ButtonLook.PAST and not (hot or self.hasFocus())
        painter.setPen(self._theme.colour("dim" if is_quiet else "text"))
        painter.drawText(self._text_box(box), WRAP, self._words)
        if self.hasFocus():
            draw_focus(painter, box, self._theme, 9.0 if self._look in _BOXED else 6.0)
        painter.end()

    def _mark_width(self) -> float:
        return key_cap_size(self._key, self._theme).width() if self._key else self._theme.px(GLYPH)

    def _mark_box(self, box: QRectF) -> QRectF:
        """Return the place of the mark: beside the first line, in an answer in the middle."""
        left, top = _MARGINS[self._look]
        side = key_cap_size(self._key, self._theme).height() if self._key else self._theme.px(GLYPH)
        line = QFontMetricsF(self._theme.font(_ROLES[self._look])).height()
        middle = box.center().y() if self._look is ButtonLook.ANSWER else top + line / 2
        return QRectF(box.left() + left, round(middle - side / 2), self._mark_width(), side)

    def _text_box(self, box: QRectF) -> QRectF:
        left, _ = _MARGINS[self._look]
        return box.adjusted(left + self._mark_width() + GAP, 0, -left, 0)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        if self._look is ButtonLook.ANSWER:
            if self._key:
                draw_key_cap(painter, box, self._key, self._theme, "text" if self.hasFocus() else "dim")
        elif self._look in (ButtonLook.PAST, ButtonLook.END):
            self._icons.paint(painter, "check", box, "accent" if self._look is ButtonLook.END else "faint")
        else:
            done = self.isChecked()
            ground = self._theme.colour("accent") if done else None
            draw_box(painter, box, ground, self._theme.colour("accent" if done else "dim"), 4.0, 1.5)
            if done:
                self._icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), "on_accent")

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
