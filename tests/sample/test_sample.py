"""The sample library reads without a problem, leads nowhere wrong, and answers the common intents."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kbassist.articles.article import Article, Problem
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library, read_templates
from kbassist.articles.parse import parse_article

SAMPLE = Path(__file__).resolve().parents[2] / "articles"
INTENTS = Path(__file__).parent / "intents.csv"
PATHS = sorted(
    path.relative_to(SAMPLE).as_posix()
    for path in SAMPLE.rglob("*.md")
    if not path.relative_to(SAMPLE).as_posix().startswith("_")
)
LINK = re.compile(r"\]\(([^)\s{]+)\)")
LEFTOVER = re.compile(r"\b(?:XXX+|TODO|TBD)\b|\[(?:name|date|amount|order)\]|<[a-z_ ]+>|#\{|%\{|\[\[")
LONG_AFTER = date(2027, 6, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(SAMPLE)


@pytest.fixture(scope="module")
def articles(library: Library) -> tuple[Article, ...]:
    return tuple(parse_article((SAMPLE / path).read_bytes(), path, library, None) for path in PATHS)


def _repeated(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def test_it_reads_without_a_problem(library: Library, articles: tuple[Article, ...]) -> None:
    problems: list[Problem] = list(library.problems)
    for article in (*articles, *read_templates(SAMPLE, library)):
        problems += article.problems
    assert problems == []


def test_every_article_has_what_an_agent_relies_on(library: Library, articles: tuple[Article, ...]) -> None:
    for article in articles:
        assert article.replies and article.aliases and article.tags and article.lang, article.path
        assert article.owner in library.owners, article.path
        assert {reply.channel for reply in article.replies} & {"chat", "email"}, article.path


def test_nothing_falls_due_for_a_long_time(articles: tuple[Article, ...]) -> None:
    assert [article.path for article in articles if article.due is None or article.due <= LONG_AFTER] == []


def test_every_field_shows_an_example(library: Library, articles: tuple[Article, ...]) -> None:
    fields = [*library.fields, *(field for article in articles for field in article.fields)]
    assert [field.name for field in fields if not field.example] == []


def test_ids_titles_and_shortcuts_are_unique(articles: tuple[Article, ...]) -> None:
    replies = [reply for article in articles for reply in article.replies]
    assert _repeated([article.id for article in articles] + [reply.id for reply in replies]) == []
    assert _repeated([article.title.casefold() for article in articles]) == []
    assert _repeated([reply.shortcut.casefold() for reply in replies if reply.shortcut]) == []


@pytest.mark.parametrize("path", PATHS)
def test_relative_links_lead_to_files(path: str) -> None:
    text = (SAMPLE / path).read_text(encoding="utf-8")
    targets = [target for target in LINK.findall(text) if "://" not in target]
    assert [target for target in targets if not (SAMPLE / path).parent.joinpath(target).is_file()] == []


@pytest.mark.parametrize("path", sorted(path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*.md")))
def test_nothing_is_left_to_fill_in_by_hand(path: str) -> None:
    assert LEFTOVER.findall((SAMPLE / path).read_text(encoding="utf-8")) == []


def test_every_common_intent_has_an_article_of_its_own(articles: tuple[Article, ...]) -> None:
    with INTENTS.open(encoding="utf-8", newline="") as file:
        answers = {row["label"]: row["article"] for row in csv.DictReader(file)}
    assert len(answers) == 27
    assert _repeated(list(answers.values())) == []
    assert set(answers.values()) <= {article.id for article in articles}


def test_the_intents_are_those_of_the_questions(shared: Path) -> None:
    with (shared / "data/questions/bitext8k.csv").open(encoding="utf-8", newline="") as file:
        asked = {row["label"] for row in csv.DictReader(file)}
    with INTENTS.open(encoding="utf-8", newline="") as file:
        assert {row["label"] for row in csv.DictReader(file)} == asked
