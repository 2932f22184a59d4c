"""Adds to one list of an article's front matter; every other byte of the file stays as it was."""

from kbassist.articles.decoding import decode, one_line
from kbassist.articles.findings import Findings
from kbassist.articles.front_matter_edit import read_front_matter, with_key
from kbassist.articles.raw_text import RawText
from kbassist.articles.text_edits import edited
from kbassist.articles.values import Reader
from kbassist.system.errors import NotSaved

_LISTED = ("aliases", "alias", "keywords")


def with_alias(content: bytes, alias: str) -> bytes:
    """Return the file with one alias more; the same bytes when it has that alias already.

    Where `aliases` are addresses, as Hugo has them, `keywords` take it; no alias begins with their `/`.
    Raises NotSaved when the front matter is broken, or the file is no text.
    """
    alias = one_line(alias).lstrip("/ ")
    items = read_front_matter(RawText.of(content).text).items
    reader = Reader(items, Findings(""))
    if not alias or alias.casefold() in (known.casefold() for known in reader.texts(*_LISTED)):
        return content
    addresses = any(known.startswith("/") for known in reader.texts("aliases"))
    return with_entry(content, "keywords" if addresses else "aliases", alias)


def with_entry(content: bytes, key: str, entry: str) -> bytes:
    """Return the file with `entry` added to the list of texts under `key`, which is made where absent.

    Raises NotSaved when the front matter is broken, or cannot be changed without touching anything else.
    """
    raw = RawText.of(content)
    listed = Reader(read_front_matter(raw.text).items, Findings("")).texts(key)
    edits = with_key(raw.text, key, (*listed, entry))
    for edit in edits:
        content = raw.replaced(edit.start, edit.end, edit.text)
    decoded = decode(content)
    if decoded is None or decoded.text != edited(raw.text, edits):
        raise NotSaved(f"The file is written in an unusual way; add `{key}: {entry}` by hand.")
    return content
