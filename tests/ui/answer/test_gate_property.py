"""Whatever a reply looks like: it reaches the clipboard when it is whole, and never otherwise."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Article, ArticleRef, Field
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Flavour, Leftover, Placeholder, Wish
from kbassist.ui.answer.card.piece_walk import PieceWalk
from kbassist.ui.answer.copying import CopyController, CopyOrder
from kbassist.ui.answer.questions import Look, View

REF = ArticleRef("/library", "a")
LOOK = Look(REF, Conversation(), Wish())
NAMES = st.sampled_from(["customer.name", "order.id", "note"])
PLACEHOLDERS = st.builds(
    lambda name, value, missing, problem: Placeholder(name, Field(name, name), value, "", missing, problem),
    NAMES,
    st.none() | st.text(),
    st.booleans(),
    st.sampled_from(["", "It does not fit."]),
)
REPLIES = st.builds(
    FilledReply,
    ref=st.just(REF),
    title=st.text(),
    plain=st.text(min_size=1),
    html=st.text(),
    markdown=st.text(min_size=1),
    placeholders=st.lists(PLACEHOLDERS, max_size=3).map(tuple),
    leftovers=st.lists(st.builds(Leftover, st.text(), st.text()), max_size=2).map(tuple),
    error=st.sampled_from(["", "", "The template failed."]),
    sensitive=st.booleans(),
)


class Recorder:
    def __init__(self) -> None:
        self.put_texts: list[str] = []

    def put(self, plain: str, html: str, markdown: str, *, sensitive: bool, flavour: Flavour) -> None:
        self.put_texts.append(plain)


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    filled=st.none() | REPLIES,
    flavour=st.sampled_from(list(Flavour)),
    settled=st.booleans(),
    late=st.booleans(),
)
def test_only_a_whole_reply_that_is_wanted_now_is_copied(filled, flavour, settled, late):
    view = View(LOOK, Article("a", "a.md", "A"), filled)
    preview = SimpleNamespace(wanted=LOOK, view=None if late else view, hurry=lambda: None, failure="")
    board = Recorder()
    copying = CopyController(
        SimpleNamespace(settled=settled), preview, board, lambda _: True, PieceWalk(), lambda *_: False
    )
    copying.order(CopyOrder(flavour))
    whole = (
        filled is not None
        and not filled.error
        and not filled.leftovers
        and not any(p.missing or p.problem for p in filled.placeholders)
    )
    expected = [filled.plain] if filled is not None and whole and settled and not late else []
    assert board.put_texts == expected
    assert copying.waiting == (late or not settled)
    copying.deleteLater()
