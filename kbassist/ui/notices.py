"""The banners below the title: one a subject, the same subject never twice."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.banner import Banner, BannerKind
from kbassist.ui.widgets.button import Button, ButtonKind

MOST = 2
"""Banners at once: more of them would leave no room for the page in a low window."""

_WEIGHTS = {BannerKind.ERROR: 2, BannerKind.WARNING: 1, BannerKind.INFO: 0}


@dataclass(frozen=True, slots=True)
class Notice:
    """A message in place. `action` and `second` name its buttons; `act` and `act_second` are what they do."""

    text: str
    kind: BannerKind = BannerKind.INFO
    action: str = ""
    act: Callable[[], object] | None = None
    dismissed: Callable[[], object] | None = None
    second: str = ""
    act_second: Callable[[], object] | None = None


class Notices(QWidget):
    """Shows notices by subject, such as `offline`: the gravest ones, and the others on demand."""

    margins = (16, 8, 16, 0)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._shown: dict[str, tuple[Banner, Notice]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*self.margins)
        self._column.setSpacing(8)
        self._more = Button("", theme, icons, kind=ButtonKind.QUIET, icon="chevron-down")
        self._more.hide()
        self._all = False
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.clicked.connect(self._on_more_clicked)
        self.hide()

    def subjects(self) -> tuple[str, ...]:
        """Return the subjects that are shown."""
        return tuple(self._shown)

    def text(self, subject: str) -> str:
        """Return what is said about a subject; empty when nothing is."""
        return self._shown[subject][1].text if subject in self._shown else ""

    def show_notice(self, subject: str, notice: Notice) -> None:
        """Say something about a subject; what was said about it before goes away."""
        if subject in self._shown and self._shown[subject][1].text == notice.text:
            self._shown[subject] = (self._shown[subject][0], notice)
            return
        banner = self._shown[subject][0] if subject in self._shown else self._add()
        self._shown[subject] = (banner, notice)
        banner.show_message(notice.text, notice.kind, notice.action, notice.second)
        self._choose()

    def drop(self, subject: str) -> None:
        """Take a subject's banner away."""
        if subject in self._shown:
            banner, _notice = self._shown.pop(subject)
            banner.hide()
            banner.deleteLater()
            self._choose()

    def focus_last(self) -> bool:
        """Give the keyboard to the buttons of what was said last; tell whether anything is said."""
        if self._shown:
            seen = [banner for banner, _notice in self._shown.values() if not banner.isHidden()]
            seen[-1].focus_button()
        return bool(self._shown)

    def _add(self) -> Banner:
        banner = Banner(self._theme, self._icons, self)
        banner.action_triggered.connect(self._on_banner_action_triggered)
        banner.second_triggered.connect(self._on_banner_second_triggered)
        banner.dismissed.connect(self._on_banner_dismissed)
        self._column.insertWidget(self._column.count() - 1, banner)
        return banner

    def _choose(self) -> None:
        """Show the banners that weigh most, of those the latest, and say how many more there are."""
        ranked = sorted(
            enumerate(self._shown),
            key=lambda entry: (self._weight(entry[1]), entry[0]),
            reverse=True,
        )
        self._all = self._all and len(ranked) > MOST
        chosen = {subject for _number, subject in (ranked if self._all else ranked[:MOST])}
        for subject, (banner, _notice) in self._shown.items():
            banner.setVisible(subject in chosen)
        more = len(ranked) - MOST
        self._more.setVisible(more > 0)
        words = "1 more message" if more == 1 else f"{more} more messages"
        self._more.set_text("Show fewer messages" if self._all else words)
        self.setVisible(bool(self._shown))

    def _weight(self, subject: str) -> tuple[int, bool]:
        notice = self._shown[subject][1]
        return _WEIGHTS[notice.kind], bool(notice.action)

    def _subject_of(self, banner: object) -> str:
        return next((subject for subject, (shown, _) in self._shown.items() if shown is banner), "")

    @Slot()
    def _on_more_clicked(self) -> None:
        self._all = not self._all
        self._choose()

    @Slot()
    def _on_banner_action_triggered(self) -> None:
        subject = self._subject_of(self.sender())
        if subject and (act := self._shown[subject][1].act):
            act()

    @Slot()
    def _on_banner_second_triggered(self) -> None:
        subject = self._subject_of(self.sender())
        if subject and (act := self._shown[subject][1].act_second):
            act()

    @Slot()
    def _on_banner_dismissed(self) -> None:
        subject = self._subject_of(self.sender())
        if subject:
            dismissed = self._shown[subject][1].dismissed
            self.drop(subject)
            if dismissed:
                dismissed()
