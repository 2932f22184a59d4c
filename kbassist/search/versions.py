"""The versions that an index depends on, as one short word for its folder's name; no import of Whoosh."""

import hashlib

from kbassist import __version__
from kbassist.search.document import FIELDS
from kbassist.search.tables import TABLE_FORMAT

# Raise it with any change of what is written: files, schema, analysis, tables.
FORMAT = 5


def stamp() -> str:
    """Return the word: another one means another index."""
    parts = (str(FORMAT), str(TABLE_FORMAT), __version__, *FIELDS)
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()
