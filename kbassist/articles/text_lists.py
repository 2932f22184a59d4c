"""Writes a list of texts in one line for a form, and reads it again."""

import re
from collections.abc import Iterable

_ENTRY = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=,|\Z)|([^,]*))(?:,|\Z)')


def joined(texts: Iterable[str]) -> str:
    """Part texts by commas; those that have commas themselves stand in quotes."""
    return ", ".join(_quoted(text) if "," in text or text.startswith('"') else text for text in texts)


def parted(line: str) -> tuple[str, ...]:
    """Return the texts that `joined` has put into a line; blank ones are left out."""
    entries = (
        found[2] if found[1] is None else found[1].replace('""', '"') for found in _ENTRY.finditer(line)
    )
    return tuple(text for entry in entries if (text := entry.strip()))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
