"""What is drawn over the text without being part of it: the caret's line, matches, problems, slips."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from kbassist.ui.theme import Theme
from kbassist.ui.write.editor.text_area import TextArea

Ranges = Sequence[tuple[int, int]]
# Qt goes through all of them for every line that it paints.
MOST_OF_A_LAYER = 2000


class Layer(IntEnum):
    """What a mark is for; the later ones are drawn over the earlier ones."""

    MATCH = 1
    THIS_MATCH = 2
    SLIP = 3
    INFO = 4
    WARNING = 5
    ERROR = 6


# Ground, ink and wave of a layer by the roles of the theme; an empty role changes nothing.
LOOKS: dict[Layer, tuple[str, str, str]] = {
    Layer.MATCH: ("match", "", ""),
    Layer.THIS_MATCH: ("missing_line", "on_accent", ""),
    Layer.SLIP: ("", "", "accent"),
    Layer.INFO: ("", "", "dim"),
    Layer.WARNING: ("", "", "missing_line"),
    Layer.ERROR: ("", "", "error"),
}


class Overlays(QObject):
    """The marks of one text; they move along with what is typed before them."""

    def __init__(self, area: TextArea, theme: Theme) -> None:
        super().__init__(area)
        self._area = area
        self._theme = theme
        # Made once and not at each move of the caret: of 500 marks that took 25 ms a key.
        self._layers: dict[Layer, list[QTextEdit.ExtraSelection]] = {}
        area.cursorPositionChanged.connect(self._on_area_cursor_position_changed)
        theme.theme_changed.connect(self._on_theme_theme_changed)
        self._show()

    def put(self, layer: Layer, ranges: Ranges) -> None:
        """Mark these ranges, in Qt's positions, in place of those that the layer had."""
        selections, look = [], self._format(layer)
        last = self._area.document().characterCount() - 1
        for start, end in ranges[:MOST_OF_A_LAYER]:
            cursor = QTextCursor(self._area.document())
            cursor.setPosition(min(start, last))
            cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
            selections.append(self._selection(cursor, look))
        if selections or self._layers.get(layer):
            self._layers[layer] = selections
            self._show()

    def ranges(self, layer: Layer) -> list[tuple[int, int]]:
        """Return where the marks of a layer stand by now, in Qt's positions."""
        marks = [selection.cursor for selection in self._layers.get(layer, [])]
        return [(mark.selectionStart(), mark.selectionEnd()) for mark in marks if mark.hasSelection()]

    def clear(self) -> None:
        """Take all marks away."""
        self._layers.clear()
        self._show()

    def _show(self) -> None:
        selections = [self._line()]
        for layer in sorted(self._layers):
            selections += self._layers[layer]
        self._area.setExtraSelections(selections)

    def _line(self) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.colours.hover))
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor = self._area.textCursor()
        cursor.clearSelection()
        return self._selection(cursor, look)

    def _format(self, layer: Layer) -> QTextCharFormat:
        ground, ink, wave = LOOKS[layer]
        look = QTextCharFormat()
        if ground:
            look.setBackground(self._theme.colour(ground))
        if ink:
            look.setForeground(self._theme.colour(ink))
        if wave:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(self._theme.colour(wave))
        return look

    @staticmethod
    def _selection(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = look
        return selection

    @Slot()
    def _on_area_cursor_position_changed(self) -> None:
        self._show()

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        for layer in self._layers:
            look = self._format(layer)
            self._layers[layer] = [self._selection(mark.cursor, look) for mark in self._layers[layer]]
        self._show()
