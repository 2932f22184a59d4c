"""Lays a library out for the checks, and lets the render worker read its templates."""

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
from kbassist.render.pages import TemplateReport
from kbassist.render.requests import TemplateRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.gate import leftovers
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable


def folder_of(folder: LibraryFolder, cancelled: Callable[[], bool]) -> Folder:
    """Scan a library's folder for the checks. Raises LibraryOffline and WorkCancelled."""
    listing = folder.scan(cancelled)
    files = other_files(folder.root, cancelled)
    library = read_library(folder.root)
    listing = replace(listing, problems=(*listing.problems, *odd_suffixes(files)))
    return Folder(library, listing, files, lambda path: _source(folder, path, library))


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


def _without_text(article: Article) -> Article:
    """Leave the text out of a file that is too large to be looked at, or is none."""
    return replace(article, body="", replies=(), guides=(), headings=())


def inspector(worker: RenderWorker) -> Callable[[Sequence[Wanted]], Sequence[Template]]:
    """Make the function that reads many templates in the child process."""

    def inspect(wanted: Sequence[Wanted]) -> list[Template]:
        reports = worker.templates([TemplateRequest(text) for text, _ in wanted])
        return [_template(report, lang) for report, (_, lang) in zip(reports, wanted, strict=True)]

    return inspect


def _template(report: TemplateReport, lang: str | None) -> Template:
    if report.fault is not None:
        reason = report.fault.message.rstrip(".")
        sentence = f"{reason[:1].upper()}{reason[1:]}. Mend it."
        return Template(error=sentence, line=report.fault.line, column=report.fault.column)
    return Template(report.asked, report.parts, leftovers(report.authored, report.code, lang))
