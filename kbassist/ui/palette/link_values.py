"""What a link brings, in the words of the open libraries."""

import re
from collections.abc import Mapping, Sequence

from kbassist.articles.article import Field
from kbassist.articles.library import Library
from kbassist.articles.patterns import fits
from kbassist.messages.message import FoundValue
from kbassist.system.links import USUAL, FillLink, LinkField

_SEPARATORS = re.compile(r"[\s,;]+")


def systems_of(setting: str, libraries: Sequence[Library]) -> frozenset[str]:
    """Return the systems that may send links: those of the setting and those that the libraries name."""
    named = (name for library in libraries for name in library.systems)
    return frozenset(name.lower() for name in (*_SEPARATORS.split(setting), *named) if name)


def link_fields(libraries: Sequence[Library]) -> Mapping[str, LinkField]:
    """Return the libraries' own fields by their key in a link: `return.id` is `return_id`.

    Only fields with a pattern can come by a link; where a usual value has a pattern here, it must fit too.
    """
    known: dict[str, LinkField] = {}
    usual = {field.name: key for key, field in USUAL.items()}
    for field in (field for library in libraries for field in library.fields if field.pattern):
        key = usual.get(field.name, field.name.replace(".", "_"))
        known.setdefault(key, LinkField(field.name, _Pattern(field, USUAL.get(key))))
    return known


def found_values(link: FillLink) -> tuple[FoundValue, ...]:
    """Return the values of a link as those of a message, without a place in it."""
    return tuple(FoundValue(name, text, 0, 0, f"link from {link.system}") for name, text in link.values)


def said_of(link: FillLink) -> str:
    """Say what came and what was left out."""
    count = len(link.values)
    words = [f"{count} value{'' if count == 1 else 's'} from {link.system}" if count else ""]
    if link.unfit:
        words.append(f"left out, since it does not look like one: {', '.join(link.unfit)}")
    if link.ignored:
        words.append(f"not known here: {', '.join(link.ignored)}")
    said = "; ".join(word for word in words if word)
    return f"{said[:1].upper()}{said[1:]}." if said else f"The link from {link.system} brings no value."


class _Pattern:
    """Judges a value by a field's pattern, which comes from a shared file, and by the usual one."""

    def __init__(self, field: Field, usual: LinkField | None) -> None:
        self._pattern = field.pattern or ""
        self._usual = usual

    def __call__(self, text: str) -> bool:
        """Tell whether the whole of `text` fits."""
        return (self._usual is None or self._usual.fits(text)) and fits(self._pattern, text)
