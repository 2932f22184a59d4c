"""A card that lies over the page, above the status line, for as long as it is wanted."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CARD_RADIUS, draw_box

WIDTH_PX = 600
EDGE = 12
SHADE = 6


class Ground(QFrame):
    """The ground of the card, with a soft shade around it so that it stands out from the cards below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        shade = self._theme.colour("text" if not self._theme.colours.dark else "rail")
        shade.setAlphaF(0.02 if not self._theme.colours.dark else 0.16)
        for step in range(SHADE):
            draw_box(painter, box.adjusted(step, step, -step, -step), shade, None, CARD_RADIUS + SHADE - step)
        inner = box.adjusted(SHADE, SHADE, -SHADE, -SHADE)
        draw_box(painter, inner, self._theme.colour("card"), self._theme.colour("handle"), CARD_RADIUS)
        painter.end()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.update()


class Popover(QWidget):
    """Shows one view at a time; Escape leaves it, and the keyboard goes back to where it was.

    Signals:
        left: it is gone.
    """

    left = Signal()

    def __init__(self, theme: Theme, anchor: QWidget, window: QWidget) -> None:
        """`anchor` is what it stands upon; both are children of the same `window`."""
        super().__init__(window)
        self._theme = theme
        self._anchor = anchor
        self._before: QWidget | None = None
        self._is_passing = False
        self._ground = Ground(theme, self)
        self._stack = QStackedWidget()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._stack)
        self._scroll.viewport().setAutoFillBackground(False)
        self._stack.setAutoFillBackground(False)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._ground)
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(20 + SHADE, 16 + SHADE, 20 + SHADE, 16 + SHADE)
        column.addWidget(self._scroll)
        self._window = window
        window.installEventFilter(self)
        self._stack.installEventFilter(self)
        theme.theme_changed.connect(self._fit)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)
        self.hide()

    @property
    def view(self) -> QWidget | None:
        """The view that is shown; None while it is away."""
        return self._stack.currentWidget() if not self.isHidden() else None

    def show_view(self, view: QWidget, *, passing: bool = False) -> None:
        """Show a view and give it the keyboard; a `passing` one goes when the keyboard goes elsewhere."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.setAccessibleName(view.accessibleName())
        self._is_passing = passing
        self._fit()
        self.show()
        self.raise_()
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Go away."""
        if self.isHidden():
            return
        focused = self.isAncestorOf(QApplication.focusWidget() or self._anchor)
        self.hide()
        if focused and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            event.accept()  # no key of the page below

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and not self.isHidden():
            self._fit()
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self._is_passing or not self._window.isAncestorOf(new):
            return
        if not self.isAncestorOf(new) and not self._anchor.isAncestorOf(new):
            self.leave()

    @Slot()
    def _fit(self) -> None:
        """Take as much room as the view asks for, and no more than there is."""
        window, view = self._window, self._stack.currentWidget()
        if view is None:
            return
        width = min(self._theme.px(WIDTH_PX), window.width() - 2 * EDGE)
        inner = width - 40 - 2 * SHADE
        wanted = view.heightForWidth(inner) if view.hasHeightForWidth() else view.sizeHint().height()
        foot = self._anchor.y()
        height = min(wanted + 34 + 2 * SHADE, foot - 2 * EDGE)
        left = min(self._anchor.x() + EDGE, window.width() - width - EDGE)
        self.setGeometry(left, foot - height - 4, width, height)
