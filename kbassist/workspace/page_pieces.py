"""Renders a long article section by section, so that a keystroke costs no more than its own section."""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from threading import Lock

from kbassist.articles.article import Article, Reading
from kbassist.render import limits
from kbassist.render.pages import RenderedPage

_TOP_LEVELS = 2
_FEWEST_LINES = 40
_MOST_PICTURES = 8
_KEPT_PIECES = 512
# What is written in one section and holds in another: references, footnotes, abbreviations, raw HTML.
_ACROSS = re.compile(r"^ {0,3}(?:\*?\[[^\]\n]+\]:|<)", re.MULTILINE)
_PICTURE = re.compile(r'<img src="(kb:picture/\d+)"')


def pieces_of(article: Article) -> tuple[str, ...]:
    """Cut the body before its main headings where that changes nothing of how it looks, else not at all."""
    lines = article.body.split("\n")
    is_plain = article.reading is Reading.FULL and len(article.body) <= limits.MAX_PAGE_MARKDOWN
    is_short = len(lines) < _FEWEST_LINES
    if not is_plain or is_short or _ACROSS.search(article.body) or article.body.count("![") > _MOST_PICTURES:
        return (article.body,)
    owners = {reply.line for reply in article.replies} | {guide.line for guide in article.guides}
    cuts, owner = [0], 0
    for heading in article.headings:
        at = heading.line - article.body_line
        if heading.level <= owner:
            owner = 0
        is_main = not owner and heading.level <= _TOP_LEVELS
        if is_main and at > 0 and not lines[at - 1].strip() and any(map(str.strip, lines[cuts[-1] : at])):
            cuts.append(at)
        if not owner and heading.line in owners:
            owner = heading.level
    return tuple("\n".join(lines[a:b]) for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True))


class PageOfPieces:
    """Keeps the pages of sections as long as they stay the same; may be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._frame: object = None
        self._kept: OrderedDict[tuple[str, str], RenderedPage] = OrderedDict()

    def forget(self) -> None:
        """Render everything anew the next time: facts or pictures may be others now."""
        with self._lock:
            self._frame = None
            self._kept.clear()

    def page(
        self, frame: object, article: Article, render: Callable[[Article], RenderedPage]
    ) -> RenderedPage:
        """Render an article; `render` does so with one as if it were no longer than its `body`.

        `frame` is what the look of a section depends on besides its text; another one forgets all.
        """
        with self._lock:
            if frame != self._frame:
                self._frame = frame
                self._kept.clear()
        title = article.title
        pages = []
        for body in pieces_of(article):
            pages.append(self._piece(frame, replace(article, body=body, title=title), render))
            title = ""  # only the beginning of the article may repeat it
        return _joined(pages)

    def _piece(
        self, frame: object, piece: Article, render: Callable[[Article], RenderedPage]
    ) -> RenderedPage:
        key = (piece.title, piece.body)
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return known
        page = render(piece)
        with self._lock:
            if frame == self._frame and not page.badge:
                self._kept[key] = page
                while len(self._kept) > _KEPT_PIECES:
                    self._kept.popitem(last=False)
        return page


def _joined(pages: list[RenderedPage]) -> RenderedPage:
    """Join pages for showing, their pictures numbered through; the Markdown is not joined."""
    if len(pages) == 1:
        return pages[0]
    pictures: dict[str, bytes] = {}
    html = []
    for page in pages:
        names = {name: f"kb:picture/{len(pictures) + n}" for n, name in enumerate(page.pictures)}
        html.append(_PICTURE.sub(partial(_renamed, names), page.html))
        pictures |= {names[name]: content for name, content in page.pictures.items()}
    badge = next((page.badge for page in pages if page.badge), "")
    plain = "\n\n".join(page.plain for page in pages if page.plain)
    return RenderedPage("".join(html), plain, pictures=pictures, badge=badge)


def _renamed(names: Mapping[str, str], found: re.Match[str]) -> str:
    return f'<img src="{names.get(found[1], found[1])}"'
