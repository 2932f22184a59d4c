"""Keeps on this machine what was typed and not saved yet, so that a crash costs a few seconds of it."""

import base64
import hashlib
import json
import logging
import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.articles.text_file import TextFile
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import NotKept, NotSaved, UsageError
from kbassist.system.paths import private_folder

_log = logging.getLogger(__name__)
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was typed into `file` and not saved; `base` are the bytes that it was made out of.

    `base_sha256` is the checksum of `base`, "" for a new article that was never saved. `cursor` counts
    the characters before it. `origin` names the patch file that it came in, "" for what was typed here.
    """

    file: FileRef
    text: str
    base: bytes
    base_sha256: str
    cursor: int
    kept_at: datetime
    origin: str = ""

    @property
    def base_text(self) -> str:
        """The text that the draft was made out of."""
        try:
            return TextFile.of(self.base).text
        except NotSaved:
            return ""


class Drafts:
    """The drafts in one folder of this machine, each in a file of its own; only the user may read them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before it. Raises NotKept."""
        content = {
            "library": draft.file.library,
            "path": draft.file.path,
            "text": draft.text,
            "base": base64.b64encode(zlib.compress(draft.base, 1)).decode(),
            "base_sha256": draft.base_sha256,
            "cursor": draft.cursor,
            "kept_at": draft.kept_at.isoformat(),
            "origin": draft.origin,
        }
        try:
            private_folder(self._folder)
            # Escapes keep what is no text for UTF-8, such as half of a sign.
            write_atomically(self._place(draft.file), json.dumps(content).encode("ascii"))
        except (OSError, UsageError) as error:
            raise NotKept(
                f"What you typed into {draft.file.path} could not be kept on this machine; save it soon."
            ) from error

    def of(self, file: FileRef) -> Draft | None:
        """Return the draft of a file; None when there is none."""
        return _read(self._place(file))

    def all(self) -> tuple[Draft, ...]:
        """Return all drafts, the youngest first; a file that holds none is left alone."""
        found = [draft for place in self._folder.glob(f"*{_SUFFIX}") if (draft := _read(place))]
        return tuple(sorted(found, key=lambda draft: draft.kept_at, reverse=True))

    def drop(self, file: FileRef) -> None:
        """Let go of the draft of a file, once its text is saved or not wanted. Raises NotKept."""
        try:
            self._place(file).unlink(missing_ok=True)
        except OSError as error:
            raise NotKept(
                f"The draft of {file.path} could not be removed; it will be offered again."
            ) from error

    def follow(self, file: FileRef, moved_to: FileRef) -> None:
        """Let the draft of a file that was moved be found under its new path.

        Raises NotKept, and it stays under the old one, also when another text was typed for the new path.
        """
        draft = self.of(file)
        if draft is not None:
            other = self.of(moved_to)
            if other is not None and other.text != draft.text:
                raise NotKept(f"A draft of {moved_to.path} is kept already; that of {file.path} stays.")
            self.keep(replace(draft, file=moved_to))
            self.drop(file)

    def _place(self, file: FileRef) -> Path:
        return self._folder / (file_key(file) + _SUFFIX)


def file_key(file: FileRef) -> str:
    """Return a name for what is kept about a file: of one length, whatever its path is."""
    named = f"{file.library}\0{file.path}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(named).hexdigest()[:32]


def _read(place: Path) -> Draft | None:
    try:
        kept = json.loads(place.read_bytes())
        return Draft(
            FileRef(str(kept["library"]), str(kept["path"])),
            str(kept["text"]),
            zlib.decompress(base64.b64decode(kept["base"])),
            str(kept["base_sha256"]),
            int(kept["cursor"]),
            datetime.fromisoformat(kept["kept_at"]),
            str(kept.get("origin", "")),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        _log.warning("a draft could not be read: %s", type(error).__name__)
        return None
