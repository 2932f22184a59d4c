"""The peers: tantivy, SQLite FTS5 and Whoosh used plainly, each as its documentation would have it."""

import re
import sqlite3
from pathlib import Path

import tantivy
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser

from kbassist.articles.article import Article
from tests.bench.engine import LIMIT, WEIGHTS, Answer

_WORD = re.compile(r"\w+")
_FIELDS = tuple(WEIGHTS)
_SHORT_FIELDS = ("title", "aliases", "tags")


def _texts(article: Article) -> dict[str, str]:
    aliases, tags = " ".join(article.aliases), " ".join(article.tags)
    return {"title": article.title, "aliases": aliases, "tags": tags, "body": article.body}


def _is_short(words: list[str]) -> bool:
    return len(words) == 1 and len(words[0]) <= 2


class Tantivy:
    """tantivy-py with English stems; the last word is also a prefix.

    `short_cut` gives it what kbassist does for one and two letters: titles, aliases and tags only.
    """

    def __init__(self, folder: Path, short_cut: bool = False) -> None:
        self.name = "tantivy_same" if short_cut else "tantivy"
        self._folder, self._short_cut = folder, short_cut
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("path", stored=True, tokenizer_name="raw")
        for field in _FIELDS:
            builder.add_text_field(field, stored=field == "title", tokenizer_name="en_stem")
        self._schema = builder.build()

    def build(self, articles: list[Article]) -> None:
        self._folder.mkdir(parents=True)
        writer = tantivy.Index(self._schema, path=str(self._folder)).writer(256_000_000)
        for article in articles:
            writer.add_document(tantivy.Document(path=article.path, **_texts(article)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, text: str) -> Answer:
        words = _WORD.findall(text.lower())
        if not words:
            return Answer([], [])
        fields = _SHORT_FIELDS if self._short_cut and _is_short(words) else _FIELDS
        hits = self._searcher.search(self._query(words, fields), LIMIT, count=False).hits
        found = [self._searcher.doc(address) for _score, address in hits]
        return Answer([doc["path"][0] for doc in found], [doc["title"][0] for doc in found])

    def _query(self, words: list[str], fields: tuple[str, ...]) -> tantivy.Query:
        boosts = {field: WEIGHTS[field] for field in fields}
        parse = self._index.parse_query
        last = [(tantivy.Occur.Should, parse(words[-1], list(fields), field_boosts=boosts))]
        for field in fields:
            prefix = tantivy.Query.regex_query(self._schema, field, f"{words[-1]}.*")
            last.append((tantivy.Occur.Should, tantivy.Query.boost_query(prefix, WEIGHTS[field])))
        parts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(last))]
        if words[:-1]:
            before = parse(
                " ".join(words[:-1]), list(fields), field_boosts=boosts, conjunction_by_default=True
            )
            parts.append((tantivy.Occur.Must, before))
        return tantivy.Query.boolean_query(parts)

    def update(self, article: Article) -> None:
        writer = self._index.writer(32_000_000, 1)
        writer.delete_documents_by_term("path", article.path)
        writer.add_document(tantivy.Document(path=article.path, **_texts(article)))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        del self._searcher, self._index


class Fts5:
    """SQLite FTS5 with Porter stems and prefix indexes; `short_cut` as for tantivy."""

    def __init__(self, folder: Path, short_cut: bool = False) -> None:
        self.name = "fts5_same" if short_cut else "fts5"
        self._folder, self._short_cut = folder, short_cut

    def build(self, articles: list[Article]) -> None:
        self._folder.mkdir(parents=True)
        db = sqlite3.connect(self._folder / "fts5.db")
        columns = ", ".join(_FIELDS)
        db.execute(
            f"CREATE VIRTUAL TABLE kb USING fts5(path UNINDEXED, {columns}, "
            "prefix='1 2 3', tokenize='porter unicode61 remove_diacritics 2')"
        )
        rows = ((article.path, *_texts(article).values()) for article in articles)
        db.executemany("INSERT INTO kb VALUES (?, ?, ?, ?, ?)", rows)
        rank = f"bm25(0.0, {', '.join(str(WEIGHTS[field]) for field in _FIELDS)})"
        db.execute("INSERT INTO kb(kb, rank) VALUES ('rank', ?)", (rank,))
        db.commit()
        db.close()

    def open(self) -> None:
        self._db = sqlite3.connect(self._folder / "fts5.db")

    def ask(self, text: str) -> Answer:
        words = _WORD.findall(text.lower())
        if not words:
            return Answer([], [])
        typed = " ".join(f'"{word}"' for word in words) + "*"
        if self._short_cut and _is_short(words):
            typed = f"{{{' '.join(_SHORT_FIELDS)}}} : {typed}"
        sql = f"SELECT path, title FROM kb WHERE kb MATCH ? ORDER BY rank LIMIT {LIMIT}"
        rows = self._db.execute(sql, (typed,)).fetchall()
        return Answer([path for path, _title in rows], [title for _path, title in rows])

    def update(self, article: Article) -> None:
        self._db.execute("DELETE FROM kb WHERE path = ?", (article.path,))
        self._db.execute("INSERT INTO kb VALUES (?, ?, ?, ?, ?)", (article.path, *_texts(article).values()))
        self._db.commit()

    def close(self) -> None:
        self._db.close()


class WhooshPlain:
    """Whoosh with its own query parser and searcher, as its quick start shows."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, articles: list[Article]) -> None:
        self._folder.mkdir(parents=True)
        words = StemmingAnalyzer()
        schema = Schema(
            path=ID(stored=True, unique=True),
            title=TEXT(words, stored=True, field_boost=WEIGHTS["title"]),
            aliases=TEXT(words, field_boost=WEIGHTS["aliases"]),
            tags=KEYWORD(lowercase=True, field_boost=WEIGHTS["tags"]),
            body=TEXT(words),
        )
        writer = create_in(self._folder, schema).writer()
        for article in articles:
            writer.add_document(path=article.path, **_texts(article))
        writer.commit()

    def open(self) -> None:
        self._index = open_dir(self._folder)
        self._parser = MultifieldParser(list(_FIELDS), self._index.schema)
        self._searcher = self._index.searcher()

    def ask(self, text: str) -> Answer:
        words = _WORD.findall(text.lower())
        if not words:
            return Answer([], [])
        hits = self._searcher.search(self._parser.parse(" ".join(words) + "*"), limit=LIMIT)
        return Answer([hit["path"] for hit in hits], [hit["title"] for hit in hits])

    def update(self, article: Article) -> None:
        writer = self._index.writer()
        writer.update_document(path=article.path, **_texts(article))
        writer.commit()
        old, self._searcher = self._searcher, self._index.searcher()
        old.close()

    def close(self) -> None:
        self._searcher.close()
        self._index.close()
