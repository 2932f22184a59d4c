"""Who wrote a line, and who the sentence at the caret: a paragraph's line is changed by many."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kbassist.articles.article import FileRef
from kbassist.messages.sentences import sentences_of
from kbassist.team.git.blame import BlamedLine, Wrote, blame, wrote_sentence
from kbassist.team.git.history import GitHistory
from kbassist.team.git.program import GitProgram, never

_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class BlamedSentence:
    """A sentence, and with whose version of the file it came in."""

    text: str
    wrote: Wrote


def blamed_lines(
    program: GitProgram, file: FileRef, cancelled: Callable[[], bool] = never
) -> tuple[BlamedLine, ...]:
    """Tell who wrote the lines of a file. Raises as `team.git.blame.blame`."""
    return blame(program, Path(file.library), file.path, cancelled)


def blamed_sentence(file: FileRef, text: str, caret: int) -> BlamedSentence | None:
    """Tell who wrote the sentence at an offset of `text`; None for one that git does not know."""
    sentence = sentence_at(text, caret)
    wrote = wrote_sentence(GitHistory(Path(file.library)), file.path, sentence) if sentence else None
    return BlamedSentence(sentence, wrote) if wrote is not None else None


def sentence_at(text: str, caret: int) -> str:
    """Return the sentence at an offset, within its paragraph; "" where there is none."""
    start = max((gap.end() for gap in _GAP.finditer(text, 0, caret)), default=0)
    gap = _GAP.search(text, caret)
    end = gap.start() if gap else len(text)
    found = sentences_of(text, [(start, end)])
    return next((each.text for each in found if each.start <= caret <= each.end), "")
