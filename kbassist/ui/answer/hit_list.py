"""The list of hits: moved through from the search box, clicked, or walked with the keyboard."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kbassist.search.results import Hit
from kbassist.ui.answer.hit_delegate import HitDelegate
from kbassist.ui.answer.hit_model import HitModel
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.announcing import announce
from kbassist.ui.widgets.plain_list import PlainList


class HitList(PlainList):
    """Shows a `HitModel`.

    Signals:
        picked: the selected hit, None when nothing is selected any more.
        pressed_enter: Enter was pressed in the list.
        typed: a text was typed in the list; it belongs into the search box.
    """

    picked = Signal(object)
    pressed_enter = Signal()
    typed = Signal(str)

    def __init__(self, model: HitModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self._delegate = HitDelegate(theme, self)
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Hits")
        self.setObjectName("hits")
        # A click selects and leaves the focus in the search box, where typing goes on.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        model.modelAboutToBeReset.connect(self._on_model_model_about_to_be_reset)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    @property
    def hit(self) -> Hit | None:
        """The selected hit."""
        return self._hits.hit_at(self.currentIndex())

    def pick(self, index: QModelIndex) -> None:
        """Select a row and bring it into view; an invalid index selects nothing."""
        if not index.isValid():
            had = self.selectionModel().hasSelection()
            self.setCurrentIndex(QModelIndex())
            if not had:
                self.picked.emit(None)  # a model's reset drops the selection without a word
            return
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index == self._hits.numbered(1):
            self.scrollToTop()  # also shows the heading above it
        else:
            self.scrollTo(index)

    def pick_number(self, number: int) -> bool:
        """Select the hit with this number (from 1) and tell whether there is one."""
        index = self._hits.numbered(number)
        if index.isValid():
            self.pick(index)
        return index.isValid()

    def step(self, steps: int) -> None:
        """Move the selection by so many hits, stopping at the ends."""
        self.pick(self._hits.stepped(self.currentIndex(), steps))
        if not self.hasFocus():  # a reader follows the focus, which stays in the search box
            announce(self, self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def jump(self, direction: int) -> None:
        """Select the first hit for -1, the last one for 1."""
        self.step(direction * len(self._hits.rows))

    def page(self, pages: int) -> None:
        """Move the selection by as many hits as fit into the list."""
        height = max(1, self.sizeHintForIndex(self._hits.numbered(1)).height())
        self.step(pages * max(1, self.viewport().height() // height - 1))

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.hit if self.selectionModel().hasSelection() else None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.pressed_enter.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page(-1 if key == Qt.Key.Key_PageUp else 1)
        elif event.text().isprintable() and event.text() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    @Slot()
    def _on_model_model_about_to_be_reset(self) -> None:
        self._delegate.forget()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
