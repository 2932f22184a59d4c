"""The table of articles against channels and languages, walked with the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from kbassist.articles.article import FileRef
from kbassist.checks.variants import Cover, Matrix
from kbassist.ui.fonts import FontRole
from kbassist.ui.review.matrix_model import Index, MatrixModel, MatrixRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.painting import CHIP_RADIUS, draw_box, draw_text, text_width

AIR = 8
RADIUS = 4.5
TITLE_SHARE = 0.45
LEAST_TITLE_PX = 160
MOST_TITLE_PX = 420


def draw_cover(painter: QPainter, at: QPointF, cover: Cover, theme: Theme) -> None:
    """Draw the sign of a cell around a point: a disc, a ring, or a dash for none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if cover is Cover.NONE:
        painter.setPen(QPen(theme.colour("missing_text"), 2.0))
        painter.drawLine(at - QPointF(RADIUS, 0), at + QPointF(RADIUS, 0))
    else:
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.setBrush(theme.colour("accent") if cover is Cover.OWN else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, RADIUS, RADIUS)
    painter.restore()


class CoverDelegate(QStyledItemDelegate):
    """Draws a cell: what covers it, on a tint where nothing does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cover: Cover | None = index.data(MatrixRole.COVER)
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        # The style has painted the ground of a selected cell up to its edges.
        painter.fillRect(option.rect, self._theme.colour("card"))
        if cover is Cover.NONE:
            draw_box(painter, box, self._theme.colour("missing_tint"), None, CHIP_RADIUS)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            colour = self._theme.colour("accent")
            draw_box(
                painter, box, self._theme.colour("selection"), colour, CHIP_RADIUS, 2.0 if focused else 1.0
            )
        if cover is not None:
            draw_cover(painter, box.center(), cover, self._theme)


class Header(QHeaderView):
    """Titles at the left, names of channels above; plain text, shortened where it must be."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self._is_side = orientation is Qt.Orientation.Vertical
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        text = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        box = QRectF(rect).adjusted(AIR, 0, -AIR, 0)
        if self._is_side:
            colour = self._theme.colour("text")
            draw_text(painter, box, text, self._theme.font(FontRole.BODY), colour)
        else:
            font, align = self._theme.font(FontRole.SECONDARY), Qt.AlignmentFlag.AlignHCenter
            draw_text(painter, box, text, font, self._theme.colour("dim"), align)


class MatrixView(QTableView):
    """Shows a `MatrixModel`.

    Signals:
        opened: Enter was pressed in a row, or it was clicked twice; carries its `FileRef`.
        left: Escape was pressed.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = MatrixModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(CoverDelegate(theme, self))
        self.setVerticalHeader(Header(Qt.Orientation.Vertical, theme, self))
        self.setHorizontalHeader(Header(Qt.Orientation.Horizontal, theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet("QTableCornerButton::section { background: transparent; border: none; }")
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Articles and their variants")
        self.doubleClicked.connect(self._on_self_double_clicked)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def gaps(self) -> int:
        """How many cells are without a reply."""
        return self._rows.gaps

    @property
    def filled(self) -> bool:
        """Whether there is an article."""
        return self._rows.rowCount() > 0

    def show_matrices(self, matrices: Sequence[tuple[str, Matrix]]) -> None:
        """Show the matrices of libraries; the selection stays on its article, else at its place."""
        old, file = self.currentIndex(), self._rows.file_at(self.currentIndex())
        self._rows.replace(matrices)
        self._fit()
        row = self._rows.row_of(file)
        row = row if row >= 0 else min(max(0, old.row()), self._rows.rowCount() - 1)
        column = min(max(0, old.column()), self._rows.columnCount() - 1)
        if self.filled:
            self.setCurrentIndex(self._rows.index(row, column))

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._on_self_double_clicked(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _fit(self) -> None:
        """Make rows as high and columns as wide as their words, and leave the titles less than half."""
        body, small = self._theme.font(FontRole.BODY), self._theme.font(FontRole.SECONDARY)
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.setDefaultSectionSize(round(QFontMetricsF(body).height()) + AIR + 4)
        head.setFixedHeight(round(QFontMetricsF(small).height()) + 2 * AIR)
        titles = (
            str(self._rows.headerData(row, Qt.Orientation.Vertical)) for row in range(self._rows.rowCount())
        )
        widest = max((text_width(title, body) for title in titles), default=0.0) + 2 * AIR + 1
        most = min(self._theme.px(MOST_TITLE_PX), TITLE_SHARE * max(self.width(), 480))
        side.setFixedWidth(round(max(self._theme.px(LEAST_TITLE_PX), min(widest, most))))
        for column in range(self._rows.columnCount()):
            words = str(self._rows.headerData(column, Qt.Orientation.Horizontal))
            head.resizeSection(column, round(text_width(words, small)) + 2 * AIR + 2)

    @Slot(QModelIndex)
    def _on_self_double_clicked(self, index: QModelIndex) -> None:
        file: FileRef | None = self._rows.file_at(index)
        if file is not None:
            self.opened.emit(file)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._fit()
        self.viewport().update()
