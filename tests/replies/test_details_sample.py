"""The detail check is silent about every reply of the sample library as long as nothing contradicts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kbassist.articles.article import Article, ArticleRef, Reply
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library
from kbassist.articles.parse import parse_article
from kbassist.messages.message import Message
from kbassist.messages.reading import read_message
from kbassist.messages.values import find_values
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import compose
from kbassist.replies.conversation import Conversation
from kbassist.replies.details import contradictions
from kbassist.replies.reply import FilledReply, Wish
from kbassist.replies.strangers import Strangers

SAMPLE = Path(__file__).resolve().parents[2] / "articles"
NOW = datetime(2026, 11, 22, 10, 0)
# What the customer of all examples may have written, in four ways.
MESSAGES = (
    "Hi,\n\nwhere is my order 10432? I ordered it on 16 November 2026 and paid 84.80 EUR.\n\nMaya Ortiz",
    "hello, i want my refund of 49,90 € for order 10432. maya@example.com, +49 171 1234567. thanks, maya",
    "Guten Tag,\n\nmeine Bestellung 10432 vom 16.11.2026 ist nicht da. Rücksendung RT-20817, Rechnung"
    " INV-2026-20114.\n\nMit freundlichen Grüßen\nMaya Ortiz",
    "Can I still change my plan? I have had 3 problems in 14 days, 2 of them since 12 October 2026.",
)
HERS = ("10432", "Maya", "maya@example.com", "INV-2026-20114")
STRANGER = "My order 99417 is late, INV-2025-10077. Kind regards\nTomas Eriksson\ntomas@mail.example"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(SAMPLE)


@pytest.fixture(scope="module")
def filled(library: Library, worker: RenderWorker) -> tuple[tuple[FilledReply, Conversation], ...]:
    return tuple(_all_filled(library, worker))


def _all_filled(library: Library, worker: RenderWorker) -> Iterator[tuple[FilledReply, Conversation]]:
    for path in sorted(SAMPLE.rglob("*.md")):
        name = path.relative_to(SAMPLE).as_posix()
        if not name.startswith("_"):
            article = parse_article(path.read_bytes(), name, library, None)
            for reply in article.replies:
                yield _filled(article, reply, library, worker)


def _filled(
    article: Article, reply: Reply, library: Library, worker: RenderWorker
) -> tuple[FilledReply, Conversation]:
    conversation = Conversation()
    for field in (*library.fields, *article.fields):
        if field.example:
            conversation = conversation.put(field.name, field.example)
    ref = ArticleRef(library.root, reply.id)
    agent = Agent("Robin Hale", signature="Robin Hale, +44 1632 960123")
    return compose(article, library, ref, conversation, Wish(), agent, NOW, worker), conversation


@pytest.mark.parametrize("text", MESSAGES)
def test_no_reply_is_pointed_at_for_nothing(
    text: str, library: Library, filled: tuple[tuple[FilledReply, Conversation], ...]
) -> None:
    message = read_message(text)
    values = find_values(message, library.fields, NOW.date())
    strangers = _strangers(library)
    said = [
        (reply.ref.id, one.text, one.sentence)
        for reply, conversation in filled
        for one in contradictions(
            reply.plain,
            message,
            values,
            conversation,
            strangers,
            today=NOW.date(),
            authored=reply.authored,
            lang=reply.lang,
        )
    ]
    assert said == []


def test_without_a_message_nothing_is_pointed_at(
    library: Library, filled: tuple[tuple[FilledReply, Conversation], ...]
) -> None:
    strangers = _strangers(library)
    for reply, conversation in filled:
        assert not contradictions(
            reply.plain,
            None,
            (),
            conversation,
            strangers,
            today=NOW.date(),
            authored=reply.authored,
            lang=reply.lang,
        )


def test_another_customers_message_is_pointed_at(
    library: Library, filled: tuple[tuple[FilledReply, Conversation], ...]
) -> None:
    message = read_message(STRANGER)
    values = find_values(message, library.fields, NOW.date())
    for reply, conversation in filled:
        said = contradictions(
            reply.plain,
            message,
            values,
            conversation,
            Strangers(),
            today=NOW.date(),
            authored=reply.authored,
            lang=reply.lang,
        )
        assert bool(said) == any(one in reply.plain for one in HERS), reply.ref


def _strangers(library: Library) -> Strangers:
    strangers = Strangers()
    message: Message = read_message(STRANGER)
    strangers.remember(Conversation(), find_values(message, library.fields, NOW.date()))
    return strangers
