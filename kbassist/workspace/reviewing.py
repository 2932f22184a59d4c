"""What the Review page works through, and what is done with it; everything can be taken back."""

import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from kbassist.articles.article import Problem
from kbassist.articles.changes import ChangePlan
from kbassist.replies.conversation import Conversation
from kbassist.search.report import Progress
from kbassist.system.errors import ArticleNotFound, LibraryOffline, NotKept, NotSaved
from kbassist.team.git.pending import PendingConflict
from kbassist.usage.aside import Aside
from kbassist.usage.gaps import Gap
from kbassist.usage.requests import VariantRequest
from kbassist.workspace.changed_copies import changed_copies
from kbassist.workspace.look_back import Cancelled, LookBack
from kbassist.workspace.promoting import plan_alias
from kbassist.workspace.queues import FINDERS, Sources
from kbassist.workspace.reviewed import ChangedFile, ChangeShown, QueueId, Reviewed, ReviewEntry, Unpublished
from kbassist.workspace.scrubbing import scrubbed_words
from kbassist.workspace.settling import settle, settle_met
from kbassist.workspace.unpublished import shown, unpublished_entries
from kbassist.workspace.values import Learned
from kbassist.workspace.worked_off import WorkedOff
from kbassist.workspace.written import CarriedOut, ConflictOpened, CopyPair, PairOpened

_log = logging.getLogger(__name__)

Found = Mapping[QueueId, tuple[ReviewEntry, ...]]
Undo = Callable[[], tuple[str, ...]]


