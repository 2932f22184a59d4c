"""Which of several libraries the Answer page asks: segments beside the search box, or a key."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbassist.ui.actions import Actions
from kbassist.ui.answer.search_controller import SearchController
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.library_mark import ink_of
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar
from kbassist.workspace.values import LibraryStatus

ALL = ""
WIDTH_PX = 640
BOX_PX = 320
LOWER_PX = 4
LONGEST_LABEL = 18


class LibraryFilter(QObject):
    """All libraries, or one of them; hidden where only one is open.

    Signals:
        chosen: the agent asks other libraries; carries the tuple of their folders, empty for all.
        said: a sentence for the status line, and whether it tells of trouble.
    """

    chosen = Signal(object)
    said = Signal(str, bool)

    def __init__(
        self, searching: SearchController, actions: Actions, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._searching = searching
        self._libraries: tuple[LibraryStatus, ...] = ()
        self._wanted = ALL
        self._key = actions.key("answer.library")
        self.bar = SegmentedBar(theme, icons, "Libraries that are asked", parent)
        self.bar.setObjectName("libraries")
        self.bar.setMaximumWidth(WIDTH_PX)
        self.bar.hide()
        self.bar.segment_chosen.connect(self._on_bar_segment_chosen)
        actions.bind("answer.library", self._on_library_triggered)

    @property
    def library(self) -> str:
        """The folder of the library that is asked alone; "" when all are."""
        return self._wanted if any(one.root == self._wanted for one in self._libraries) else ALL

    def beside(self, box: QWidget) -> QHBoxLayout:
        """Lay the segments out to the right of the search box."""
        row = QHBoxLayout()
        row.setSpacing(8)
        box.setMinimumWidth(BOX_PX)
        row.addWidget(box, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, LOWER_PX, 0, 0)  # in the middle of a box of one line
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column)
        return row

    def offer(self, libraries: Sequence[LibraryStatus]) -> None:
        """Offer these libraries; the one that was chosen stays so while it is open."""
        if tuple(libraries) != self._libraries:
            self._libraries = tuple(libraries)
            segments = [Segment(ALL, "All", f"Asks all libraries  {self._key}")]
            segments += [
                Segment(
                    one.root,
                    _shortened(one.label),
                    f"Asks {one.label} alone  {self._key}",
                    ink_of(one.colour),
                )
                for one in libraries
            ]
            self.bar.set_segments(segments, self.library)
            self.bar.setVisible(len(libraries) > 1)
        self._ask()

    def take(self, libraries: Sequence[str]) -> None:
        """Ask the libraries of these folders, none for all; nothing is emitted."""
        self._wanted = libraries[0] if libraries else ALL
        self.bar.set_current(self.library)
        self._ask()

    def _ask(self) -> None:
        self._searching.ask_libraries(frozenset({self.library}) if self.library else None)

    def _choose(self, library: str) -> None:
        self.take((library,) if library else ())
        self.chosen.emit((library,) if library else ())
        label = next((one.label for one in self._libraries if one.root == library), "")
        self.said.emit(f"Asking {label} alone" if label else "Asking all libraries", False)

    @Slot(str)
    def _on_bar_segment_chosen(self, library: str) -> None:
        self._choose(library)

    @Slot()
    def _on_library_triggered(self) -> None:
        if len(self._libraries) < 2:
            self.said.emit("Only one library is open", False)
            return
        roots = [ALL, *(one.root for one in self._libraries)]
        self._choose(roots[(roots.index(self.library) + 1) % len(roots)])


def _shortened(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
