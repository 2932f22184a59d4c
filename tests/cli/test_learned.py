"""`kbassist learned`: what was learnt on this machine, listed, forgotten and promoted."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.workspace import open_workspace
from tests.cli.told import Kb


@pytest.fixture
def taught(shop: Path, home: Path) -> Iterator[None]:
    """Two questions that were answered with the article on late parcels."""
    with closing(
        open_workspace(Paths.of_user({"KBASSIST_HOME": str(home)}), Settings(), [shop])
    ) as workspace:
        ref = ArticleRef(str(shop), "delivery/late#sorry")
        assert workspace.learn("the postman brought nothing whatsoever", ref, Conversation())
        assert workspace.learn("the postman brought nothing whatsoever", ref, Conversation())
        assert workspace.learn("courier vanished somewhere", ref, Conversation())
        yield
        workspace.forget_all_learned()


def test_nothing_learnt_yet(kb: Kb) -> None:
    told = kb("learned", "--json")
    assert (told.code, json.loads(told.out)) == (1, [])
    assert "when a reply is copied" in told.err


@pytest.mark.usefixtures("taught")
def test_questions_are_listed_and_forgotten(kb: Kb, shop: Path) -> None:
    first, second = json.loads(kb("learned", "--json").out)
    assert list(first) == [
        "number",
        "id",
        "library",
        "title",
        "words",
        "weight",
        "uses",
        "last_used",
        "alias",
    ]
    assert (first["id"], first["title"], first["uses"]) == ("delivery/late", "Parcel is late", 2)
    assert first["library"] == str(shop)
    assert first["weight"] == pytest.approx(2, abs=0.01)
    assert {"postman", "nothing"} <= set(first["words"])
    lines = kb("learned").out.splitlines()
    assert lines[0] == f"{first['number']}: Parcel is late (delivery/late)"
    assert "used 2 times, last on" in lines[1]
    assert kb("learned", "--forget", str(second["number"])).code == 0
    assert kb("learned", "--forget", str(second["number"])).code == 1
    assert [question["number"] for question in json.loads(kb("learned", "--json").out)] == [first["number"]]
    assert "1 learned questions" in kb("learned", "--forget-all").err
    assert kb("learned").code == 1


@pytest.mark.usefixtures("taught")
def test_a_question_becomes_an_alias(kb: Kb, shop: Path) -> None:
    file = shop / "delivery" / "late.md"
    before = file.read_bytes()
    try:
        first, _ = json.loads(kb("learned", "--json").out)
        told = kb("learned", "--promote", str(first["number"]))
        alias = first["alias"]
        assert set(alias.split()) < set(first["words"])
        assert (told.code, told.out) == (0, "")
        assert f"delivery/late.md has the alias {alias!r} now." in told.err
        assert file.read_bytes() == before.replace(
            b"aliases: [where is my parcel]", b"aliases: [where is my parcel, %s]" % alias.encode()
        )
        assert len(json.loads(kb("learned", "--json").out)) == 1
        assert kb("learned", "--promote", str(first["number"])).code == 1
    finally:
        file.write_bytes(before)


@pytest.mark.usefixtures("taught")
def test_the_writer_may_put_it_into_other_words(kb: Kb, shop: Path) -> None:
    file = shop / "delivery" / "late.md"
    before = file.read_bytes()
    try:
        first, _ = json.loads(kb("learned", "--json").out)
        told = kb("learned", "--promote", str(first["number"]), "--alias", "postman came without it")
        assert "has the alias 'postman came without it' now" in told.err
        assert b"postman came without it]" in file.read_bytes()
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize(
    "words", [["--forget"], ["--forget", "x"], ["--forget", "1", "--forget-all"], ["--alias", "x"]]
)
def test_wrong_usage(kb: Kb, words: list[str]) -> None:
    assert kb("learned", *words).code == 2
