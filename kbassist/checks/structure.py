"""How a text is built: headings in order, words for pictures."""

import re
from collections.abc import Iterator

from kbassist.articles.article import Problem
from kbassist.checks.codes import CODES
from kbassist.checks.link_places import prose_of
from kbassist.checks.source import Source
from kbassist.checks.subject import Known

_BARE_PICTURE = re.compile(r"!\[\s*\]\([^()\n]")
_BARE_HTML = re.compile(r"<img\b(?![^<>\n]{0,500}\balt\s*=)[^<>\n]{0,500}>", re.IGNORECASE)


def heading_order(source: Source, _known: Known) -> Iterator[Problem]:
    """Find headings that skip a level on the way down."""
    above = 0
    for heading in source.article.headings:
        if above and heading.level > above + 1:
            sentence = (
                f"A heading of level {heading.level} follows one of level {above}; "
                f"begin it with {'#' * (above + 1)}."
            )
            yield CODES["heading-order"].at(source.path, (heading.line, 1), sentence)
        above = heading.level


def bare_pictures(source: Source, _known: Known) -> Iterator[Problem]:
    """Find pictures without words for those who cannot see them."""
    if "![" not in source.article.body and "<img" not in source.article.body:
        return
    prose = prose_of(source)
    for pattern, where in ((_BARE_PICTURE, "in the brackets"), (_BARE_HTML, 'by alt="..."')):
        for match in pattern.finditer(prose):
            sentence = f"This picture has no words; say {where} what it shows, for those who cannot see it."
            yield CODES["alt-missing"].at(
                source.path, source.place(source.body_start + match.start()), sentence
            )
