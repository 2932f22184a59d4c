"""Where a link of an article may lead: another article, an attachment, the web or a mailbox - or nowhere."""

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_HOST = re.compile(r"[A-Za-z0-9.\-\u00a1-\U0010ffff]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]")
_UNSAFE = re.compile(r"[^\x21-\x7e]|[\"'<>`{}|\\^]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LOOKS_LIKE_URL = re.compile(
    r"(?:[a-z]{2,6}://|www\.)\S+|[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?:[/:]\S*)?", re.I
)
_MAIL = re.compile(r"[^@\s,;<>\"]{1,200}@[^@\s,;<>\"]{1,200}")
_MAX_HREF = 2_000


class Lead(StrEnum):
    """What kind of place a link leads to."""

    ARTICLE = "article"
    ATTACHMENT = "attachment"
    ANCHOR = "anchor"
    WEB = "web"
    MAIL = "mail"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Link:
    """A judged link: `href` may be shown and followed; `host` is the real one, in ASCII (punycode)."""

    lead: Lead
    href: str = ""
    host: str = ""


_BLOCKED = Link(Lead.BLOCKED)


def judge(href: str, article_path: str | None = None) -> Link:
    """Judge a link; relative ones are resolved against `article_path`, or blocked when it is None.

    Only http, https and mailto leave the program: without user names in the address, and mail only
    with recipient, subject and body. `file:`, `//host`, `\\\\host`, drive letters and paths that leave
    the library are blocked.
    """
    href = href.strip()
    if not href or len(href) > _MAX_HREF or "\\" in href:
        return _BLOCKED
    lower = href.lower()
    if lower.startswith(("http://", "https://")):
        return _web(href)
    if lower.startswith("mailto:"):
        return _mail(href[7:])
    if _SCHEME.match(href) or href.startswith("/") or article_path is None:
        return _BLOCKED
    if href.startswith("#"):
        return Link(Lead.ANCHOR, "#" + quote(unquote(href[1:]), safe="-_.~"))
    return _inside(href, article_path)


def _web(href: str) -> Link:
    try:
        parts = urlsplit(href)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _BLOCKED
    if not _HOST.fullmatch(host if ":" not in host else f"[{host}]"):
        return _BLOCKED
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return _BLOCKED
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    tail = (
        parts.path
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )
    return Link(Lead.WEB, f"{parts.scheme.lower()}://{place}{_UNSAFE.sub(_percent, tail)}", place)


def _percent(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def _mail(rest: str) -> Link:
    address, _, query = rest.partition("?")
    address = unquote(address)
    if not _MAIL.fullmatch(address):
        return _BLOCKED
    try:
        pairs = parse_qsl(query, max_num_fields=20)
    except ValueError:
        return _BLOCKED
    kept = {
        name.lower(): value.replace("\r", "") for name, value in pairs if name.lower() in ("subject", "body")
    }
    host = address.rpartition("@")[2]
    tail = "?" + urlencode(kept, quote_via=quote) if kept else ""
    return Link(Lead.MAIL, f"mailto:{quote(address, safe='@+._-')}{tail}", host)


def _inside(href: str, article_path: str) -> Link:
    path = inside_library(href, article_path)
    if path is None:
        return _BLOCKED
    if path.lower().endswith((".md", ".markdown")):
        return Link(Lead.ARTICLE, "kb:article/" + quote(path.rpartition(".")[0]))
    if "." in posixpath.basename(path):
        return Link(Lead.ATTACHMENT, "kb:attachment/" + quote(path))
    return _BLOCKED


def inside_library(href: str, article_path: str) -> str | None:
    """Return the path that a relative link names, relative to the library; None when it leaves it.

    Query and fragment are dropped, `%2e%2e` is seen through; hidden files are out of reach.
    """
    raw = href.split("#", 1)[0].split("?", 1)[0]
    path = unquote(raw)
    if (
        not path
        or "\\" in path
        or ":" in path
        or "\0" in path
        or "%2f" in path.lower()
        or path.startswith("/")
    ):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(article_path), path))
    if joined.startswith(("../", "/")) or joined in ("..", "."):
        return None
    return None if any(part.startswith(".") for part in joined.split("/")) else joined


def misleads(text: str, link: Link) -> bool:
    """Tell whether the text of a link looks like an address on another host than the link's own."""
    shown = text.strip()
    if link.lead is Lead.MAIL:
        address = unquote(link.href[7:].partition("?")[0])
        return _MAIL.fullmatch(shown[:_MAX_HREF]) is not None and shown.lower() != address.lower()
    if link.lead is not Lead.WEB or not _LOOKS_LIKE_URL.fullmatch(shown[:_MAX_HREF]):
        return False
    shown = judge(shown if "://" in shown else "https://" + shown).host
    return bare_host(shown) != bare_host(link.host)


def bare_host(host: str) -> str:
    """Return a host without port and `www.`, for comparing."""
    return host.lower().partition(":")[0].removeprefix("www.")


def quoted(value: str, is_address: bool) -> str:
    """Make a value fit to stand in an address: as it is when it is part of one already, else encoded."""
    return value.strip() if is_address else quote(value, safe="@-._~")
