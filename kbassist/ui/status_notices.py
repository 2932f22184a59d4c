"""Keeps the banners about the open libraries in step with how they stand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kbassist.articles.library import Library
from kbassist.ui.library_state import notices_of
from kbassist.ui.notices import Notices
from kbassist.workspace.values import Status


class StatusNotices:
    """Shows what is wrong for as long as it is; what was dismissed comes back only when it says more."""

    def __init__(self, notices: Notices, retry: Callable[[], object]) -> None:
        """`retry` looks at the folders again."""
        self._notices = notices
        self._retry = retry
        self._told: set[str] = set()
        self._dismissed: dict[str, str] = {}

    def show(self, status: Status, libraries: Sequence[Library]) -> None:
        """Show the banners that belong to this status, and no others."""
        wanted = notices_of(status, libraries)
        for subject in self._told - set(wanted):
            self._notices.drop(subject)
            self._dismissed.pop(subject, None)
        self._told = set(wanted)
        for subject, notice in wanted.items():
            if self._dismissed.get(subject) != notice.text:
                act = self._retry if notice.action else None
                dismissed = partial(self._dismiss, subject, notice.text)
                self._notices.show_notice(subject, replace(notice, act=act, dismissed=dismissed))

    def _dismiss(self, subject: str, text: str) -> None:
        self._dismissed[subject] = text
