"""The right half of the page: one article with its variants, its values and the way to copy it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.article import Severity
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Placeholder
from kbassist.search.results import Hit
from kbassist.ui.actions import Actions
from kbassist.ui.answer.card.card_head import CardHead
from kbassist.ui.answer.card.card_room import CardRoom
from kbassist.ui.answer.card.copy_bar import CopyBar
from kbassist.ui.answer.card.edit_strip import EditStrip
from kbassist.ui.answer.card.fields_form import FieldsForm
from kbassist.ui.answer.card.guide_view import GuideView
from kbassist.ui.answer.card.hints_strip import HintsStrip
from kbassist.ui.answer.card.piece_walk import PieceWalk
from kbassist.ui.answer.card.reply_body import ReplyBody
from kbassist.ui.answer.card.stack_strip import StackStrip
from kbassist.ui.answer.questions import View
from kbassist.ui.answer.sentences import broken, standing_of
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.banner import Banner, BannerKind
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.widgets.empty_state import EmptyState

Today = Callable[[], date]
MARGIN = 18
GUIDED_CARD_PX = 600
FORM_SHARE = 0.38
# An older text may stay in sight for a moment: blanking it on each step through the hits would flicker.
PATIENCE_MS = 150
COPY_AS = ("answer.copy_plain", "answer.copy_rich", "answer.copy_markdown")


class PreviewCard(Card):
    """Shows views; knows nothing of where they come from.

    Signals:
        variant_chosen: a segment was chosen; carries the reply's id, or `ARTICLE`.
        article_pressed: the article itself was asked for, or left again.
        guide_pressed: the article's guide was asked for, or left again.
        favourite_pressed: the star was pressed.
        copy_pressed: the primary button was pressed.
    """

    variant_chosen = Signal(str)
    article_pressed = Signal()
    guide_pressed = Signal()
    favourite_pressed = Signal()
    copy_pressed = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, clipboard: Clipboard, actions: Actions, today: Today
    ) -> None:
        super().__init__(theme)
        self._today = today
        self.head = CardHead(theme, icons, actions)
        self.wishes = self.head.wishes
        self._banner = Banner(theme, icons)
        self.caution = Banner(theme, icons)
        self.edit_strip = EditStrip(
            theme, icons, actions.key("answer.edit_back"), actions.key("answer.edit_update")
        )
        self.body = ReplyBody(theme, icons, clipboard)
        self.browser = self.body.browser
        self.hints_strip = HintsStrip(theme, icons)
        self.guide = GuideView(theme, icons, actions.key("answer.guide_notes"))
        self.form = FieldsForm(theme, icons)
        self._form_rule = Rule(theme)
        self._foot_rule = Rule(theme)
        self.stack_strip = StackStrip(theme, icons, actions.key("answer.message"))
        self.copy_bar = CopyBar(
            theme,
            icons,
            actions.key("answer.copy"),
            actions.key("answer.edit"),
            actions.menu(COPY_AS, self),
        )
        self._article_key = actions.key("answer.article")
        self.walk = PieceWalk(self)
        self._standing = ""
        self._guided = False
        self._nothing = EmptyState("message-square", "", "", theme, icons)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._content())
        self._room = CardRoom(theme, self._parts, self.body, self.form)
        self.head.favourite_pressed.connect(self.favourite_pressed)
        self.head.variant_chosen.connect(self.variant_chosen)
        self.head.article_pressed.connect(self.article_pressed)
        self.head.guide_pressed.connect(self.guide_pressed)
        self.copy_bar.copy_pressed.connect(self.copy_pressed)
        self.walk.moved.connect(self._on_walk_moved)
        self._patience.timeout.connect(self._on_patience_timeout)

    @property
    def banner_text(self) -> str:
        """What the banner above the text says; empty when there is none."""
        return "" if self._banner.isHidden() else self._banner.text()

    def be_bare(self) -> None:
        """Leave out ground, head and foot, for a window that has its own and little room."""
        self.set_flat()
        for part in (self.head, self._foot_rule, self.copy_bar):
            part.hide()

    def show_nothing(self, title: str, text: str, icon: str = "message-square") -> None:
        """Show a sentence instead of an article; nothing of what was shown stays behind it."""
        self._patience.stop()
        self.body.forget()
        self.walk.forget()
        self.caution.clear()
        self.hints_strip.show_hints(())
        self.form.show_placeholders((), Conversation())
        self._nothing.set_content(title, text, icon)
        self._stack.setCurrentIndex(0)

    def expect(self, hit: Hit) -> None:
        """Show what a hit tells already, while its view is being made."""
        self._stack.setCurrentIndex(1)
        self.head.show_hit(hit, self._today())
        self._patience.start()

    def show_view(self, view: View) -> None:
        """Show a view."""
        self._patience.stop()
        self._stack.setCurrentIndex(1)
        filled = view.filled
        self.head.show_view(view, self._today())
        self.body.setVisible(view.look.guide is None or filled is not None)
        self._guided = view.look.guide is not None
        self._share_height()
        self._show_banner(view)
        secret = view.article.sensitive
        if filled is not None:
            self.browser.show_html(filled.preview_html, sensitive=secret or filled.sensitive)
        elif view.page is not None:
            self.browser.show_html(view.page.html, view.pictures, sensitive=secret)
        # What is edited is literal text: the form goes on asking for what the article's own text needs.
        source = view.original or filled
        asked = asked_of(source) if source else ()
        self.form.show_placeholders(asked, view.look.conversation)
        self._form_rule.setVisible(bool(asked))
        self._show_foot(view)

    def leave_guide(self) -> None:
        """Show no guide, and hold nothing of it."""
        self.guide.forget()
        self.body.show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # The text is what the agent reads; the form scrolls before it takes more than its share.
        self.form.setMaximumHeight(
            max(self.form.minimumSizeHint().height(), round(self.height() * FORM_SHARE))
        )
        self._share_height()
        super().resizeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_height()  # a strip has come or gone
        return super().eventFilter(watched, event)

    def _share_height(self) -> None:
        """Let lines of the text give way in a low window, or with large type, before anything overlaps."""
        room = self._room.left(self.size())
        if not self.head.isHidden():
            # Below a guide what is to be done must be in sight; the keys of the wish work all the same.
            roomy = not self._guided or self.height() >= self._theme.px(GUIDED_CARD_PX)
            room = self.head.share_height(room, wished=roomy)
        self.body.setMinimumHeight(self._room.least_body(room))

    def _content(self) -> QWidget:
        content = QWidget()
        content.installEventFilter(self)
        self._parts = column = QVBoxLayout(content)
        upper = QVBoxLayout()
        upper.setContentsMargins(MARGIN, 12, MARGIN - 2, 8)
        upper.setSpacing(8)
        upper.addWidget(self.head)
        upper.addWidget(self._banner)
        upper.addWidget(self.edit_strip)
        upper.addWidget(self.guide, 1)
        upper.addWidget(self.body, 1)
        upper.addWidget(self.caution)
        upper.addWidget(self.hints_strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self._form_rule)
        column.addWidget(self.form)
        column.addWidget(self._foot_rule)
        column.addWidget(self.stack_strip)
        column.addWidget(self.copy_bar)
        return content

    def _show_banner(self, view: View) -> None:
        filled = view.filled
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
        self._standing = standing_of(view) or (ready_of(view.filled) if view.filled else "")
        self.walk.show(view)
        self._on_walk_moved()
        if view.filled is not None:
            what = "Copy reply" if view.look.stack is None else "Copy message"
            self.copy_bar.show_kind(what, copies=True)
        elif view.look.guide is not None:
            self.copy_bar.show_kind("To the question", copies=False)
        elif view.article.replies:
            self.copy_bar.show_kind("Show the reply", copies=False)
        else:  # Enter alone never takes an article's text
            self.copy_bar.show_kind("Use the article's text", copies=False, key=self._article_key)

    @Slot()
    def _on_walk_moved(self) -> None:
        self.copy_bar.show_piece(self.walk.next, self.walk.count)
        self.copy_bar.show_standing(self.walk.says or self._standing)

    @Slot()
    def _on_patience_timeout(self) -> None:
        self.browser.show_html("")
        self.form.hide()
        self._form_rule.hide()
        self.copy_bar.show_standing("Reading…")


def ready_of(filled: FilledReply) -> str:
    """Say that a reply can be copied, and how much of it is this customer's."""
    return f"Ready · {filled.adapted:.0%} adapted" if filled.adapted >= 0.01 else "Ready to copy"


def asked_of(filled: FilledReply) -> tuple[Placeholder, ...]:
    """Return what the form asks for; the agent's own name and signature need no asking once they are set."""
    return tuple(p for p in filled.placeholders if p.missing or p.problem or p.source != "settings")
