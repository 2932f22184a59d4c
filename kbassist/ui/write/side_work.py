"""What is done beside the text: earlier versions, new articles, other names, the trash, replacing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kbassist.articles.article import FileRef
from kbassist.articles.names import is_article_name
from kbassist.system.errors import NotSaved
from kbassist.ui.actions import Actions
from kbassist.ui.compare.history_controller import HistoryController
from kbassist.ui.compare.history_view import HistoryView
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.draft_keeper import DraftKeeper
from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.ui.write.layout import WriteLayout
from kbassist.ui.write.making.bench import Spot
from kbassist.ui.write.making.making import Making
from kbassist.ui.write.making.replying import MadeReply
from kbassist.ui.write.making.starts import Material
from kbassist.ui.write.opening import Opening
from kbassist.ui.write.own_copy import TAKEN, WAIT, OwnCopyFlow
from kbassist.ui.write.side_room import SideRoom
from kbassist.workspace.sent_replies import with_reply

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

# Of a copied text; what is longer is no message.
LONGEST_MESSAGE = 20_000


class SideWork(QObject):
    """Shows each in the side room, and brings what comes of it onto the desk.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        file_wanted: a file is to be opened; carries its `FileRef` and a line, 0 for none.
        closed: the text is shown again.
        changed: files have other words, names, or are away or back again.
    """

    said = Signal(str, bool)
    file_wanted = Signal(object, int)
    closed = Signal()
    changed = Signal()

    def __init__(
        self,
        desk: WriteDesk,
        editor: ArticleEditor,
        opening: Opening,
        keeper: DraftKeeper,
        side: SideRoom,
        places: WriteLayout,
        tasks: Tasks,
        theme: Theme,
        icons: Icons,
        actions: Actions,
    ) -> None:
        super().__init__(side)
        self._desk = desk
        self._editor = editor
        self._opening = opening
        self._keeper = keeper
        self._side = side
        self._places = places
        self.owner = ""
        self.history = HistoryView(theme, icons)
        self._versions = HistoryController(self.history, tasks)
        self.making = Making(tasks, theme, icons, actions.key("write.take_back"), self)
        self.history.left.connect(self._close)
        self.history.restore_wanted.connect(self._on_history_restore_wanted)
        self.own_copy = OwnCopyFlow(desk, tasks, theme, icons, self)
        self.own_copy.shown.connect(self._show)
        self.own_copy.closed.connect(self._close)
        self.own_copy.said.connect(self.said)
        self.own_copy.joined.connect(self._on_own_copy_joined)
        self.making.shown.connect(self._show)
        self.making.closed.connect(self._close)
        self.making.text_wanted.connect(self._on_making_text_wanted)
        self.making.moved.connect(self._on_making_moved)
        self.making.gone.connect(self._on_making_gone)
        self.making.replying.reply_made.connect(self._on_reply_made)
        self.making.moved_back.connect(self._on_making_moved_back)
        self.making.said.connect(self.said)
        self.making.changed.connect(self.changed)
        for name, slot in (
            ("history", self.show_history),
            ("new", self.begin_new),
            ("from_sent", self.begin_reply),
            ("move", self.begin_move),
            ("trash", self.begin_trash),
            ("replace", self.begin_replace),
            ("take_back", self.making.take_back),
        ):
            actions.bind(f"write.{name}", slot)

    def serve(self, workspace: "Workspace") -> None:
        """Work on another workspace."""
        self.making.serve(workspace)

    @Slot()
    def show_history(self) -> None:
        """Show the versions of the open file."""
        file, workspace = self._desk.file, self._desk.workspace
        if workspace is None or file is None:
            self.said.emit("Open a file first; its earlier versions are shown then.", True)
            return
        self._show(self.history)
        self._versions.look(workspace, file, file.path, self._desk.text)

    @Slot()
    def begin_new(self) -> None:
        """Begin an article, beside the open one and from what lies at hand."""
        if (spot := self._spot()) is None:
            return
        copied = QGuiApplication.clipboard().text()
        message = copied if copied.strip() and len(copied) <= LONGEST_MESSAGE else ""
        selected = self._editor.selected_text() if self._desk.file is not None else ""
        material = Material(message=message, selection=selected, article=self._desk.text)
        self.making.new.begin(spot, material, owner=self.owner)

    @Slot(str)
    def begin_for_gap(self, words: str) -> None:
        """Begin an article for what was asked in vain."""
        if (spot := self._spot()) is not None:
            title = words[:1].upper() + words[1:]
            self.making.new.begin(Spot(spot.library), Material(gap=words), title, self.owner)

    @Slot()
    def begin_reply(self) -> None:
        """Make a reply of what was sent: of what is selected, else of what is copied."""
        if (spot := self._spot()) is None:
            return
        sheet = self._desk.sheet
        selected = self._editor.selected_text() if sheet is not None else ""
        sent = selected or QGuiApplication.clipboard().text()[:LONGEST_MESSAGE]
        can_insert = sheet is not None and not sheet.read_only and _is_article(sheet.file.path)
        self.making.replying.begin(spot, sent, has_article=can_insert)

    @Slot()
    def begin_move(self) -> None:
        """Ask for another name or folder of the open file."""
        if (file := self._open_file()) is not None and (workspace := self._desk.workspace) is not None:
            self.making.moving.offer(workspace.status().libraries)
            self.making.moving.begin(file, dirty=self._desk.dirty)

    @Slot()
    def begin_trash(self) -> None:
        """Show what links to the open file before it goes."""
        if (file := self._open_file()) is not None:
            self.making.trashing.begin(file)

    @Slot()
    def begin_replace(self) -> None:
        """Ask what shall be replaced in the library of the open file, what is selected to begin with."""
        if (spot := self._spot()) is not None:
            self._keeper.keep()
            words = self._editor.selected_text() if self._desk.file is not None else ""
            self.making.replacing.begin(spot.library, words)

    def _open_file(self) -> FileRef | None:
        sheet = self._desk.sheet
        if sheet is None or sheet.opened is None:
            self.said.emit("Open a file of the library first.", True)
            return None
        return sheet.file

    def _spot(self) -> Spot | None:
        file, workspace = self._desk.file, self._desk.workspace
        if file is not None:
            folder = file.path.rpartition("/")[0]
            return Spot(file.library, "" if folder.startswith(("_", ".")) else folder)
        libraries = workspace.libraries if workspace is not None else ()
        return Spot(libraries[0].root) if libraries else None

    @Slot(QWidget)
    def _show(self, panel: QWidget) -> None:
        self._side.show_view(panel)
        self._places.show_side(True)
        panel.setFocus()

    @Slot()
    def _close(self) -> None:
        self._places.show_side(False)
        self.closed.emit()

    @Slot(str)
    def _on_history_restore_wanted(self, text: str) -> None:
        self._editor.replace_all(text)
        self._desk.take_in()
        self.said.emit("The earlier version is in the editor; saving puts it into the library.", False)
        self._close()

    @Slot(object, str)
    def _on_own_copy_joined(self, file: FileRef, text: str) -> None:
        if file == self._desk.file and not self._desk.dirty:
            self._editor.replace_all(text)
            self._desk.take_in()
            self.said.emit(TAKEN, False)
        else:
            self.said.emit(WAIT, True)

    @Slot(object)
    def compare_copy(self, file: FileRef) -> None:
        """Compare an agent's own copy with its original."""
        if (workspace := self._desk.workspace) is not None:
            self.own_copy.begin(workspace, file)

    @Slot(object, str)
    def _on_making_text_wanted(self, file: FileRef, text: str) -> None:
        self._opening.begin(file, text)

    @Slot(object)
    def _on_reply_made(self, made: MadeReply) -> None:
        try:
            text = with_reply(self._desk.text, made.title, made.template, made.lang)
        except NotSaved as error:
            self.said.emit(str(error), True)
            return
        self._editor.replace_all(text)
        self._desk.take_in()
        self._editor.go_to(text.count("\n", 0, text.rindex(made.template.strip())) - 1)
        self.said.emit("The reply is at the end of the article; Ctrl Z takes it out again.", False)

    @Slot(object)
    def _on_making_gone(self, file: FileRef) -> None:
        """Close a file that is away; what was typed into it is there again when it is taken back."""
        if file == self._desk.file:
            self._keeper.keep()
            self._desk.lay(None)

    @Slot(object, object)
    def _on_making_moved(self, left: FileRef, file: FileRef) -> None:
        """Follow a file that is open, with what was typed into it while it was being moved."""
        is_open = left == self._desk.file
        self._keeper.follow(left, file)
        if is_open:
            self._desk.lay(None)
            self.file_wanted.emit(file, 0)

    @Slot(object, object)
    def _on_making_moved_back(self, left: FileRef, file: FileRef) -> None:
        """Follow the open file; what was typed into it since stays for whoever looks whether it is gone."""
        if left == self._desk.file and not self._desk.dirty:
            self._on_making_gone(left)
            self.file_wanted.emit(file, 0)


def _is_article(path: str) -> bool:
    return is_article_name(path.rpartition("/")[2]) and not path.startswith(("_", "."))
