"""What a copy teaches: which article answered which question of the conversation."""

from dataclasses import dataclass

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply
from kbassist.ui.answer.conversations import ConversationState
from kbassist.workspace.values import AnsweredAsk


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question as it was written, and the article whose reply was copied for it."""

    question: str
    ref: ArticleRef


def replies_of(filled: FilledReply) -> tuple[ArticleRef, ...]:
    """Return the replies that were copied: those of a stack, else the one."""
    return filled.pieces or (filled.ref,)


def answered_by(filled: FilledReply, state: ConversationState) -> tuple[AnsweredAsk, ...]:
    """Return the asks that a copied reply answers: those whose hit it is, or whose hits were shown."""
    asks = state.read.asks if state.read else ()
    articles = {(ref.library, ref.article_id) for ref in replies_of(filled)}
    return tuple(
        ask
        for ask in asks
        if ask.ask.text == state.asked or (ask.hit is not None and _article(ask.hit.ref) in articles)
    )


def lessons_of(filled: FilledReply, state: ConversationState) -> tuple[Lesson, ...]:
    """Return what a copy teaches: of each reply the asks that it answers, else all that was written."""
    asks = answered_by(filled, state)
    refs = replies_of(filled)
    lessons = []
    for ref in refs:
        own = [
            ask.ask.text
            for ask in asks
            if (ask.ask.text == state.asked and len(refs) == 1)
            or (ask.hit is not None and _article(ask.hit.ref) == _article(ref))
        ]
        question = "\n".join(own) or state.query.strip()
        if question:
            lessons.append(Lesson(question, ref))
    return tuple(lessons)


def known_of(state: ConversationState) -> Conversation:
    """Return the values that must not be learned: those at hand, and all that the whole message holds."""
    known = state.values
    for number, value in enumerate(state.read.values if state.read else ()):
        known = known.put(f"{value.name} {number}", value.text)
    return known


def _article(ref: ArticleRef) -> tuple[str, str]:
    return ref.library, ref.article_id
