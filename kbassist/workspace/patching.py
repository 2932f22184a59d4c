"""Makes patch files of changes that cannot be saved here, and takes in those that others have sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Protocol

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Draft
from kbassist.articles.front_matter_edit import form_values
from kbassist.articles.merge import merge
from kbassist.articles.names import is_article_name
from kbassist.articles.patch import patch_of
from kbassist.articles.patch_reading import FilePatch, Placed, new_text, placed, read_patch
from kbassist.articles.safe_open import refuse_outward
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import ArticleNotFound, KbError, NotSaved, PatchUnreadable
from kbassist.workspace.saving import encoded
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.written import Opened, SaveOutcome, SaveResult

_DESCRIBING = (".yaml", ".yml", ".md", ".markdown", ".liquid")


class Files(Protocol):
    """What is needed of whoever opens and saves files, and keeps drafts."""

    def open(self, file: FileRef) -> Opened: ...  # noqa: D102
    def save(self, opened: Opened, text: str) -> SaveResult: ...  # noqa: D102
    def create(self, file: FileRef, text: str) -> Opened: ...  # noqa: D102
    def draft(self, file: FileRef) -> Draft | None: ...  # noqa: D102
    def keep_draft(self, draft: Draft) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a patch makes of one file: `opened` is None for a new one, `placed` None where it is refused.

    `conflicts` counts the places that somebody has to decide; `refusal` is a sentence.
    """

    path: str
    file: FileRef | None = None
    opened: Opened | None = None
    placed: Placed | None = None
    conflicts: int = 0
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The files for which a patch is kept as a draft, and sentences on what was not taken."""

    files: tuple[FileRef, ...]
    notes: tuple[str, ...] = ()


class Patching:
    """Patches of files of the open libraries; may be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], writing: Files, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._writing = writing
        self._now = now

    @staticmethod
    def patch(file: FileRef, opened: Opened | None, text: str) -> bytes:
        """Write what `text` changes in a file as a patch; None for `opened` makes the file.

        Raises NotSaved for what is no text of bytes without zeros, which patches cannot hold.
        """
        before = opened.content if opened is not None else None
        after = encoded(opened, text)[0] if opened is not None else TextFile(b"", "", "utf-8").as_utf8(text)
        if b"\0" in (before or b"") + after:
            raise NotSaved(f"{file.path} cannot be sent as a patch, since it is UTF-16; copy its text.")
        return patch_of(file.path, before, after)

    def proposals(self, content: bytes, everything: bool = False) -> tuple[Proposal, ...]:
        """Look what a patch would make of the articles as they are now. Raises PatchUnreadable.

        With `everything` also of what describes the library: its settings, facts, parts and templates.
        """
        return tuple(self._proposal(patch, everything) for patch in read_patch(content))

    def keep(self, content: bytes, origin: str) -> Taken:
        """Keep what a patch makes of each file as a draft, for somebody to look at and to save.

        `origin` names the patch. Raises PatchUnreadable, also when nothing in it can be taken, and NotKept.
        """
        files: list[FileRef] = []
        notes: list[str] = []
        for proposal in self.proposals(content, everything=True):
            note = proposal.refusal or self._kept(proposal, origin)
            if note:
                notes.append(note)
            elif proposal.file is not None:
                files.append(proposal.file)
        if not files:
            raise PatchUnreadable(" ".join(notes) or "The patch changes nothing that is not so already.")
        return Taken(tuple(files), tuple(notes))

    def apply(self, proposal: Proposal) -> str:
        """Save a proposal that needs no decision; return a sentence on what came of it."""
        if proposal.file is None or proposal.placed is None or proposal.refusal:
            return proposal.refusal
        if proposal.opened is None:
            self._writing.create(proposal.file, proposal.placed.text)
            return f"{proposal.path} was made."
        now = proposal.opened.text
        joined = merge(proposal.placed.base, proposal.placed.text, now)
        if joined.conflicts:
            return _to_decide(proposal.path, joined.conflicts)
        if joined.text() == now:
            return f"{proposal.path} has this change already."
        result = self._writing.save(proposal.opened, joined.text())
        if result.outcome is SaveOutcome.CONFLICT:
            return _to_decide(proposal.path, result.merge.conflicts if result.merge else 1)
        return " ".join((f"{proposal.path} was changed.", *result.notes))

    def _proposal(self, patch: FilePatch, everything: bool) -> Proposal:
        if patch.refusal:
            return Proposal(patch.path, refusal=f"{patch.path} is left as it is: {patch.refusal}.")
        try:
            file = self._file_of(patch)
            if file.path.startswith("_") and not everything:
                raise ArticleNotFound(
                    "it is no article, but describes the library; --all takes it in as well."
                )
            if patch.is_new and not self._sessions[file.library].folder.has(file.path):
                return Proposal(file.path, file, None, Placed("", new_text(patch), True))
            opened = self._writing.open(file)
        except KbError as error:
            return Proposal(patch.path, refusal=f"{patch.path} is left as it is: {error}")
        found = placed(patch, opened.text, opened.encoding)
        conflicts = merge(found.base, found.text, opened.text).conflicts
        return Proposal(file.path, file, opened, found, conflicts)

    def _file_of(self, patch: FilePatch) -> FileRef:
        """Find the file that a patch means; a change may have been made further up, or in another copy.

        A new file is made where the patch says. Raises ArticleNotFound, also where several may be meant.
        """
        refuse_outward(patch.path)
        if not _may_be_patched(patch.path):
            raise ArticleNotFound("it is no article.")
        parts = PurePosixPath(patch.path).parts
        for start in range(1 if patch.is_new else len(parts)):
            path = "/".join(parts[start:])
            found = [
                name
                for name, session in self._sessions.items()
                if _may_be_patched(path)
                and session.folder.has(path)
                and (not start or self._fits(patch, FileRef(name, path), parts[:start]))
            ]
            found = found if len(found) < 2 else [name for name in found if not self._is_copy(name, path)]
            if found:
                return FileRef(self._only(found), path)
        if patch.is_new and self._sessions:
            top = parts[0] if len(parts) > 1 else ""
            having = [
                name for name, session in self._sessions.items() if top and (session.root / top).is_dir()
            ]
            return FileRef(self._only(having or list(self._sessions)), patch.path)
        raise ArticleNotFound("no open library has a file of this name.")

    def _fits(self, patch: FilePatch, file: FileRef, above: tuple[str, ...]) -> bool:
        """Tell whether a shortened path fits: its library is the folder `above`, or all lines are there."""
        if self._sessions[file.library].root.parts[-len(above) :] == above:
            return True
        opened = self._writing.open(file)
        return placed(patch, opened.text, opened.encoding).exact

    def _is_copy(self, library: str, path: str) -> bool:
        """Tell whether a file says that it was copied from another library: its changes are the agent's."""
        return bool(form_values(self._writing.open(FileRef(library, path)).text).text("copy_of"))

    def _only(self, libraries: list[str]) -> str:
        if len(libraries) == 1:
            return libraries[0]
        names = " or ".join(self._sessions[name].library.name for name in libraries)
        raise ArticleNotFound(f"it may be for {names}; apply it with only the one library open.")

    def _kept(self, proposal: Proposal, origin: str) -> str:
        """Keep a proposal as a draft; return why not, "" when it is kept. Raises NotKept."""
        file, opened, found = proposal.file, proposal.opened, proposal.placed
        if file is None or found is None:
            return proposal.refusal
        if opened is not None and found.text == opened.text:
            return f"{file.path} has this change already."
        if self._writing.draft(file) is not None:
            return f"{file.path} is left as it is: words of yours in it are not saved yet. Save them first."
        base = b"" if opened is None else _base(opened, found)
        seen = sha256(base).hexdigest() if opened is not None else ""
        self._writing.keep_draft(Draft(file, found.text, base, seen, 0, self._now(), origin))
        return ""


def _base(opened: Opened, found: Placed) -> bytes:
    return opened.content if found.base == opened.text else encoded(opened, found.base)[0]


def _to_decide(path: str, count: int) -> str:
    places = "one place needs" if count == 1 else f"{count} places need"
    return f"{path} is left as it is: {places} a decision. Apply the patch on the Write page."


def _may_be_patched(path: str) -> bool:
    """Tell whether a path can be that of an article or of what describes the library."""
    *folders, name = path.split("/")
    if any(part[:1] in ("", ".") for part in (*folders, name)):
        return False
    if not path.startswith("_"):
        return is_article_name(name)
    return name.endswith(_DESCRIBING) and (not folders or folders[0] in ("_parts", "_templates"))
