"""Where list, text and preview stand: side by side where there is room, one in front where there is none."""

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.theme import Theme
from kbassist.ui.write.top_bar import TopBar

GAP = 12
# Logical pixels at the usual size of type: below, text and preview take turns.
NARROW_PX = 940
LIST_PX = 260
SHARES = (560, 460)


class WriteLayout(QWidget):
    """Lays out the list, and beside it the bar above text and preview.

    Signals:
        preview_shown: the preview is seen now, or no longer.
        arranged: a splitter was moved; carries the state of both for `restore`.
    """

    preview_shown = Signal(bool)
    arranged = Signal(str)

    def __init__(
        self,
        theme: Theme,
        bar: TopBar,
        outline: QWidget,
        text: QWidget,
        preview: QWidget,
        side: QWidget,
        nothing: QWidget,
    ) -> None:
        """`side` takes the place of text and preview for a while, `nothing` where no file is open."""
        super().__init__()
        self._theme = theme
        self._bar = bar
        self._outline, self._text, self._preview = outline, text, preview
        self._side, self._nothing = side, nothing
        self._has_file = False
        self._wants_list = True
        self._wants_preview: bool | None = None  # None: where there is room
        self._is_zen = False
        self._inner = self._splitter((text, preview), (5, 4))
        self._inner.setSizes(list(SHARES))
        self._room = QWidget()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._inner)
        self._stack.addWidget(side)
        self._stack.addWidget(nothing)
        self._stack.setCurrentWidget(nothing)
        column = QVBoxLayout(self._room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(bar)
        column.addLayout(self._stack, 1)
        self._outer = self._splitter((outline, self._room), (0, 1))
        self._outer.setSizes([LIST_PX, sum(SHARES)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)
        theme.theme_changed.connect(self._fit)

    @property
    def narrow(self) -> bool:
        """Whether text and preview take turns."""
        return self.width() < self._theme.px(NARROW_PX)

    @property
    def shows_preview(self) -> bool:
        """Whether the preview is among what is shown."""
        wanted = not self.narrow if self._wants_preview is None else self._wants_preview
        return wanted and not self._is_zen and self._stack.currentWidget() is self._inner

    @property
    def shows_list(self) -> bool:
        """Whether the list is shown."""
        return self._wants_list and not self._is_zen

    @property
    def is_zen(self) -> bool:
        """Whether the text stands alone."""
        return self._is_zen

    def turn_list(self, on: bool | None = None) -> None:
        """Show the list, hide it, or what it is not now."""
        self._is_zen = False
        self._wants_list = not self.shows_list if on is None else on
        self._fit()

    def turn_preview(self) -> None:
        """Show the preview, or hide it."""
        self._wants_preview = not self.shows_preview
        self._is_zen = False
        self._fit()

    def show_text(self) -> None:
        """Bring the text to the front where it takes turns with the preview."""
        if self.narrow and self.shows_preview:
            self._wants_preview = None
        self._fit()

    def set_zen(self, is_zen: bool) -> None:
        """Leave the text alone, or bring back what was there."""
        self._is_zen = is_zen
        self._fit()

    def show_side(self, on: bool) -> None:
        """Show the side room in the place of text and preview, or those again."""
        self._stack.setCurrentWidget(self._side if on else self._inner if self._has_file else self._nothing)
        self._bar.set_aside(on)
        self._fit()

    def show_file(self, has_file: bool) -> None:
        """Show the text of a file, or that none is open."""
        self._has_file = has_file
        self.show_side(False)

    @property
    def in_side(self) -> bool:
        """Whether the side room is shown."""
        return self._stack.currentWidget() is self._side

    def restore(self, state: str) -> None:
        """Put both splitters where they were; what `arranged` never gave is ignored."""
        for splitter, part in zip((self._outer, self._inner), state.split(), strict=False):
            splitter.restoreState(QByteArray.fromBase64(part.encode("ascii", "ignore")))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _splitter(self, widgets: tuple[QWidget, QWidget], stretch: tuple[int, int]) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        for number, widget in enumerate(widgets):
            splitter.addWidget(widget)
            splitter.setStretchFactor(number, stretch[number])
        splitter.splitterMoved.connect(self._on_splitter_moved)
        return splitter

    @Slot()
    def _fit(self) -> None:
        shown = self.shows_preview
        self._outline.setVisible(self.shows_list)
        self._preview.setVisible(shown)
        self._text.setVisible(not (shown and self.narrow))
        self._bar.set_narrow(self._room.width() < self._theme.px(640))
        self._bar.preview.setChecked(shown)
        self.preview_shown.emit(shown)

    @Slot(int, int)
    def _on_splitter_moved(self, _position: int, _index: int) -> None:
        states = (self._outer.saveState(), self._inner.saveState())
        self.arranged.emit(" ".join(bytes(state.toBase64().data()).decode("ascii") for state in states))
