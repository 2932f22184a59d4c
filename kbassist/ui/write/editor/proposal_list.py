"""The list below the caret of what a word may become."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.painting import CONTROL_RADIUS, draw_box, draw_text, text_width
from kbassist.ui.widgets.plain_list import PlainList
from kbassist.workspace.authored import Proposal

Index = QModelIndex | QPersistentModelIndex
ROWS = 8
SCROLL_BAR = 16
EDGE = 6
PADDING = 10
GAP = 24
TALL = 10
WIDEST = 560
NARROWEST = 240
LABEL_SHARE = 0.7


class ProposalModel(QAbstractListModel):
    """The proposals, the best first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.proposals: tuple[Proposal, ...] = ()

    def replace(self, proposals: Sequence[Proposal]) -> None:
        """Offer other ones."""
        self.beginResetModel()
        self.proposals = tuple(proposals)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.proposals)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        proposal = self.proposals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole or not proposal.hint:
            return proposal.label
        return f"{proposal.label}, {proposal.hint}"


class ProposalDelegate(QStyledItemDelegate):
    """Draws the word in the face of the text, and what it stands for at the right."""

    def __init__(self, theme: Theme, model: ProposalModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, round(QFontMetricsF(self._theme.font(FontRole.MONO)).height()) + TALL)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, proposal = self._theme, self._model.proposals[index.row()]
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, box, theme.colour("accent_tint"), radius=CONTROL_RADIUS - 3)
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        mono, small = theme.font(FontRole.MONO), theme.font(FontRole.SECONDARY)
        label = QRectF(inner)
        most = inner.width() * LABEL_SHARE if proposal.hint else inner.width()
        label.setWidth(min(text_width(proposal.label, mono) + 1, most))
        draw_text(painter, label, proposal.label, mono, theme.colour("text"))
        hint = inner.adjusted(label.width() + GAP / 2, 0, 0, 0)
        if proposal.hint and hint.width() > GAP:
            draw_text(painter, hint, proposal.hint, small, theme.colour("dim"), Qt.AlignmentFlag.AlignRight)


class ProposalList(PlainList):
    """Lies over the window without ever having the keyboard; whoever has it moves through the rows."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = ProposalModel(self)
        self.setModel(self._model)
        self.setItemDelegate(ProposalDelegate(theme, self._model, self))
        self.setObjectName("proposals")
        self.setAccessibleName("What the word may become")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.hide()

    @property
    def proposal(self) -> Proposal | None:
        """The one that is selected."""
        row = self.currentIndex().row()
        return self._model.proposals[row] if 0 <= row < len(self._model.proposals) else None

    @property
    def labels(self) -> list[str]:
        """What can be read in the rows."""
        return [proposal.label for proposal in self._model.proposals]

    def offer(self, proposals: Sequence[Proposal], owner: QWidget, word: QRect) -> None:
        """Show these below the place `word` of `owner`, or above where there is no room."""
        known = self._model.proposals
        if tuple(proposals) != known or not self.isVisible():
            self._model.replace(proposals)
            self.step(0)
        window = owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.resize(self._size())
        at = owner.mapTo(window, word.bottomLeft()) + QPoint(-PADDING - EDGE, 4)
        if at.y() + self.height() > window.height():
            at.setY(owner.mapTo(window, word.topLeft()).y() - 4 - self.height())
        at.setX(max(4, min(at.x(), window.width() - self.width() - 4)))
        self.move(at.x(), max(4, at.y()))
        if not self.isVisible():
            self.show()
            self.raise_()
            announce(owner, f"{len(self.labels)} proposals: {self.labels[0]}")

    def step(self, by: int) -> None:
        """Select the row so many below, round the ends where it is one step; 0 selects the first."""
        count = len(self._model.proposals)
        if not count:
            return
        row = self.currentIndex().row() + by if by else 0
        row = row % count if abs(by) == 1 else max(0, min(row, count - 1))
        self.setCurrentIndex(self._model.index(row))
        if by:
            announce(self, str(self._model.data(self.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)))

    def _size(self) -> QSize:
        mono, small = self._theme.font(FontRole.MONO), self._theme.font(FontRole.SECONDARY)
        widest = max(
            text_width(p.label, mono) + (GAP + text_width(p.hint, small) if p.hint else 0)
            for p in self._model.proposals
        )
        wanted = round(widest) + 2 * PADDING + 2 * EDGE + SCROLL_BAR
        width = max(self._theme.px(NARROWEST), min(wanted, self._theme.px(WIDEST)))
        rows = min(ROWS, len(self._model.proposals))
        height = rows * self.sizeHintForRow(0) + 2 * EDGE
        return QSize(min(width, self.window().width() - 8), height)
