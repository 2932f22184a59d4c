"""How the open libraries stand, in words: the title, the status line and the banners."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLocale

from kbassist.articles.article import Severity
from kbassist.articles.library import Library
from kbassist.ui.notices import Notice
from kbassist.ui.widgets.banner import BannerKind
from kbassist.workspace.values import HeldBack, IndexState, LibraryStatus, Status

STATES: dict[IndexState, str] = {
    IndexState.READY: "up to date",
    IndexState.BUILDING: "taking articles in",
    IndexState.READING: "another kbassist keeps the index",
    IndexState.FAILED: "searching titles only",
}
REMOVED = "They were removed"
WAIT = "Wait for them"
# From the best to the worst: several libraries are as good as the worst of them.
ORDER = (IndexState.READY, IndexState.READING, IndexState.BUILDING, IndexState.FAILED)


def library_title(status: Status) -> str:
    """Name the open libraries, as the window's title does."""
    return " + ".join(library.name for library in status.libraries)


def state_line(status: Status, *, working: bool = False) -> str:
    """Say which libraries are open, how many articles they have and how they are.

    With `working` a progress bar beside it says already that articles are being taken in.
    """
    if not status.libraries:
        return ""
    count = f"{status.articles:,} article" + ("" if status.articles == 1 else "s")
    state = _state(status)
    if status.articles == 0 and state == STATES[IndexState.BUILDING]:
        # They have not been counted yet.
        return " · ".join((library_title(status), state))
    if working and state == STATES[IndexState.BUILDING]:
        return " · ".join((library_title(status), count))
    return " · ".join((library_title(status), count, state))


def notices_of(status: Status, libraries: Sequence[Library] = ()) -> dict[str, Notice]:
    """Say what is wrong, by subject; each subject has one banner.

    Of `libraries` it is their own files, such as `_library.yaml`: without them nothing looks as it should.
    """
    notices = {f"program {n}": Notice(text, BannerKind.WARNING) for n, text in enumerate(status.notices)}
    for library in status.libraries:
        if library.offline:
            notices[f"offline {library.root}"] = Notice(_offline(library), BannerKind.WARNING, "Retry")
        elif library.held_back is not None:
            notices[f"held {library.root}"] = Notice(
                _held(library.name, library.held_back), BannerKind.WARNING, REMOVED, second=WAIT
            )
        elif library.notice:
            notices[f"library {library.root}"] = Notice(library.notice, BannerKind.WARNING)
    for opened in libraries:
        errors = [problem for problem in opened.problems if problem.severity is Severity.ERROR]
        if errors:
            first = errors[0]
            place = f", line {first.line}" if first.line else ""
            name = "" if first.message.startswith(first.path) else f"{first.path}: "
            text = f"In {opened.name}{place}: {name}{first.message}"
            notices[f"files {opened.root}"] = Notice(text, BannerKind.WARNING)
    return notices


def _state(status: Status) -> str:
    offline = [library for library in status.libraries if library.offline]
    if len(offline) == len(status.libraries):
        return "offline"
    if offline:
        return f"{offline[0].name} is offline"
    held = sum(library.held_back.count for library in status.libraries if library.held_back)
    if held:
        return f"{held:,} of them gone from the folder"
    return STATES[max((library.index for library in status.libraries), key=ORDER.index)]


def _offline(library: LibraryStatus) -> str:
    reason = library.notice or f"The folder {library.root} cannot be reached."
    since = f" since {clock_words(library.offline_since)}" if library.offline_since else ""
    return (
        f"{library.name} has been offline{since}. {reason} It can still be searched, articles "
        "that you have opened can be read, and what you write is kept as drafts. Check the drive or the "
        "network."
    )


def _held(name: str, held: HeldBack) -> str:
    examples = ", ".join(held.examples)
    more = held.count - len(held.examples)
    others = f" and {more:,} more" if more > 0 and examples else ""
    return (
        f"{held.gone} from {name} since {clock_words(held.since)}: "
        f"{examples}{others}. They can still be found."
    )


def clock_words(at: datetime, now: datetime | None = None) -> str:
    """Say when something began: `14:05`, or `14:05 on 28 November` when that is another day."""
    moment = at.astimezone()
    day = f"{moment.day} {QLocale.c().monthName(moment.month)}"
    today = (now or datetime.now().astimezone()).date()
    return f"{moment:%H:%M}" if moment.date() == today else f"{moment:%H:%M} on {day}"
