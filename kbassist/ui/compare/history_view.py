"""The versions of a file that were seen saved: what changed in each, and the way back to one."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.ui.compare.diff_view import DiffView
from kbassist.ui.compare.version_list import VersionList
from kbassist.ui.compare.version_model import VersionModel
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar
from kbassist.workspace.written import Version

NOW, BEFORE = "now", "before"
MODES = (Segment(NOW, "Against now"), Segment(BEFORE, "Against the one before"))
LIST_WIDTH = 260
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}
NOTHING_KEPT = (
    "No version is kept yet",
    "Each time this article is saved, what stood there before is kept on this machine.",
)
NOTHING_DIFFERS = ("Nothing differs", "Both texts are the same.")


class HistoryView(QWidget):
    """Versions on the left, what changed on the right; it asks for texts as they are looked at.

    Left and Right turn between both comparisons, N and P or F7 walk through the changes, Ctrl+Enter restores.

    Signals:
        text_wanted: the text of a version is needed; carries the version, `put_text` answers.
        restore_wanted: the text of a version shall be taken over into the editor; carries it.
        left: Escape was pressed.
    """

    text_wanted = Signal(object)
    restore_wanted = Signal(str)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._now = ""
        self._texts: dict[str, str] = {}
        self._model = VersionModel(self)
        self._title = ElidedLabel(theme, FontRole.TITLE)
        self._told = ElidedLabel(theme, FontRole.SECONDARY, "dim")
        self.back = Button("Back", theme, icons, key="Esc")
        self.restore = Button("Restore", theme, icons, kind=ButtonKind.PRIMARY, key="Ctrl Enter")
        self.versions = VersionList(self._model, theme)
        self.mode = SegmentedBar(theme, icons, "What a version is compared with")
        self.mode.set_segments(MODES, NOW)
        self.diff = DiffView(theme, icons)
        self._nothing = EmptyState("rotate-ccw", *NOTHING_KEPT, theme, icons)
        self._arrange(theme)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.versions.selected.connect(self._on_versions_selected)
        self.mode.segment_chosen.connect(self._on_mode_segment_chosen)
        self.restore.clicked.connect(self._restore)
        self.back.clicked.connect(self.left)

    @property
    def says(self) -> str:
        """What is told below the title."""
        return self._told.text

    def begin(self, title: str) -> None:
        """Say whose versions are being looked for; git may take a moment."""
        self._title.set_text(f"History of {title}")
        self._model.show_versions((), self._today())
        self._texts.clear()
        self._stack.setCurrentIndex(0)
        self.diff.show_lines(())
        self.diff.say_nothing_differs("Looking…", "")
        self.restore.setEnabled(False)
        self._told.set_text("Looking for versions…", "dim")

    def show_versions(self, title: str, versions: Sequence[Version], now: str) -> None:
        """Show the versions of a file, newest first; `now` is its text in the editor."""
        self._now = now
        self._texts.clear()
        self._title.set_text(f"History of {title}")
        self.diff.say_nothing_differs(*NOTHING_DIFFERS)
        self._model.show_versions(versions, self._today())
        self._stack.setCurrentIndex(0 if versions else 1)
        self.restore.setEnabled(False)
        self._told.set_text("" if versions else NOTHING_KEPT[0], "dim")
        if versions:
            self.versions.select_first()

    def put_text(self, version: Version, text: str) -> None:
        """Give the text of a version that was asked for."""
        self._texts[version.id] = text
        self._show()

    def say(self, sentence: str) -> None:
        """Tell, for example, why a version cannot be read."""
        self._told.set_text(sentence, "error")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._stack.currentIndex() == 0:
            self.versions.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._restore()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(BEFORE if self.mode.current == NOW else NOW)
        elif key == Qt.Key.Key_F7:
            self.diff.step(-1 if shift else 1)
        elif key in STEPS and not event.modifiers():
            self.diff.step(STEPS[key])
        else:
            super().keyPressEvent(event)

    def _arrange(self, theme: Theme) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._told)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.back)
        head.addWidget(self.restore)
        card = Card(theme)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.setSpacing(8)
        inner.addWidget(self.mode)
        inner.addWidget(Rule(theme))
        inner.addWidget(self.diff, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(self.versions)
        split.addWidget(card)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(LIST_WIDTH), theme.px(3 * LIST_WIDTH)])
        self.versions.setMinimumWidth(200)
        self._stack = QStackedLayout()
        self._stack.addWidget(split)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._stack, 1)

    def _show(self) -> None:
        """Compare as soon as the texts are there, and ask for those that are not."""
        version = self.versions.version
        if version is None:
            return
        self.restore.setEnabled(self._texts.get(version.id, self._now) != self._now)
        older = self._model.before(version) if self.mode.current == BEFORE else None
        wanted = [version] if older is None else [older, version]
        if missing := [one for one in wanted if one.id not in self._texts]:
            self._told.set_text("Reading…", "dim")
            for one in missing:
                self.text_wanted.emit(one)
            return
        text = self._texts[version.id]
        if self.mode.current == NOW:
            self.diff.show_texts(text, self._now)
        else:
            self.diff.show_texts("" if older is None else self._texts[older.id], text)
        self._told.set_text(self.diff.sentence or "Nothing differs", "dim")

    def _turn(self, mode: str) -> None:
        self.mode.set_current(mode)
        self._show()

    @Slot(object)
    def _on_versions_selected(self, _version: Version | None) -> None:
        self._show()

    @Slot(str)
    def _on_mode_segment_chosen(self, mode: str) -> None:
        self._turn(mode)

    @Slot()
    def _restore(self) -> None:
        version = self.versions.version
        if version is not None and self.restore.isEnabled():
            self.restore_wanted.emit(self._texts[version.id])
