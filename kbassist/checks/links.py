"""Links and pictures that lead nowhere: inside the library, and for the customers who are sent a reply."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from kbassist.articles.article import Problem, Severity
from kbassist.articles.raw_blocks import RawBlocks
from kbassist.checks.subject import Subject

_LINK = re.compile(
    r"(!?)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\(\s*<?([^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s[^()\n]*)?\)"
)
_CODE = re.compile(r"(`+)[^`\n]+?\1")
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_DYNAMIC = re.compile(r"\{\{|\{%")


def dead_links(subject: Subject) -> Iterator[Problem]:
    """Find relative links to articles, files and pictures that are not in the library."""
    for article in subject.articles:
        for line, picture, href in _links(article.body, article.body_line):
            target = _inside(article.path, href)
            if target is None or target in subject.paths or subject.attached(article.path, href):
                continue
            what = "picture" if picture else "link"
            sentence = f"The {what} {href} leads to nothing in this library; correct or remove it."
            yield Problem(article.path, line, f"dead-{what}", Severity.WARNING, sentence)


def inert_links(subject: Subject) -> Iterator[Problem]:
    """Find links in replies that lead customers nowhere: they are sent as their words alone."""
    for article in subject.articles:
        for reply in article.replies:
            for _, picture, href in _links(reply.template, reply.line):
                if not picture and not _DYNAMIC.search(href) and not _OUTSIDE.match(href):
                    sentence = (
                        f"The link {href} leads customers nowhere; give it a whole address, https://..."
                    )
                    yield Problem(article.path, reply.line, "inert-link", Severity.WARNING, sentence)


def _links(text: str, first_line: int) -> Iterator[tuple[int, bool, str]]:
    """Yield line, whether it is a picture, and target of each link of `text` outside code."""
    lines = text.split("\n")
    blocks, index = RawBlocks(lines), 0
    while index < len(lines):
        after = blocks.after_fence(index)
        if after == index + 1 and "](" in lines[index]:
            for match in _LINK.finditer(_CODE.sub("", lines[index])):
                yield first_line + index, bool(match[1]), match[2]
        index = after


def _inside(path: str, href: str) -> str | None:
    """Return the path in the library that `href` names, None when it leads elsewhere or is made by Liquid."""
    if _DYNAMIC.search(href) or href.startswith(("#", "/", "\\")):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return None if target.startswith("..") else target
