"""Joins two trees path by path: what either side did to a path since the base, renames included."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kbassist.articles.names import safe_text
from kbassist.articles.portability import folded
from kbassist.system.errors import NeedsHand
from kbassist.team.git.repository import Repository
from kbassist.team.git.texts import is_text, join
from kbassist.team.git.trees import Change, Entry, changes, contents, store

_MOST_TEXT_BYTES = 20 * 1024 * 1024
_TANGLED = "{path} was moved, made and changed on both sides at once; join the two with git by hand."
_BOTH = "{path} was changed here and by others, and only a person can join the two: run git pull by hand."
_IN_THE_WAY = "{path} is a file on one side and a folder on the other; rename one of them with git by hand."
_STAYS_MINE = "{path} was removed by others, and changed here: it stays."
_STAYS_THEIRS = "{path} was removed here, and changed by others: it stays."
_TWO = "{path} was replaced here and by others: theirs has the name, yours is {copy} now."


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed the same lines of `path`; `base` is empty where each has made it anew."""

    path: str
    base: bytes
    mine: bytes
    theirs: bytes


@dataclass(slots=True)
class Joined:
    """What the tree of mine has to hold besides, the conflicts in it, and sentences on what was decided."""

    entries: dict[str, Entry | None] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Both sides have something for `path`; mine may have something else there, `also`.

    So it is after a sync that was cut off between the two halves of a move.
    """

    path: str
    base: Entry | None
    mine: Entry
    theirs: Entry
    also: Entry | None = None


class Joining:
    """One join of `theirs` into `mine`, both commits or trees; `is_own` tells the library's own files.

    `is_whole` tells paths that are never joined by lines, as those of git-lfs.
    """

    def __init__(
        self,
        repository: Repository,
        is_own: Callable[[str], bool],
        is_whole: Callable[[Iterable[str]], frozenset[str]],
    ) -> None:
        self._repository = repository
        self._is_own = is_own
        self._is_whole = is_whole
        self._joined = Joined()
        self._meetings: dict[str, _Meeting] = {}
        self._mine: dict[str, Change] = {}
        self._made_here: dict[str, Entry] = {}

    def join(self, base: str, mine: str, theirs: str) -> Joined:
        """Join the two. Raises NeedsHand where only a person can, and SyncRefused."""
        for change in changes(self._repository, base, mine):
            if change.before is not None:
                self._mine[change.path] = change
            if change.after is not None and (change.before is None or change.path != change.new_path):
                self._made_here[change.new_path] = change.after
        for change in changes(self._repository, base, theirs):
            self._take(change)
        self._settle()
        self._refuse_tangled(mine)
        return self._joined

    def _take(self, theirs: Change) -> None:
        mine = self._mine.get(theirs.path) if theirs.before is not None else None
        if theirs.before is None or mine is None:
            self._take_alone(theirs)
        elif mine.after is None:
            if theirs.after is not None:
                self._put(theirs.new_path, theirs.after)
                self._joined.notes.append(_STAYS_THEIRS.format(path=safe_text(theirs.new_path)))
        elif theirs.after is None:
            self._joined.notes.append(_STAYS_MINE.format(path=safe_text(mine.new_path)))
        else:
            # The published name stands, unless only mine has a new one.
            path = theirs.new_path if theirs.new_path != theirs.path else mine.new_path
            also = None
            if path != mine.new_path:
                also = self._made_here.get(path)
                self._joined.entries[mine.new_path] = None
            self._meet(_Meeting(path, theirs.before, mine.after, theirs.after, also))

    def _take_alone(self, theirs: Change) -> None:
        """Do as they did to a path with which nothing was done here."""
        if theirs.before is not None and (theirs.after is None or theirs.path != theirs.new_path):
            self._joined.entries[theirs.path] = None
        if theirs.after is not None:
            self._put(theirs.new_path, theirs.after)

    def _put(self, path: str, entry: Entry) -> None:
        """Let a path hold what they have; something else may have been made there here."""
        here = self._made_here.get(path)
        if here is None:
            self._joined.entries[path] = entry
        else:
            self._meet(_Meeting(path, None, here, entry))

    def _meet(self, meeting: _Meeting) -> None:
        if meeting.path in self._meetings:
            raise NeedsHand(_TANGLED.format(path=safe_text(meeting.path)))
        self._meetings[meeting.path] = meeting

    def _settle(self) -> None:
        """Decide what stands where both sides have something."""
        waiting = [meeting for meeting in self._meetings.values() if not self._is_simple(meeting)]
        whole = self._is_whole(meeting.path for meeting in waiting)
        blobs = [
            entry.blob
            for meeting in waiting
            for entry in (meeting.base, meeting.mine, meeting.theirs, meeting.also)
            if entry is not None and entry.is_file
        ]
        known = contents(self._repository.git, blobs)
        texts: list[bytes] = []
        places: list[_Meeting] = []
        for meeting in waiting:
            text = None if meeting.path in whole else self._text(meeting, known)
            if text is None:
                self._keep_both(meeting)
            else:
                texts.append(text)
                places.append(meeting)
        for meeting, blob in zip(places, store(self._repository, texts), strict=True):
            self._joined.entries[meeting.path] = Entry(_mode(meeting), blob)

    def _is_simple(self, meeting: _Meeting) -> bool:
        """Settle a path of which only one side has changed the content, or both in the same way."""
        mine, theirs, base = meeting.mine, meeting.theirs, meeting.base
        if meeting.also not in (None, mine, theirs):
            return False
        if mine.is_file != theirs.is_file:
            raise NeedsHand(_BOTH.format(path=safe_text(meeting.path)))
        if mine.blob == theirs.blob or (base is not None and base.blob == mine.blob):
            blob = theirs.blob
        elif base is not None and base.blob == theirs.blob:
            blob = mine.blob
        else:
            return False
        self._joined.entries[meeting.path] = Entry(_mode(meeting), blob)
        return True

    def _text(self, meeting: _Meeting, known: dict[str, bytes]) -> bytes | None:
        """Join by lines; None where that cannot be done. Raises NeedsHand for conflicts in foreign files."""
        if not (meeting.mine.is_file and meeting.theirs.is_file):
            raise NeedsHand(_BOTH.format(path=safe_text(meeting.path)))
        mine, theirs = known[meeting.mine.blob], known[meeting.theirs.blob]
        base = known[meeting.base.blob] if meeting.base is not None and meeting.base.is_file else None
        texts = (mine, theirs) if base is None else (base, mine, theirs)
        if not all(is_text(text) and len(text) <= _MOST_TEXT_BYTES for text in texts):
            return None
        joined = self._by_lines(meeting.path, base, mine, theirs)
        if meeting.also is None or not is_text(also := known[meeting.also.blob]):
            return joined
        return self._by_lines(meeting.path, None, also, joined)

    def _by_lines(self, path: str, base: bytes | None, mine: bytes, theirs: bytes) -> bytes:
        found = join(base, mine, theirs)
        if found.conflicts:
            if not self._is_own(path):
                raise NeedsHand(_BOTH.format(path=safe_text(path)))
            self._joined.conflicts.append(Conflict(path, base or b"", mine, theirs))
        return found.content

    def _keep_both(self, meeting: _Meeting) -> None:
        """Let theirs stand and give mine another name: pictures, say, cannot be joined."""
        if not self._is_own(meeting.path):
            raise NeedsHand(_BOTH.format(path=safe_text(meeting.path)))
        copy = _beside(meeting.path, meeting.mine.blob)
        self._joined.entries[meeting.path] = meeting.theirs
        self._joined.entries[copy] = meeting.mine
        self._joined.notes.append(_TWO.format(path=safe_text(meeting.path), copy=safe_text(copy)))

    def _refuse_tangled(self, mine: str) -> None:
        """Raise NeedsHand where a path would be a file and a folder at once."""
        entries = self._joined.entries
        listed = os.fsdecode(self._repository.git.ask("ls-tree", "-r", "-z", "--name-only", mine)).split("\0")
        there = {path for path in listed if path and entries.get(path, path) is not None}
        coming = {path for path, entry in entries.items() if entry is not None}
        there |= coming
        # Folded: what is a link or a file in one spelling is written through in another, on some systems.
        folders, made = _folders(there), _folders(coming)
        for path in sorted(there):
            if folded(path) in (folders if path in coming else made):
                raise NeedsHand(_IN_THE_WAY.format(path=safe_text(path)))


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(str(folder)) for path in paths for folder in PurePosixPath(path).parents)


def _mode(meeting: _Meeting) -> str:
    """Return the mode: theirs, unless only mine was changed."""
    if meeting.base is not None and meeting.theirs.mode == meeting.base.mode:
        return meeting.mine.mode
    return meeting.theirs.mode


def _beside(path: str, blob: str) -> str:
    """Name a second file beside one, the same one each time."""
    place = PurePosixPath(path)
    return str(place.with_name(f"{place.stem}-mine-{blob[:8]}{place.suffix}"))
