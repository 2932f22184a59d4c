"""Keeps the banners about the open libraries in step with how they stand."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kbassist.articles.library import Library
from kbassist.ui.library_state import notices_of
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.session import Session
from kbassist.workspace.values import Status

HELD = "held "


class StatusNotices:
    """Shows what is wrong for as long as it is; what was dismissed comes back only when it says more."""

    def __init__(self, notices: Notices, session: Session) -> None:
        self._notices = notices
        self._session = session
        self._told: set[str] = set()
        self._dismissed: dict[str, str] = {}
        self._waiting: set[str] = set()

    def show(self, status: Status, libraries: Sequence[Library]) -> None:
        """Show the banners that belong to this status, and no others."""
        wanted = notices_of(status, libraries)
        self._waiting &= set(wanted)
        for subject in self._told - set(wanted):
            self._notices.drop(subject)
            self._dismissed.pop(subject, None)
        self._told = set(wanted)
        for subject, notice in wanted.items():
            if subject not in self._waiting and self._dismissed.get(subject) != notice.text:
                self._notices.show_notice(subject, self._answered(subject, notice))

    def ask_again(self) -> None:
        """Ask once more about articles that are waited for, with the next look."""
        self._waiting.clear()

    def _answered(self, subject: str, notice: Notice) -> Notice:
        """Give a notice's buttons what they do."""
        if subject.startswith(HELD):
            wait = partial(self._wait, subject)
            accept = partial(self._accept, subject)
            return replace(notice, act=accept, act_second=wait, dismissed=wait)
        act = self._session.look_now if notice.action else None
        return replace(notice, act=act, dismissed=partial(self._dismiss, subject, notice.text))

    def _dismiss(self, subject: str, text: str) -> None:
        self._dismissed[subject] = text

    def _wait(self, subject: str) -> None:
        """Leave it at that, however many come back or go meanwhile: the line at the foot counts them."""
        self._waiting.add(subject)
        self._notices.drop(subject)

    def _accept(self, subject: str) -> None:
        self._notices.drop(subject)
        self._session.accept_removals(subject.removeprefix(HELD))
