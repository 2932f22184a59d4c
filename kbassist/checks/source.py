"""One file as the checks read it: the article in it, its whole text, and where things stand there."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kbassist.articles.article import Article, Fix, Reply
from kbassist.articles.library_files import PARTS_FOLDER
from kbassist.articles.text_edits import TextEdit


@dataclass(frozen=True)
class Source:
    """An article and the text of its file, without byte order mark and with `\\n` line ends.

    Offsets count the characters of `text` from 0, lines and columns count from 1.
    """

    article: Article
    text: str

    @property
    def path(self) -> str:
        """The path of the file, relative to the library."""
        return self.article.path

    @property
    def is_part(self) -> bool:
        """Tell whether replies draw this file in."""
        return is_part(self.path)

    @cached_property
    def body_start(self) -> int:
        """The offset at which the body begins."""
        return max(0, len(self.text) - len(self.article.body))

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """What is sent to customers; the whole of a part that has no variants."""
        article = self.article
        if article.replies or not self.is_part:
            return article.replies
        text = article.body.strip("\n").rstrip()
        return (Reply(f"{article.id}#reply", article.title, text, lang=article.lang, line=0),)

    @cached_property
    def reply_spans(self) -> tuple[tuple[int, int], ...]:
        """Where the template of each reply stands."""
        return tuple(self._span(reply) for reply in self.replies)

    def is_sent(self, offset: int) -> bool:
        """Tell whether what stands there is sent to customers."""
        return any(start <= offset < end for start, end in self.reply_spans)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> tuple[int, str]:
        """Return offset and text of a line; an empty one where there is no such line."""
        if not 1 <= number <= len(self._line_starts):
            return len(self.text), ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return start, self.text[start : len(self.text) if end < 0 else end]

    def _span(self, reply: Reply) -> tuple[int, int]:
        """Find a template: it is a piece of the text below its heading, without blank lines around it."""
        below = self._line_starts[reply.line] if reply.line < len(self._line_starts) else 0
        start = self.text.find(reply.template, max(below if reply.line else 0, self.body_start))
        return (start, start + len(reply.template)) if start >= 0 else (self.body_start, self.body_start)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts


def is_part(path: str) -> bool:
    """Tell whether replies draw the file at `path` in."""
    return path.startswith(f"{PARTS_FOLDER}/")


def writing(text: str, start: int, end: int, what: str = "") -> Fix:
    """Make the fix that writes `text` from `start` to `end`; the label shows `what`, else the text."""
    return Fix(f"Write {what or text}", (TextEdit(start, end, text),))
