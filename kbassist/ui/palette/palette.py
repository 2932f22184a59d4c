"""The palette's life: made while nothing else is to do, shown at once, gone when a reply is copied."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.replies.reply import Wish
from kbassist.system.choices import AfterPaste, PasteAfter
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.desktop.desktop import Desktop
from kbassist.ui.desktop.put_back import PutBack
from kbassist.ui.desktop.way_back import WayBack
from kbassist.ui.icons import Icons
from kbassist.ui.palette.window import PaletteWindow
from kbassist.ui.preferences import Preferences
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme

if TYPE_CHECKING:
    from kbassist.ui.answer.page import AnswerPage
    from kbassist.ui.palette.page import PalettePage
    from kbassist.workspace.workspace import Workspace

# What Wayland's compositors want to see from a program that takes the focus; Qt reads it there.
TOKEN_VARIABLE = "XDG_ACTIVATION_TOKEN"  # noqa: S105


class Palette(QObject):
    """Shows and hides the palette.

    Signals:
        open_wanted: the agent wants to see an article in the main window; carries the query and the
            article's `ArticleRef`, None when no hit is selected.
        said: a sentence about what happened after the palette had gone, and whether it tells of trouble.
        wish_changed: the agent wished for another channel, tone or language here; carries the `Wish`.
        quit_wanted: the quit key was pressed.
    """

    open_wanted = Signal(str, object)
    said = Signal(str, bool)
    wish_changed = Signal(object)
    quit_wanted = Signal()

    def __init__(
        self,
        desktop: Desktop,
        clipboard: Clipboard,
        preferences: Preferences,
        theme: Theme,
        icons: Icons,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._clipboard = clipboard
        self._preferences = preferences
        self._theme = theme
        self._icons = icons
        self._tasks = tasks
        self._page: PalettePage | None = None
        self.window = PaletteWindow(theme, icons, see_through=desktop.composited)
        self._way = WayBack(desktop.foreground, self)
        self._put_back = PutBack(clipboard, desktop.copied, self)
        self._prepared = QTimer(self)
        self._prepared.setSingleShot(True)
        self._prepared.timeout.connect(self.window.prepare)
        self._connect()

    @property
    def page(self) -> "PalettePage | None":
        """The page of the open libraries; None before the first are open."""
        return self._page

    def serve(self, workspace: "Workspace", main: "AnswerPage", wish: Wish) -> None:
        """Work on these libraries, about the customer whom the main window's page knows."""
        from kbassist.ui.palette.page import PalettePage
        from kbassist.ui.palette.shared_values import SharedValues

        page = PalettePage(
            workspace,
            self._tasks,
            self._theme,
            self._icons,
            self.window.commands,
            self._clipboard,
            wish,
            pastes=self._way.can_paste,
        )
        shared = SharedValues(main, page, self.window.commands)
        shared.named.connect(page.foot.show_standing)
        page.foot.show_standing(shared.name)
        page.hide_wanted.connect(self.dismiss)
        page.wish_changed.connect(self.wish_changed)
        page.ordered.connect(self._on_page_ordered)
        page.copied.connect(self._on_page_copied)
        self._page = page
        self.window.set_page(page)
        if typed := self.window.take_typed():
            page.search.type_on(typed)
        # When the main window has painted what it shows first.
        self._prepared.start(0)

    @Slot()
    def show(self, token: str = "") -> None:
        """Show the palette; `token` is what a Wayland desktop gave whoever asked for it."""
        if token:
            os.environ[TOKEN_VARIABLE] = token
        self._way.stop()
        if not self.window.isActiveWindow():
            self._way.remember()
        self.window.come()
        if self._page is not None:
            self._page.offer.offer("", selected=False)
        self._desktop.foreground.take_focus(int(self.window.winId()))
        self._desktop.copied.ask()

    @Slot()
    def dismiss(self) -> None:
        """Hide the palette and give the focus back."""
        if self.window.isVisible():
            self._way.go(paste=False)

    def close(self) -> None:
        """Take the window down."""
        self._way.stop()
        self._prepared.stop()
        self._put_back.close()
        self.window.hide()
        self.window.deleteLater()

    def _connect(self) -> None:
        self._desktop.copied.read.connect(self._on_copied_read)
        self._way.left.connect(self._on_way_left)
        self._way.pasted.connect(self._on_way_pasted)
        self._way.failed.connect(self._on_way_failed)
        self.window.close_requested.connect(self.dismiss)
        self.window.commands.bind("palette.hide", self.dismiss)
        self.window.commands.bind("palette.open", self._on_open_triggered)
        self.window.commands.bind("palette.quit", self._on_quit_triggered)

    @Slot()
    def _on_quit_triggered(self) -> None:
        self.quit_wanted.emit()

    @Slot(str, bool)
    def _on_copied_read(self, text: str, selected: bool) -> None:
        if self._page is not None and self.window.isVisible():
            self._page.offer.offer(text, selected=selected)

    def _pastes(self, pasting: bool) -> bool:
        always = self._preferences.settings.paste_after is PasteAfter.ALWAYS
        return (pasting or always) and self._way.can_paste

    @Slot(bool)
    def _on_page_ordered(self, pasting: bool) -> None:
        restores = self._preferences.settings.after_paste is AfterPaste.RESTORE
        self._put_back.arm(restores and self._pastes(pasting))

    @Slot(bool)
    def _on_page_copied(self, pasting: bool) -> None:
        self._put_back.arm(False)
        self._way.go(paste=self._pastes(pasting))

    @Slot()
    def _on_way_left(self) -> None:
        self.window.hide()
        if self._page is not None:
            self._page.search.setText("")
            self._page.offer.offer("", selected=False)  # a customer's words, most likely
            self._page.foot.say("", False)

    @Slot()
    def _on_way_pasted(self) -> None:
        self._put_back.begin()

    @Slot(str)
    def _on_way_failed(self, sentence: str) -> None:
        self._put_back.forget()
        if sentence:
            self.said.emit(sentence, True)

    @Slot()
    def _on_open_triggered(self) -> None:
        if self._page is None:
            return
        query, ref = self._page.search.text(), self._page.desk.ref
        self._way.stop()
        self._on_way_left()
        self.open_wanted.emit(query, ref)
