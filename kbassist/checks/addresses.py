"""Web addresses in a library, and what is said of those that lead nowhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from urllib.parse import urlsplit

from kbassist.articles.article import Problem
from kbassist.checks.codes import CODES
from kbassist.checks.link_places import DYNAMIC, addresses_in
from kbassist.checks.shelf import Shelf

Place = tuple[str, tuple[int, int]]
"""A path, and line and column in it."""

# Set aside for examples and tests by RFC 2606 and RFC 6761; some of them answer, none means anything.
_RESERVED = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


class Answer(StrEnum):
    """What became of asking for an address."""

    THERE = "there"  # also where it is only for people who have signed in, or not for programs
    GONE = "gone"
    NO_HOST = "no-host"
    SILENT = "silent"  # nobody can tell: no answer, or an error of the server
    REFUSED = "refused"  # it was not asked


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, with a sentence on why when it is not there."""

    answer: Answer
    reason: str = ""


def addresses_of(shelf: Shelf) -> Mapping[str, tuple[Place, ...]]:
    """Return the web addresses of a library, without what follows `#`, and where each stands."""
    places: dict[str, list[Place]] = defaultdict(list)
    for path, digest in shelf.digests.items():
        for link in digest.links:
            if url := _asked_as(link.href):
                places[url].append((path, link.place))
    for path, text in shelf.described.items():
        for at, address in addresses_in(text):
            if url := _asked_as(address):
                line_start = text.rfind("\n", 0, at) + 1
                places[url].append((path, (text.count("\n", 0, at) + 1, at - line_start + 1)))
    return {url: tuple(places[url]) for url in sorted(places)}


def address_problems(shelf: Shelf, answers: Mapping[str, Answered]) -> Iterator[Problem]:
    """Tell of the addresses that are gone, or whose answer tells nothing."""
    for url, places in addresses_of(shelf).items():
        told = answers.get(url)
        if told is None or told.answer in (Answer.THERE, Answer.REFUSED):
            continue
        is_gone = told.answer is not Answer.SILENT
        code = CODES["dead-address" if is_gone else "silent-address"]
        advice = "correct or remove the link" if is_gone else "look at it in a browser"
        for path, place in places:
            yield code.at(path, place, f"{url[:200]}: {told.reason.rstrip('.')}; {advice}.")


def _asked_as(href: str) -> str:
    """Return what is asked for of a link, "" when it is no web address or nobody's."""
    if href[:4].lower() != "http" or DYNAMIC.search(href):
        return ""
    try:
        parts = urlsplit(unescape(href))
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or _is_reserved(host):
        return ""
    return parts._replace(fragment="").geturl()


def _is_reserved(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in _RESERVED)
