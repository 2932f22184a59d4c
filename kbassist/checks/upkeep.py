"""Articles that nobody has looked after: overdue ones, and owners that the library does not know."""

from collections.abc import Iterator

from kbassist.articles.article import Problem, Severity, Standing
from kbassist.checks.subject import Subject


def overdue(subject: Subject) -> Iterator[Problem]:
    """Find articles whose review is overdue."""
    for article in subject.articles:
        if article.standing(subject.today) is Standing.DUE:
            sentence = f"The review was due on {article.due:%Y-%m-%d}; check the article and set `verified`."
            yield Problem(article.path, 1, "overdue", Severity.WARNING, sentence)


def unknown_owners(subject: Subject) -> Iterator[Problem]:
    """Find owners who are not among the `owners` of `_library.yaml`, where it names any."""
    owners = subject.library.owners
    for article in subject.articles:
        if owners and article.owner and article.owner not in owners:
            sentence = f"The owner {article.owner!r} is not among the owners in _library.yaml."
            yield Problem(article.path, 1, "unknown-owner", Severity.WARNING, sentence)
