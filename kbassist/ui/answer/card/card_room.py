"""How the height of the card is shared: the text gives way first, but never all of it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from kbassist.ui.theme import Theme

LEAST_PREVIEW_PX = 160
CRAMPED_PREVIEW_PX = 96
FEWEST_LINES_PX = 48


class CardRoom:
    """Measures what the parts of the card leave to the text.

    A box layout that is lower than its parts' least heights lets them overlap; these differ from one
    reply to the next, so that no fixed height of the card tells whether they fit.
    """

    def __init__(self, theme: Theme, parts: QBoxLayout, body: QWidget, form: QWidget) -> None:
        """`parts` is the column of all that stands in the card, `body` and `form` among them."""
        self._theme = theme
        self._parts = parts
        self._body = body
        self._form = form

    def left(self, card: QSize) -> int:
        """Return the height in pixels that is left to the text, the form in its least height; may be < 0."""
        return card.height() - self._needed(self._parts, card.width())

    def least_body(self, room: int) -> int:
        """Return the least height of the text where `room` pixels are left to it."""
        return max(self._theme.px(FEWEST_LINES_PX), min(LEAST_PREVIEW_PX, room))

    def _needed(self, layout: QLayout, width: int) -> int:
        margins = layout.contentsMargins()
        inner = width - margins.left() - margins.right()
        items = (layout.itemAt(place) for place in range(layout.count()))
        shown = [item for item in items if item is not None and not item.isEmpty()]
        heights = sum(self._height(item, inner) for item in shown)
        gaps = layout.spacing() * max(0, len(shown) - 1)
        return margins.top() + heights + gaps + margins.bottom()

    def _height(self, item: QLayoutItem, width: int) -> int:
        widget, layout = item.widget(), item.layout()
        if layout is not None:
            return self._needed(layout, width)
        if widget is self._body:
            return 0
        if widget is self._form:
            return self._form.minimumSizeHint().height()
        return item.minimumHeightForWidth(width) if item.hasHeightForWidth() else item.minimumSize().height()
