"""The left side of the Write page: the filter box, the quick filters and the list of articles."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.article import FileRef
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.write.marks import SIEVE_NAMES, Sieve
from kbassist.ui.write.outline_controller import OutlineController, Sifted, Sought
from kbassist.ui.write.outline_model import OutlineModel
from kbassist.ui.write.outline_view import OutlineView
from kbassist.ui.write.sieve_bar import SieveBar

GLYPH = 18
NOTHING = "Nothing fits"


class FilterBox(QLineEdit):
    """The line above the list; the keys that move the list work while typing.

    Signals:
        stepped: Up or Down was pressed; carries -1 or 1.
        escaped: Escape was pressed in the empty box.
        focused: the box has the focus, or has lost it.
    """

    stepped = Signal(int)
    escaped = Signal()
    focused = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, key: str) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self.setPlaceholderText("Filter articles")
        self.setAccessibleName("Filter articles")
        self.setToolTip(f"Words, or owner:dana, tag:billing, is:due  {key}")
        theme.dress(self)
        theme.theme_changed.connect(self._on_theme_theme_changed)
        self._on_theme_theme_changed()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.px(GLYPH)
        self._icons.paint(painter, "search", QRectF(12, round((self.height() - side) / 2), side, side), "dim")
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()  # or it goes on to the page, as one more key for the text

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self.setTextMargins(self._theme.px(GLYPH) + 8, 0, 0, 0)


class OutlinePane(QWidget):
    """Finds and chooses a file.

    Signals:
        file_chosen: a file is to be opened; carries its `FileRef`.
        leaving: Enter was pressed: what is typed next is meant for the file that is chosen.
        stayed: nothing was there to be chosen.
        left: Escape was pressed, the keyboard belongs to the text again.
        failed: the files cannot be listed; carries a sentence.
    """

    file_chosen = Signal(object)
    leaving = Signal()
    stayed = Signal()
    left = Signal()
    failed = Signal(str)

    def __init__(self, finding: OutlineController, theme: Theme, icons: Icons, key: str) -> None:
        super().__init__()
        self._finding = finding
        self._shown: Sought | None = None
        self._is_sure = False
        self._is_choosing = False
        self._model = OutlineModel(self)
        self.filter = FilterBox(theme, icons, key)
        self._sieves = SieveBar(theme, icons)
        self.tree = OutlineView(self._model, theme, icons)
        self._nothing = EmptyState("search-x", "Looking…", "", theme, icons)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self._sieves)
        column.addLayout(self._stack, 1)
        self._connect()

    def focus_filter(self) -> None:
        """Let the next letters look for another file."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.selectAll()

    def show_open(self, file: FileRef | None) -> None:
        """Mark the file that is open."""
        self.tree.show_open(file)

    def mark_unsaved(self, files: frozenset[FileRef]) -> None:
        """Mark other files as those with words that are not saved."""
        self._finding.mark_unsaved(files)
        self._model.marks = self._finding.marks
        self.tree.viewport().update()

    @Slot(object)
    def mark_editors(self, editors: Mapping[FileRef, tuple[str, ...]]) -> None:
        """Mark the files that others are editing."""
        self._finding.mark_editors(editors)
        self._model.marks = self._finding.marks
        self.tree.viewport().update()

    def clear_search(self) -> None:
        """Show all files again."""
        self.filter.clear()
        self._sieves.choose(Sieve.ALL)
        self._search()

    def files(self) -> Sequence[FileRef]:
        """Return the files that are listed now."""
        return tuple(self._model.outline.files)

    def _connect(self) -> None:
        self._finding.found.connect(self._on_finding_found)
        self._finding.failed.connect(self.failed)
        self.filter.textChanged.connect(self._search)
        self.filter.stepped.connect(self.tree.step)
        self.filter.returnPressed.connect(self._on_filter_return_pressed)
        self.filter.escaped.connect(self._on_filter_escaped)
        self.filter.focused.connect(self.tree.lead)
        self._sieves.turned.connect(self._search)
        self.tree.file_chosen.connect(self.file_chosen)
        self.tree.left.connect(self.focus_filter)

    @property
    def _sought(self) -> Sought:
        return Sought(self.filter.text().strip(), self._sieves.sieve)

    @Slot()
    def _search(self) -> None:
        self._is_choosing = False
        self._finding.search(self._sought)

    @Slot()
    def _on_filter_return_pressed(self) -> None:
        """Open what is found; what was typed last may still be looked for."""
        self.leaving.emit()
        self._is_choosing = True
        self._choose()

    @Slot()
    def _on_filter_escaped(self) -> None:
        """Show all files again before the box is left."""
        if self._sieves.sieve is Sieve.ALL:
            self.left.emit()
        else:
            self.clear_search()

    def _choose(self) -> None:
        if not self._is_choosing or not self._is_sure or self._shown != self._sought:
            return
        self._is_choosing = False
        if not self.tree.choose_current():
            self.stayed.emit()

    @Slot(object)
    def _on_finding_found(self, sifted: Sifted) -> None:
        self._model.marks = self._finding.marks
        is_new = sifted.sought != self._shown or not self._is_sure
        self._shown = sifted.sought
        self._is_sure = sifted.complete or sifted.likeliest is not None
        likeliest = sifted.likeliest if is_new else None
        self.tree.show_outline(sifted.outline, searched=sifted.sought.narrows, likeliest=likeliest)
        is_empty = not sifted.outline.files
        if is_empty and not sifted.complete:
            self._nothing.set_content("Looking…", "")
        elif is_empty and sifted.sought.sieve is not Sieve.ALL:
            self._nothing.set_content(NOTHING, f"Esc leaves “{SIEVE_NAMES[sifted.sought.sieve]}”.")
        elif is_empty and sifted.sought.narrows:
            self._nothing.set_content(NOTHING, "Try fewer words.")
        elif is_empty:
            self._nothing.set_content("No articles yet", "A new article begins with a template.")
        self._stack.setCurrentWidget(self._nothing if is_empty else self.tree)
        self._choose()
