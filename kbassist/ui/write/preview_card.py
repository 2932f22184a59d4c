"""The right side of the Write page: the reply, or the article, as it will look."""

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbassist.ui.answer.card.preview_browser import PreviewBrowser
from kbassist.ui.answer.labels import name_of, variant_names
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.card import Card
from kbassist.ui.widgets.choice import Choice
from kbassist.ui.widgets.label import make_label
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar
from kbassist.ui.write.preview_controller import Seen
from kbassist.ui.write.preview_scroll import Anchor, anchors_of, height_at
from kbassist.workspace.previewed import ARTICLE, Preview

PLAIN = "plain"
FORMATTED = ""
MARGIN = 16
# Of the height: what the caret's line is kept within, so that its neighbours are seen, too.
CALM = 0.2


class PreviewCard(Card):
    """Shows a `Seen` and lets another variant, or another form of it, be chosen.

    Signals:
        variant_chosen: a segment was chosen; carries the reply's id, or `ARTICLE`.
        form_chosen: the reply shall be shown otherwise; carries a channel, `PLAIN` or `FORMATTED`.
        link_pressed: a link was pressed; carries the `QUrl`.
        link_hovered: the pointer or the focus is on a link; an empty address when it left.
    """

    variant_chosen = Signal(str)
    form_chosen = Signal(str)
    link_pressed = Signal(QUrl)
    link_hovered = Signal(QUrl)

    def __init__(
        self, theme: Theme, icons: Icons, clipboard: Clipboard, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._seen: Seen | None = None
        self._anchors: tuple[Anchor, ...] | None = None
        self._variants = SegmentedBar(theme, icons, "Variants")
        self._form = Choice("Shown as", theme, icons)
        self._form.set_options([(FORMATTED, "As written")], FORMATTED)
        self._notes = make_label("", theme, "secondary", "missing_text", wrap=True)
        self._notes.hide()
        self.browser = PreviewBrowser(theme, clipboard)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._variants, 1)
        head.addWidget(self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, 8, 8)
        column.setSpacing(10)
        head.setContentsMargins(0, 0, MARGIN - 8, 0)
        column.addLayout(head)
        column.addWidget(self._notes)
        column.addWidget(self.browser, 1)
        self._variants.segment_chosen.connect(self.variant_chosen)
        self._form.chosen.connect(self._on_form_chosen)
        self.browser.link_pressed.connect(self.link_pressed)
        self.browser.link_hovered.connect(self.link_hovered)
        self.browser.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        theme.theme_changed.connect(self._on_size_changed)

    @property
    def preview(self) -> Preview | None:
        """What is shown."""
        return self._seen.preview if self._seen is not None else None

    @property
    def form(self) -> str:
        """The channel as for which the reply is shown, `PLAIN` or `FORMATTED`."""
        return self._form.value

    def show_seen(self, seen: Seen) -> None:
        """Show another preview; the place is kept while it is of the same reply."""
        before, self._seen = self.preview, seen
        self._show_segments(seen.preview)
        self._show_page()
        if before is None or before.shown != seen.preview.shown:
            self.browser.to_top()

    def clear(self) -> None:
        """Show nothing."""
        self._seen = None
        self._variants.set_segments((), "")
        self._notes.hide()
        self.browser.show_html("")

    def follow(self, line: int, last_line: int, *, gently: bool) -> None:
        """Bring what a line of the text has become into sight; `gently` scrolls only where it must."""
        if self._seen is None:
            return
        if self._anchors is None:
            self._anchors = anchors_of(self.browser.document(), self._seen.preview, last_line)
        bar = self.browser.verticalScrollBar()
        height = round(height_at(self._anchors, line))
        seen = self.browser.viewport().height()
        inside = bar.value() + CALM * seen <= height <= bar.value() + (1 - CALM) * seen
        if not gently:
            bar.setValue(height)
        elif not inside:
            bar.setValue(round(height - 0.4 * seen))

    def step(self, steps: int) -> None:
        """Choose the next variant, or the one before."""
        preview = self.preview
        if preview is None:
            return
        ids = [variant.reply.id for variant in preview.variants] + [ARTICLE]
        self.variant_chosen.emit(ids[(ids.index(preview.shown) + steps) % len(ids)])

    def _show_segments(self, preview: Preview) -> None:
        replies = [variant.reply for variant in preview.variants]
        names = variant_names(replies)
        segments = [Segment(reply.id, name) for reply, name in zip(replies, names, strict=True)]
        self._variants.set_segments([*segments, Segment(ARTICLE, "Article")], preview.shown)
        channels = [(channel, f"As {name_of(channel)}") for channel in preview.channels]
        options = [(FORMATTED, "As written"), *channels, (PLAIN, "Plain text")]
        if tuple(options) != self._form.options:
            kept = self._form.value if self._form.value in dict(options) else FORMATTED
            self._form.set_options(options, kept)

    def _show_page(self) -> None:
        if self._seen is None:
            return
        preview = self._seen.preview
        notes = "\n".join(preview.notes)
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self._anchors = None
        if self._form.value == PLAIN and preview.shown != ARTICLE:
            self.browser.show_html(preview.plain_html)
        else:
            self.browser.show_html(preview.html, self._seen.pictures)

    @Slot(str)
    def _on_form_chosen(self, form: str) -> None:
        self._show_page()
        self.form_chosen.emit(form)

    @Slot()
    def _on_size_changed(self) -> None:
        self._anchors = None
