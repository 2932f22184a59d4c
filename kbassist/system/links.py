"""Links of other programs that bring values along: `kbassist://fill?system=rt&ticket=7&order_id=10432`.

Any page and any message can hold such a link, so it is taken for hostile: it may only name systems that
were configured, every value must fit a pattern, nothing is fetched, and all that happens is an offer.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kbassist.system.errors import LinkRefused

SCHEME = "kbassist:"
LONGEST_LINK_BYTES = 2048
_LONGEST_VALUE = 200
_LONGEST_NAME = 80
_HEAD = re.compile(r"kbassist:(?://)?fill/?\?", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}\Z")
_SYSTEM = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}\Z")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
# Controls, format and direction marks, surrogates, private use, line and paragraph separators, unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class LinkField:
    """A value that a link may bring: the placeholder's full name, and what a value must look like."""

    name: str
    fits: Fits


def _field(name: str, pattern: str) -> LinkField:
    known = re.compile(pattern)

    def fits(text: str) -> bool:
        return known.fullmatch(text) is not None

    return LinkField(name, fits)


def _is_person(text: str) -> bool:
    """Letters of any script with their marks, and what stands between the parts of a name."""
    letters = all(unicodedata.category(sign)[0] in "LM" or sign in " .'’-" for sign in text)
    return letters and unicodedata.category(text[0])[0] == "L" and len(text) <= _LONGEST_NAME


_ADDRESS = r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
_IDENTIFIER = r"#?[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,38}[A-Za-z0-9])?"

# What every library may be asked for; each pattern is read from left to right without a second try.
USUAL: Mapping[str, LinkField] = MappingProxyType(
    {
        "ticket": _field("ticket.id", _IDENTIFIER),
        "order_id": _field("order.id", _IDENTIFIER),
        "customer_name": LinkField("customer.name", _is_person),
        "customer_first_name": LinkField("customer.first_name", _is_person),
        "customer_email": _field("customer.email", _ADDRESS),
        "customer_phone": _field("customer.phone", r"\+?[0-9][0-9 ()/.-]{3,24}"),
        "customer_company": _field("customer.company", r"[\w][\w &.,'’()+-]{0,79}"),
    }
)


@dataclass(frozen=True, slots=True)
class FillLink:
    """What a link offers: pairs of placeholder and text.

    `ignored` are keys that nobody knows, `unfit` those whose value does not look like one.
    """

    system: str
    values: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


def is_link(text: str) -> bool:
    """Tell whether a word of the command line is meant as a link of ours."""
    return text[: len(SCHEME)].lower() == SCHEME


def parse_link(
    text: str, systems: Collection[str], fields: Mapping[str, LinkField] = MappingProxyType({})
) -> FillLink:
    """Read a link of one of these systems; `fields` are known by their key besides the usual ones.

    Percent signs are decoded once and a plus is a blank, as in forms (WHATWG URL, urlencoded parsing).
    Raises LinkRefused for anything that is not wholly in order.
    """
    pairs = _pairs(text)
    system = pairs.pop("system", "").lower()
    if not _SYSTEM.match(system):
        raise LinkRefused("The link names no system that it comes from, so nothing was taken from it.")
    if system not in {name.strip().lower() for name in systems}:
        raise LinkRefused(
            f"The link comes from “{system}”, which may not send links here. "
            "Settings, From anywhere, lists the systems that may."
        )
    known = {**USUAL, **fields}
    values: dict[str, str] = {}
    unfit = []
    for key, value in pairs.items():
        if key not in known or not value:
            continue
        if len(value) <= _LONGEST_VALUE and known[key].fits(value) and known[key].name not in values:
            values[known[key].name] = value
        else:
            unfit.append(key)
    ignored = tuple(key for key in pairs if key not in known)
    return FillLink(system, tuple(values.items()), ignored, tuple(unfit))


def _pairs(text: str) -> dict[str, str]:
    """Take a link apart into its decoded keys and values. Raises LinkRefused."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > LONGEST_LINK_BYTES:
        raise LinkRefused("The link is longer than 2,048 bytes, so nothing was taken from it.")
    head = _HEAD.match(text)
    if head is None:
        raise LinkRefused("kbassist knows only links that begin with kbassist://fill?")
    query = text[head.end() :]
    if "#" in query:
        raise LinkRefused("The link has a # in it, which must be written %23; nothing was taken from it.")
    pairs: dict[str, str] = {}
    for part in filter(None, query.split("&")):
        key, _, value = part.partition("=")
        key = _decoded(key)
        if not _KEY.match(key):
            raise LinkRefused("The link has a key that is no name, so nothing was taken from it.")
        if key in pairs:
            raise LinkRefused(f"The link says “{key}” twice, so nothing was taken from it.")
        pairs[key] = _decoded(value)
    return pairs


def _decoded(text: str) -> str:
    raw = text.replace("+", " ").encode("utf-8", "surrogatepass")
    if raw.count(b"%") != len(_ESCAPE.findall(raw)):
        raise LinkRefused("The link has a stray % in it, so nothing was taken from it.")
    try:
        decoded = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), raw).decode("utf-8")
    except UnicodeDecodeError as error:
        raise LinkRefused("The link is not written in UTF-8, so nothing was taken from it.") from error
    if any(unicodedata.category(character) in _UNSEEN for character in decoded):
        raise LinkRefused("The link holds characters that cannot be seen, so nothing was taken from it.")
    return unicodedata.normalize("NFC", decoded).strip()
