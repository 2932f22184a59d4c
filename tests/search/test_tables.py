"""The table of a segment: what is written is what is looked up."""

from datetime import date

import numpy as np
import pytest

from kbassist.search.analysis import Analyser
from kbassist.search.plaintext import HEADING
from kbassist.search.table_writer import TableWriter
from kbassist.search.tables import TABLE_NAME, Table, id_hash
from kbassist.system.errors import IndexUnusable
from tests.search.shelf import documents, table

ARTICLES = {
    "refund.md": "---\ntitle: Refund missing\naliases: [where is my money]\ntags: [billing/refunds]\nid: rf\n"
    "owner: Dana K\nverified: 2026-10-02\nlang: en-GB\nsensitive: true\n---\n"
    "Money.\n\n## Sent {.reply channel=chat tone=warm shortcut=Rf1}\n\nYour refund is on its way.\n",
    "card.md": "---\ntitle: Closed card\nactive_to: 2026-01-01\n---\nRefunds go to another card.\n",
    "karte.md": "---\ntitle: Gesperrte Karte\nlang: de\ndraft: true\n---\nDie Rückerstattung.\n",
}


@pytest.fixture
def opened(tmp_path):
    return table(tmp_path / "segment", ARTICLES)


def documents_of(opened, word):
    place = opened.find(word)
    if place < 0:
        return []
    return opened.all.documents[opened.all.ptr[place] : opened.all.ptr[place + 1]].tolist()


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("refund", [0]),
        ("refunds", [0, 1]),
        ("card", [1]),
        ("money", [0]),
        ("ruckerstattung", [2]),
        ("rueckerstattung", [2]),
        ("rf1", [0]),
        ("fund", []),
        ("x" * 300, []),
        ("", []),
    ],
)
def test_words(opened, word, numbers):
    assert documents_of(opened, word) == numbers


@pytest.mark.parametrize("start", ["", "r", "refund", "refunds", "zz", "x" * 300, "é"])
def test_a_prefix_is_a_slice(opened, start):
    first, end = opened.prefix(start)
    words = [opened.word(place) for place in range(len(opened.words))]
    assert words == sorted(words, key=str.encode)
    assert words[first:end] == [word for word in words if word.startswith(start)]


def test_heads_leave_out_the_text(opened):
    place = opened.find("refunds")
    head = opened.head
    assert head.documents[head.ptr[place] : head.ptr[place + 1]].tolist() == [0]
    assert opened.head.texts is None


def test_relatives_share_a_stem(opened):
    words = {opened.word(place) for place in opened.relatives(opened.find("refund"))}
    assert words == {"refund", "refunds"}


@pytest.mark.parametrize(
    ("key", "numbers"),
    [
        ("tag:billing", [0]),
        ("tag:billing/refunds", [0]),
        ("tag:refunds", []),
        ("owner:dana k", [0]),
        ("lang:de", [2]),
        ("lang:en", [0, 1]),
        ("lang:en-gb", [0]),
        ("channel:chat", [0]),
        ("shortcut:rf1", [0]),
    ],
)
def test_filters(opened, key, numbers):
    assert opened.filters.get(key).tolist() == numbers


def test_rows(opened):
    row = opened.row(0)
    assert (row.id, row.path, row.title, row.owner, row.lang) == (
        "rf",
        "refund.md",
        "Refund missing",
        "Dana K",
        "en-GB",
    )
    assert row.aliases == ("where is my money",)
    assert row.tags == ("billing/refunds",)
    assert row.verified == date(2026, 10, 2)
    assert row.sensitive
    [reply] = row.replies
    assert (reply.title, reply.channel, reply.tone, reply.shortcut) == ("Sent", "chat", "warm", "Rf1")
    assert opened.row(1).replies == ()


def test_titles_and_texts(opened):
    assert opened.title(0) == " refund missing | where is my money |"
    assert opened.title(1) == " closed card "
    assert opened.titles[1] is opened.title(1)
    assert opened.text(0) == f"Money.\n{HEADING} Sent\nYour refund is on its way."
    assert opened.text(0, 5) == "Money"


def test_articles_are_found_by_id(opened):
    hashes = np.array([id_hash("rf"), id_hash("nothing"), id_hash("karte")], np.uint64)
    places, numbers = opened.numbers_of(hashes)
    assert dict(zip(places.tolist(), numbers.tolist(), strict=True)) == {0: 0, 2: 2}


def test_an_empty_table(tmp_path):
    opened = table(tmp_path, {})
    assert opened.count == 0
    assert opened.find("a") == -1
    assert opened.prefix("a") == (0, 0)
    assert opened.filters.get("tag:a").tolist() == []
    assert len(opened.numbers_of(np.array([1], np.uint64))[0]) == 0


def test_numbers_that_were_left_out_are_not_present(tmp_path):
    analyser = Analyser()
    writer = TableWriter(tmp_path, analyser)
    [document] = documents({"a.md": "# A\n"}, analyser)
    writer.add(2, document)
    writer.finish()
    opened = Table.open(tmp_path)
    assert opened.count == 3
    assert opened.flags.tolist() == [0, 0, 1]
    assert opened.row(2).path == "a.md"


def test_a_table_of_another_format_is_refused(tmp_path, opened):
    path = tmp_path / "segment" / TABLE_NAME
    path.write_bytes(path.read_bytes().replace(b'"format":', b'"former":', 1))
    with pytest.raises(IndexUnusable):
        Table.open(path.parent)


def test_control_characters_do_not_break_rows(tmp_path):
    opened = table(tmp_path, {"a.md": '---\ntitle: "x\\x1fy\\x1ez"\naliases: ["\\x1d", b]\n---\n'})
    assert opened.row(0).title == "x y z"
