"""Stores pictures for articles among the attachments of their library."""

import hashlib
import posixpath

from kbassist.articles.article import FileRef
from kbassist.articles.create import create
from kbassist.articles.decoding import one_line
from kbassist.render.worker import RenderWorker
from kbassist.system.errors import NotSaved, RenderFailed
from kbassist.workspace.beginning import slug_of
from kbassist.workspace.session import LibrarySession

FOLDER = "_attachments"
_DIGITS = 10
_REFUSED = (
    "The picture was not stored: it is no PNG, JPEG, GIF or WebP, is damaged, or has more than 16 million "
    "points. Save it anew as PNG, then paste that."
)


def store_picture(
    session: LibrarySession, worker: RenderWorker, file: FileRef, content: bytes, alt: str
) -> str:
    """Store a picture under a name made of its content, and return the Markdown that shows it in `file`.

    The same picture is stored once. Raises NotSaved.
    """
    try:
        ending, kept = worker.kept_picture(content)
    except RenderFailed as error:
        raise NotSaved(_REFUSED) from error
    alt = one_line(alt)
    name = f"{slug_of(alt) or 'picture'}-{hashlib.sha256(kept).hexdigest()[:_DIGITS]}.{ending}"
    path = f"{FOLDER}/{name}"
    if not session.folder.has(path):
        try:
            create(session.root, path, kept)
        except NotSaved:
            if not session.folder.has(path):  # else somebody has stored the same picture this moment
                raise
    words = alt.replace("\\", "").replace("[", "(").replace("]", ")")
    return f"![{words}]({posixpath.relpath(path, posixpath.dirname(file.path) or '.')})"
