"""The head of the preview: whose reply it is, its variants, and how it is wanted."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbassist.articles.freshness import freshness_of
from kbassist.search.results import Hit
from kbassist.search.scope import CopyState
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.card_room import CRAMPED_PREVIEW_PX, FEWEST_LINES_PX
from kbassist.ui.answer.card.copy_strip import CopyStrip
from kbassist.ui.answer.card.lack_strip import LackStrip
from kbassist.ui.answer.card.wish_bar import WishBar
from kbassist.ui.answer.labels import Tint, Variant, badge_of, variant_names
from kbassist.ui.answer.questions import View
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.library_mark import LibraryTag, Marks
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar
from kbassist.ui.widgets.title_label import TitleLabel

# Stands for the article among the ids of its replies; reply ids hold a `#`, so it cannot be one.
ARTICLE = "article"
BADGES = {
    Tint.GOOD: ChipKind.VERIFIED,
    Tint.SOON: ChipKind.SOON,
    Tint.WARNING: ChipKind.DUE,
    Tint.QUIET: ChipKind.PLAIN,
}
GAP = 8
WISH_KEYS = ("answer.channel", "answer.tone", "answer.language", "answer.pace")


class CardHead(QWidget):
    """Title, star and badge; variants and article; the wish.

    Signals:
        variant_chosen: a segment was chosen; carries the reply's id, or `ARTICLE`.
        article_pressed: the article itself was asked for, or left again.
        guide_pressed: the article's guide was asked for, or left again.
        favourite_pressed: the star was pressed.
        own_pressed: the agent wants a copy of their own.
    """

    variant_chosen = Signal(str)
    article_pressed = Signal()
    guide_pressed = Signal()
    favourite_pressed = Signal()
    own_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ids: tuple[str, ...] = (ARTICLE,)
        self._current = ""
        self.title_row = QWidget()
        self._title = TitleLabel(theme)
        self.tag = LibraryTag(theme)
        self._marks: Marks = {}
        self._star = Button("", theme, icons, kind=ButtonKind.QUIET, icon="star")
        self._own = Button("", theme, icons, kind=ButtonKind.QUIET, icon="copy-plus")
        self._own.setAccessibleName("Make my own copy")
        self._own.setToolTip(f"Make my own copy  {actions.key('answer.own_copy')}")
        self.copy_strip = CopyStrip(theme, icons)
        self._badge = Chip("", theme, icons)
        self._variants = SegmentedBar(theme, icons, "Variants")
        self._variants.setObjectName("variants")
        self._article = Button("Article", theme, icons, icon="book-open")
        self._article.setCheckable(True)
        self._article.setToolTip(f"The knowledge around the replies  {actions.key('answer.article')}")
        self._guide = Button("Guide", theme, icons, icon="signpost")
        self._guide.setCheckable(True)
        self._guide.setToolTip(f"Questions that lead to the right reply  {actions.key('answer.guide')}")
        self._guide.hide()
        self.wishes = WishBar(theme, icons, [actions.key(name) for name in WISH_KEYS])
        self.lack = LackStrip(theme, icons, actions.key("answer.request"))
        self._arrange()
        self._star.clicked.connect(self.favourite_pressed)
        self._own.clicked.connect(self.own_pressed)
        self._variants.segment_chosen.connect(self.variant_chosen)
        self._article.clicked.connect(self._on_article_clicked)
        self._guide.clicked.connect(self._on_guide_clicked)

    def show_marks(self, marks: Marks) -> None:
        """Mark the article's library by these from now on."""
        self._marks = marks

    def show_hit(self, hit: Hit, today: date) -> None:
        """Show what a hit tells already, while its view is being made."""
        self.tag.show_mark(self._marks.get(hit.ref.library))
        self.copy_strip.show_state(hit.copy)
        self._title.set_text(hit.title)
        self._show_badge(*badge_of(hit, hit.standing, hit.freshness, today))
        # The segments follow with the view: making twelve buttons costs more than painting the list.
        self._variants.setEnabled(False)
        self._ids, self._current = (ARTICLE,), ""

    def show_view(self, view: View, today: date) -> None:
        """Show what a view is of; the message of several replies is none of an article's variants."""
        article, filled = view.article, view.filled
        stack = view.look.stack
        many = "" if stack is None else f"Message of {len(stack)} {'reply' if len(stack) == 1 else 'replies'}"
        self._title.set_text(many or article.title)
        fresh = freshness_of(article.verified, article.due, today)
        self._show_badge(*badge_of(article, article.standing(today), fresh, today))
        self._badge.setVisible(not many)
        self._own.setVisible(not many and view.copy is CopyState.NONE)
        self.copy_strip.show_state(CopyState.NONE if many else view.copy)
        self.tag.show_mark(None if many else self._marks.get(view.look.ref.library))
        self._star.setVisible(not many)
        self._star.setCheckable(True)
        self._star.setChecked(view.favourite)
        self._star.set_glyph("star-filled" if view.favourite else "star")
        self._star.setAccessibleName("Remove from favourites" if view.favourite else "Add to favourites")
        current = ARTICLE if view.look.as_article else filled.ref.id if filled and not many else ""
        self._show_variants(() if many else article.replies, current)
        self._article.setVisible(not many)
        self._guide.setVisible(bool(article.guides) and not many)
        self._guide.setChecked(view.look.guide is not None)
        self._guide.setFixedHeight(self._article.height())

    def share_height(self, room: int, *, wished: bool) -> int:
        """Leave rows out where the text has too little `room`; return what it has then, in pixels.

        The title goes last, since the selected hit bears it as well; `wished` is false where the wish
        shall go in any case.
        """
        title = self.title_row.heightForWidth(self.width()) + GAP
        wish = self.wishes.sizeHint().height() + GAP
        room += (not self.title_row.isHidden()) * title + (not self.wishes.isHidden()) * wish
        titled = room - title >= self._theme.px(FEWEST_LINES_PX)
        wished = wished and room - title - wish >= self._theme.px(CRAMPED_PREVIEW_PX)
        self.title_row.setVisible(titled)
        self.wishes.setVisible(wished)
        return room - titled * title - wished * wish

    def neighbour(self, steps: int) -> str:
        """Return the id so many steps from what is chosen, round and round, the article last."""
        at = self._ids.index(self._current) if self._current in self._ids else -1
        return self._ids[(at + steps) % len(self._ids)]

    def numbered(self, number: int) -> str:
        """Return the id of the variant with this number from 1; empty where there is none."""
        return self._ids[number - 1] if 1 <= number <= len(self._ids) else ""

    def _arrange(self) -> None:
        first, second, column = QHBoxLayout(self.title_row), QHBoxLayout(), QVBoxLayout(self)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(8)
        first.addWidget(self._title, 1)
        first.addWidget(self.tag)
        first.addWidget(self._own)
        first.addWidget(self._star)
        first.addWidget(self._badge)
        second.setSpacing(8)
        second.addWidget(self._variants, 1)
        second.addWidget(self._guide)
        second.addWidget(self._article, 0, Qt.AlignmentFlag.AlignRight)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title_row)
        column.addWidget(self.copy_strip)
        column.addLayout(second)
        column.addWidget(self.wishes)
        column.addWidget(self.lack)

    def _show_badge(self, text: str, tint: Tint) -> None:
        self._badge.set_content(text, BADGES[tint])

    def _show_variants(self, replies: Sequence[Variant], current: str) -> None:
        names = zip(replies, variant_names(replies), strict=True)
        segments = [Segment(reply.id, name) for reply, name in names]
        self._variants.set_segments(segments, current)
        self._variants.setVisible(bool(segments))
        self._variants.setEnabled(True)
        self._article.setFixedHeight(self._variants.sizeHint().height())
        self._article.setChecked(current == ARTICLE)
        self._ids = (*(segment.id for segment in segments), ARTICLE)
        self._current = current

    @Slot()
    def _on_article_clicked(self) -> None:
        self.article_pressed.emit()

    @Slot()
    def _on_guide_clicked(self) -> None:
        self.guide_pressed.emit()
