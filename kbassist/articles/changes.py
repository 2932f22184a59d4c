"""Changes of files that belong together: looked at before they are made, made and taken back as one."""

from dataclasses import dataclass

from kbassist.articles.article import FileRef, Revision


@dataclass(frozen=True, slots=True)
class FileChange:
    """What is to become of one file, as text with `\\n` line ends.

    `seen` is the revision that `before` was read from; None means that the file is to be made. `moved_to`
    is its new path in the same library, None when it stays where it is.
    """

    file: FileRef
    before: str
    after: str
    seen: Revision | None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """Changes that belong together; `sentence` says in the imperative what they do.

    `notes` are sentences on what was not looked at.
    """

    sentence: str
    changes: tuple[FileChange, ...]
    notes: tuple[str, ...] = ()
