"""Carries out changes of several files that belong together, and takes them back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kbassist.articles.article import ArticleRef, FileRef
from kbassist.articles.changes import AttachedCopy, ChangePlan, FileChange
from kbassist.articles.create import free_place
from kbassist.articles.drafts import Drafts
from kbassist.articles.front_matter_edit import form_values
from kbassist.articles.history import History, Occasion
from kbassist.articles.merge import merge
from kbassist.articles.moving import move
from kbassist.articles.names import without_suffix
from kbassist.articles.parse import LISTED_BYTES
from kbassist.articles.safe_open import read_inside, real_path_inside
from kbassist.articles.trash import remove, take_away
from kbassist.system.errors import (
    ArticleNotFound,
    ArticleUnreadable,
    KbError,
    LibraryOffline,
    NotKept,
    NotSaved,
)
from kbassist.workspace.saving import Saving
from kbassist.workspace.written import CarriedOut, DoneChange, Opened, SaveOutcome, SaveResult

_MERGED = "{path} was changed by somebody else meanwhile; both changes are in it now."
_SKIPPED = "{path} was left as it is: somebody else has changed the same lines meanwhile."
_STAYS = "{path} was not taken back: somebody else has changed the same lines since."


class Plans:
    """Makes the changes of a plan one by one, each against the revision that it was planned for."""

    def __init__(
        self,
        saving: Saving,
        history: History,
        drafts: Drafts,
        moved: Callable[[ArticleRef, ArticleRef], None],
    ) -> None:
        """`moved` is told which article has another id or library from now on; it raises nothing."""
        self._moved = moved
        self._saving = saving
        self._history = history
        self._drafts = drafts

    def carry_out(self, plan: ChangePlan) -> CarriedOut:
        """Move all files first, since links are changed only when they lead somewhere; then change texts.

        Raises NotSaved, and nothing was changed, when a file cannot be moved.
        """
        self._move_all(plan)
        done: list[DoneChange] = []
        notes: list[str] = []
        skipped: list[str] = []
        carried = tuple(self._carry(plan.carried, skipped))
        for change in plan.changes:
            try:
                done.append(self._change(change, notes))
            except (ArticleNotFound, ArticleUnreadable, LibraryOffline, NotSaved) as error:
                skipped.append(str(error))
        return CarriedOut(plan, tuple(done), tuple(notes), tuple(skipped), carried)

    def take_back(self, carried: CarriedOut) -> tuple[str, ...]:
        """Undo in the opposite order; return sentences on what could not be undone.

        Where a file cannot have its old name again everything stays, since links lead to where it is.
        """
        notes: list[str] = []
        try:
            for change in carried.plan.changes:
                if change.moved_to is not None and change.seen is not None:
                    but = change.moved_to if change.moved_library is None else ""
                    free_place(self._saving.root(change.file), change.file.path, but)
        except KbError as error:
            return (f"Nothing was taken back. {error}",)
        for done in reversed(carried.done):
            try:
                if done.before is None:
                    self._unmake(done.after)
                elif done.after.content != done.before.content:
                    result = self._saving.put_back(done.after, done.before)
                    notes += result.notes
                    if result.outcome is SaveOutcome.CONFLICT:
                        notes.append(_STAYS.format(path=done.after.file.path))
            except KbError as error:
                notes.append(str(error))
        for change in reversed(carried.plan.changes):
            try:
                if change.moved_to is not None and change.seen is not None:
                    self._move(change.destination, change.file)
            except KbError as error:
                notes.append(str(error))
        notes += self._leave(carried.carried)
        return tuple(notes)

    def _leave(self, carried: Sequence[tuple[FileRef, str]]) -> Iterator[str]:
        """Remove what came along, where it still is what it was; yield what stays."""
        for file, sha256 in carried:
            try:
                remove(self._saving.root(file), file.path, sha256)
            except KbError as error:
                yield str(error)

    def _carry(self, wanted: Sequence[AttachedCopy], skipped: list[str]) -> Iterator[tuple[FileRef, str]]:
        """Copy what comes along; give each file that was made, with the checksum of what it holds."""
        for one in wanted:
            try:
                content, _ = read_inside(self._saving.root(one.file), one.file.path, LISTED_BYTES)
                yield one.to, self._saving.create_from(one.to, content).sha256
            except (ArticleNotFound, ArticleUnreadable, LibraryOffline, NotSaved) as error:
                skipped.append(str(error))

    def _move_all(self, plan: ChangePlan) -> None:
        moved: list[FileChange] = []
        for change in plan.changes:
            if change.moved_to is None or change.seen is None:
                continue
            try:
                self._move(change.file, change.destination)
            except KbError as error:
                for before in reversed(moved):
                    self._move(before.destination, before.file)
                raise NotSaved(f"Nothing was changed. {error}") from error
            moved.append(change)

    def _move(self, file: FileRef, moved_to: FileRef) -> None:
        before = self._article(file)
        if file.library == moved_to.library:
            move(self._saving.root(file), file.path, moved_to.path)
        else:
            self._give(file, moved_to)
        self._saving.removed(file)
        self._history.follow(file, moved_to)
        after = self._article(moved_to)
        if before is not None and after is not None and before != after:
            self._moved(before, after)
        try:
            self._drafts.follow(file, moved_to)
        except NotKept:
            return  # it stays under the old path and is offered there

    def _give(self, file: FileRef, moved_to: FileRef) -> None:
        """Move a file into another library: it is there first, so that it is never nowhere."""
        root = self._saving.root(file)
        content, revision = read_inside(root, file.path, LISTED_BYTES)
        made = self._saving.create_from(moved_to, content)
        try:
            take_away(real_path_inside(root, file.path), file.path, revision.sha256)
        except KbError:
            remove(self._saving.root(moved_to), moved_to.path, made.sha256)
            raise

    def _article(self, file: FileRef) -> ArticleRef | None:
        """Return which article a file is, None where it is none that can be read."""
        try:
            named = form_values(self._saving.open(file).text).text("id")
        except (KbError, ValueError):
            return None
        return ArticleRef(file.library, named or without_suffix(file.path))

    def _change(self, change: FileChange, notes: list[str]) -> DoneChange:
        """Make one change. Raises NotSaved, also when somebody else changed the same lines."""
        file = change.destination
        if change.seen is None:
            return DoneChange(change, None, self._saving.create(file, change.after))
        before = self._saving.open(file)
        if change.before == change.after:
            return DoneChange(change, before, before)
        result = self._saved(change, before)
        if result.outcome is SaveOutcome.CONFLICT:
            raise NotSaved(_SKIPPED.format(path=file.path))
        if result.outcome is SaveOutcome.MERGED:
            notes.append(_MERGED.format(path=file.path))
        notes += result.notes
        return DoneChange(change, result.replaced or before, result.opened)

    def _saved(self, change: FileChange, standing: Opened) -> SaveResult:
        """Save what was planned for the text that was seen, joined with what stands there now."""
        if change.seen is None or standing.revision.sha256 == change.seen.sha256:
            return self._saving.save(standing, change.after)
        joined = merge(change.before, change.after, standing.text)
        if joined.conflicts:
            return SaveResult(SaveOutcome.CONFLICT, standing, joined)
        result = self._saving.save(standing, joined.text())
        if result.outcome is SaveOutcome.CONFLICT:
            return result
        return replace(result, outcome=SaveOutcome.MERGED)

    def _unmake(self, made: Opened) -> None:
        """Remove a file that was made, if it still is what it was."""
        now = self._saving.open(made.file)
        if now.revision.sha256 != made.revision.sha256:
            raise NotSaved(f"{made.file.path} stays: somebody has changed it since.")
        self._saving.keep(now, Occasion.REMOVED)
        remove(self._saving.root(made.file), made.file.path, made.revision.sha256)
        self._saving.removed(made.file)
