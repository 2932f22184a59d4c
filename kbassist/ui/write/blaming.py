"""Says who wrote the line of the caret, when and why, as git's history knows it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kbassist.articles.article import FileRef
from kbassist.articles.line_matches import matches
from kbassist.system.errors import KbError
from kbassist.ui.notices import Notice, Notices
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.write.desk import WriteDesk
from kbassist.ui.write.notes import when_words

if TYPE_CHECKING:
    from kbassist.team.git.blame import BlamedLine
    from kbassist.workspace.blaming import BlamedSentence

    Found = tuple[FileRef, tuple[BlamedLine, ...], BlamedSentence | None]

SUBJECT = "blame"
_LONGEST = 60
UNKNOWN = "git does not know this file yet. What this machine kept of it is among the earlier versions."


class Blaming(QObject):
    """Answers for the open file, in a note above its text.

    Signals:
        history_wanted: the earlier versions of the file shall be shown.
        said: a sentence for the status line, and whether it tells of something that did not work.
    """

    history_wanted = Signal()
    said = Signal(str, bool)

    def __init__(self, desk: WriteDesk, notes: Notices, tasks: Tasks) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notes = notes
        self._tasks = tasks
        self._asking = Generation()
        desk.turned.connect(self._asking.drop)

    @Slot()
    def ask(self) -> None:
        """Find out who wrote the line of the caret, and its sentence."""
        file, workspace = self._desk.file, self._desk.workspace
        if file is None or workspace is None:
            self.said.emit("Open a file first; who wrote its lines is told then.", True)
            return

        text, caret = self._desk.text, self._desk.editor.caret()

        def work() -> "Found":
            syncing = workspace.syncing
            return file, syncing.blame(file), syncing.blame_sentence(file, text, caret)

        self._tasks.submit(Lane.IO, work, self._on_found, self._on_failed, generation=self._asking)

    def _on_found(self, found: "Found") -> None:
        file, blamed, sentence = found
        if file != self._desk.file:
            return
        notice = Notice(
            sentence_of(blamed, self._desk.text.split("\n"), self._desk.line) + more_of(blamed, sentence),
            action="Earlier versions",
            act=self._show_history,
        )
        self._notes.show_notice(SUBJECT, notice)

    def _on_failed(self, error: KbError) -> None:
        self.said.emit(str(error), True)

    def _show_history(self) -> None:
        self._notes.drop(SUBJECT)
        self.history_wanted.emit()


def more_of(blamed: "Sequence[BlamedLine]", sentence: "BlamedSentence | None") -> str:
    """Say it for the sentence, where somebody else changed its line later; "" elsewhere."""
    if sentence is None or not sentence.wrote.author:
        return ""
    wrote = sentence.wrote
    lines = {line.wrote.subject for line in blamed if sentence.text[:40] in line.text}
    if wrote.subject in lines:
        return ""
    words = sentence.text if len(sentence.text) <= _LONGEST else f"{sentence.text[: _LONGEST - 1]}…"
    when = f" {when_words(wrote.at)}" if wrote.at is not None else ""
    reason = f": “{wrote.subject}”" if wrote.subject else "."
    return f" The sentence “{words}” came in with {wrote.author}{when}{reason}"


def sentence_of(blamed: "Sequence[BlamedLine]", lines: Sequence[str], line: int) -> str:
    """Say it for a line, from 1, of a text that may have been typed into since it was saved."""
    if not blamed:
        return UNKNOWN
    place = line - 1
    met = next(
        (one for one in matches([row.text for row in blamed], lines) if 0 <= place - one.right < one.length),
        None,
    )
    if met is None:
        return f"Line {line} is yours, and not saved yet."
    wrote = blamed[met.left + place - met.right].wrote
    if not wrote.commit:
        return f"Line {line} was saved and is not in git's history yet; the next sync takes it along."
    when = f" {when_words(wrote.at)}" if wrote.at is not None else ""
    told = f"Line {line} was written by {wrote.author or 'somebody'}{when}"
    told += ", or earlier" if wrote.or_earlier else ""
    return f"{told}: “{wrote.subject}”" if wrote.subject else f"{told}."
