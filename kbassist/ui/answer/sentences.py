"""The sentences with which the Answer page says what it did, and why it did not."""

from collections.abc import Sequence

from kbassist.articles.article import Article
from kbassist.render.names import is_own
from kbassist.replies.reply import FilledReply, Leftover
from kbassist.ui.answer.labels import lang_of, name_of
from kbassist.ui.answer.questions import View


def copied(filled: FilledReply, as_what: str = "") -> str:
    """Say what was copied: `Copied: Where is my order – chat`."""
    kind = name_of(filled.channel).lower() if filled.channel else ""
    words = [
        word for word in (kind, lang_of(filled.lang) if filled.lang and not kind else "", as_what) if word
    ]
    return f"Copied: {filled.title}" + (f" – {', '.join(words)}" if words else "")


def still_open(asks: Sequence[str]) -> str:
    """Name what the customer asked and nobody has answered yet, to be put behind another sentence."""
    if not asks:
        return ""
    more = f" and {len(asks) - 1} more" if len(asks) > 1 else ""
    return f". Still open: “{' '.join(asks[0].split())}”{more}"


def standing_of(view: View) -> str:
    """Say in a few words what keeps the shown reply from being copied; empty when nothing does."""
    filled = view.filled
    if filled is None:
        if view.look.guide is not None:
            return ""
        return "" if view.article.replies else "This article has no reply"
    if filled.error:
        return "Your text cannot be copied yet" if filled.is_edited else "This reply's template is broken"
    if filled.missing:
        labels = [placeholder.field.label for placeholder in filled.missing]
        wrong = [p for p in filled.missing if p.problem]
        what = "does not fit" if len(wrong) == len(labels) else "missing"
        values = "1 value" if len(labels) == 1 else f"{len(labels)} values"
        return f"{values} {what}: {', '.join(labels[:3])}{'…' if len(labels) > 3 else ''}"
    if filled.leftovers:
        return f"Left in the text: {filled.leftovers[0].text}"
    return ""


def broken(filled: FilledReply) -> str:
    """Say what is wrong with a reply that the writer has to mend, or the agent who has edited it."""
    if filled.is_edited:
        return filled.error
    return f"This reply's template is broken: {filled.error}"


def withheld(view: View, asked: str | None = None) -> str:
    """Say why the reply was not copied, and what to do; `asked` names the value that is asked for next."""
    filled = view.filled
    if filled is None:
        if view.look.guide is not None:
            return "Not copied: the guide still asks. Press the number of the answer."
        if view.article.replies:
            return "This is the article, not a reply. Here is the reply; press Enter once more to copy it."
        return "Not copied: this article has no reply. Choose “Use the article's text” to take that."
    if filled.error:
        return f"Not copied. {broken(filled)}"
    if filled.missing:
        first = next((p for p in filled.missing if p.name == asked), filled.missing[0])
        override = " Alt+O leaves it empty." if is_own(first.name) else ""
        return f"Not copied: {first.problem or f'“{first.field.label}” is missing.{override}'}"
    leftover = filled.leftovers[0]
    place = place_of(view.article, filled, leftover)
    hint = f": {leftover.hint}" if leftover.hint else ""
    return f"Not copied: “{leftover.text}” was left in the text ({place}){hint}."


def place_of(article: Article, filled: FilledReply, leftover: Leftover) -> str:
    """Return where the author left something: file and line, as far as they are known."""
    if filled.is_edited:
        return "your text"
    for reply in article.replies:
        if reply.id == filled.ref.id:
            for offset, line in enumerate(reply.template.splitlines(), start=1):
                if leftover.text in line:
                    return f"{article.path}, near line {reply.line + offset}"
    return article.path
