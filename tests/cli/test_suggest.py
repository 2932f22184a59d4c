"""`kbassist suggest`: what answers a message, for people and for scripts."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.told import Kb

MESSAGE = "Hello,\n\nwhere is my parcel? It is late.\n\nKind regards\nMaya\n"


@pytest.fixture
def message(tmp_path: Path) -> Path:
    path = tmp_path / "message.txt"
    path.write_text(MESSAGE, encoding="utf-8")
    return path


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes, *, terminal: bool = False) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
    monkeypatch.setattr(stdin, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stdin", stdin)


def test_scripts_get_the_whole_answer(kb: Kb, message: Path) -> None:
    told = kb("suggest", "--json", str(message))
    answer = json.loads(told.out)
    assert told.code == 0
    assert list(answer) == ["query", "elapsed_ms", "total", "hits", "fits", "values", "asks"]
    assert answer["query"] == MESSAGE.rstrip("\n")
    assert answer["fits"] is True
    assert answer["hits"][0]["id"] == "delivery/late"


@pytest.mark.parametrize("words", [["-"], []])
def test_a_message_comes_from_stdin(kb: Kb, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    typed(monkeypatch, MESSAGE.encode())
    told = kb("suggest", *words)
    assert told.code == 0
    assert told.out.startswith("Parcel is late (delivery/late)\n")


def test_each_ask_has_its_hit(kb: Kb, tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text("Where is my parcel? And does a gift card expire?", encoding="utf-8")
    answer = json.loads(kb("suggest", "--json", str(path)).out)
    assert [ask["hit"] for ask in answer["asks"]] == ["delivery/late", "gift-cards"]
    for ask in answer["asks"]:
        assert answer["query"][ask["start"] : ask["end"]] == ask["text"]
    assert "Ask: Where is my parcel? -> Parcel is late (delivery/late)" in kb("suggest", str(path)).out


def test_lines_are_answered_one_by_one(kb: Kb, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("where is my parcel\nxylophone\n\n", encoding="utf-8")
    told = kb("suggest", "--limit", "1", "--lines", str(path))
    answers = [json.loads(line) for line in told.out.splitlines()]
    assert told.code == 0
    assert [len(answer["hits"]) for answer in answers] == [1, 0, 0]
    assert [answer["fits"] for answer in answers] == [True, False, False]


def test_nothing_found_is_still_a_whole_answer(kb: Kb, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("xylophone", encoding="utf-8")
    told = kb("suggest", "--json", str(path))
    assert told.code == 1
    assert json.loads(told.out)["hits"] == []
    assert json.loads(told.out)["fits"] is False


@pytest.mark.parametrize(
    "words",
    [
        ["/nowhere/message.txt"],
        ["/"],
        ["--lines", "/nowhere/messages.txt"],
        ["--lines", "-", "-"],
        ["--limit", "0", "-"],
        ["-", "twice"],
    ],
)
def test_wrong_usage(kb: Kb, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"parcel")
    told = kb("suggest", *words)
    assert (told.code, told.out) == (2, "")
    assert "Traceback" not in told.err
    assert told.err


@pytest.mark.parametrize("content", [b"", b" \n", b"\x89PNG\r\n\x1a\n\0"])
def test_what_is_no_message_is_told(kb: Kb, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "message"
    path.write_bytes(content)
    assert kb("suggest", str(path)).code == 2


def test_nobody_waits_for_a_message_in_vain(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, b"", terminal=True)
    told = kb("suggest")
    assert told.code == 2
    assert "Name a FILE" in told.err


@pytest.mark.parametrize("words", [[], ["-"], ["--lines", "-"]])
def test_a_closed_stdin_is_told(kb: Kb, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    told = kb("suggest", *words)
    assert (told.code, told.out) == (2, "")
    assert "stdin" in told.err
    assert "attribute" not in told.err
