"""Makes a reply of a text that somebody sent, for the open article or for a new one."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.messages.sent import Blank
from kbassist.render.names import readable
from kbassist.system.errors import KbError
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.making.bench import Spot
from kbassist.ui.write.making.flow import Flow
from kbassist.ui.write.making.reply_panel import ReplyPanel
from kbassist.workspace.authored import ProposedReply
from kbassist.workspace.sent_replies import PLACEHOLDER, template_of, text_for_reply

NOTHING = "Paste what you sent; names, numbers and days become placeholders."
NAMELESS = "It needs a title, which tells agents when to send it."
UNNAMED = "A placeholder is named with letters, digits, _ and dots, such as order.id."


@dataclass(frozen=True, slots=True)
class MadeReply:
    """A reply for the open article; `lang` may be ""."""

    title: str
    template: str
    lang: str


class Replying(Flow):
    """Reads the sent text anew with each change of it; ticks and names take effect at once.

    Signals:
        reply_made: the open article shall have one more reply; carries a `MadeReply`.
    """

    reply_made = Signal(object)

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self._spot = Spot("")
        self._has_article = False
        self._read = ProposedReply("")
        self._blanks: list[Blank] = []
        self._selected = -1
        self._reading, self._knowing, self._naming = Generation(), Generation(), Generation()
        self.panel = panel = ReplyPanel(theme, icons)
        panel.sent_edited.connect(self._read_again)
        panel.edited.connect(self._on_panel_edited)
        panel.blanks.selected.connect(self._on_blank_selected)
        panel.accepted.connect(self._on_panel_accepted)
        panel.article_wanted.connect(self._on_panel_article_wanted)
        panel.left.connect(self.closed)

    def begin(self, spot: Spot, sent: str, *, has_article: bool) -> None:
        """Ask what of a sent text differs; it may be empty, to be pasted."""
        if (bench := self.bench) is None:
            return
        self._spot, self._has_article = spot, has_article
        self.panel.title.clear()
        self.panel.accept.setVisible(has_article)
        self.panel.sent.setPlainText(sent)
        self._read_again()
        self.shown.emit(self.panel)
        first = self.panel.title if sent.strip() else self.panel.sent
        first.setFocus(Qt.FocusReason.OtherFocusReason)

        def know() -> tuple[str, ...]:
            return tuple(term.name for term in bench.authoring.vocabulary(spot.library).placeholders)

        self.tasks.submit(Lane.IO, know, self.panel.complete, self.tell_failure, generation=self._knowing)

    @Slot()
    def _read_again(self) -> None:
        bench, library, sent = self.bench, self._spot.library, self.panel.sent.toPlainText()
        if bench is None:
            return
        if not sent.strip():
            self._reading.drop()
            self._on_read(ProposedReply(""))
            return

        def read() -> ProposedReply:
            return bench.authoring.reply_from(library, sent)

        self.tasks.submit(Lane.IO, read, self._on_read, self._on_work_failed, generation=self._reading)

    def _on_read(self, read: ProposedReply) -> None:
        self._read, self._blanks = read, list(read.blanks)
        self.panel.show_blanks(self._blanks, [blank.is_likely for blank in self._blanks])
        self._on_blank_selected(self.panel.blanks.chosen)
        if read.title and not self.panel.title.text():
            self.panel.title.setText(read.title)
        self._show()

    def _on_work_failed(self, error: KbError) -> None:
        self.panel.say(str(error), trouble=True)

    @Slot(int)
    def _on_blank_selected(self, row: int) -> None:
        self._selected = row
        self.panel.show_name(self._blanks[row] if 0 <= row < len(self._blanks) else None)

    @Slot()
    def _on_panel_edited(self) -> None:
        row, name = self._selected, self.panel.name.text().strip()
        if 0 <= row < len(self._blanks) and PLACEHOLDER.fullmatch(name):
            blank = self._blanks[row]
            if blank.placeholder != name:
                self._blanks[row] = replace(blank, placeholder=name, label=readable(name))
                self.panel.rename(row, self._blanks[row])
        self._show()

    def _show(self) -> None:
        panel = self.panel
        panel.show_template(self._template)
        name = panel.name.text().strip()
        is_named = not panel.name.isEnabled() or bool(PLACEHOLDER.fullmatch(name))
        ready = bool(self._read.text and panel.title.text().strip() and is_named)
        panel.allow(insert=ready and self._has_article, begin=ready)
        if not self._read.text:
            panel.say(NOTHING)
        elif not is_named:
            panel.say(UNNAMED, trouble=True)
        else:
            panel.say(self._told if ready else NAMELESS)

    @property
    def _template(self) -> str:
        return template_of(self._read.text, [self._blanks[row] for row in self.panel.blanks.ticked])

    @property
    def _told(self) -> str:
        left = len(self._blanks) - len(self.panel.blanks.ticked)
        if not self._blanks:
            return "Nothing in it looks like a name, a number or a day: every customer gets these words."
        return f"{left} of {len(self._blanks)} stay as they were sent." if left else "Read it once more."

    @Slot()
    def _on_panel_accepted(self) -> None:
        made = MadeReply(self.panel.title.text().strip(), self._template, self._read.lang)
        self.closed.emit()
        self.reply_made.emit(made)

    @Slot()
    def _on_panel_article_wanted(self) -> None:
        bench, spot, title = self.bench, self._spot, self.panel.title.text().strip()
        if bench is None or not self.panel.begin.isEnabled():
            return
        text = text_for_reply(title, self._template, self._read.lang)

        def name() -> tuple[FileRef, str]:
            return FileRef(spot.library, bench.authoring.free_path(spot.library, title, spot.folder)), text

        self.tasks.submit(Lane.IO, name, self._on_named, self._on_work_failed, generation=self._naming)

    def _on_named(self, named: tuple[FileRef, str]) -> None:
        self.closed.emit()
        self.text_wanted.emit(*named)
