"""Asks the workspace for what the preview shows; one question runs, only the newest one waits."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kbassist.articles.article import ArticleRef
from kbassist.replies.pieces import pieces_for
from kbassist.replies.reply import FilledReply
from kbassist.system.errors import ArticleNotFound, KbError
from kbassist.ui.answer.pictures import images_of
from kbassist.ui.answer.questions import GuideLook, Look, View
from kbassist.ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from kbassist.workspace.workspace import Workspace

# A frame: the hits of the same keystroke are painted meanwhile.
PAUSE_MS = 16


class PreviewController(QObject):
    """Turns looks into views.

    Holding an arrow key over a hundred hits asks for a hundred views; rendering each would lag behind the
    hand, so all but the running and the newest are skipped. A view is begun only when the list has had the
    time to be painted: both are Python, and would take turns at the cost of the frame.

    Signals:
        viewed: the `View` of the look that is wanted now.
        failed: the look that is wanted now, and a sentence.
    """

    viewed = Signal(object)
    failed = Signal(object, str)

    def __init__(self, workspace: "Workspace", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._wanted: Look | None = None
        self._running: Look | None = None
        self._view: View | None = None
        self._failed: tuple[Look, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)

    @property
    def wanted(self) -> Look | None:
        """What is to be shown now."""
        return self._wanted

    @property
    def view(self) -> View | None:
        """The view of exactly what is wanted now; None while it is being made."""
        if self._view is not None and self._view.look == self._wanted:
            return self._view
        return None

    @property
    def failure(self) -> str:
        """Why what is wanted now cannot be shown; empty while it is shown, or may still be."""
        return self._failed[1] if self._failed is not None and self._failed[0] == self._wanted else ""

    def want(self, look: Look | None) -> None:
        """Ask for a view; None wants nothing any more."""
        if look == self._wanted:
            return
        self._wanted = look
        if self.view is not None:
            self.viewed.emit(self.view)
        elif look is not None and self._running is None:
            self._pause.start()

    def forget(self) -> None:
        """Let go of a view that is not the wanted one: it holds what is known about a customer."""
        if self.view is None:
            self._view = None
        if not self.failure:
            self._failed = None

    def hurry(self) -> None:
        """Begin at once with what is wanted: somebody waits for it."""
        if self._pause.isActive():
            self._pause.stop()
            self._begin()

    def _begin(self) -> None:
        if self._wanted is not None and self._running is None and self.view is None:
            self._start(self._wanted)

    def _start(self, look: Look) -> None:
        self._running, self._failed = look, None
        workspace = self._workspace
        self._tasks.submit(
            Lane.IO, lambda: view_of(workspace, look), self._on_look_viewed, self._on_look_failed
        )

    def _on_look_viewed(self, view: View) -> None:
        self._running = None
        if view.look == self._wanted:
            self._view = view
            self.viewed.emit(view)
        self._go_on(view.look)

    def _on_look_failed(self, error: KbError) -> None:
        failed, self._running = self._running, None
        if failed is not None and failed == self._wanted:
            self._failed = (failed, str(error))
            self.failed.emit(failed, str(error))
        self._go_on(failed)

    @Slot()
    def _on_pause_timeout(self) -> None:
        self._begin()

    def _go_on(self, done: Look | None) -> None:
        wanted = self._wanted
        if self._running is None and wanted is not None and wanted != done and self.view is None:
            self._start(wanted)


def view_of(workspace: "Workspace", look: Look) -> View:
    """Make the view of a look; called on a lane."""
    guide = look.guide
    view = _plain_view(workspace, look) if guide is None else _guide_view(workspace, look, guide)
    return replace(view, copy=workspace.own_copies.state(look.ref))


def _guide_view(workspace: "Workspace", look: Look, guide: GuideLook) -> View:
    """Make the view of a guide, with the reply it has led to below it where that is there."""
    view = View(
        look,
        workspace.read(look.ref),
        favourite=workspace.is_favourite(look.ref),
        guides=workspace.guides(look.ref),
    )
    if guide.target is None:
        return view
    try:
        ref = workspace.guided_reply(look.ref, guide.target, look.wish)
    except ArticleNotFound:
        return view  # the guide says so itself, and the checks tell its author
    end = replace(look, ref=ArticleRef(ref.library, ref.article_id), variant=ref.id, guide=None)
    return replace(
        _plain_view(workspace, end),
        look=look,
        article=view.article,
        favourite=view.favourite,
        guides=view.guides,
    )


def _plain_view(workspace: "Workspace", look: Look) -> View:
    article = workspace.read(look.ref)
    favourite = workspace.is_favourite(look.ref)
    variant = look.variant
    if not article.replies and look.as_article:
        variant = f"{article.id}#article"  # its own text, which is copied only when asked for by name
    elif not article.replies or look.as_article:
        page = workspace.show(look.ref)
        return View(look, article, page=page, pictures=images_of(page.pictures), favourite=favourite)
    if look.stack is not None:
        message = workspace.compose_stack(look.stack, look.conversation, look.wish)
        return View(look, article, message, message, pieces=_pieces(message, look), favourite=favourite)
    original = filled = workspace.compose(look.ref, look.conversation, look.wish, variant)
    edit = look.edits.of(original.ref)
    if edit is not None:
        filled = workspace.compose_edited(original.ref, edit.text, look.conversation, look.wish)
    return View(look, article, filled, original, edit, pieces=_pieces(filled, look), favourite=favourite)


def _pieces(filled: FilledReply, look: Look) -> tuple[str, ...]:
    channel = filled.channel or look.wish.channel
    return pieces_for(filled.plain, channel, filled.limit) if filled.ready else ()
