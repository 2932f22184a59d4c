"""Names that must be told apart: ids, shortcuts, titles."""

from collections import defaultdict
from collections.abc import Iterator

from kbassist.articles.article import Article, Problem, Severity
from kbassist.checks.subject import Subject


def duplicate_ids(subject: Subject) -> Iterator[Problem]:
    """Find articles that share an id: only one of them can be opened by it."""
    for first, other in _twins((article.id, article) for article in subject.articles):
        sentence = f"The id {other.id!r} is also that of {first.path}; change one of them."
        yield Problem(other.path, 1, "duplicate-id", Severity.ERROR, sentence)


def duplicate_titles(subject: Subject) -> Iterator[Problem]:
    """Find articles with the same title in the same language: agents cannot tell them apart."""
    titled = ((f"{article.lang}|{article.title.casefold()}", article) for article in subject.articles)
    for first, other in _twins(titled):
        sentence = f"{first.path} has the same title; give one of them another, or join the two."
        yield Problem(other.path, 1, "duplicate-title", Severity.WARNING, sentence)


def duplicate_shortcuts(subject: Subject) -> Iterator[Problem]:
    """Find replies of different articles that share a shortcut: only one of them can win."""
    seen: dict[str, Article] = {}
    for article in subject.articles:
        for reply in article.replies:
            if not reply.shortcut:
                continue
            first = seen.setdefault(reply.shortcut.casefold(), article)
            if first is not article:
                sentence = f"The shortcut {reply.shortcut!r} is also used in {first.path}; choose another."
                yield Problem(article.path, reply.line, "duplicate-shortcut", Severity.WARNING, sentence)


def _twins(keyed: Iterator[tuple[str, Article]]) -> Iterator[tuple[Article, Article]]:
    """Yield the first article of each key with every later one."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for key, article in keyed:
        groups[key].append(article)
    for first, *others in groups.values():
        for other in others:
            yield first, other
