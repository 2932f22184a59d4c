"""`kbassist search`: hits for people and for scripts."""

import json
from pathlib import Path

import pytest

from tests.cli.told import Kb

HIT = {"library", "copy", "id", "title", "path", "score", "why", "snippet", "replies"}


def test_scripts_get_the_whole_answer(kb: Kb) -> None:
    told = kb("search", "--json", "where", "parcel")
    answer = json.loads(told.out)
    assert told.code == 0
    assert list(answer) == ["query", "elapsed_ms", "total", "hits"]
    assert answer["query"] == "where parcel"
    hit = answer["hits"][0]
    assert set(hit) == HIT
    assert (hit["id"], hit["title"], hit["path"]) == ("delivery/late", "Parcel is late", "delivery/late.md")
    assert [set(reply) for reply in hit["replies"]] == [{"id", "title", "channel", "tone", "lang"}] * 3
    text, marks = hit["snippet"]["text"], hit["snippet"]["marks"]
    assert all(0 <= start < end <= len(text) for start, end in marks)


def test_nothing_found_is_still_a_whole_answer(kb: Kb) -> None:
    told = kb("search", "--json", "xylophone")
    assert told.code == 1
    assert json.loads(told.out)["hits"] == []
    assert told.err == ""


def test_people_get_lines(kb: Kb) -> None:
    told = kb("search", "gift")
    assert told.code == 0
    assert told.out.startswith("Gift cards (gift-cards)\n")
    assert kb("search", "xylophone").out == ""


@pytest.mark.parametrize(
    "words",
    [
        ["parcel", "-gift"],
        ["-gift", "parcel"],
        ["--", "-gift", "parcel"],
        ["parcel", "--limit", "5", "-gift"],
        ["-gift", "--json", "parcel"],
        ["parcel -gift"],
    ],
)
def test_words_may_begin_with_a_dash(kb: Kb, words: list[str]) -> None:
    told = kb("search", "--json", *words)
    answer = json.loads(told.out)
    assert sorted(answer["query"].split()) == ["-gift", "parcel"]
    assert "gift-cards" not in [hit["id"] for hit in answer["hits"]]


def test_quotes_reach_the_search(kb: Kb) -> None:
    assert json.loads(kb("search", "--json", '"never expires"').out)["total"] == 1
    assert json.loads(kb("search", "--json", '"expires never"').out)["total"] == 0


def test_limit(kb: Kb) -> None:
    answer = json.loads(kb("search", "--json", "--limit=1", "parcel").out)
    assert len(answer["hits"]) == 1
    assert answer["total"] >= 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        [" "],
        ["--limit", "0", "x"],
        ["--limit", "many", "x"],
        ["--limit"],
        ["--bogus", "x"],
        ["--lines", "/nowhere/queries.txt"],
        ["--lines", "-", "word"],
    ],
)
def test_wrong_usage(kb: Kb, words: list[str]) -> None:
    told = kb("search", *words)
    assert told.code == 2
    assert told.out == ""
    assert "Traceback" not in told.err
    assert told.err


def test_a_file_of_queries_is_answered_line_by_line(kb: Kb, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_bytes("\ufeffparcel\r\n\nxylophone\ngift \xff\n".encode("utf-8")[:-3] + b"\xff\n")
    told = kb("search", "--lines", str(queries))
    answers = [json.loads(line) for line in told.out.splitlines()]
    assert told.code == 0
    assert [answer["query"] for answer in answers][:3] == ["parcel", "", "xylophone"]
    assert answers[0]["hits"]
    assert answers[1]["hits"] == []
    assert len(answers) == 4


def test_a_hostile_title_cannot_steer_the_terminal(kb: Kb) -> None:
    told = kb("search", "zebra")
    assert told.code == 0
    assert not set(told.out) & set("\x1b\x07\u202e")
    assert not set(kb("search", "--json", "zebra").out) & set("\x1b\x07\u202e")


def test_the_index_is_built_first(kb: Kb, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KBASSIST_HOME", str(tmp_path))
    assert json.loads(kb("search", "--json", "gift").out)["total"] == 1
