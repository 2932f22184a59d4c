"""The problems of the open file as a list: the line, what is wrong, and whether it can be mended at once."""

from collections.abc import Sequence
from enum import IntEnum
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from kbassist.articles.article import Problem, Severity
from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_focus, draw_text, text_width
from kbassist.ui.widgets.plain_list import PlainList

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
DOT = 8
AIR = 3
MOST_ROWS = 4
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
INKS = {Severity.ERROR: "error", Severity.WARNING: "missing_text", Severity.INFO: "dim"}
RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
NAMES = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Hint"}


class ProblemRole(IntEnum):
    """The roles of a row beyond Qt's own."""

    PROBLEM = Qt.ItemDataRole.UserRole + 1


class ProblemModel(QAbstractListModel):
    """The problems of one file, the worst first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problems: tuple[Problem, ...] = ()

    def replace(self, problems: Sequence[Problem]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self.problems = tuple(sorted(problems, key=lambda p: (RANKS[p.severity], p.line, p.column)))
        self.endResetModel()

    def at(self, index: Index) -> Problem | None:
        """Return the problem behind `index`; None when it is no row."""
        return self.problems[index.row()] if 0 <= index.row() < len(self.problems) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.problems)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        problem = self.at(index)
        if problem is None:
            return None
        if role == ProblemRole.PROBLEM:
            return problem
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(problem)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            fix = f" {problem.fix.label}" if problem.fix else ""
            return f"{NAMES[problem.severity]}, {words_of(problem)}{fix}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(f"{problem.code}: {problem.fix.label if problem.fix else problem.message}")
        return None


def words_of(problem: Problem) -> str:
    """Write a problem as a sentence with its line."""
    return f"line {problem.line} · {problem.message}" if problem.line else problem.message


class ProblemDelegate(QStyledItemDelegate):
    """Draws a dot in the colour of its severity, the sentence over as many lines as it needs, and `Fix`."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        problem: Problem = index.data(ProblemRole.PROBLEM)
        metrics = QFontMetricsF(self._theme.font(FontRole.SECONDARY))
        room = max(80.0, self._view.viewport().width() - self._beside(problem))
        wrapped = metrics.boundingRect(QRectF(0, 0, room, 1000), int(WRAPPED), words_of(problem))
        return QSize(0, round(min(wrapped.height(), 3 * metrics.height())) + 2 * AIR)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem: Problem = index.data(ProblemRole.PROBLEM)
        box = QRectF(option.rect)
        self._paint_ground(painter, box, option.state)
        font = self._theme.font(FontRole.SECONDARY)
        ink = self._theme.colour(INKS[problem.severity])
        line = QFontMetricsF(font).height()
        side = self._theme.px(DOT)
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QRectF(box.left() + PADDING, box.top() + AIR + (line - side) / 2, side, side))
        painter.restore()
        words = box.adjusted(PADDING + side + 8, AIR, 0, -AIR)
        words.setWidth(box.width() - self._beside(problem))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(words, int(WRAPPED), words_of(problem))
        if problem.fix is not None:
            place = QRectF(
                box.right() - self._fix_width() - PADDING, box.top() + AIR, self._fix_width(), line
            )
            draw_text(painter, place, "Fix", self._strong(), self._theme.colour("accent"))

    def fix_hit(self, row: QRectF, at: QPoint) -> bool:
        """Tell whether a point of the row lies on `Fix`."""
        return at.x() >= row.right() - self._fix_width() - 2 * PADDING

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box, self._theme.colour("hover"), None, CONTROL_RADIUS)
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box, self._theme)

    def _beside(self, problem: Problem) -> float:
        fix = self._fix_width() + PADDING if problem.fix is not None else 0
        return 2 * PADDING + self._theme.px(DOT) + 8 + fix

    def _fix_width(self) -> float:
        return text_width("Fix", self._strong()) + 4

    def _strong(self) -> QFont:
        font = self._theme.font(FontRole.SECONDARY)
        font.setWeight(font.Weight.DemiBold)
        return font


class ProblemList(PlainList):
    """Shows a `ProblemModel`, at most a few rows high.

    Signals:
        chosen: Enter was pressed on a problem, or it was clicked; carries it.
        fix_wanted: it shall be mended; carries it.
        left: Escape was pressed.
    """

    chosen = Signal(object)
    fix_wanted = Signal(object)
    left = Signal()

    def __init__(self, model: ProblemModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems = model
        self._drawn = ProblemDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName("Problems of this file")
        model.modelReset.connect(self._on_content_changed)
        theme.theme_changed.connect(self._on_content_changed)

    @property
    def problem(self) -> Problem | None:
        """The selected problem."""
        return self._problems.at(self.currentIndex())

    @override
    def sizeHint(self) -> QSize:
        rows = range(min(MOST_ROWS, self._problems.rowCount()))
        option = QStyleOptionViewItem()
        heights = (self._drawn.sizeHint(option, self._problems.index(row)).height() for row in rows)
        return QSize(200, sum(heights) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self.sizeHint().height(), 48))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.problem is not None:
                self.chosen.emit(self.problem)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        problem = self._problems.at(index)
        if problem is None:
            return
        if problem.fix is not None and self._drawn.fix_hit(QRectF(self.visualRect(index)), at):
            self.fix_wanted.emit(problem)
        else:
            self.chosen.emit(problem)

    @Slot()
    def _on_content_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
