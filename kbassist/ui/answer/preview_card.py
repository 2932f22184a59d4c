"""The right half of the page: one article with its variants, its values and the way to copy it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.article import Severity
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Placeholder
from kbassist.search.results import Hit
from kbassist.ui.actions import Actions
from kbassist.ui.answer.copy_bar import CopyBar
from kbassist.ui.answer.fields_form import FieldsForm
from kbassist.ui.answer.labels import Tint, Variant, badge_of, fell_back_sentence, variant_names
from kbassist.ui.answer.preview_browser import PreviewBrowser
from kbassist.ui.answer.questions import View
from kbassist.ui.answer.sentences import broken, standing_of
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.banner import Banner, BannerKind
from kbassist.ui.widgets.button import Button, ButtonKind
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.widgets.chip import Chip, ChipKind
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.widgets.segmented_bar import Segment, SegmentedBar
from kbassist.ui.widgets.title_label import TitleLabel

Today = Callable[[], date]
# Stands for the article among the ids of its replies; reply ids hold a `#`, so it cannot be one.
ARTICLE = "article"
MARGIN = 18
LEAST_PREVIEW_PX = 160
CRAMPED_PREVIEW_PX = 96
CRAMPED_CARD_PX = 400
FORM_SHARE = 0.38
# An older text may stay in sight for a moment: blanking it on each step through the hits would flicker.
PATIENCE_MS = 150
COPY_AS = ("answer.copy_plain", "answer.copy_rich", "answer.copy_markdown")
BADGES = {Tint.GOOD: ChipKind.VERIFIED, Tint.WARNING: ChipKind.DUE, Tint.QUIET: ChipKind.PLAIN}


class PreviewCard(Card):
    """Shows views; knows nothing of where they come from.

    Signals:
        variant_chosen: a segment was chosen; carries the reply's id, or `ARTICLE`.
        article_pressed: the article itself was asked for, or left again.
        favourite_pressed: the star was pressed.
        copy_pressed: the primary button was pressed.
    """

    variant_chosen = Signal(str)
    article_pressed = Signal()
    favourite_pressed = Signal()
    copy_pressed = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, clipboard: Clipboard, actions: Actions, today: Today
    ) -> None:
        super().__init__(theme)
        self._today = today
        self._ids: tuple[str, ...] = (ARTICLE,)
        self._current = ""
        self._title = TitleLabel(theme)
        self._star = Button("", theme, icons, kind=ButtonKind.QUIET, icon="star")
        self._badge = Chip("", theme, icons)
        self._variants = SegmentedBar(theme, icons, "Variants")
        self._article = Button("Article", theme, icons, icon="book-open")
        self._article.setCheckable(True)
        self._notice = ElidedLabel(theme, FontRole.SECONDARY, "missing_text")
        self._banner = Banner(theme, icons)
        self.browser = PreviewBrowser(theme, clipboard)
        self.browser.setMinimumHeight(CRAMPED_PREVIEW_PX)
        self.form = FieldsForm(theme, icons)
        self._form_rule = Rule(theme)
        self.copy_bar = CopyBar(theme, icons, actions.key("answer.copy"), actions.menu(COPY_AS, self))
        self._article_key = actions.key("answer.article")
        self._article.setToolTip(f"The knowledge around the replies  {self._article_key}")
        self._nothing = EmptyState("message-square", "", "", theme, icons)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._content(theme))
        self._star.clicked.connect(self.favourite_pressed)
        self._variants.segment_chosen.connect(self.variant_chosen)
        self._article.clicked.connect(self._on_article_clicked)
        self.copy_bar.copy_pressed.connect(self.copy_pressed)
        self._patience.timeout.connect(self._on_patience_timeout)

    @property
    def banner_text(self) -> str:
        """What the banner above the text says; empty when there is none."""
        return "" if self._banner.isHidden() else self._banner.text()

    def show_nothing(self, title: str, text: str, icon: str = "message-square") -> None:
        """Show a sentence instead of an article; nothing of what was shown stays behind it."""
        self._patience.stop()
        self.browser.show_html("")
        self.form.show_placeholders((), Conversation())
        self._nothing.set_content(title, text, icon)
        self._stack.setCurrentIndex(0)

    def expect(self, hit: Hit) -> None:
        """Show what a hit tells already, while its view is being made."""
        self._stack.setCurrentIndex(1)
        self._title.set_text(hit.title)
        self._show_badge(*badge_of(hit.standing, hit.verified, hit.owner, self._today()))
        # The segments follow with the view: making twelve buttons costs more than painting the list.
        self._variants.setEnabled(False)
        self._ids, self._current = (ARTICLE,), ""
        self._patience.start()

    def show_view(self, view: View) -> None:
        """Show a view."""
        self._patience.stop()
        self._stack.setCurrentIndex(1)
        article = view.article
        self._title.set_text(article.title)
        standing = article.standing(self._today())
        self._show_badge(*badge_of(standing, article.verified, article.owner, self._today()))
        self._star.setCheckable(True)
        self._star.setChecked(view.favourite)
        self._star.set_glyph("star-filled" if view.favourite else "star")
        self._star.setAccessibleName("Remove from favourites" if view.favourite else "Add to favourites")
        filled = view.filled
        current = ARTICLE if view.look.as_article else filled.ref.id if filled else ""
        self._show_variants(article.replies, current)
        self._show_notices(view)
        if filled is not None:
            self.browser.show_html(filled.preview_html)
        elif view.page is not None:
            self.browser.show_html(view.page.html, view.pictures)
        asked = asked_of(filled) if filled else ()
        self.form.show_placeholders(asked, view.look.conversation)
        self._form_rule.setVisible(bool(asked))
        self._show_foot(view)

    def neighbour(self, steps: int) -> str:
        """Return the id so many steps from what is chosen, round and round, the article last."""
        at = self._ids.index(self._current) if self._current in self._ids else -1
        return self._ids[(at + steps) % len(self._ids)]

    def numbered(self, number: int) -> str:
        """Return the id of the variant with this number from 1; empty where there is none."""
        return self._ids[number - 1] if 1 <= number <= len(self._ids) else ""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # The text is what the agent reads; the form scrolls before it takes more than its share.
        self.form.setMaximumHeight(
            max(self.form.minimumSizeHint().height(), round(self.height() * FORM_SHARE))
        )
        # In a low window, or with large type, lines of the text give way before form and buttons overlap.
        cramped = self.height() < self._theme.px(CRAMPED_CARD_PX)
        self.browser.setMinimumHeight(CRAMPED_PREVIEW_PX if cramped else LEAST_PREVIEW_PX)
        super().resizeEvent(event)

    def _content(self, theme: Theme) -> QWidget:
        content = QWidget()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._star)
        head.addWidget(self._badge)
        kinds = QHBoxLayout()
        kinds.setSpacing(8)
        kinds.addWidget(self._variants, 1)
        kinds.addWidget(self._article, 0, Qt.AlignmentFlag.AlignRight)
        upper = QVBoxLayout()
        upper.setContentsMargins(MARGIN, 12, MARGIN - 2, 8)
        upper.setSpacing(8)
        upper.addLayout(head)
        upper.addLayout(kinds)
        upper.addWidget(self._notice)
        upper.addWidget(self._banner)
        upper.addSpacing(4)
        upper.addWidget(self.browser, 1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self._form_rule)
        column.addWidget(self.form)
        column.addWidget(Rule(theme))
        column.addWidget(self.copy_bar)
        return content

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

    def _show_notices(self, view: View) -> None:
        filled, look = view.filled, view.look
        said = ""
        if filled is not None and look.variant is None:  # what was named has not given way
            wanted = {"channel": look.wish.channel, "tone": look.wish.tone, "lang": look.wish.lang}
            shown = {"channel": filled.channel, "tone": filled.tone, "lang": filled.lang}
            said = fell_back_sentence(filled.fell_back, wanted, shown)
        self._notice.set_text(said)
        self._notice.setVisible(bool(said))
        problems = [p for p in view.article.problems if p.severity is not Severity.INFO]
        badge = (filled.badge if filled else "") or (view.page.badge if view.page else "")
        if filled is not None and filled.error:
            self._banner.show_message(broken(filled), BannerKind.ERROR, dismissable=False)
        elif problems:
            place = f"Line {problems[0].line}: " if problems[0].line else ""
            more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
            self._banner.show_message(f"{place}{problems[0].message}{more}", BannerKind.WARNING)
        elif badge:
            self._banner.show_message(badge, BannerKind.INFO)
        else:
            self._banner.hide()

    def _show_foot(self, view: View) -> None:
        standing = standing_of(view)
        self.copy_bar.show_standing(standing or ("Ready to copy" if view.filled else ""))
        if view.filled is not None:
            self.copy_bar.show_kind("Copy reply", copies=True)
        elif view.article.replies:
            self.copy_bar.show_kind("Show the reply", copies=False)
        else:  # Enter alone never takes an article's text
            self.copy_bar.show_kind("Use the article's text", copies=False, key=self._article_key)

    @Slot()
    def _on_article_clicked(self) -> None:
        self.article_pressed.emit()

    @Slot()
    def _on_patience_timeout(self) -> None:
        self.browser.show_html("")
        self.form.hide()
        self._form_rule.hide()
        self.copy_bar.show_standing("Reading…")


def asked_of(filled: FilledReply) -> tuple[Placeholder, ...]:
    """Return what the form asks for; the agent's own name and signature need no asking once they are set."""
    return tuple(p for p in filled.placeholders if p.missing or p.problem or p.source != "settings")
