"""After a session with a message full of values, none of them is in any file that the program wrote."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kbassist.__main__ import main
from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import Wish
from kbassist.workspace import Workspace

MESSAGE = """\
Hi, my name is Zebediah Quorlington and I am still waiting for the suitcase that I sent back.

The order number is 7730418 and the invoice INV-88213-QX. I paid 1,349.50 EUR on 3 October 2026 with the
card 4111 1111 1111 1111; send the refund to DE89 3704 0044 0532 0130 00 please. Did the courier lose it?
Where is my money? My mail is zeb.quorl@wobblethorpe.example and my phone +44 7700 900418.
I live at 14 Larkspur Crescent, Wobblethorpe WX3 9QP. See https://track.example/p/8HJ2KQ77 as well.

Kind regards
Zebediah Quorlington
Head of Bumbles, Grimsnaffle Trading Ltd

On 4 Oct 2026 Hortensia Blackwidow <hortensia@support.example> wrote:
> Dear Mr Quorlington, your parcel 00340434161094042557 is on its way.
"""
PIECES = (
    *("zebediah", "quorlington", "quorl", "wobblethorpe", "larkspur", "grimsnaffle", "bumbles", "hortensia"),
    *("blackwidow", "7730418", "88213", "1,349.50", "1349.50", "4111 1111", "de89 3704", "900418", "wx3 9qp"),
    *("8hj2kq77", "00340434161094042557", "crescent"),
)
TYPED = Conversation().put("customer.first_name", "Zebediah").put("refund.amount", "1349.50 EUR")


@pytest.fixture
def session(
    workspace: Workspace, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Do with that message all that an agent can do; gives the folder in which every file was written."""
    message = tmp_path / "message.txt"
    message.write_text(MESSAGE, "utf-8")
    monkeypatch.setenv("KBASSIST_HOME", str(tmp_path / "home"))
    refund, parcel = ArticleRef(str(root), "refund"), ArticleRef(str(root), "parcel")
    conversation = TYPED
    found = workspace.suggest(MESSAGE)
    for value in found.values:
        conversation = conversation.put(value.name, value.text, "from the message")
    filled = workspace.compose(refund, conversation, Wish("chat", "warm", "en"))
    assert "Zebediah" in filled.plain
    workspace.record_copied(filled)
    workspace.learn(MESSAGE, filled.ref, conversation)
    for answered in found.asks:
        workspace.learn(answered.ask.text, refund, conversation)
    for line in MESSAGE.splitlines():
        workspace.learn(line, parcel, conversation)
        workspace.search(line)
    workspace.set_favourite(refund, True)
    workspace.request_variant(refund, "sms", "calm", "de")
    for command in (["suggest", str(message)], ["suggest", "--lines", str(message)], ["learned"]):
        main(["--library", str(root), *command])
    main(["--library", str(root), "reply", "refund", "--set", "customer.first_name=Zebediah"])
    learned = workspace.learned()
    assert learned
    for question in learned:
        workspace.promote(question.number)
    workspace.learn(MESSAGE, filled.ref, conversation)
    workspace.refresh()
    message.unlink()
    yield tmp_path


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Give every file as text, in each way in which a value may stand in it, and all cells of databases."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for codec in ("latin-1", "utf-16-le", "utf-16-be"):
                yield f"{path} as {codec}", data.decode(codec, "replace").lower()
                yield f"{path} as {codec}, odd", data[1:].decode(codec, "replace").lower()
            if data.startswith(b"SQLite format 3"):
                with closing(sqlite3.connect(path)) as database:
                    yield f"the cells of {path}", "\n".join(database.iterdump()).lower()


def test_no_value_is_in_any_file(session: Path) -> None:
    looked_at = list(contents(session))
    assert sum("learned.db" in name for name, _ in looked_at) >= 7
    assert any("suitcase" in text for name, text in looked_at if "learned.db" in name)
    assert any(".md as" in name for name, _ in looked_at)
    found = {
        (piece, name)
        for name, text in looked_at
        for piece in PIECES
        if piece.lower() in text and len(piece) > 3
    }
    assert found == set()


def test_a_value_would_be_found(tmp_path: Path, opened: Callable[..., Workspace]) -> None:
    (tmp_path / "a").write_bytes("xQuorlington".encode("utf-16-le"))
    with closing(sqlite3.connect(tmp_path / "b")) as database:
        database.execute("CREATE TABLE t AS SELECT 'Quorlington' AS x")
        database.commit()
    named = [name for name, text in contents(tmp_path) if "quorlington" in text]
    assert {Path(name.split(" as ")[0]).name for name in named if " as " in name} == {"a", "b"}
    assert any(name.startswith("the cells") for name in named)


def test_what_was_asked_is_remembered_no_longer(workspace: Workspace) -> None:
    """What makes the next answer quicker are the words of the one before."""
    workspace.suggest("Where is my money, asks Zwirbelkopf, who is still waiting?")
    workspace.search("zwirbelkopf refund")
    assert remembered("zwirbelkopf")
    workspace.forget_asked()
    assert remembered("zwirbelkopf") == []
    assert workspace.suggest("Where is my money?").result.hits


def remembered(word: str) -> list[str]:
    gc.collect()
    keys = (key for known in gc.get_objects() if type(known) is dict for key in list(known))
    return [text for key in keys if isinstance(key, (str, tuple)) and word in (text := str(key).lower())]
