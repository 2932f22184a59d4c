"""How much of a message is this customer's, and slots that the agent leaves empty."""

from datetime import datetime

import pytest

from kbassist.articles.article import Article, ArticleRef, Fact, Reply
from kbassist.articles.library import Library
from kbassist.render.worker import RenderWorker
from kbassist.replies.adapted import adapted_share
from kbassist.replies.agent import Agent
from kbassist.replies.compose import Composed, composed
from kbassist.replies.conversation import Conversation
from kbassist.replies.editing import edited
from kbassist.replies.reply import Wish

TEMPLATE = "Thank you. {% own %}What touched you{% endown %} Money comes in {{ facts.days }} days."
ARTICLE = Article("a", "a.md", "A", replies=(Reply("a#r", "R", TEMPLATE),))
LIBRARY = Library("/l", "L", facts=(Fact("days", "14"),))
SLOT = "own.what-touched-you"


def filled(worker: RenderWorker, conversation: Conversation) -> Composed:
    now = datetime(2026, 11, 22).astimezone()
    return composed(ARTICLE, LIBRARY, ArticleRef("/l", "a"), conversation, Wish(), Agent(), now, worker)


@pytest.mark.parametrize(
    ("sent", "authored", "share"),
    [("a b c d", "a b", 0.5), ("A b.", "b, a", 0.0), ("", "a", 0.0), ("a a a a", "a", 0.75)],
)
def test_the_share_of_words_that_are_not_the_authors(sent: str, authored: str, share: float) -> None:
    assert adapted_share(sent, authored) == share


def test_own_words_and_edits_adapt_and_facts_do_not(worker: RenderWorker) -> None:
    base = filled(worker, Conversation().put(SLOT, "Your dog photo made us smile."))
    assert base.filled.adapted == pytest.approx(6 / 13)
    assert edited(base, base.filled.markdown + " See you in Leipzig.", worker).adapted > base.filled.adapted


def test_what_is_still_blank_adapts_nothing(worker: RenderWorker) -> None:
    base = filled(worker, Conversation())
    assert "[What touched you]" in base.filled.plain
    assert (base.filled.adapted, edited(base, base.filled.markdown, worker).adapted) == (0.0, 0.0)


def test_an_empty_slot_holds_the_reply_back_until_it_is_skipped(worker: RenderWorker) -> None:
    empty = Conversation()
    assert [wanted.name for wanted in filled(worker, empty).filled.missing] == [SLOT]
    skipped = empty.skip([SLOT, "customer.name"])
    reply = filled(worker, skipped).filled
    assert (reply.ready, reply.plain) == (True, "Thank you. Money comes in 14 days.")
    assert skipped.skipped == {SLOT}
    assert skipped.put(SLOT, "Hello").skipped == frozenset()
    assert skipped.put("x", "y").without("x").skipped == {SLOT}
