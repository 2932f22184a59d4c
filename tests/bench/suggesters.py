"""Engines that suggest articles for a message: kbassist by the program's own path, and its peers."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import tantivy

from kbassist.articles.article import Article, ArticleRef
from kbassist.messages.reading import read_message
from kbassist.search.index import LibraryIndex
from kbassist.search.indexer import Indexer
from kbassist.search.learned import LearnedQuestion
from kbassist.search.learned_model import LearnedModel
from kbassist.search.learned_words import informative_words
from kbassist.search.suggest import Suggester
from tests.bench.engine import LIMIT

_WORD = re.compile(r"\w+")
_FIELDS = ("title", "aliases", "tags", "questions", "body")
# Weights of the fields for the peers, the best of a few tried on questions that are not asked here.
_WEIGHTS = {"title": 1.0, "aliases": 1.0, "tags": 1.0, "questions": 1.0, "body": 0.3}

Learned = Mapping[str, Sequence[str]]  # questions by the id of the article that answers them


class Suggesting(Protocol):
    """An engine under test."""

    name: str

    def learn(self, learned: Learned) -> None:
        """Take these learned questions instead of those before."""

    def ask(self, message: str) -> list[str]:
        """Return the ids of the articles that answer a message, the best first."""

    def close(self) -> None:
        """Let go of files and processes."""


def _texts(article: Article, questions: Sequence[str]) -> tuple[str, ...]:
    aliases, tags = "\n".join(article.aliases), " ".join(article.tags)
    return article.title, aliases, tags, "\n".join(questions), article.body


class KbassistSuggesting:
    """kbassist: a real index, a message read and scrubbed as in the program."""

    name = "kbassist"

    def __init__(self, root: Path, cache: Path) -> None:
        self._root = root
        indexer = Indexer(cache)
        indexer.update(root, full=True)
        indexer.close()
        self._searcher = LibraryIndex(cache, root).open().searcher
        self._today = date.today()
        self.model = LearnedModel()
        self.fits = True

    def question(self, number: int, article: str, text: str) -> LearnedQuestion:
        """Return what is kept of a question that was answered with an article."""
        words = informative_words(read_message(text).body or text)
        return LearnedQuestion(number, ArticleRef(str(self._root), article), words)

    def learn(self, learned: Learned) -> None:
        pairs = [(article, text) for article, texts in learned.items() for text in texts]
        self.model = LearnedModel(self.question(at, *pair) for at, pair in enumerate(pairs, start=1))
        self._suggester = Suggester([self._searcher], self.model)
        self.prepare()

    def prepare(self) -> None:
        """Take in what was learned since."""
        self._suggester.prepare()

    def ask(self, message: str) -> list[str]:
        body = read_message(message).body or message
        result = self._suggester.suggest(body, today=self._today, limit=LIMIT)
        self.fits = result.fits
        return [hit.ref.article_id for hit in result.hits]

    def close(self) -> None:
        """Nothing is left open."""


class Fts5Suggesting:
    """SQLite FTS5 with Porter stems; a message is an OR of its words."""

    name = "fts5"

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._db = sqlite3.connect(":memory:")

    def learn(self, learned: Learned) -> None:
        db = self._db
        db.execute("DROP TABLE IF EXISTS kb")
        tokens = "porter unicode61 remove_diacritics 2"
        db.execute(
            f"CREATE VIRTUAL TABLE kb USING fts5(id UNINDEXED, {', '.join(_FIELDS)}, tokenize='{tokens}')"
        )
        rows = ((article.id, *_texts(article, learned.get(article.id, ()))) for article in self._articles)
        db.executemany("INSERT INTO kb VALUES (?, ?, ?, ?, ?, ?)", rows)
        rank = f"bm25(0.0, {', '.join(str(_WEIGHTS[field]) for field in _FIELDS)})"
        db.execute("INSERT INTO kb(kb, rank) VALUES ('rank', ?)", (rank,))

    def ask(self, message: str) -> list[str]:
        words = dict.fromkeys(_WORD.findall(message.lower()))
        typed = " OR ".join(f'"{word}"' for word in words)
        sql = f"SELECT id FROM kb WHERE kb MATCH ? ORDER BY rank LIMIT {LIMIT}"
        return [name for (name,) in self._db.execute(sql, (typed,))] if words else []

    def close(self) -> None:
        self._db.close()


class TantivySuggesting:
    """tantivy-py with English stems; a message is an OR of its words."""

    name = "tantivy"

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for field in _FIELDS:
            builder.add_text_field(field, tokenizer_name="en_stem")
        self._schema = builder.build()

    def learn(self, learned: Learned) -> None:
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(50_000_000, 1)
        for article in self._articles:
            texts = _texts(article, learned.get(article.id, ()))
            writer.add_document(tantivy.Document(id=article.id, **dict(zip(_FIELDS, texts, strict=True))))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, message: str) -> list[str]:
        words = dict.fromkeys(_WORD.findall(message.lower()))
        if not words:
            return []
        query = self._index.parse_query(" ".join(words), list(_FIELDS), field_boosts=_WEIGHTS)
        hits = self._searcher.search(query, LIMIT, count=False).hits
        return [self._searcher.doc(address)["id"][0] for _score, address in hits]

    def close(self) -> None:
        """Nothing is left open."""
