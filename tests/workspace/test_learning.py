"""What a workspace learns of questions, and how it lets go of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.system.errors import ArticleNotFound, NotSaved
from kbassist.workspace import Workspace

QUESTION = "the postman brought nothing whatsoever"


@pytest.fixture
def parcel(root: Path) -> ArticleRef:
    return ArticleRef(str(root), "parcel#article")


def test_a_question_is_learnt_and_counts_more_when_used_again(
    workspace: Workspace, parcel: ArticleRef
) -> None:
    assert workspace.learn(QUESTION, parcel, Conversation())
    assert workspace.learn(QUESTION, parcel, Conversation())
    (learned,) = workspace.learned()
    assert (learned.title, learned.ref.id, learned.uses, learned.weight) == ("Parcel is late", "parcel", 2, 2)
    assert {"postman", "nothing"} <= set(learned.words)
    assert workspace.learned(parcel) == (learned,)
    assert workspace.learned(ArticleRef(parcel.library, "refund")) == ()


def test_values_of_the_conversation_and_the_agent_are_not_learnt(
    workspace: Workspace, parcel: ArticleRef
) -> None:
    known = Conversation().put("customer.name", "Postman Pat").put("order.note", "blue Suitcase")
    workspace.learn("the postman lost jonas berg's suitcase in the snow, says pat", parcel, known)
    words = {word for learned in workspace.learned() for word in learned.words}
    assert words
    assert not words & {"postman", "pat", "jonas", "berg", "suitcase", "blue"}


@pytest.mark.parametrize("question", ["", "12345", "postman", "late parcel", "parc lat", "Parcel is late?"])
def test_nothing_is_learnt_from_one_word_or_the_title(
    workspace: Workspace, parcel: ArticleRef, question: str
) -> None:
    assert not workspace.learn(question, parcel, Conversation())
    assert workspace.learned() == ()


def test_learned_questions_are_forgotten(workspace: Workspace, parcel: ArticleRef) -> None:
    workspace.learn(QUESTION, parcel, Conversation())
    workspace.learn("snow buried the van", parcel, Conversation())
    first, _ = workspace.learned()
    assert workspace.forget_learned(first.number)
    assert not workspace.forget_learned(first.number)
    assert workspace.forget_all_learned() == 1
    assert workspace.learned() == ()


def test_a_message_finds_by_what_was_learnt(
    workspace: Workspace, opened: Callable[..., Workspace], root: Path, parcel: ArticleRef
) -> None:
    def best(of: Workspace) -> list[str]:
        return [hit.ref.id for hit in of.suggest("postman brought whatsoever").result.hits[:1]]

    workspace.learn(QUESTION, parcel, Conversation())
    assert best(workspace) == ["parcel"]
    other = opened(root)  # another process, such as the terminal
    other.refresh()
    assert best(other) == ["parcel"]
    other.forget_all_learned()
    workspace.refresh()
    assert best(workspace) != ["parcel"]


def test_a_damaged_store_is_told_and_stops_nothing(
    opened: Callable[..., Workspace], root: Path, tmp_path: Path, parcel: ArticleRef
) -> None:
    path = tmp_path / "home" / "data" / "learned.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database" * 99)
    workspace = opened(root)
    workspace.refresh()
    assert any("damaged" in notice for notice in workspace.status().notices)
    assert workspace.learn(QUESTION, parcel, Conversation())


def test_a_lacking_variant_is_requested(workspace: Workspace, parcel: ArticleRef) -> None:
    number = workspace.request_variant(parcel, "chat", "calm", "de")
    (request,) = workspace.requests()
    assert (request.number, request.ref.id, request.lang) == (number, "parcel", "de")
    assert workspace.withdraw_request(number)
    assert workspace.requests() == ()


def test_a_question_is_promoted_into_the_file(workspace: Workspace, root: Path, parcel: ArticleRef) -> None:
    workspace.learn(QUESTION, parcel, Conversation())
    (learned,) = workspace.learned()
    promoted = workspace.promote(learned.number)
    assert (promoted.path, promoted.alias, promoted.notes) == ("parcel.md", learned.alias, ())
    assert workspace.read(parcel).aliases == (promoted.alias,)
    assert workspace.learned() == ()
    workspace.refresh()
    assert workspace.search(promoted.alias).hits[0].ref.id == "parcel"
    with pytest.raises(ArticleNotFound, match="list them anew"):
        workspace.promote(learned.number)


def test_a_writer_may_choose_the_words(workspace: Workspace, root: Path, parcel: ArticleRef) -> None:
    workspace.learn(QUESTION, parcel, Conversation())
    workspace.promote(workspace.learned()[0].number, "van got stuck")
    assert (
        (root / "parcel.md").read_text("utf-8").startswith("---\npinned_until: 2026-12-01\naliases: [van got")
    )


def test_what_cannot_be_promoted_is_kept(workspace: Workspace, root: Path, parcel: ArticleRef) -> None:
    workspace.learn(QUESTION, parcel, Conversation())
    broken = "---\ntitle: [open\n---\n# Parcel is late\n"
    (root / "parcel.md").write_text(broken, "utf-8")
    with pytest.raises(NotSaved, match=r"parcel\.md got no alias\. .*mending"):
        workspace.promote(workspace.learned()[0].number)
    assert (root / "parcel.md").read_text("utf-8") == broken
    assert len(workspace.learned()) == 1
