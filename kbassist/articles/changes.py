"""Changes of files that belong together: looked at before they are made, made and taken back as one."""

from dataclasses import dataclass

from kbassist.articles.article import FileRef, Revision


@dataclass(frozen=True, slots=True)
class FileChange:
    """What is to become of one file, as text with `\\n` line ends.

    `seen` is the revision that `before` was read from; None means that the file is to be made. `moved_to`
    is its new path, None when it stays where it is; `moved_library` the folder of the library that it goes
    to, None for its own.
    """

    file: FileRef
    before: str
    after: str
    seen: Revision | None
    moved_to: str | None = None
    moved_library: str | None = None

    @property
    def destination(self) -> FileRef:
        """Where the file is once the change is made."""
        return FileRef(self.moved_library or self.file.library, self.moved_to or self.file.path)


@dataclass(frozen=True, slots=True)
class AttachedCopy:
    """A picture, or another file, that is copied along, byte by byte, to where a moved article shows it."""

    file: FileRef
    to: FileRef


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """Changes that belong together; `sentence` says in the imperative what they do.

    `notes` are sentences on what was not looked at, or is not mended. `carried` are files that come along.
    """

    sentence: str
    changes: tuple[FileChange, ...]
    notes: tuple[str, ...] = ()
    carried: tuple[AttachedCopy, ...] = ()
