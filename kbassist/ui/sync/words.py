"""How the sharing of the open libraries stands, in the few words of the status line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kbassist.team.git.standing import SyncStanding, SyncState

NOW_S = 2
MINUTE_S = 60
HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class SyncLine:
    """`text` is "" where nothing is shared; `wants` tells that there is something to do."""

    text: str
    tip: str = ""
    wants: bool = False


def line_of(standings: Sequence[SyncStanding], names: Mapping[str, str], now: datetime) -> SyncLine:
    """Say it for the library that needs it most; `names` are those of the libraries, by root."""
    shared = [standing for standing in standings if standing.state is not SyncState.OFF]
    if not shared:
        return SyncLine("")
    worst = max(shared, key=_rank)
    text, wants = _words(worst, now)
    if len(shared) > 1 and wants:
        text = f"{names.get(worst.library, worst.library)}: {text}"
    tips = [tip_of(standing, names.get(standing.library, standing.library), now) for standing in shared]
    return SyncLine(text, "\n".join(tips), wants)


def tip_of(standing: SyncStanding, name: str, now: datetime) -> str:
    """Say how one library stands, whole: its name, and what there is to know or to do."""
    return f"{name}: {standing.sentence or _words(standing, now)[0]}"


def ago(at: datetime, now: datetime) -> str:
    """Say when something was: `just now`, `2 s ago`, `3 min ago`, `at 10:42`, `on 28 Nov at 10:42`."""
    passed_s = max(0, int((now - at).total_seconds()))
    at = at.astimezone(now.tzinfo)
    if passed_s < NOW_S:
        return "just now"
    if passed_s < 10:
        return f"{passed_s} s ago"
    if passed_s < MINUTE_S:
        return f"{passed_s // 10 * 10} s ago"
    if passed_s < HOUR_S:
        return f"{passed_s // MINUTE_S} min ago"
    return f"at {at:%H:%M}" if at.date() == now.date() else f"on {at.day} {at:%b} at {at:%H:%M}"


def stays_s(at: datetime | None, now: datetime) -> int:
    """Return for how many seconds `ago` says the same, at least 1."""
    passed_s = max(0, int((now - at).total_seconds())) if at is not None else HOUR_S
    step = 1 if passed_s < 10 else 10 if passed_s < MINUTE_S else MINUTE_S
    return step - passed_s % step


def edits(count: int) -> str:
    """Count edits."""
    return "1 edit" if count == 1 else f"{count:,} edits"


def _rank(standing: SyncStanding) -> tuple[int, int]:
    order = (
        SyncState.READY,
        SyncState.WORKING,
        SyncState.WAITING,
        SyncState.HELD,
        SyncState.BY_HAND,
        SyncState.SIGN_IN,
    )
    rank = order.index(standing.state)
    if standing.conflicts:
        rank = max(rank, order.index(SyncState.WAITING) + 1)
    return rank, standing.unsent


def _words(standing: SyncStanding, now: datetime) -> tuple[str, bool]:
    """Return the words, and whether there is something to do."""
    if standing.state is SyncState.SIGN_IN:
        return "sign in", True
    if standing.state in (SyncState.BY_HAND, SyncState.HELD):
        return "needs you", True
    if standing.conflicts:
        return ("1 conflict" if standing.conflicts == 1 else f"{standing.conflicts} conflicts"), True
    return _quiet_words(standing, now), False


def _quiet_words(standing: SyncStanding, now: datetime) -> str:
    if standing.state is SyncState.WAITING:
        waits = "waits" if standing.unsent == 1 else "wait"
        return f"offline, {edits(standing.unsent)} {waits}" if standing.unsent else "offline"
    if standing.state is SyncState.READY and standing.sentence and not standing.remote:
        return "kept with git"
    if standing.unsent:
        return f"{edits(standing.unsent)} to send"
    if standing.in_review:
        return "waiting for review"
    if standing.synced_at is None:
        return "syncing…" if standing.state is SyncState.WORKING else "not synced yet"
    return f"synced {ago(standing.synced_at, now)}"
