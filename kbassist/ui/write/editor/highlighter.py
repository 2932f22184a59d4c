"""Colours the markup of an article's text while it is typed."""

from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from kbassist.articles.line_marks import Mark, marks_of
from kbassist.ui.theme import Theme
from kbassist.ui.write.editor.exact_text import Places

# Ink by the roles of the theme. Links' targets and markers stand back, and are still to be read.
INKS: dict[Mark, str] = {
    Mark.KEY: "accent",
    Mark.MARKER: "dim",
    Mark.COMMENT: "dim",
    Mark.HEADING: "accent",
    Mark.ATTRIBUTES: "verified",
    Mark.LINK_TEXT: "accent",
    Mark.LINK_TARGET: "dim",
    Mark.HTML: "dim",
    Mark.LIQUID: "missing_text",
}


class Highlighter(QSyntaxHighlighter):
    """Looks through the lines that were changed, and those below as far as what is open is another."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._of = document
        self._theme = theme
        self._formats = self._formats_of(theme)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def set_on(self, on: bool) -> None:
        """Colour the text, or leave it as it is."""
        # Given the document that it has, Qt would colour it anew later on, and nothing until then.
        if on != (self.document() is not None):
            self.setDocument(self._of if on else cast("QTextDocument", None))
            if on:
                self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        spans, state = marks_of(text, self.previousBlockState())
        formats = self._formats
        if text.isascii():
            for span in spans:
                if span.mark in formats:
                    self.setFormat(span.start, span.end - span.start, formats[span.mark])
        else:
            places = Places(text)
            for span in spans:
                if span.mark in formats:
                    start = places.units(span.start)
                    self.setFormat(start, places.units(span.end) - start, formats[span.mark])
        self.setCurrentBlockState(state)

    @staticmethod
    def _formats_of(theme: Theme) -> dict[Mark, QTextCharFormat]:
        formats: dict[Mark, QTextCharFormat] = {
            mark: QTextCharFormat() for mark in Mark if mark is not Mark.FRONT
        }
        for mark, role in INKS.items():
            formats[mark].setForeground(QColor(theme.colour(role)))
        formats[Mark.CODE].setBackground(theme.colour("chip"))
        formats[Mark.HEADING].setFontWeight(QFont.Weight.Bold)
        formats[Mark.STRONG].setFontWeight(QFont.Weight.Bold)
        formats[Mark.EMPHASIS].setFontItalic(True)
        formats[Mark.COMMENT].setFontItalic(True)
        return formats

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._formats = self._formats_of(self._theme)
        self.rehighlight()
