"""Buttons: the one primary button of a page, plain and quiet ones, and those that open a menu."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import (
    draw_box,
    draw_focus,
    draw_key_cap,
    draw_text,
    key_cap_size,
    text_width,
)

PADDING = 14
GAP = 8
GLYPH = 16


class ButtonKind(StrEnum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"


class Button(QAbstractButton):
    """A button with an optional icon before its text and a key cap after it."""

    kind = ButtonKind.PLAIN
    chevron = False

    def __init__(
        self,
        text: str,
        theme: Theme,
        icons: Icons,
        *,
        kind: ButtonKind | None = None,
        key: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._key = key
        self._glyph = icon
        self.kind = kind or self.kind
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def set_text(self, text: str) -> None:
        """Change what the button says, also to a screen reader."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_glyph(self, icon: str) -> None:
        """Change the icon before the text; empty for none."""
        self._glyph = icon
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Change the key cap; empty for none."""
        self._key = key
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        font = self._theme.font(self._role())
        width = 2.0 * self._padding() + (text_width(self.text(), font) if self.text() else 0)
        if self._glyph:
            width += self._theme.px(GLYPH) + (GAP if self.text() else 0)
        width += self._key_width()
        if self.chevron:
            width += GAP + self._theme.px(GLYPH)
        height = QFontMetricsF(font).height() + (10 if self.kind is ButtonKind.QUIET else 18)
        return QSize(round(width + 0.5), max(round(height), 28))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        fixed = hint.width() - text_width(self.text(), self._theme.font(self._role()))
        words = hint.width() - self._key_width()
        return QSize(round(min(words, fixed + self._theme.px(28))), hint.height())

    @property
    def shows_key(self) -> bool:
        """Whether the key cap is there: where there is not room for both, the words are worth more."""
        return bool(self._key) and self.width() >= self.sizeHint().width()

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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, line, ink = self._ink()
        box = QRectF(self.rect())
        draw_box(
            painter,
            box,
            self._theme.colour(fill) if fill else None,
            self._theme.colour(line) if line else None,
        )
        inner = box.adjusted(self._padding(), 0, -self._padding(), 0)
        glyph = self._theme.px(GLYPH)
        if self._glyph:
            at = inner.left() if self.text() else box.center().x() - glyph / 2
            square = QRectF(round(at), round(box.center().y() - glyph / 2), glyph, glyph)
            self._icons.paint(painter, self._glyph, square, ink)
            inner.setLeft(square.right() + GAP)
        if self.chevron:
            square = QRectF(inner.right() - glyph, round(box.center().y() - glyph / 2), glyph, glyph)
            self._icons.paint(painter, "chevron-down", square, "dim")
            inner.setRight(square.left() - GAP)
        if self.shows_key:
            self._paint_key(painter, inner, ink)
        draw_text(painter, inner, self.text(), self._theme.font(self._role()), self._theme.colour(ink))
        if self.hasFocus():
            ring = box.adjusted(2, 2, -2, -2) if self.kind is ButtonKind.PRIMARY else box
            if self.kind is ButtonKind.PRIMARY:
                draw_box(painter, ring, None, self._theme.colour("on_accent"), 7.0, 1.5)
            else:
                draw_focus(painter, ring, self._theme)
        painter.end()

    def _key_width(self) -> float:
        return GAP + 2 + key_cap_size(self._key, self._theme).width() if self._key else 0.0

    def _paint_key(self, painter: QPainter, inner: QRectF, ink: str) -> None:
        size = key_cap_size(self._key, self._theme)
        cap = QRectF(inner.right() - size.width(), 0, size.width(), size.height())
        cap.moveTop(round(inner.center().y() - size.height() / 2))
        primary = self.kind is ButtonKind.PRIMARY and self.isEnabled()
        draw_key_cap(
            painter, cap, self._key, self._theme, ink if primary else "dim", ink if primary else "faint"
        )
        inner.setRight(cap.left() - GAP)

    def _role(self) -> FontRole:
        return FontRole.SECONDARY if self.kind is ButtonKind.QUIET else FontRole.BODY

    def _padding(self) -> int:
        return 8 if self.kind is ButtonKind.QUIET else PADDING

    def _ink(self) -> tuple[str, str, str]:
        """Return the colour roles of ground, line and text; an empty role draws nothing."""
        hot = self.underMouse() or self.isDown()
        if self.kind is ButtonKind.PRIMARY:
            if not self.isEnabled():
                return "chip", "line", "dim"
            return ("accent_hover" if hot else "accent"), "", "on_accent"
        ink = "text" if self.isEnabled() else "faint"
        if self.kind is ButtonKind.QUIET:
            return ("hover" if hot else ""), "", ("text" if hot else "dim")
        if self.isChecked():
            return "accent_tint", "accent", "accent"
        return ("hover" if hot else "card"), "line", ink

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class PrimaryButton(Button):
    """The one button of a page that Enter presses."""

    kind = ButtonKind.PRIMARY


class MenuButton(Button):
    """A button such as `Chat v` that opens a menu below itself."""

    chevron = True

    def set_menu(self, menu: QMenu) -> None:
        """Give the button its menu; it opens on click, Space, Enter, Down and Alt+Down."""
        self._menu = menu
        menu.setParent(self, menu.windowFlags())
        self.clicked.connect(self._on_self_clicked)

    def menu(self) -> QMenu:
        """Return the menu given by `set_menu`."""
        return self._menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.click()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_self_clicked(self) -> None:
        self._menu.setMinimumWidth(self.width())
        # popup() and not exec(): no nested event loop while an answer may come in.
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
