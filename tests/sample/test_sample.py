"""The sample library reads without a problem, leads nowhere wrong, and answers the common intents."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from kbassist.articles.article import Article, ArticleRef, Problem
from kbassist.articles.library import Library
from kbassist.articles.library_files import read_library, read_templates
from kbassist.articles.parse import parse_article
from kbassist.render.requests import ArticleRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import compose
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Wish

SAMPLE = Path(__file__).resolve().parents[2] / "articles"
INTENTS = Path(__file__).parent / "intents.csv"
PATHS = sorted(
    path.relative_to(SAMPLE).as_posix()
    for path in SAMPLE.rglob("*.md")
    if not path.relative_to(SAMPLE).as_posix().startswith("_")
)
LINK = re.compile(r"\]\(([^)\s{]+)\)")
LEFTOVER = re.compile(r"\b(?:XXX+|TODO|TBD)\b|\[(?:name|date|amount|order)\]|<[a-z_ ]+>|#\{|%\{|\[\[")
# Double spaces, a space before a comma, three line ends, an indented line that is no list.
UNTIDY = re.compile(r"\S  +\S|\w [,.](?: |$)|\n\n\n|\n [^ ]|,,|\.\.|\{\{|%\}", re.MULTILINE)
LONG_AFTER = date(2027, 6, 1)
NOW = datetime(2026, 11, 22, 10, 0)
AGENT = Agent("Robin Hale")
OWN_WORDS = "You told us about the bell in August; I have noted it now."


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(SAMPLE)


@pytest.fixture(scope="module")
def articles(library: Library) -> tuple[Article, ...]:
    return tuple(parse_article((SAMPLE / path).read_bytes(), path, library, None) for path in PATHS)


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    worker = RenderWorker()
    worker.warm()
    worker.warm()  # the spare one too, so that no test seems to leave its thread behind
    yield worker
    worker.close()


def _examples(article: Article, library: Library, *, is_optional_known: bool) -> Conversation:
    conversation = Conversation()
    for field in (*library.fields, *article.fields):
        if field.example and (is_optional_known or not field.optional):
            conversation = conversation.put(field.name, field.example)
        else:
            conversation = conversation.without(field.name)
    return conversation


def _filled(
    article: Article,
    library: Library,
    ref_id: str,
    conversation: Conversation,
    worker: RenderWorker,
    wish: Wish,
) -> FilledReply:
    ref = ArticleRef(library.root, ref_id)
    filled = compose(article, library, ref, conversation, wish, AGENT, NOW, worker)
    for placeholder in filled.missing:
        if placeholder.name.startswith("own."):
            conversation = conversation.put(placeholder.name, OWN_WORDS)
    return compose(article, library, ref, conversation, wish, AGENT, NOW, worker)


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
    files = [target.partition("#")[0] or (SAMPLE / path).name for target in LINK.findall(text)]
    files = [file for file in files if "://" not in file]
    assert [file for file in files if not (SAMPLE / path).parent.joinpath(file).is_file()] == []


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


@pytest.mark.parametrize("is_optional_known", [True, False])
@pytest.mark.parametrize("path", PATHS)
def test_every_reply_is_ready_with_the_examples(
    path: str, is_optional_known: bool, library: Library, worker: RenderWorker
) -> None:
    article = parse_article((SAMPLE / path).read_bytes(), path, library, None)
    conversation = _examples(article, library, is_optional_known=is_optional_known)
    for reply in article.replies:
        filled = _filled(article, library, reply.id, conversation, worker, Wish())
        assert (filled.missing, filled.leftovers, filled.error, filled.badge) == ((), (), "", ""), reply.id
        assert filled.ready and filled.plain and filled.html and filled.markdown, reply.id
        assert UNTIDY.findall(filled.plain) == [], filled.plain


@pytest.mark.parametrize("name", ["orders/cancel-an-order.md", "returns-refunds/damaged-or-wrong-item.md"])
def test_every_choice_leads_to_a_whole_reply(name: str, library: Library, worker: RenderWorker) -> None:
    article = parse_article((SAMPLE / name).read_bytes(), name, library, None)
    for field in article.fields:
        for choice in field.choices:
            conversation = _examples(article, library, is_optional_known=True).put(field.name, choice)
            for reply in article.replies:
                filled = _filled(article, library, reply.id, conversation, worker, Wish())
                assert filled.ready and UNTIDY.findall(filled.plain) == [], filled.plain


def test_a_german_mail_is_german_from_greeting_to_signature(library: Library, worker: RenderWorker) -> None:
    path = "returns-refunds/refund-has-not-arrived.md"
    article = parse_article((SAMPLE / path).read_bytes(), path, library, None)
    conversation = _examples(article, library, is_optional_known=True)
    filled = _filled(article, library, article.id, conversation, worker, Wish("email", "calm", "de"))
    assert filled.plain.startswith("Guten Tag Maya Ortiz,\n\nwir haben")
    assert "49,90\N{NO-BREAK SPACE}€" in filled.plain and "19. November 2026" in filled.plain
    assert filled.plain.endswith("Freundliche Grüße\nRobin Hale\nPinebarrow")


@pytest.mark.parametrize("path", PATHS)
def test_the_page_of_an_article_shows_facts_and_live_links(
    path: str, library: Library, worker: RenderWorker
) -> None:
    article = parse_article((SAMPLE / path).read_bytes(), path, library, None)
    facts = {fact.name: fact.value for fact in library.facts}
    page = worker.article(ArticleRequest(article.body, path, article.title, article.lang, facts))
    assert page.badge == ""
    assert "[Facts" not in page.plain and 'class="blocked"' not in page.html
