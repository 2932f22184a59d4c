"""Takes in what others have changed: into the working tree, a file at a time.

Each file is exchanged for the new one only while it is what was seen; a text that somebody saves in that
moment is joined with it. What is cut off half way is own work for the next sync, and there it is the same
change that others have made.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from kbassist.articles.article import Revision
from kbassist.articles.names import safe_text
from kbassist.articles.portability import folded
from kbassist.articles.save import save
from kbassist.system.errors import (
    ChangedMeanwhile,
    FileGone,
    GitBusy,
    KbError,
    NeedsHand,
    NotSaved,
    SyncRefused,
)
from kbassist.team.git.hardening import LFS
from kbassist.team.git.joining import Conflict
from kbassist.team.git.own_work import NO_FILTER, filters_of
from kbassist.team.git.placing import Placing, Seen
from kbassist.team.git.repository import Repository
from kbassist.team.git.status import standings
from kbassist.team.git.texts import is_text, join
from kbassist.team.git.trees import LINK, SUBMODULE, Entries, Entry, cannot_write, contents, listed, scratch

_ATTEMPTS = 20
_CHANGED = "{path} was changed meanwhile; it is tried again."
_OWN_CHANGES = "Others have changed {path}, and your own changes in it are not committed: do that first."
_IN_THE_WAY = "Others have added {path}, and another file of that name is in the way: rename or remove it."
_LINK = "Others have changed files in {path}, which is a link here: put the folder itself there."
_MARKED = "Others have changed {path}, which git was told not to look at (assume-unchanged): undo that first."
_FILTERED = "Others have changed {path}, which goes through the filter {name}: run git pull by hand."
_NOT_LFS = "{path} was not taken in: it belongs to git-lfs, which is not installed here."
_STAYS = "{path} was removed by others, and saved here in the same moment: it stays."
_JOINED = "{path} was saved in the same moment; both changes are in it now."


class Taking:
    """Changes the files of a working tree to what a commit is to hold.

    `is_own` tells the library's own files. `keep` keeps a conflict before its file is changed. `watch` is
    told of every file before it is changed. `url` is where large files come from, "" for nowhere.
    """

    def __init__(
        self,
        repository: Repository,
        is_own: Callable[[str], bool],
        keep: Callable[[Conflict], None],
        watch: Callable[[str], None],
        url: str,
    ) -> None:
        self._repository = repository
        self._git = repository.git
        self._is_own = is_own
        self._keep = keep
        self._watch = watch
        self._url = url
        self._placing = Placing(repository.top)
        self._seen: dict[str, Seen] = {}
        self._notes: list[str] = []

    def take(self, entries: Entries, index: Path) -> tuple[str, ...]:
        """Let the working tree hold `entries`; `index` has all of it. Returns what there is to tell.

        Raises NeedsHand, and nothing was changed, when somebody's own changes are in the way; GitBusy when
        somebody has changed a file since it was committed; SyncRefused.
        """
        with cannot_be_written():
            # Before git is asked whether they are as committed: what is exchanged is what git has seen.
            self._seen = {path: self._placing.seen(path) for path in entries}
        wanted = {path: entry for path, entry in entries.items() if entry is not None}
        left = self._left_out(wanted, index)
        self._refuse_changed({path: entry for path, entry in entries.items() if path not in left})
        with scratch(self._repository, "incoming") as folder:
            taken = {path: entry for path, entry in wanted.items() if path not in left}
            self._unpack(taken, index, folder)
            gone = [path for path, entry in entries.items() if entry is None]
            self._refuse_in_the_way({**taken, **dict.fromkeys(gone)}, folder)
            self._refuse_links({**taken, **dict.fromkeys(gone)})
            first = [path for path in gone if self._must_go_first(path, taken)]
            for path in first:
                self._remove(path)
            for path in sorted(taken):
                self._put(path, taken[path], folder / path)
            for path in gone:
                if path not in first:
                    self._remove(path)
        return tuple(self._notes)

    def _left_out(self, wanted: Mapping[str, Entry], index: Path) -> frozenset[str]:
        """Return the files of git-lfs where it is not installed. Raises NeedsHand for other filters."""
        left: set[str] = set()
        for path, name in filters_of(self._git, wanted, index).items():
            if name == LFS and not self._git.has_lfs:
                left.add(path)
                self._notes.append(_NOT_LFS.format(path=safe_text(path)))
            elif name not in (*NO_FILTER, LFS):
                raise NeedsHand(_FILTERED.format(path=safe_text(path), name=name))
        return frozenset(left)

    def _refuse_changed(self, entries: Entries) -> None:
        """Look whether what is committed stands there, or, after a sync that was cut off, what comes."""
        found = standings(self._git)
        staged = listed(
            self._git, self._repository.folder / "index", [path for path in entries if path in found]
        )
        for path, entry in entries.items():
            standing = found.get(path)
            if standing is None:
                continue
            is_free = not standing.staged or staged[path] == entry
            if not self._is_own(path) and is_free and self._is_there(path, entry):
                continue
            if self._is_own(path):
                raise GitBusy(_CHANGED.format(path=safe_text(path)))
            sentence = _IN_THE_WAY if standing.untracked else _OWN_CHANGES
            raise NeedsHand(sentence.format(path=safe_text(path)))

    def _is_there(self, path: str, entry: Entry | None) -> bool:
        """Tell whether a path holds what it is to hold already."""
        seen = self._seen[path]
        if entry is None:
            return seen.is_nothing
        if seen.leads_to and entry.mode == LINK:
            return self._git.line("hash-object", "--stdin", given=os.fsencode(seen.leads_to)) == entry.blob
        if not entry.is_file or not seen.sha256:
            return False
        answer = self._git.answer("hash-object", "--", path)
        return answer.told.decode("ascii").strip() == entry.blob

    def _unpack(self, taken: Mapping[str, Entry], index: Path, folder: Path) -> None:
        """Let git write the files below `folder` as they are to stand: line ends, encoding, large files."""
        paths = [path for path, entry in taken.items() if entry.mode != SUBMODULE]
        if not paths:
            return
        given = os.fsencode("".join(f"{path}\0" for path in paths))
        # The attributes come from the index then, and are those that the files are to have.
        place = {"GIT_DIR": str(self._repository.folder), "GIT_WORK_TREE": str(folder)}
        command = ("checkout-index", "-q", f"--prefix={folder}/", "-z", "--stdin")
        if self._url and (self._repository.common / LFS).exists():
            self._git.ask_remote(self._url, *command, given=given, index=index, who=place)
        else:
            self._git.ask(*command, given=given, index=index, who=place)

    def _refuse_in_the_way(self, entries: Entries, folder: Path) -> None:
        """Raise NeedsHand for files that git was told not to look at, and for names that are one here."""
        names = {path for path in entries if not self._seen[path].is_nothing}
        listed = os.fsdecode(self._git.ask("ls-files", "-v", "-z")).split("\0") if names else []
        there = {line[2:]: line[:1] for line in listed if line}
        spelt = {folded(path) for path in there}
        for path in names:
            tag = there.get(path)
            if tag is not None and (tag.islower() or tag == "S"):
                raise NeedsHand(_MARKED.format(path=safe_text(path)))
            is_same = not self._seen[path].is_folder and Seen.at(folder / path) == self._seen[path]
            is_known = entries[path] is None or tag is not None or is_same or folded(path) in spelt
            if not is_known and not self._holds_what_goes(path, there):
                raise NeedsHand(_IN_THE_WAY.format(path=safe_text(path)))

    def _refuse_links(self, entries: Entries) -> None:
        """Raise NeedsHand where a folder is a link here: what is written into it would be somewhere else."""
        changed = [path for path, entry in entries.items() if entry is not None]
        for folder in sorted({folder for path in changed for folder in PurePosixPath(path).parents}):
            stays = entries[str(folder)] is not None if str(folder) in entries else True
            if stays and (self._repository.top / folder).is_symlink():
                raise NeedsHand(_LINK.format(path=safe_text(str(folder))))

    @staticmethod
    def _holds_what_goes(path: str, there: Iterable[str]) -> bool:
        return any(other.startswith(f"{path}/") for other in there)

    def _must_go_first(self, path: str, taken: Mapping[str, Entry]) -> bool:
        """Tell whether a file to be removed stands where a folder is to be, or a file where its folder is."""
        if any(str(folder) in taken for folder in PurePosixPath(path).parents):
            return True
        if any(other.startswith(f"{path}/") for other in taken):
            return True
        return any(folded(other) == folded(path) and self._is_one(other, path) for other in taken)

    def _is_one(self, one: str, other: str) -> bool:
        try:
            return (self._repository.top / one).samefile(self._repository.top / other)
        except OSError:
            return False

    def _put(self, path: str, entry: Entry, source: Path) -> None:
        shown, seen = safe_text(path), self._seen[path]
        with cannot_be_written():
            self._watch(f"file {shown}")
            if seen.is_folder or not seen.is_nothing:
                seen = self._again_if_freed(path, seen)
            try:
                self._notes += self._placing.put(path, shown, seen, entry, source)
            except FileGone:
                self._placing.put(path, shown, Seen(), entry, source)
            except ChangedMeanwhile:
                self._join_again(path, source)

    def _again_if_freed(self, path: str, seen: Seen) -> Seen:
        """Look again at what stood in the way and was removed."""
        now = Seen.at(self._repository.top / path)
        return now if now.is_nothing or (seen.is_folder and not now.is_folder) else seen

    def _remove(self, path: str) -> None:
        shown = safe_text(path)
        with cannot_be_written():
            self._watch(f"file {shown}")
            try:
                self._placing.remove(path, shown, self._seen[path])
            except FileGone:
                return
            except ChangedMeanwhile:
                self._notes.append(_STAYS.format(path=shown))
                return
            self._placing.tidy(path, self._repository.top / self._repository.prefix)

    def _join_again(self, path: str, source: Path) -> None:
        """Join what somebody has saved since with what is taken in. Raises GitBusy for what has no lines."""
        shown, target = safe_text(path), self._repository.top / path
        base = self._committed(path)
        theirs = source.read_bytes()
        for _ in range(_ATTEMPTS):
            now = target.read_bytes()
            if not self._is_own(path) or not all(map(is_text, (base or b"", now, theirs))):
                raise GitBusy(_CHANGED.format(path=shown))
            found = join(base, now, theirs)
            if found.conflicts:
                self._keep(Conflict(path, base or b"", now, theirs))
            revision = Revision(hashlib.sha256(now).hexdigest(), len(now), 0)
            try:
                if found.content != now:
                    save(self._repository.top, shown, revision, found.content)
            except ChangedMeanwhile:
                continue
            self._notes.append(_JOINED.format(path=shown))
            return
        raise GitBusy(_CHANGED.format(path=shown))

    def _committed(self, path: str) -> bytes | None:
        answer = self._git.answer("rev-parse", "-q", "--verify", f"{self._repository.head}:{path}")
        blob = answer.told.decode("ascii").strip()
        return contents(self._git, [blob])[blob] if answer.code == 0 and self._repository.head else None


@contextmanager
def cannot_be_written() -> Iterator[None]:
    """Turn what stops a file from being changed into SyncRefused; it is tried again with the next sync."""
    try:
        yield
    except SyncRefused:
        raise
    except (NotSaved, KbError) as error:
        raise SyncRefused(f"The team's changes could not be taken in. {error}") from error
    except OSError as error:
        raise cannot_write(error) from error
