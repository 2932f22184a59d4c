"""Keeps the form and the front matter in the text the same, whichever of the two is changed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.articles.front_matter_edit import form_values, with_key
from kbassist.articles.text_lists import parted
from kbassist.system.errors import NotSaved
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.form_strip import KEYS, FormStrip

PAUSE_MS = 120
ARTICLE_SUFFIXES = (".md", ".markdown")
LISTS = frozenset(entry.key for entry in KEYS if entry.is_list)


class FormController(QObject):
    """Writes what the form says into the text, one step to undo each.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(self, desk: WriteDesk, strip: FormStrip, today: Callable[[], date]) -> None:
        super().__init__(strip)
        self._desk = desk
        self._strip = strip
        self._today = today
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._show)
        desk.turned.connect(self._show)
        desk.text_changed.connect(self._pause.start)
        desk.gathering.connect(strip.settle)
        strip.changed.connect(self._on_strip_changed)

    @property
    def fits(self) -> bool:
        """Whether the open file has a front matter at all."""
        file = self._desk.file
        return file is not None and file.path.lower().endswith(ARTICLE_SUFFIXES)

    @Slot()
    def _show(self) -> None:
        self._pause.stop()
        if self.fits:
            self._strip.show_values(form_values(self._desk.text), self._today())

    @Slot(str, str)
    def _on_strip_changed(self, key: str, text: str) -> None:
        if not self.fits or self._desk.sheet is None:
            self._strip.restore(key)
            return
        value: str | list[str] = text.strip()
        if key in LISTS:
            value = list(parted(text))
        try:
            edits = with_key(self._desk.text, key, value or None)
        except NotSaved as error:
            self._strip.restore(key)
            self.said.emit(str(error), True)
            return
        if edits:
            self._desk.editor.apply_edits(edits)
        self._show()
