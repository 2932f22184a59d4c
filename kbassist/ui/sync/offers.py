"""What is told of sharing above the page, each once: an offer, a conflict, a host that wants a sign-in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal, SignalInstance

from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.sync.words import ago, edits
from kbassist.ui.widgets.banner import BannerKind

LONG = timedelta(hours=1)
"""A host that is away for less is told in the status line alone."""


class SyncOffers(QObject):
    """Shows and drops the banners; what was dismissed comes back only when it is another.

    Signals:
        sync_wanted: a clone that was found shall be synced; carries the library's root.
        never_wanted: it shall not, and nobody asks again; carries the library's root.
        sign_in_wanted: somebody wants to sign in; carries the library's root.
        retry_wanted: a library shall be synced now; carries its root.
    """

    sync_wanted = Signal(str)
    never_wanted = Signal(str)
    sign_in_wanted = Signal(str)
    retry_wanted = Signal(str)

    def __init__(self, notices: Notices, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._now = now
        self._told: dict[str, str] = {}
        self._away_since: dict[str, datetime] = {}
        self._off: dict[str, str] = {}

    def show(
        self, standings: Sequence[SyncStanding], offered: Sequence[str], names: Mapping[str, str]
    ) -> None:
        """Keep the banners in step; `offered` are the roots of clones that nobody has decided about."""
        wanted: dict[str, tuple[str, Notice]] = {}
        for standing in standings:
            name = names.get(standing.library, standing.library)
            found = self._of(standing, standing.library in offered, name)
            if found is not None:
                wanted[found[0]] = (f"{standing.state} {standing.remote}", found[1])
        for subject in set(self._told) - set(wanted):
            self._told.pop(subject)
            self._notices.drop(subject)
        for subject, (about, notice) in wanted.items():
            if self._told.get(subject) != about:
                self._told[subject] = about
                self._notices.show_notice(subject, notice)

    def tell_off(self, library: str, name: str, sentence: str, how: str) -> None:
        """Say once that a library that was to be synced goes on as a plain folder: git is missing, say."""
        text = " ".join(
            filter(None, (f"{name}: {sentence}", how, "Until then it goes on as a plain folder."))
        )
        if self._off.get(library) != text:
            self._off[library] = text
            self._notices.show_notice(f"off {library}", Notice(text, BannerKind.WARNING))

    def tell_on(self, library: str) -> None:
        """Take that back: it is synced."""
        if self._off.pop(library, ""):
            self._notices.drop(f"off {library}")

    def forget(self) -> None:
        """Drop all: other libraries are open."""
        for subject in self._told:
            self._notices.drop(subject)
        for library in tuple(self._off):
            self.tell_on(library)
        self._told.clear()
        self._away_since.clear()

    def _of(self, standing: SyncStanding, is_offered: bool, name: str) -> tuple[str, Notice] | None:
        root = standing.library
        if standing.state is not SyncState.WAITING:
            self._away_since.pop(root, None)
        if is_offered:
            origin = f" of {standing.remote}" if standing.remote else ""
            return f"offer {root}", Notice(
                f"{name} is a git clone{origin}. Shall it be synced by itself? The cross asks again with the "
                "next start.",
                action="Sync it",
                act=self._act(self.sync_wanted, root),
                second="Never",
                act_second=self._act(self.never_wanted, root),
            )
        if standing.state is SyncState.SIGN_IN and standing.remote.startswith("http"):
            return f"sign in {root}", Notice(
                f"{name}: {standing.sentence}",
                BannerKind.WARNING,
                "Sign in…",
                self._act(self.sign_in_wanted, root),
            )
        if standing.state is SyncState.WAITING:
            return self._long_away(standing, name)
        return None

    def _act(self, signal: SignalInstance, root: str) -> Callable[[], object]:
        """Return what a button does: its banner has done its work then."""

        def act() -> None:
            for subject in self._told:
                if subject.endswith(f" {root}"):
                    self._notices.drop(subject)
            signal.emit(root)

        return act

    def _long_away(self, standing: SyncStanding, name: str) -> tuple[str, Notice] | None:
        now = self._now()
        since = self._away_since.setdefault(standing.library, now)
        if now - since < LONG:
            return None
        waits = f" {edits(standing.unsent)} wait here, safe." if standing.unsent else ""
        told = f"{name} has not been synced since {ago(since, now).removeprefix('at ')}.{waits} "
        return f"away {standing.library}", Notice(
            told + standing.sentence,
            BannerKind.WARNING,
            "Try again",
            self._act(self.retry_wanted, standing.library),
        )
