"""Follows the links of the preview, or does not, and says where they lead before anybody does."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from kbassist.articles.article import ArticleRef
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.links import LinkKind, link_of


class LinkFollower(QObject):
    """Turns links into fields to fill in, articles to read, or addresses for the browser.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    said = Signal(str, bool)

    def __init__(self, card: PreviewCard, desk: Desk, followed: Callable[[ArticleRef], ArticleRef]) -> None:
        """`followed` says where a link leads to: an agent's own copy, or another library."""
        super().__init__(card)
        self._followed = followed
        self._card = card
        self._desk = desk
        self._hovered = False
        card.browser.link_pressed.connect(self._on_browser_link_pressed)
        card.browser.link_hovered.connect(self._on_browser_link_hovered)

    @Slot(QUrl)
    def _on_browser_link_pressed(self, url: QUrl) -> None:
        link = link_of(url)
        if link.kind is LinkKind.FIELD:
            self._card.form.focus_field(link.target)
        elif link.kind is LinkKind.ARTICLE and self._desk.ref is not None:
            self._desk.open(self._followed(ArticleRef(self._desk.ref.library, link.target)))
        elif link.kind is LinkKind.PLACE:
            self._card.browser.scrollToAnchor(link.target)
        elif link.kind is LinkKind.ATTACHMENT:
            # Whatever the system would start for a shared file has been put there by anybody.
            self.said.emit(f"{link.said}.", False)
        elif link.kind is LinkKind.OUTSIDE:
            self.said.emit(link.said, False)
            if not QDesktopServices.openUrl(QUrl(link.target)):
                self.said.emit(f"This system has no program to open {link.target}.", True)
        else:
            self.said.emit(f"{link.said}: it leads out of the library.", True)

    @Slot(QUrl)
    def _on_browser_link_hovered(self, url: QUrl) -> None:
        # Leaving a link takes back only what was said of it.
        if not url.isEmpty() or self._hovered:
            self.said.emit("" if url.isEmpty() else link_of(url).said, False)
        self._hovered = not url.isEmpty()
