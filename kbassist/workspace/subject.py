"""One library laid out for the checks."""

from datetime import date

from kbassist.checks.subject import Subject, Template
from kbassist.render.requests import TemplateRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.gate import leftovers
from kbassist.system.errors import ArticleNotFound
from kbassist.workspace.session import LibrarySession


def subject_of(session: LibrarySession, worker: RenderWorker, today: date) -> Subject:
    """Read all articles of a library for the checks. Raises LibraryOffline."""
    listing = session.folder.scan()

    def attached(article_path: str, href: str) -> bool:
        try:
            session.folder.attachment(article_path, href)
        except ArticleNotFound:
            return False
        return True

    def template(text: str, lang: str | None) -> Template:
        report = worker.template(TemplateRequest(text))
        if report.fault is not None:
            reason = report.fault.message.rstrip(".")
            return Template(error=f"{reason[:1].upper()}{reason[1:]}. Mend it.", line=report.fault.line)
        return Template(report.asked, report.parts, leftovers(report.authored, report.code, lang))

    articles = tuple(session.folder.read(path, session.library) for path in sorted(listing.files))
    return Subject(session.library, articles, listing.problems, today, attached, template)
