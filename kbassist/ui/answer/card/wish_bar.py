"""How the reply is wanted - channel, tone, language, pace: a quiet row above it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from kbassist.articles.library import Library
from kbassist.replies.reply import Wish
from kbassist.ui.answer.card.pace_button import PaceButton
from kbassist.ui.answer.labels import lang_of, name_of
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import ButtonKind, MenuButton

ANY = {"channel": "Any channel", "tone": "Any tone", "lang": "Any language"}
NAMES = {"channel": "Channel", "tone": "Tone", "lang": "Language"}


def choices_of(libraries: Sequence[Library], wish: Wish) -> dict[str, tuple[str, ...]]:
    """Return what can be wished for, in the order of the libraries; what is wished for is always offered."""
    offered: dict[str, dict[str, None]] = {"channel": {}, "tone": {}, "lang": {}}
    for library in libraries:
        offered["channel"] |= dict.fromkeys(library.channels)
        offered["tone"] |= dict.fromkeys(library.tones)
        offered["lang"] |= dict.fromkeys(library.languages)
    for what, wished in (("channel", wish.channel), ("tone", wish.tone), ("lang", wish.lang)):
        if wished:
            offered[what][wished] = None
    return {what: tuple(names) for what, names in offered.items()}


class WishButton(MenuButton):
    """One of the three; its menu offers every choice and none. Grey where the article has no such reply.

    Signals:
        wished: another choice was made; carries it, None for no wish.
    """

    wished = Signal(object)

    def __init__(
        self, what: str, theme: Theme, icons: Icons, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(ANY[what], theme, icons, kind=ButtonKind.QUIET, parent=parent)
        self._what = what
        self._offered: tuple[str, ...] = ()
        self._chosen: str | None = None
        self._has: Collection[str] | None = None
        self._lacking = False
        self._group: QActionGroup | None = None
        self.setObjectName(f"wish:{what}")
        self.setToolTip(f"{NAMES[what]}  {key}".strip())
        self.set_menu(QMenu(self))

    def offer(self, choices: tuple[str, ...], chosen: str | None) -> None:
        """Set the choices and the one in force; nothing is emitted."""
        self._offered = choices
        self._chosen = chosen
        menu = self.menu()
        menu.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(menu)
        for choice in (*choices, None):
            action = menu.addAction("")
            action.setCheckable(True)
            action.setChecked(choice == chosen)
            action.setData(choice)
            self._group.addAction(action)
        self._group.triggered.connect(self._on_group_triggered)
        self._word()

    def show_lacking(self, has: Collection[str] | None, *, lacking: bool) -> None:
        """Tell what the shown article `has`, None for all, and whether it lacks what is wished for."""
        self._has, self._lacking = has, lacking
        self._word()

    def switch(self) -> None:
        """Choose the next one."""
        ring: tuple[str | None, ...] = (*self._offered, None)
        at = ring.index(self._chosen) if self._chosen in ring else -1
        self.wished.emit(ring[(at + 1) % len(ring)])

    def _word(self) -> None:
        for action in self.menu().actions():
            choice = action.data()
            absent = choice is not None and self._has is not None and choice not in self._has
            words = self._written(choice) + (" – not in this article" if absent else "")
            action.setText(words.replace("&", "&&"))
        self.set_text(self._written(self._chosen))
        absent_here = ", this article has no such reply" if self._lacking else ""
        self.setAccessibleName(f"{NAMES[self._what]}: {self._written(self._chosen)}{absent_here}")

    def _written(self, choice: str | None) -> str:
        if choice is None:
            return ANY[self._what]
        return lang_of(choice) if self._what == "lang" else name_of(choice)

    @override
    def _ink(self) -> tuple[str, str, str]:
        fill, line, ink = super()._ink()
        return ("chip", "line", "dim") if self._lacking else (fill, line, "text" if self._chosen else ink)

    @Slot(QAction)
    def _on_group_triggered(self, action: QAction) -> None:
        self.wished.emit(action.data())


class WishBar(QWidget):
    """Three buttons for the wish and one for the pace.

    Signals:
        wish_changed: the agent wished for something else; carries the new Wish.
    """

    wish_changed = Signal(object)

    def __init__(
        self, theme: Theme, icons: Icons, keys: Sequence[str] = ("", "", "", ""),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`keys` is how the keys of channel, tone, language and pace are written."""
        super().__init__(parent)
        self._wish = Wish()
        self._choices: dict[str, tuple[str, ...]] = {"channel": (), "tone": (), "lang": ()}
        self.channel = WishButton("channel", theme, icons, keys[0])
        self.tone = WishButton("tone", theme, icons, keys[1])
        self.lang = WishButton("lang", theme, icons, keys[2])
        self.pace = PaceButton(theme, icons, keys[3])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.channel, self.tone, self.lang, self.pace):
            row.addWidget(button)
        row.addStretch(1)
        self.channel.wished.connect(self._on_channel_wished)
        self.tone.wished.connect(self._on_tone_wished)
        self.lang.wished.connect(self._on_lang_wished)

    @property
    def wish(self) -> Wish:
        """What is wished for."""
        return self._wish

    def offer(self, libraries: Sequence[Library], wish: Wish) -> None:
        """Offer what these libraries know; nothing is emitted."""
        self._wish = wish
        self._choices = choices_of(libraries, wish)
        self._show()

    def _show(self) -> None:
        self.channel.offer(self._choices["channel"], self._wish.channel)
        self.tone.offer(self._choices["tone"], self._wish.tone)
        self.lang.offer(self._choices["lang"], self._wish.lang)
        self.lang.setVisible(bool(self._choices["lang"]))

    def _change(self, wish: Wish) -> None:
        if wish != self._wish:
            self._wish = wish
            self._show()
            self.wish_changed.emit(wish)

    @Slot(object)
    def _on_channel_wished(self, channel: str | None) -> None:
        self._change(Wish(channel, self._wish.tone, self._wish.lang))

    @Slot(object)
    def _on_tone_wished(self, tone: str | None) -> None:
        self._change(Wish(self._wish.channel, tone, self._wish.lang))

    @Slot(object)
    def _on_lang_wished(self, lang: str | None) -> None:
        self._change(Wish(self._wish.channel, self._wish.tone, lang))
