"""The Whoosh schema: which of an article's words and keys stand in the durable index."""

from typing import Any

from whoosh import fields, formats

from kbassist.search.document import FIELDS

PATH = "path"
KEY = "key"
FILTERS = "filters"
# The body covers the whole text, so words of headings and replies are found in it.
WORD_FIELDS = tuple(name for name in FIELDS if name not in ("headings", "replies"))


class Occurrence(formats.Existence):  # type: ignore[misc]
    """A posting that carries its weight and nothing else: no frequency twice, no positions."""


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field whose terms our own analysis has made; they reach Whoosh as whole lists (see `segments`)."""

    def __init__(self) -> None:
        super().__init__(format=Occurrence(), analyzer=None)


def new_schema() -> Any:
    """Return the schema: the path, stored and as a key; the words of an article by field; its filters."""
    terms = {name: Terms() for name in (KEY, *WORD_FIELDS, FILTERS)}
    return fields.Schema(**{PATH: fields.STORED}, **terms)
