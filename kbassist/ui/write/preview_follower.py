"""Lets the preview follow the text: what is typed, where the caret stands, how far it is scrolled."""

from PySide6.QtCore import QObject, Slot

from kbassist.articles.article import FileRef
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.ui.write.preview_card import FORMATTED, PLAIN, PreviewCard
from kbassist.ui.write.preview_controller import Look, PreviewController, Seen
from kbassist.workspace.previewed import PreviewWish


class PreviewFollower(QObject):
    """Shows the reply in which the caret stands, until another one is chosen by hand.

    A choice by hand holds until the caret enters another reply.
    """

    def __init__(
        self, desk: WriteDesk, editor: ArticleEditor, card: PreviewCard, making: PreviewController
    ) -> None:
        super().__init__(card)
        self._desk = desk
        self._editor = editor
        self._card = card
        self._making = making
        self._chosen: str | None = None
        self._here = ""
        self._file: FileRef | None = None
        self._active = True
        desk.turned.connect(self._on_desk_turned)
        desk.text_changed.connect(self._ask)
        editor.cursor_moved.connect(self._on_editor_cursor_moved)
        editor.scrolled.connect(self._on_editor_scrolled)
        card.variant_chosen.connect(self._on_card_variant_chosen)
        card.form_chosen.connect(self._on_card_form_chosen)
        making.seen.connect(self._on_making_seen)

    def set_active(self, active: bool) -> None:
        """Make previews, or none while nobody sees them."""
        if active != self._active:
            self._active = active
            self._ask()

    @Slot()
    def _ask(self) -> None:
        file = self._desk.file
        if not self._active or file is None:
            self._making.want(None)
            return
        form = self._card.form
        channel = None if form in (FORMATTED, PLAIN) else form
        wish = PreviewWish(self._desk.line, self._chosen, channel)
        self._making.want(Look(file, self._desk.text, wish))

    @Slot()
    def _on_desk_turned(self) -> None:
        self._chosen, self._here = None, ""
        if self._desk.file != self._file:
            self._file = self._desk.file
            self._card.clear()

    @Slot(int)
    def _on_editor_cursor_moved(self, _offset: int) -> None:
        preview = self._card.preview
        if preview is None or not self._active:
            return
        line = self._desk.line
        here = preview.variant_at(line)
        if here != self._here:
            self._here, self._chosen = here, None
            self._ask()
        elif preview.shown == here:
            self._card.follow(line, self._last_line(), gently=True)

    @Slot(float)
    def _on_editor_scrolled(self, share: float) -> None:
        preview = self._card.preview
        if preview is None or not self._active:
            return
        line = 1 + round(share * (self._last_line() - 1))
        variant = preview.variant
        if variant is None or variant.first_line <= line <= variant.last_line:
            self._card.follow(line, self._last_line(), gently=False)

    @Slot(str)
    def _on_card_variant_chosen(self, variant: str) -> None:
        self._chosen = variant
        self._ask()

    @Slot(str)
    def _on_card_form_chosen(self, form: str) -> None:
        if form != PLAIN:
            self._ask()

    @Slot(object)
    def _on_making_seen(self, seen: Seen) -> None:
        self._card.show_seen(seen)
        self._here = seen.preview.variant_at(self._desk.line)
        if self._chosen is None and seen.preview.shown != self._here and seen.look.text == self._desk.text:
            self._ask()  # the caret has gone on while it was being made
        elif seen.preview.shown == self._here:
            self._card.follow(self._desk.line, self._last_line(), gently=True)

    def _last_line(self) -> int:
        return self._desk.text.count("\n") + 1
