"""What a link in the preview leads to; everything that is not known to be harmless is blocked."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, quote, urlencode

from PySide6.QtCore import QUrl

# A mail program may attach files or hide receivers when asked to; these cannot.
MAIL_KEYS = ("to", "subject", "body")


class LinkKind(StrEnum):
    """Where a link leads."""

    FIELD = "field"
    ARTICLE = "article"
    OUTSIDE = "outside"
    PLACE = "place"
    ATTACHMENT = "attachment"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the preview.

    `target` is a field's name, an article's id, a file's path, a place's name, or the whole address;
    `said` is what the status line says before anybody follows it: for the web the host that will really
    be asked, in its ASCII form.
    """

    kind: LinkKind
    target: str
    said: str


BLOCKED = Link(LinkKind.BLOCKED, "", "Blocked link")


def link_of(url: QUrl) -> Link:
    """Judge a link."""
    scheme = url.scheme().lower()
    if scheme == "kb" and not url.host():
        return _own(url.path(QUrl.ComponentFormattingOption.FullyDecoded))
    if url.toString().startswith("#") and url.fragment():
        return Link(LinkKind.PLACE, url.fragment(), "A place in this article")
    if scheme in ("http", "https") and url.isValid() and url.host():
        host = bytes(QUrl.toAce(url.host()).data()).decode()
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        return Link(LinkKind.OUTSIDE, address, f"Opens {host}")
    return _mail(url) if scheme == "mailto" else BLOCKED


def _own(path: str) -> Link:
    """Judge a link that the render worker has made of one into the library."""
    kind, _, name = path.lstrip("/").partition("/")
    said = {
        LinkKind.FIELD: "Fill in this value",
        LinkKind.ARTICLE: f"Article {name}",
        LinkKind.ATTACHMENT: f"{name} lies in the library's folder; open it there",
    }
    known = next((known for known in said if known == kind), None)
    return Link(known, name, said[known]) if known and name else BLOCKED


def _mail(url: QUrl) -> Link:
    address = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    if not address or any(ord(c) < 32 for c in address):
        return BLOCKED
    asked = parse_qsl(url.query(QUrl.ComponentFormattingOption.FullyEncoded))
    kept = [(key, value) for key, value in asked if key.lower() in MAIL_KEYS]
    query = f"?{urlencode(kept, quote_via=quote)}" if kept else ""
    return Link(LinkKind.OUTSIDE, f"mailto:{quote(address, safe='@,+')}{query}", f"Writes to {address}")
