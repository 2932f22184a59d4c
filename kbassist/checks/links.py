"""Links and pictures that lead nowhere: inside the library, and for the customers who are sent a reply."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from kbassist.articles.article import Fix, Guide, Problem, Standing
from kbassist.articles.headings import slug_of
from kbassist.articles.library_files import TEMPLATES_FOLDER
from kbassist.articles.links import escaped, relative
from kbassist.checks.codes import CODES
from kbassist.checks.link_places import DYNAMIC, links_of
from kbassist.checks.shelf import Shelf, bare_path
from kbassist.checks.source import Source, writing
from kbassist.checks.subject import Digest, Known, Link

ATTACHMENTS_FOLDER = "_attachments"

_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_COMMON_NAMES = frozenset(("index.md", "readme.md", "_index.md"))


def inert_links(source: Source, _known: Known) -> Iterator[Problem]:
    """Find links in replies that lead customers nowhere: they are sent as their words alone."""
    for link in links_of(source):
        if link.is_picture or DYNAMIC.search(link.href) or _OUTSIDE.match(link.href):
            continue
        if source.is_sent(link.start):
            sentence = f"The link {link.href} leads customers nowhere; give it a whole address, https://..."
            yield CODES["inert-link"].at(source.path, link.place, sentence)


def dead_links(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find relative links to articles, files and pictures that are not in the library."""
    for link in digest.links:
        target = target_of(digest.path, link.href)
        if target is None or target == digest.path or shelf.has(target, is_picture=link.is_picture):
            continue
        what = "picture" if link.is_picture else "link"
        fix = _mended(digest, shelf, link, target)
        advice = "correct or remove it." if fix else _asked(digest, shelf, target)
        sentence = f"The {what} {link.href} leads to nothing in this library; {advice}"
        yield CODES[f"dead-{what}"].at(digest.path, link.place, sentence, fix)


def dead_anchors(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find links to headings that their article does not have; those of guides are looked at with them."""
    guided = {line for guide in digest.article.guides for line in _lines(guide)}
    for link in digest.links:
        path, _, anchor = link.href.partition("#")
        # `#tab/mac` is how Microsoft's pages write tabs; no heading has a slash.
        if not anchor or "/" in anchor or link.is_picture or link.place[0] in guided:
            continue
        target = target_of(digest.path, path) if path else digest.path
        there = digest if target == digest.path else shelf.articles.get(target or "")
        if there is None or _has(there, unquote(anchor)):
            continue
        where = "this article" if there is digest else there.path
        sentence = f"There is no heading #{anchor} in {where}; link to one of its headings."
        yield CODES["dead-anchor"].at(digest.path, link.place, sentence, _renamed(there, link, anchor))


def inactive_links(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find links of an article that agents see to one that they do not."""
    if digest.article.standing(shelf.today) in (Standing.DRAFT, Standing.INACTIVE):
        return
    for link in digest.links:
        target = target_of(digest.path, link.href)
        there = shelf.articles.get(target or "")
        if there is None or link.is_picture:
            continue
        standing = there.article.standing(shelf.today)
        if standing in (Standing.DRAFT, Standing.INACTIVE):
            what = "a draft" if standing is Standing.DRAFT else "not active now"
            sentence = f"The link leads to {there.path}, which is {what}; activate it or take the link out."
            yield CODES["inactive-linked"].at(digest.path, link.place, sentence)


def orphans(shelf: Shelf) -> Iterator[Problem]:
    """Find files in `_attachments` that nothing in the library leads to."""
    attached = [path for path in shelf.files if _is_attachment(path)]
    if not attached:
        return
    used = {
        target
        for digest in shelf.digests.values()
        for link in digest.links
        if (target := target_of(digest.path, link.href))
    }
    for path in attached:
        if path not in used:
            sentence = "No article uses this file; link to it, or delete it."
            yield CODES["orphan-attachment"].at(path, (0, 0), sentence)


def target_of(path: str, href: str) -> str | None:
    """Return the path in the library that `href` names, None when it leads elsewhere or is made by Liquid."""
    if DYNAMIC.search(href) or href.startswith(("#", "/", "\\")):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return None if target.startswith("..") else target


def _is_attachment(path: str) -> bool:
    return f"/{ATTACHMENTS_FOLDER}/" in f"/{path}" and not path.startswith(TEMPLATES_FOLDER)


def _has(digest: Digest, anchor: str) -> bool:
    return (
        bool(DYNAMIC.search(anchor))
        or anchor == "top"
        or bool(digest.anchors & {anchor, anchor.casefold(), slug_of(anchor, "")})
    )


def _lines(guide: Guide) -> range:
    return range(guide.line, guide.text_line + guide.text.count("\n") + 1)


def _mended(digest: Digest, shelf: Shelf, link: Link, target: str) -> Fix | None:
    """Offer the one file whose whole path differs in capitals, escapes and slashes alone."""
    there = shelf.by_bare_path.get(bare_path(target), [])
    if len(there) != 1:
        return None
    return writing(_href(digest, there[0]) + _rest(link), link.start, link.end)


def _asked(digest: Digest, shelf: Shelf, target: str) -> str:
    """Name the one file of that name which lies elsewhere: it may be the moved one, and may be another."""
    name = posixpath.basename(target).casefold()
    there = shelf.by_name.get(name, [])
    if len(there) != 1 or name in _COMMON_NAMES or "." not in name:
        return "correct or remove it."
    return f"did you mean {_href(digest, there[0])}?"


def _href(digest: Digest, path: str) -> str:
    return escaped(relative(path, digest.path))


def _rest(link: Link) -> str:
    """Return what stands behind the path in an address."""
    return link.href[len(link.href.partition("#")[0].partition("?")[0]) :]


def _renamed(there: Digest, link: Link, anchor: str) -> Fix | None:
    """Offer the heading that differs in signs and capitals alone."""
    bare = _bare(unquote(anchor))
    near = [slug for slug in there.anchors if _bare(slug) == bare]
    if len(near) != 1:
        return None
    return writing(link.href.partition("#")[0] + "#" + near[0], link.start, link.end)


def _bare(anchor: str) -> str:
    return re.sub(r"[\W_]+", "", anchor).casefold()
