"""Follows the links of a text that is being written: into other files, to a field's place, to the web."""

import posixpath
import re
from urllib.parse import unquote

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.ui.answer.links import Link, LinkKind, link_of
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.outline_controller import OutlineController
from kbassist.ui.write.preview_card import PreviewCard


class WriteLinks(QObject):
    """Turns links of the preview and of the text into files to open, places to go to, or addresses.

    Signals:
        file_wanted: a file is to be opened; carries its `FileRef`.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    file_wanted = Signal(object)
    said = Signal(str, bool)

    def __init__(self, desk: WriteDesk, finding: OutlineController, card: PreviewCard) -> None:
        super().__init__(card)
        self._desk = desk
        self._finding = finding
        self._card = card
        card.link_pressed.connect(self._on_card_link_pressed)
        card.link_hovered.connect(self._on_card_link_hovered)

    @Slot(str)
    def follow(self, target: str) -> None:
        """Follow a link as it is written in the text."""
        file = self._desk.file
        link = link_of(QUrl(target))
        if link.kind is LinkKind.OUTSIDE:
            self._open_outside(link)
        elif file is not None:
            path = unquote(target.partition("#")[0])
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), path))
            self._open(FileRef(file.library, beside) if path else file, target)

    @Slot(QUrl)
    def _on_card_link_pressed(self, url: QUrl) -> None:
        link, file = link_of(url), self._desk.file
        if file is None:
            return
        if link.kind is LinkKind.FIELD:
            self._go_to_placeholder(link.target)
        elif link.kind is LinkKind.ARTICLE:
            known = self._finding.file_of(ArticleRef(file.library, link.target))
            self._open(known or FileRef(file.library, f"{link.target}.md"), link.target)
        elif link.kind is LinkKind.PLACE:
            self._card.browser.scrollToAnchor(link.target)
        elif link.kind is LinkKind.OUTSIDE:
            self._open_outside(link)
        else:
            # Whatever the system would start for a shared file has been put there by anybody.
            self.said.emit(f"{link.said}.", link.kind is LinkKind.BLOCKED)

    @Slot(QUrl)
    def _on_card_link_hovered(self, url: QUrl) -> None:
        link = link_of(url)
        said = "Go to its place in the text" if link.kind is LinkKind.FIELD else link.said
        self.said.emit("" if url.isEmpty() else said, False)

    def _open(self, file: FileRef, target: str) -> None:
        if self._finding.knows(file):
            self.file_wanted.emit(file)
        else:
            self.said.emit(f"There is no file {target} in this library.", True)

    def _open_outside(self, link: Link) -> None:
        self.said.emit(link.said, False)
        if not QDesktopServices.openUrl(QUrl(link.target)):
            self.said.emit(f"This system has no program to open {link.target}.", True)

    def _go_to_placeholder(self, name: str) -> None:
        """Go to where the shown reply asks for a value, else to where the text does first."""
        text, preview = self._desk.text, self._card.preview
        variant = preview.variant if preview is not None else None
        lines = text.split("\n")
        first = variant.first_line if variant is not None else 1
        start = sum(len(line) + 1 for line in lines[: first - 1])
        asked = re.compile(r"\{[{%][^{}\n]*?(?<![\w.])" + re.escape(name) + r"(?![\w.])")
        found = asked.search(text, start) or asked.search(text)
        if found is None:
            self.said.emit(f"{name} is asked for by a part that this reply draws in.", False)
            return
        before = text[: found.start()]
        self._desk.editor.go_to(before.count("\n") + 1, len(before) - before.rfind("\n"))
