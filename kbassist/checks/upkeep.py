"""Articles that nobody has looked after: overdue ones, owners that there are not, dates that cannot be."""

from collections.abc import Iterator

from kbassist.articles.article import Problem, Standing
from kbassist.checks.codes import CODES
from kbassist.checks.shelf import Shelf
from kbassist.checks.subject import Digest

_MOST = 0.8
"""The share of articles with an owner from which on it is an oversight not to have one."""


def overdue(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find an article whose review is overdue."""
    article = digest.article
    if article.standing(shelf.today) is Standing.DUE:
        sentence = f"The review was due on {article.due:%Y-%m-%d}; check the article and set `verified`."
        yield CODES["overdue"].at(digest.path, digest.key_place("verified", "last_reviewed_on"), sentence)


def unlikely_dates(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find dates that contradict each other, or the calendar on the wall."""
    article = digest.article
    if article.active_from and article.active_to and article.active_to < article.active_from:
        began, ended = article.active_from, article.active_to
        sentence = f"It is active from {began} until {ended}, so never; mend the dates."
        yield CODES["date-unlikely"].at(digest.path, digest.key_place("active_to", "expiryDate"), sentence)
    if article.verified and (article.verified - shelf.today).days > 1:
        sentence = f"It was verified on {article.verified}, which is still to come; mend the date."
        yield CODES["date-unlikely"].at(digest.path, digest.key_place("verified"), sentence)


def owners(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find an owner who is not among the `owners` of `_library.yaml`, and an article without one."""
    known, owner = shelf.library.owners, digest.article.owner
    if owner and known and owner not in known:
        sentence = f"The owner {owner!r} is not among the owners in _library.yaml."
        yield CODES["unknown-owner"].at(digest.path, digest.key_place("owner"), sentence)
    elif not owner and (known or shelf.owned_share >= _MOST):
        sentence = "Nobody answers for this article; write owner: NAME into its front matter."
        yield CODES["no-owner"].at(digest.path, digest.key_place("owner"), sentence)
