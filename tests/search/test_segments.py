"""Segments written in bulk: Whoosh's own reader finds in them what it finds in its own."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields, formats, index, query, reading

from kbassist.search.segments import BLOCK_POSTINGS, BulkCodec


class Counts(fields.FieldType):
    """A field of counted terms for Whoosh's plain way."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)

    def index(self, value: dict[str, int], **_: Any) -> Any:
        return ((term.encode(), times, float(times), b"") for term, times in value.items())


def _documents(count: int) -> list[dict[str, dict[str, int]]]:
    rng = random.Random(count)
    words = [f"w{number}" for number in range(400)] + ["größe", "大阪", "z" * 48, "\U0001f600"]
    documents = []
    for number in range(count):
        body = Counter(rng.choices(words, k=30)) | Counter({"every": 1, f"only{number}": 2})
        documents.append({"body": dict(body), "title": {"every": 1 + number % 3}})
    return documents


@pytest.fixture(params=[1, 2, BLOCK_POSTINGS, BLOCK_POSTINGS + 1, 2 * BLOCK_POSTINGS + 7])
def documents(request: pytest.FixtureRequest) -> list[dict[str, dict[str, int]]]:
    return _documents(request.param)


def _plain(folder: Path, documents: list[dict[str, dict[str, int]]]) -> Any:
    folder.mkdir()
    writer = index.create_in(folder, fields.Schema(body=Counts(), title=Counts())).writer(compound=False)
    for document in documents:
        writer.add_document(**document)
    writer.commit()
    return index.open_dir(folder)


def _bulk(folder: Path, documents: list[dict[str, dict[str, int]]], optimize: bool) -> Any:
    folder.mkdir()
    opened = index.create_in(folder, fields.Schema(body=Counts(), title=Counts()))
    for part in (
        (documents[: len(documents) // 2], documents[len(documents) // 2 :]) if optimize else (documents,)
    ):
        writer = opened.writer(compound=False, codec=BulkCodec())
        for number, document in enumerate(part):
            writer.add_document()
            for field, counts in document.items():
                writer.fieldwriter.collect(field, number, counts)
        writer.commit(merge=False)
    if optimize:
        opened.writer(compound=False).commit(optimize=True)
    return index.open_dir(folder)


def _postings(opened: Any) -> dict[tuple[str, bytes], list[tuple[int, float]]]:
    reader: reading.IndexReader = opened.reader()
    found = {}
    for field, term in reader.all_terms():
        matcher = reader.postings(field, term)
        found[field, term] = [(number, matcher.weight()) for number in _walk(matcher)]
        info = reader.term_info(field, term)
        assert info.doc_frequency() == len(found[field, term])
        assert info.weight() == sum(weight for _, weight in found[field, term])
        assert info.max_weight() == max(weight for _, weight in found[field, term])
    reader.close()
    return found


def _walk(matcher: Any) -> Any:
    while matcher.is_active():
        yield matcher.id()
        matcher.next()


def test_holds_the_postings_that_whoosh_would_write(
    tmp_path: Path, documents: list[dict[str, dict[str, int]]]
) -> None:
    plain, bulk = _plain(tmp_path / "plain", documents), _bulk(tmp_path / "bulk", documents, optimize=False)
    assert _postings(bulk) == _postings(plain)


def test_answers_whooshs_queries(tmp_path: Path) -> None:
    documents = _documents(BLOCK_POSTINGS + 50)
    opened = (_plain(tmp_path / "plain", documents), _bulk(tmp_path / "bulk", documents, optimize=False))
    wanted = (
        query.Term("body", "every"),
        query.And([query.Term("body", "w3"), query.Not(query.Term("body", "w7"))]),
        query.Or([query.Term("body", "größe"), query.Prefix("title", "ev")]),
        query.Prefix("body", "only10"),
    )
    for question in wanted:
        hits = []
        for each in opened:
            with each.searcher() as searcher:
                hits.append(set(searcher.docs_for_query(question)))
        assert hits[0] == hits[1] != set()


def test_whoosh_can_merge_them(tmp_path: Path) -> None:
    documents = _documents(300)
    merged = _bulk(tmp_path / "bulk", documents, optimize=True)
    assert merged.doc_count() == 300
    assert _postings(merged).keys() == _postings(_plain(tmp_path / "plain", documents)).keys()


def test_importing_whoosh_says_nothing(tmp_path: Path) -> None:
    """Compile it anew: its sources warn on 3.12 and later, and a user would read that on the terminal."""
    command = [
        sys.executable,
        "-W",
        "error",
        "-X",
        f"pycache_prefix={tmp_path}",
        "-c",
        "import kbassist.search.store",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
