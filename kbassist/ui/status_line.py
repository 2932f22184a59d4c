"""The line at the foot: the library and its state on the left, the last message on the right."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.painting import draw_box

# Work that is done sooner would only flicker.
PROGRESS_DELAY_MS = 500
MESSAGE_LIFE_MS = 12_000


class ProgressBar(QWidget):
    """A thin bar; without a total it says only that something is going on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedSize(120, 6)
        self.setAccessibleName("Progress")

    def set_share(self, done: int, total: int) -> None:
        """Show how much of the whole is done."""
        self._share = min(1.0, done / total) if total > 0 else 0.0
        self.setAccessibleDescription(f"{round(self._share * 100)} %")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, self._theme.colour("line"), None, 3.0)
        if self._share > 0:
            box.setWidth(max(6.0, box.width() * self._share))
            draw_box(painter, box, self._theme.colour("accent"), None, 3.0)
        painter.end()


class StatusLine(QWidget):
    """State, progress and last message.

    Signals:
        cancel_requested: the user wants the running work to stop.
    """

    cancel_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons, cancel_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._detail = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._detail.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._work = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self._work.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._bar = ProgressBar(theme)
        self._cancel = Button("Stop", theme, icons, kind=ButtonKind.QUIET, icon="x")
        self._cancel.setToolTip(f"Stop what is running  {cancel_key}")
        self._message = ElidedLabel(theme, FontRole.SECONDARY, align=Qt.AlignmentFlag.AlignRight)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 2)
        row.setSpacing(10)
        row.addWidget(self._state)
        row.addWidget(self._detail)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._work)
        row.addWidget(self._cancel)
        row.addWidget(self._message)
        self._delay = self._single_shot(PROGRESS_DELAY_MS, self._on_delay_timeout)
        self._life = self._single_shot(MESSAGE_LIFE_MS, self._on_life_timeout)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        theme.theme_changed.connect(self._on_theme_theme_changed)
        self._on_theme_theme_changed()
        self._show_work(False)

    def state(self) -> str:
        """Return what is said about the library."""
        return self._state.text

    def message(self) -> str:
        """Return the last message."""
        return self._message.text

    def show_state(self, text: str) -> None:
        """Say which library is open, how many articles it has and how it is."""
        self._state.set_text(one_line(text))

    def add_beside_state(self, widget: QWidget) -> None:
        """Put a small widget after what is said about the library."""
        self._row.insertWidget(1, widget)

    def show_detail(self, text: str) -> None:
        """Say something about what the page shows, beside the state; empty for nothing."""
        self._detail.set_text(one_line(text))

    def show_message(self, text: str, *, error: bool = False) -> None:
        """Say what has just happened; an error stays until the next message."""
        self._message.set_text(one_line(text), "error" if error else "text")
        announce(self, self._message.text, urgent=error)
        if error or not text:
            self._life.stop()
        else:
            self._life.start()

    def show_progress(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say what is going on; it becomes visible after half a second."""
        count = f" {done:,} of {total:,}" if total else ""
        self._work.set_text(text + count)
        self._bar.set_share(done, total)
        if self._bar.isHidden() and not self._delay.isActive():
            self._delay.start()

    def end_progress(self) -> None:
        """Take the progress away."""
        self._delay.stop()
        self._show_work(False)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
        painter.end()

    def _single_shot(self, interval_ms: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    def _show_work(self, on: bool) -> None:
        for widget in (self._bar, self._work, self._cancel):
            widget.setVisible(on)

    @Slot()
    def _on_delay_timeout(self) -> None:
        self._show_work(True)

    @Slot()
    def _on_life_timeout(self) -> None:
        self._message.set_text("")

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel_requested.emit()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        metrics = QFontMetricsF(self._theme.font(FontRole.SECONDARY))
        self.setFixedHeight(round(metrics.height()) + 18)
        self.updateGeometry()


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())