class Reviewing:
    """Finds what waits, and puts it aside or takes it out; may be called from any thread."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        parts = sources.parts()
        self._aside = parts.aside
        self._look_back = LookBack(sources.sessions, parts.seen, parts.now)
        self._worked_off = WorkedOff(sources.checking)

    @property
    def owner(self) -> str:
        """The owner that the agent is; "" when that is not known."""
        return self._sources.owner

    @property
    def owners(self) -> tuple[str, ...]:
        """Those who can answer for an article, as the libraries name them."""
        named = (name for session in self._sources.sessions.values() for name in session.library.owners)
        return tuple(dict.fromkeys(named))

    def found(self, cancelled: Cancelled = lambda: False) -> Found:
        """List the entries of all queues. Raises NotKept and WorkCancelled."""
        today = self._sources.now().date()
        self._aside.forget_past(today)
        asides = self._aside.all(today)
        away: set[tuple[str, str]] = {(aside.queue, aside.key) for aside in asides}
        self._worked_off.forget_checked()
        found = {queue: find(self._sources) for queue, find in FINDERS.items()}
        away |= self._worked_off.among(found)
        waiting = self._sources.syncing.unpublished()
        rows = {row.file: row for row in self._sources.authoring.outline()} if waiting else {}
        found[QueueId.PUBLISH] = unpublished_entries(waiting, rows)
        found[QueueId.COPIES] = changed_copies(self._sources)
        found[QueueId.CHANGED] = self._look_back.changed(cancelled)
        found[QueueId.ASIDE] = tuple(map(_of_aside, asides))
        return {
            queue: tuple(entry for entry in found[queue] if (queue, entry.key) not in away)
            for queue in QueueId
        }

    def postpone(self, entry: ReviewEntry, days: int) -> Reviewed:
        """Put an entry off for so many days. Raises NotKept."""
        until = self._sources.now().date() + timedelta(days)
        when = "tomorrow" if days == 1 else f"in {days} days"
        undo = self._put_aside(entry, "", until.toordinal())
        return Reviewed(f"{entry.title} comes back {when}.", undo)

    def dismiss(self, entry: ReviewEntry, reason: str) -> Reviewed:
        """Put an entry aside for as long as it is the same. Raises NotKept."""
        return Reviewed(f"Dismissed: {entry.title}.", self._put_aside(entry, reason, None))

    def verify(self, entry: ReviewEntry) -> Reviewed:
        """Vouch for an article from today on, in its file. Raises NotSaved, and as `Writing.open`."""
        today = self._sources.now().date()
        done = self._set_key(entry, "verified", today.isoformat(), f"Verified today: {entry.title}.")
        return self._worked_off.hide(entry, done)

    def assign(self, entry: ReviewEntry, owner: str) -> Reviewed:
        """Make somebody answer for an article, in its file. Raises as `verify`."""
        return self._set_key(entry, "owner", owner, f"{owner} answers for {entry.title} now.")

    def fix(self, entry: ReviewEntry) -> Reviewed:
        """Mend a problem as its check knows how to. Raises as `verify`."""
        assert entry.file is not None
        assert isinstance(entry.subject, Problem)
        plan = self._sources.checking.plan_fix(entry.file.library, [entry.subject])
        label = entry.subject.fix.label if entry.subject.fix else ""
        done = self._carry_out(entry, plan, f"{entry.title}: {label}.")
        return self._worked_off.hide(entry, done)

    def promote(self, entry: ReviewEntry, alias: str) -> Reviewed:
        """Make a learned question an alias in its article's file, and forget it. Raises as `verify`."""
        assert isinstance(entry.subject, Learned)
        if entry.file is None:
            raise ArticleNotFound(f"The article of “{entry.text}” is not there any more.")
        learned, sources = entry.subject, self._sources
        plan = plan_alias(sources.writing.open(entry.file), alias)
        told = f"{entry.file.path} has the alias “{alias}” now."
        done = self._carry_out(entry, plan, told) if plan.changes else Reviewed(told, tuple)
        sources.learning.forget(learned.number)

        def undo() -> tuple[str, ...]:
            notes = done.undo()
            sources.learning.restore(learned, sources.now())
            return notes

        return Reviewed(done.sentence, undo)

    def open_pair(self, pair: CopyPair | PendingConflict) -> PairOpened | ConflictOpened:
        """Read both texts of a conflict. Raises as `Writing.open_pair`."""
        if isinstance(pair, PendingConflict):
            return self._sources.syncing.open_conflict(pair)
        return self._sources.writing.open_pair(pair)

    def settle(self, pair: PairOpened | ConflictOpened, text: str) -> Reviewed:
        """Save `text`, made of both, and remove the copy. Raises NotSaved, see `settling.settle`."""
        sources = self._sources
        if isinstance(pair, ConflictOpened):
            return settle_met(sources.writing, sources.syncing, pair, text, sources.now())
        return settle(sources.writing, pair, text, sources.now())

    def check(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Cancelled = lambda: False,
    ) -> None:
        """Bring the problems up to date. Raises WorkCancelled; a library out of reach keeps its old ones."""
        with contextlib.suppress(LibraryOffline):
            self._sources.checking.checked(progress, cancelled)

    def remove(self, entry: ReviewEntry) -> Reviewed:
        """Take an entry out of its queue, as done with. Raises NotKept; ValueError where that cannot be."""
        match entry.subject:
            case VariantRequest() as asked:
                self._sources.requests.withdraw(asked.number)
                return _done("No longer asked for", entry, lambda: self._sources.requests.restore(asked))
            case Learned() as learned:
                self._sources.learning.forget(learned.number)
                return _done(
                    "Forgotten", entry, lambda: self._sources.learning.restore(learned, self._sources.now())
                )
            case ChangedFile() as change:
                self._look_back.look_at(entry, change)
                return _done("Seen", entry, lambda: self._look_back.look_away(entry, change))
            case Aside() as aside:
                self._aside.take(aside.queue, aside.key)
                return _done("Back in its queue", entry, lambda: self._aside.put(aside))
            case _:
                raise ValueError(f"{entry.queue} has nothing to be removed")

    def catch_up(self, cancelled: Cancelled = lambda: False) -> Reviewed:
        """Take all changes as seen. Raises NotKept and WorkCancelled."""
        former = self._look_back.mark_all(cancelled)

        def undo() -> tuple[str, ...]:
            self._look_back.put_back(former)
            return ()

        return Reviewed("All changes are seen.", undo)

    def changed_since(self, cancelled: Cancelled = lambda: False) -> tuple[datetime | None, int]:
        """Return when the libraries were last looked at, and how many files are not as they were then.

        The first time all of it is marked as seen. Raises NotKept and WorkCancelled.
        """
        since = self._look_back.since()
        return since, len(self._look_back.changed(cancelled))

    def show_change(self, entry: ReviewEntry) -> ChangeShown:
        """Compare a changed file with what was seen of it, or with what is published. Raises NotKept."""
        if isinstance(entry.subject, Unpublished):
            return shown(entry.subject)
        assert entry.file is not None
        assert isinstance(entry.subject, ChangedFile)
        return self._look_back.show(entry.file, entry.subject)

    def waiting(self, cancelled: Cancelled = lambda: False) -> int:
        """Count what waits for the agent: what is theirs, or everybody's where nobody knows who they are.

        Raises NotKept and WorkCancelled.
        """
        found, known = self.found(cancelled), bool(self.owner)
        urgent = (*found[QueueId.OVERDUE], *found[QueueId.REQUESTS])
        return sum(entry.mine or not known for entry in urgent)

    def note_gap(self, question: str, conversation: Conversation) -> bool:
        """Count a message or query for which nothing was used, by its scrubbed words.

        Tells whether any was left; never raises for what it is, nor when it cannot be kept.
        """
        read = self._sources.suggesting.read(question, self._sources.now())
        words = scrubbed_words(read, conversation, self._sources.parts().agent, self._sources.lookups.knows)
        if not words:
            return False
        try:
            self._sources.gaps.note(words, read.at)
        except NotKept as error:
            _log.warning("a gap could not be kept: %s", type(error.__cause__).__name__)
            return False
        self._sources.sharing.lacked(words)
        return True

    def forget(self, entry: ReviewEntry) -> Reviewed:
        """Remove the words of a gap from this machine. Raises NotKept."""
        assert isinstance(entry.subject, Gap)
        gap, gaps = entry.subject, self._sources.gaps
        gaps.forget(gap.number)
        self._sources.sharing.forgotten(gap.words)

        def undo() -> tuple[str, ...]:
            gaps.restore(gap, self._sources.now())
            self._sources.sharing.lacked(gap.words)
            return ()

        return Reviewed(f"Forgotten: {entry.title}.", undo)

    def close(self) -> None:
        """Let go of the files."""
        self._aside.close()
        self._sources.gaps.close()
        self._look_back.close()

    def _set_key(self, entry: ReviewEntry, key: str, value: str, sentence: str) -> Reviewed:
        assert entry.file is not None
        plan = self._sources.authoring.plan_key(entry.file, key, value)
        return self._carry_out(entry, plan, sentence)

    def _carry_out(self, entry: ReviewEntry, plan: ChangePlan, sentence: str) -> Reviewed:
        writing = self._sources.writing
        if not plan.changes:
            raise NotSaved(f"{entry.title} was left as it is: there is nothing to be changed any more.")
        done = writing.carry_out(plan)
        if not done.done:
            raise NotSaved(" ".join(done.skipped) or f"{entry.title} was left as it is.")
        self._know(done)

        def undo() -> tuple[str, ...]:
            notes = writing.take_back(done)
            self._know(done, back=True)
            return notes

        return Reviewed(" ".join((sentence, *done.notes, *done.skipped)), undo)

    def _know(self, done: CarriedOut, *, back: bool = False) -> None:
        """Let what was changed here be none of the changes that the agent has not seen."""
        for one in done.done:
            if one.before is None or one.change.moved_to is not None:
                continue
            old, new = (one.after, one.before) if back else (one.before, one.after)
            with contextlib.suppress(NotKept):
                self._look_back.know(new.file, old.revision, new.revision, new.content)

    def _put_aside(self, entry: ReviewEntry, reason: str, until: int | None) -> Undo:
        now = self._sources.now()
        day = now.date().fromordinal(until) if until else None
        aside = Aside(entry.queue, entry.key, entry.title, entry.text, reason, day, now)
        before = self._aside.put(aside)

        def undo() -> tuple[str, ...]:
            self._aside.take(entry.queue, entry.key)
            if before is not None:
                self._aside.put(before)
            return ()

        return undo


def _done(words: str, entry: ReviewEntry, restore: Callable[[], object]) -> Reviewed:
    def undo() -> tuple[str, ...]:
        restore()
        return ()

    return Reviewed(f"{words}: {entry.text}.", undo)


def _of_aside(aside: Aside) -> ReviewEntry:
    reason = f" – {aside.reason}" if aside.reason else ""
    return ReviewEntry(
        QueueId.ASIDE,
        f"{aside.queue} {aside.key}",
        aside.title,
        f"{aside.text}{reason}",
        aside,
        day=aside.until,
    )
