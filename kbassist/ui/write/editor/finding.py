"""Marks what the find bar looks for in the text, walks through it, and replaces it."""

from bisect import bisect_left

from PySide6.QtCore import QObject, QTimer, Slot

from kbassist.articles.text_edits import edited
from kbassist.articles.word_search import Found, found_in, replaced_in
from kbassist.system.errors import NotSaved
from kbassist.ui.write.editor.article_text import ArticleText
from kbassist.ui.write.editor.find_bar import FindBar
from kbassist.ui.write.editor.overlays import MOST_OF_A_LAYER, Layer, Overlays

PAUSE_MS = 120
NOTHING = Found(())


class Finding(QObject):
    """What is looked for is marked while the bar is open, and looked for again after the text was changed."""

    def __init__(self, text: ArticleText, overlays: Overlays, bar: FindBar) -> None:
        super().__init__(bar)
        self._text = text
        self._overlays = overlays
        self._bar = bar
        self._found = NOTHING
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        text.area.textChanged.connect(self._on_area_text_changed)
        bar.search_changed.connect(self._on_bar_search_changed)
        bar.step_wanted.connect(self._step)
        bar.replace_wanted.connect(self._replace)
        bar.replace_all_wanted.connect(self._replace_all)
        bar.closed.connect(self._on_bar_closed)

    def begin(self) -> None:
        """Look for what is selected, or for what was looked for last."""
        self._bar.begin(self._text.selected(), replacing=False)

    def begin_replacing(self) -> None:
        """Do so, with the line for what comes in its place."""
        self._bar.begin(self._text.selected(), replacing=True)

    @Slot()
    def _look(self) -> None:
        self._pause.stop()
        search = self._bar.search
        try:
            self._found = found_in(self._text.text(), search) if search.find else NOTHING
        except NotSaved as error:
            self._found = NOTHING
            self._show(str(error))
        else:
            self._show()

    def _show(self, wrong: str = "") -> None:
        units, here = self._text.places.units, self._here()
        ranges = self._found.ranges
        # Of thousands those around the caret are marked.
        first = max(0, bisect_left(ranges, self._text.selection()) - MOST_OF_A_LAYER // 2)
        near = ranges[first : first + MOST_OF_A_LAYER]
        self._overlays.put(Layer.MATCH, [(units(a), units(b)) for a, b in near])
        self._overlays.put(Layer.THIS_MATCH, [(units(a), units(b)) for a, b in ranges if (a, b) == here])
        count = f"{len(ranges):,}" + ("" if self._found.complete else " or more")
        if wrong or not self._bar.search.find:
            self._bar.tell(wrong, is_wrong=bool(wrong))
        elif not ranges:
            self._bar.tell("No match" if self._found.complete else "No match in what could be searched")
        else:
            at = bisect_left(ranges, here) + 1 if here in ranges else 0
            self._bar.tell(f"{at:,} of {count}" if at else f"{count} found")

    def _here(self) -> tuple[int, int]:
        return self._text.selection()

    @Slot(int)
    def _step(self, by: int) -> None:
        """Select the next match, or the one before, round the ends of the text."""
        if self._pause.isActive():
            self._look()
        ranges = self._found.ranges
        if ranges:
            start, end = self._here()
            if by > 0:
                at = bisect_left(ranges, (end if (start, end) in ranges else start, 0))
            else:
                at = bisect_left(ranges, (start, 0)) - 1
            self._text.select(*ranges[at % len(ranges)])
            self._show()

    @Slot(str)
    def _replace(self, put: str) -> None:
        """Replace the match that is selected, and go to the next; without one, only go."""
        self._look()
        here = self._here()
        try:
            edits = (
                replaced_in(self._text.text(), self._bar.search, put) if here in self._found.ranges else ()
            )
        except NotSaved as error:
            self._bar.tell(str(error), is_wrong=True)
            return
        this = [edit for edit in edits if (edit.start, edit.end) == here]
        if this and not self._text.area.isReadOnly():
            self._text.apply(this)
            after = here[0] + len(this[0].text)
            self._text.select(after, after)
            self._look()
        self._step(1)

    @Slot(str)
    def _replace_all(self, put: str) -> None:
        """Replace every match as one step that can be undone."""
        if self._text.area.isReadOnly():
            return
        text, search = self._text.text(), self._bar.search
        try:
            edits = replaced_in(text, search, put)
        except NotSaved as error:
            self._bar.tell(str(error), is_wrong=True)
            return
        if edited(text, edits) != text:
            self._text.apply(edits)
        self._look()
        count = len(edits)
        self._bar.tell(f"{count:,} replaced" if count else "No match")

    @Slot()
    def _on_bar_search_changed(self) -> None:
        """Look at once, and have the first match from the caret on be seen."""
        self._look()
        if self._found.ranges and self._here() not in self._found.ranges:
            self._text.select(self._here()[0], self._here()[0])
            self._step(1)

    @Slot()
    def _on_area_text_changed(self) -> None:
        if self._bar.isVisible():
            self._pause.start()

    @Slot()
    def _on_bar_closed(self) -> None:
        self._pause.stop()
        self._found = NOTHING
        self._overlays.put(Layer.MATCH, [])
        self._overlays.put(Layer.THIS_MATCH, [])
        self._text.area.setFocus()
