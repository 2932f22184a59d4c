"""Lays a library out for the checks, and lets the render worker read its templates."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kbassist.articles.article import Article, Reading
from kbassist.articles.decoding import decode
from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library
from kbassist.articles.other_files import odd_suffixes, other_files
from kbassist.articles.parse import parse_article
from kbassist.checks.checker import Folder, Wanted
from kbassist.checks.source import Source
from kbassist.checks.subject import Template
from kbassist.render.blanks import without_liquid
from kbassist.render.pages import TemplateReport
from kbassist.render.requests import TemplateRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.gate import leftovers
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable

_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\n]*)\)")
_ENTITY = re.compile(r"&#?\w+;")


def folder_of(folder: LibraryFolder, cancelled: Callable[[], bool]) -> Folder:
    """Scan a library's folder for the checks. Raises LibraryOffline and WorkCancelled."""
    listing = folder.scan(cancelled)
    files = other_files(folder.root, cancelled)
    library = read_library(folder.root)
    listing = replace(listing, problems=(*listing.problems, *odd_suffixes(files)))
    described = {path: source for path in listing.meta if (source := _described(folder, path))}
    return Folder(library, listing, files, lambda path: _source(folder, path, library), described)


def source_of(path: str, text: str, library: Library) -> Source:
    """Read a text that is not saved as the file at `path`."""
    return Source(parse_article(text.encode("utf-8", "replace"), path, library, None), text)


def _source(folder: LibraryFolder, path: str, library: Library) -> Source | None:
    """Read a file once, as article and as text; None when it has gone. Raises LibraryOffline."""
    try:
        data, revision = folder.read_bytes(path)
    except ArticleNotFound:
        return None
    except ArticleUnreadable:
        return Source(folder.read(path, library), "")
    article = parse_article(data, path, library, revision)
    decoded = decode(data) if article.reading is Reading.FULL else None
    return Source(article, decoded.text) if decoded else Source(_without_text(article), "")


def _described(folder: LibraryFolder, path: str) -> Source | None:
    """Read what describes the library for the places in it; None for parts, and what cannot be read."""
    if not path.endswith(".yaml"):
        return None
    try:
        decoded = decode(folder.read_bytes(path)[0])
    except (ArticleNotFound, ArticleUnreadable):
        return None
    return Source(Article(path, path, path), decoded.text) if decoded else None


def _without_text(article: Article) -> Article:
    """Leave the text out of a file that is too large to be looked at, or is none."""
    return replace(article, body="", replies=(), guides=(), headings=())


def inspector(worker: RenderWorker) -> Callable[[Sequence[Wanted]], Sequence[Template]]:
    """Make the function that reads many templates: in the child process, except what is plain words."""

    def inspect(wanted: Sequence[Wanted]) -> list[Template]:
        suspect = {text: _is_suspect(text) for text, _ in wanted}
        asked = [text for text, suspicious in suspect.items() if suspicious or "{" in text]
        requests = [TemplateRequest(text, words=suspect[text]) for text in asked]
        reports = dict(zip(asked, worker.templates(requests), strict=True))
        return [_template(reports[text], lang) if text in reports else Template() for text, lang in wanted]

    return inspect


def _is_suspect(template: str) -> bool:
    """Tell whether something may be left over: only then is its Markdown read, to look at the words alone."""
    text = _LINK.sub(r"\1 \2", without_liquid(template, "\ufffc"))
    return _ENTITY.search(text) is not None or bool(leftovers(text))


def _template(report: TemplateReport, lang: str | None) -> Template:
    if report.given_up:
        return Template(given_up=True)
    if report.fault is not None:
        reason = report.fault.message.rstrip(".")
        sentence = f"{reason[:1].upper()}{reason[1:]}. Mend it."
        return Template(error=sentence, line=report.fault.line, column=report.fault.column)
    return Template(report.asked, report.parts, leftovers(report.authored, report.code, lang))
