"""Walks guides: keys and presses move the walk, and where it ends the desk turns to the reply."""

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import ArticleRef, Guide
from kbassist.articles.guides import GuideTree
from kbassist.replies.guide_walk import GuideWalk
from kbassist.replies.reply import Flavour
from kbassist.system.errors import CopyRefused
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.preview_card import PreviewCard
from kbassist.ui.answer.desk import Desk
from kbassist.ui.answer.preview_controller import PreviewController
from kbassist.ui.answer.questions import GuideLook, Look, View
from kbassist.ui.clipboard import Clipboard

NO_GUIDE = "This article has no guide."
NO_ARTICLE = "No article is selected, so there is no guide."
NOT_BEGUN = "Nothing to note yet: no question of the guide has been answered."


class GuideController(QObject):
    """Keeps the guide in the card true to the conversation's walk.

    Signals:
        said: a sentence for the status line, and whether it tells of something that did not work.
        left: the guide was left; the keyboard belongs to the search box again.
        copy_wanted: Enter was pressed where the guide has ended.
        typed: a letter was typed in the guide; it belongs into the search box.
    """

    said = Signal(str, bool)
    left = Signal()
    copy_wanted = Signal()
    typed = Signal(str)

    def __init__(
        self,
        actions: Actions,
        desk: Desk,
        card: PreviewCard,
        previewing: PreviewController,
        clipboard: Clipboard,
    ) -> None:
        super().__init__(card)
        self._desk = desk
        self._card = card
        self._previewing = previewing
        self._clipboard = clipboard
        self._wanted: ArticleRef | None = None
        self._focus_wanted = False
        actions.bind("answer.guide", self.toggle)
        actions.bind("answer.guide_notes", self.copy_notes)
        view = card.guide
        card.guide_pressed.connect(self.toggle)
        desk.look_changed.connect(self._on_desk_look_changed)
        previewing.viewed.connect(self._on_previewing_viewed)
        view.answered.connect(self._on_view_answered)
        view.went_back.connect(self._on_view_went_back)
        view.recalled.connect(self._on_view_recalled)
        view.restarted.connect(self._on_view_restarted)
        view.next_wanted.connect(self._on_view_next_wanted)
        view.step_marked.connect(self._on_view_step_marked)
        view.notes_wanted.connect(self.copy_notes)
        view.pressed_enter.connect(self.copy_wanted)
        view.typed.connect(self.typed)

    @Slot()
    def toggle(self) -> None:
        """Turn to the article's guide, or from it back to the reply."""
        if self._desk.guide is not None:
            self._desk.choose_best()
            self.left.emit()
        elif self._desk.ref is None:
            self.said.emit(NO_ARTICLE, True)
        elif (view := self._previewing.view) is not None:
            self._begin(view)
        else:
            self._wanted = self._desk.ref  # the article is still being read

    @Slot()
    def copy_notes(self) -> None:
        """Put the way through the guide on the clipboard, as text for the notes of a ticket."""
        walk = self._walk()
        if walk is None or not walk.taken:
            self.said.emit(NOT_BEGUN if self._desk.guide else NO_GUIDE, True)
            return
        view = self._previewing.view
        sensitive = view is not None and view.article.sensitive
        try:
            self._clipboard.put(walk.summary(), "", "", sensitive=sensitive, flavour=Flavour.PLAIN)
        except CopyRefused as refusal:
            self.said.emit(str(refusal), True)
            return
        answers = "1 answer" if len(walk.taken) == 1 else f"{len(walk.taken)} answers"
        self.said.emit(f"Copied for the notes: {walk.tree.title} – {answers}", False)

    def _begin(self, view: View) -> None:
        guides = view.article.guides
        if not guides:
            self.said.emit(NO_GUIDE, True)
            return
        walked = [guide for guide in guides if self._key(guide.id) in self._desk.state.walks]
        chosen = walked[-1] if walked else guide_for(guides, self._desk.wish.lang)
        self._focus_wanted = True
        self._desk.walk(GuideLook(chosen.id, self._target_of(chosen.id)))

    def _key(self, guide_id: str) -> ArticleRef:
        return ArticleRef(self._desk.ref.library if self._desk.ref else "", guide_id)

    def _walk(self) -> GuideWalk | None:
        """Return the walk before the agent."""
        guide = self._desk.guide
        return self._desk.state.walks.get(self._key(guide.id)) if guide else None

    def _target_of(self, guide_id: str) -> str | None:
        walk = self._desk.state.walks.get(self._key(guide_id))
        return walk.reply.target if walk and walk.reply else None

    def _go(self, walk: GuideWalk) -> None:
        """Stand at this place of a walk from now on."""
        guide = self._desk.guide
        if guide is None:
            return
        self._desk.state.walks[self._key(guide.id)] = walk
        look = GuideLook(guide.id, walk.reply.target if walk.reply else None)
        if look != guide:
            self._desk.walk(look)
        elif (view := self._previewing.view) is not None:
            self._show(view, walk)

    def _show(self, view: View, walk: GuideWalk) -> None:
        ids = [guide.id for guide in view.guides]
        place = ids.index(walk.tree.id) + 1 if walk.tree.id in ids else 1
        self._card.guide.show_walk(walk, place=place, of=len(ids), found=view.filled is not None)
        if self._focus_wanted:
            self._focus_wanted = False
            self._card.guide.take_focus()

    @Slot(object)
    def _on_desk_look_changed(self, look: Look | None) -> None:
        if look is None or look.guide is None:
            self._card.leave_guide()
        elif (view := self._previewing.view) is not None and (walk := self._walk()) is not None:
            self._show(view, walk)  # another conversation at the same place: no new view will come
        if look is None or look.ref != self._wanted:
            self._wanted = None

    @Slot(object)
    def _on_previewing_viewed(self, view: View) -> None:
        wanted, self._wanted = self._wanted, None
        if view.look.guide is None:
            if wanted == view.look.ref:
                self._begin(view)
            return
        tree = next((tree for tree in view.guides if tree.id == view.look.guide.id), None)
        if tree is None:
            self._desk.choose_best()  # it was taken out of the article meanwhile
            return
        self._go(self._at_place(tree))

    def _at_place(self, tree: GuideTree) -> GuideWalk:
        walk = self._walk()
        if walk is None:
            return GuideWalk(tree)
        return walk if walk.tree == tree else walk.over(tree)

    @Slot(int)
    def _on_view_answered(self, number: int) -> None:
        if walk := self._walk():
            self._go(walk.choose(number))

    @Slot()
    def _on_view_went_back(self) -> None:
        if walk := self._walk():
            self._go(walk.back())

    @Slot(int)
    def _on_view_recalled(self, place: int) -> None:
        if walk := self._walk():
            self._go(walk.back_to(place))

    @Slot()
    def _on_view_restarted(self) -> None:
        if walk := self._walk():
            self._go(walk.restart())

    @Slot(int, bool)
    def _on_view_step_marked(self, step: int, done: bool) -> None:
        if walk := self._walk():
            self._go(walk.leave_out(step, not done))

    @Slot()
    def _on_view_next_wanted(self) -> None:
        view, guide = self._previewing.view, self._desk.guide
        if view is None or guide is None:
            return
        ids = [tree.id for tree in view.guides]
        other = ids[(ids.index(guide.id) + 1) % len(ids)] if guide.id in ids else ids[0]
        self._focus_wanted = True
        self._desk.walk(GuideLook(other, self._target_of(other)))


def guide_for(guides: tuple[Guide, ...], lang: str | None) -> Guide:
    """Choose the guide in the language that the agent answers in, else the first one."""
    wanted = (lang or "").lower().partition("-")[0]
    same = (guide for guide in guides if wanted and (guide.lang or "").lower().partition("-")[0] == wanted)
    return next(same, guides[0])
