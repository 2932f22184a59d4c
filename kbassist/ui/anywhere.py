"""What reaches the program from other programs: the palette, its shortcut, and links with values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from kbassist.articles.article import ArticleRef
from kbassist.replies.reply import Wish
from kbassist.system.errors import LinkRefused, SettingsInvalid
from kbassist.system.links import parse_link
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.desktop.desktop import desktop_of
from kbassist.ui.desktop.shortcut import shortcut_of
from kbassist.ui.icons import Icons
from kbassist.ui.library_view import LibraryView
from kbassist.ui.palette.palette import Palette
from kbassist.ui.preferences import Preferences
from kbassist.ui.shell import MainWindow
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme

if TYPE_CHECKING:
    from kbassist.ui.answer.page import AnswerPage
    from kbassist.workspace.workspace import Workspace

SOURCE = "from the link"


class Anywhere(QObject):
    """Joins desktop, palette and main window.

    Signals:
        shortcut_told: how the shortcut stands; carries a sentence, and whether it is in force.
        quit_wanted: the quit key was pressed in the palette.
    """

    shortcut_told = Signal(str, bool)
    quit_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        view: LibraryView,
        clipboard: Clipboard,
        preferences: Preferences,
        theme: Theme,
        icons: Icons,
        tasks: Tasks,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._preferences = preferences
        self._link = ""
        self._standing = ("", False)
        self._desktop = desktop_of(QApplication.clipboard(), self)
        self.palette = Palette(self._desktop, clipboard, preferences, theme, icons, tasks, self)
        self._connect()

    @property
    def shortcut_standing(self) -> tuple[str, bool]:
        """How the shortcut stands, as `shortcut_told` carries it."""
        return self._standing

    def start(self) -> None:
        """Take the shortcut of the settings."""
        try:
            self._desktop.hotkey.take(shortcut_of(self._preferences.settings.shortcut))
        except SettingsInvalid as error:
            self._on_hotkey_told(str(error), False)

    def offer_link(self, link: str) -> None:
        """Offer what a link brings, as soon as there is a page to offer it in. Raises LinkRefused."""
        page = self._view.answer_page
        if page is None:
            self._link = link
            return
        self._offer(link, page)

    def close(self) -> None:
        """Give back what was taken of the desktop."""
        self.palette.close()
        self._desktop.close()

    def _connect(self) -> None:
        self._view.page_opened.connect(self._on_view_page_opened)
        self._preferences.setting_changed.connect(self._on_preferences_setting_changed)
        self._desktop.hotkey.pressed.connect(self.palette.show)
        self._desktop.hotkey.told.connect(self._on_hotkey_told)
        self.palette.open_wanted.connect(self._on_palette_open_wanted)
        self.palette.said.connect(self._on_palette_said)
        self.palette.wish_changed.connect(self._on_palette_wish_changed)
        self.palette.quit_wanted.connect(self.quit_wanted)

    def _offer(self, link: str, page: "AnswerPage") -> None:
        from kbassist.ui.palette.link_values import found_values, link_fields, said_of, systems_of

        libraries = self._view.libraries
        systems = systems_of(self._preferences.settings.link_systems, libraries)
        found = parse_link(link, systems, link_fields(libraries))
        self._window.come_forward()
        self._window.show_page("answer")
        page.offer_values(found_values(found), SOURCE)
        self._window.status.show_message(said_of(found), error=not found.values)

    @Slot(object, object)
    def _on_view_page_opened(self, workspace: "Workspace", page: "AnswerPage") -> None:
        self.palette.serve(workspace, page, page.desk.wish)
        if (small := self.palette.page) is not None:
            self._view.refreshed.connect(small.refresh)
            self._view.wished.connect(small.wish_for)
        link, self._link = self._link, ""
        if link:
            try:
                self._offer(link, page)
            except LinkRefused as refusal:
                self._window.status.show_message(str(refusal), error=True)

    @Slot(str, bool)
    def _on_hotkey_told(self, sentence: str, in_force: bool) -> None:
        self._standing = (sentence, in_force)
        if sentence and not in_force:
            self._window.status.show_message(sentence, error=True)
        self.shortcut_told.emit(sentence, in_force)

    @Slot(str)
    def _on_preferences_setting_changed(self, name: str) -> None:
        if name == "shortcut":
            self.start()

    @Slot(str, object)
    def _on_palette_open_wanted(self, query: str, ref: ArticleRef | None) -> None:
        self._window.come_forward()
        self._window.show_page("answer")
        if (page := self._view.answer_page) is not None and query:
            page.take_over(query, ref)

    @Slot(str, bool)
    def _on_palette_said(self, text: str, trouble: bool) -> None:
        self._window.status.show_message(text, error=trouble)

    @Slot(object)
    def _on_palette_wish_changed(self, wish: Wish) -> None:
        if (page := self._view.answer_page) is not None:
            page.wish_for(wish)
