"""Shares what was learned with the team, where team and agent want it, and reads what others share."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import Lock
from typing import TypeVar

from kbassist.articles.article import ArticleRef
from kbassist.search.learned import LearnedQuestion
from kbassist.search.learned_model import LearnedModel
from kbassist.system.errors import LibraryOffline, NotKept
from kbassist.usage.shared_back import Forgotten
from kbassist.usage.shared_line import MOST_TIMES, LineKind, SharedLine, line_of
from kbassist.usage.shared_merge import Merging, SharedGap
from kbassist.usage.shared_others import OthersShared
from kbassist.usage.shared_own import OwnShared
from kbassist.usage.sharing_consent import Consents
from kbassist.workspace.parts import Parts
from kbassist.workspace.reach import Reach
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.telling import Telling

_Answer = TypeVar("_Answer")

_log = logging.getLogger(__name__)

WRITTEN_EVERY = timedelta(minutes=10)
"""Lines wait so long and are sorted then: their order does not tell when each of them happened."""

READ_EVERY = timedelta(minutes=2)
"""Others write that seldom, and asking for the files of 200 machines takes a slow share some seconds."""

READ_LIMITS = 3
"""So many limits of `Reach` for the files of 200 machines."""

NOT_WRITTEN = "Not written yet"
_OTHERS_COUNT = 0.3  # what the use by others adds at most to the weight of an article
_MANY_USES = 3.0  # with so many uses by others half of that is added
_FEWEST_WORDS = 2  # of a question: one alone would draw every message that has it to the same article


@dataclass(frozen=True, slots=True)
class SharingState:
    """How sharing stands in one library: whether the team wants it and the agent has said Yes.

    `machine` is the random name under which is shared, "" where nothing ever was. `read_only` tells that
    nothing can be written. `others` counts the machines that share. `asks_name` tells that nothing is shared
    since the team wants names now, to which the agent has not said Yes.
    """

    library: str
    wanted: bool
    on: bool
    names: bool
    machine: str
    read_only: bool
    others: int
    asks_name: bool = False


class Sharing:
    """Exchanges scrubbed words, gaps and counts by files; may be called from any thread."""

    def __init__(
        self, sessions: Mapping[str, LibrarySession], model: LearnedModel, parts: Callable[[], Parts]
    ) -> None:
        self._sessions = sessions
        self._telling = Telling(sessions)
        self._model = model
        self._parts = parts
        self._consents = Consents(parts().data / "sharing.json")
        self._others = {library: OthersShared(session.root) for library, session in sessions.items()}
        self._merged = {library: Merging() for library in sessions}
        self._pending: dict[str, Counter[SharedLine]] = {}
        self._forgotten: dict[str, set[Forgotten]] = {}
        self._written_at = parts().now()
        self._read_at: dict[str, datetime] = {}
        # Not those of the libraries: what waits is written when the end waits for no article any more.
        self._reaches = {library: Reach(session.root) for library, session in sessions.items()}
        self._lock = Lock()

    def states(self) -> tuple[SharingState, ...]:
        """Tell how sharing stands in each library, in their order; reads one small file."""
        return tuple(self._state(library) for library in self._sessions)

    def allow(self, library: str, named: bool = False) -> None:
        """Share what is learned from now on, with the agent's name only if `named`. Raises NotKept."""
        with self._lock:
            self._pending.pop(library, None)
            self._consents.allow(library, named)

    def stop(self, library: str) -> None:
        """Share nothing more; what was shared stays until it is withdrawn. Raises NotKept."""
        with self._lock:
            self._pending.pop(library, None)
            self._consents.stop(library)

    def withdraw(self, library: str) -> int:
        """Take back all that was shared in a library, and share nothing more; return how many files it was.

        Others drop it at their next look. A new Yes shares under another name. Raises NotKept, also while
        the library is out of reach: the name under which it was shared is kept then.
        """
        if self._state(library).read_only:
            raise NotKept(
                f"Nothing was withdrawn from {library}: it cannot be written to now. Try again when it can."
            )
        with self._lock:
            self._pending.pop(library, None)
            self._forgotten.pop(library, None)
            own = self._own(library)
            removed = self._asked(library, lambda: sum(one.withdraw() for one in own)) if own else 0
            self._consents.forget(library)
        return removed

    def texts(self, library: str) -> tuple[tuple[str, str], ...]:
        """Return all that this machine shares in a library, word for word: names of files and their text."""
        with self._lock:
            own = self._own(library)
            written = (
                self._asked(library, lambda: [text for one in own for text in one.texts()]) if own else []
            )
            waiting = "".join(f"{line.text}\n" for line in _sorted(self._pending.get(library, Counter())))
        return (*written, (NOT_WRITTEN, waiting)) if waiting else tuple(written)

    def learned(self, ref: ArticleRef, words: Sequence[str]) -> None:
        """Tell that these scrubbed words led to the article of `ref`."""
        self._remember(ref.library, words, ref.article_id)
        told = self._told(ref.library, words)
        if len(told) >= _FEWEST_WORDS:
            self._note(ref.library, LineKind.LEARNED, told, ref.article_id)

    def used(self, ref: ArticleRef) -> None:
        """Tell that a reply of the article of `ref` was copied."""
        self._note(ref.library, LineKind.USED, (), ref.article_id)

    def lacked(self, words: Sequence[str]) -> None:
        """Tell the libraries that have some of these scrubbed words that nothing was used for them."""
        for library in self._sessions:
            self._remember(library, words)
            self._note(library, LineKind.GAP, self._telling.lacked(library, words))

    def forgotten(self, words: Sequence[str], ref: ArticleRef | None = None) -> None:
        """Take back what was told of these words, of the article of `ref` or of a gap, also after a No."""
        gone = Forgotten(tuple(words), ref.article_id if ref else "")
        for library in self._sessions if ref is None else {ref.library}.intersection(self._sessions):
            if not self._consents.of(library).machine:
                continue
            with self._lock:
                waiting = self._pending.get(library, Counter())
                for line in gone.told_in(tuple(waiting)):
                    del waiting[line]
                self._forgotten.setdefault(library, set()).add(gone)

    def follow(self, now: datetime, library: str | None = None) -> None:
        """Read what others share in a library, or in all, and write what waits, each when it is time.

        Meant for the background, raises nothing.
        """
        for each in self._sessions if library is None else (library,):
            read_at = self._read_at.get(each)
            if read_at is None or not now - READ_EVERY < read_at <= now:
                self._read_at[each] = now
                self._read(each, now)
        if not now - WRITTEN_EVERY < self._written_at <= now:
            self.write(now)

    def _read(self, library: str, now: datetime) -> None:
        session, today = self._sessions[library], now.date()
        if session.status.offline:
            return
        own = self._consents.of(library).machines
        lines: Mapping[str, Sequence[SharedLine]] = {}
        if session.library.share_learned:
            try:
                lines = self._asked(library, lambda: self._others[library].read(own, today), READ_LIMITS)
            except NotKept:
                return
        if self._merged[library].take(lines, today):
            self._model.replace_shared(self._questions())

    def _asked(self, library: str, call: Callable[[], _Answer], limits: float = 1) -> _Answer:
        """Return what a call into a library returns. Raises NotKept when that hangs."""
        try:
            if self._sessions[library].reach.hangs:
                raise LibraryOffline(self._sessions[library].reach.trouble)
            return self._reaches[library].ask(call, limits)
        except LibraryOffline as error:
            raise NotKept(str(error)) from error

    def write(self, now: datetime, limits: float = 1) -> None:
        """Write what waits; what cannot be written is let go, since sharing must not be in the way.

        A library that hangs is waited for by so many limits of `Reach`.
        What was forgotten waits on, as long as the program runs, until the library can be written to.
        """
        self._written_at = now
        with self._lock:
            pending, self._pending = self._pending, {}
            for library in self._sessions:
                state = self._state(library)
                if state.read_only or not state.machine:
                    continue
                lines = pending.get(library, Counter()) if state.on and state.wanted else Counter()
                try:
                    self._append(library, _sorted(lines), now.date(), limits)
                except NotKept as error:
                    _log.warning("what was learned cannot be shared: %s", type(error.__cause__).__name__)

    def _append(self, library: str, lines: list[SharedLine], today: date, limits: float) -> None:
        machines, forgotten = self._own(library), frozenset(self._forgotten.get(library, ()))

        def work() -> None:
            for own in machines:
                told = own.lines(today) if forgotten else ()
                new = [line for one in forgotten for line in one.taken_back(told, today)]
                if own is machines[-1]:
                    new += lines
                if new:
                    own.append(new, today)

        if forgotten or lines:
            self._asked(library, work, limits)
        self._forgotten.pop(library, None)

    def _own(self, library: str) -> tuple[OwnShared, ...]:
        """Return what this machine shares under each of its names, the one of today last."""
        root = self._sessions[library].root
        return tuple(OwnShared(root, machine) for machine in self._consents.of(library).machines)

    def boosts(self, library: str) -> Mapping[str, float]:
        """Return what the use by others adds to the weight of a library's articles, by id, 0 to 1."""
        uses = self._merged[library].now.uses
        return {article: _OTHERS_COUNT * used / (used + _MANY_USES) for article, used in uses.items()}

    def uses(self, library: str) -> Mapping[str, int]:
        """Return how often others used the articles of a library, by id, as far as they share it."""
        return self._merged[library].now.times

    def gaps(self) -> tuple[SharedGap, ...]:
        """List for what others found nothing, what counts most first; what several libraries tell is one."""
        joined: dict[tuple[str, ...], SharedGap] = {}
        for each in self._merged.values():
            for gap in each.now.gaps:
                known = joined.get(gap.words)
                joined[gap.words] = gap if known is None or known.weight < gap.weight else known
        return tuple(sorted(joined.values(), key=lambda gap: (-gap.weight, gap.words)))

    def _questions(self) -> list[LearnedQuestion]:
        """Return what others learned; numbers below 0 are none of this machine's own."""
        found = [(library, one) for library, each in self._merged.items() for one in each.now.questions]
        return [
            LearnedQuestion(-number, ArticleRef(library, one.article), one.words, one.weight)
            for number, (library, one) in enumerate(found, 1)
        ]

    def _state(self, library: str) -> SharingState:
        session, consent = self._sessions[library], self._consents.of(library)
        described, status = session.library, session.status
        asks_name = consent.on and described.share_names and not consent.named
        return SharingState(
            library,
            described.share_learned,
            consent.on and not asks_name,
            described.share_names,
            consent.machine,
            status.read_only or status.offline,
            self._merged[library].now.machines,
            asks_name,
        )

    def _remember(self, library: str, words: Sequence[str], article: str = "") -> None:
        """Let stand what was told of words that were forgotten a moment ago: that was undone."""
        with self._lock:
            self._forgotten.get(library, set()).discard(Forgotten(tuple(words), article))

    def _told(self, library: str, words: Sequence[str]) -> tuple[str, ...]:
        return self._telling.words(library, words) if library in self._sessions else ()

    def _note(self, library: str, kind: LineKind, words: Sequence[str], article: str = "") -> None:
        if library not in self._sessions:
            return
        state, parts = self._state(library), self._parts()
        if not (state.on and state.wanted) or state.read_only:
            return
        who = parts.agent.name if state.names else ""
        line = line_of(kind, parts.now().date(), words, article, who)
        if line is not None:
            with self._lock:
                self._pending.setdefault(library, Counter())[line] += 1


def _sorted(lines: Counter[SharedLine]) -> list[SharedLine]:
    """Return lines with their counts, in an order that does not tell when they came."""
    counted = [replace(line, times=min(count, MOST_TIMES)) for line, count in lines.items()]
    return sorted(counted, key=lambda line: line.text)
