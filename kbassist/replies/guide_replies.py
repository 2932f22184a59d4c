"""Finds the reply that a guide leads to, and fills the facts of a guide's words."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from kbassist.articles.article import Article, Reply
from kbassist.articles.guides import Answer, GuideTree, Question
from kbassist.articles.headings import slug_of
from kbassist.articles.library import Library
from kbassist.render.names import readable
from kbassist.replies.reply import Wish
from kbassist.replies.variants import choose

_OUTPUT = re.compile(r"\{\{-?\s*([^{}\n]{1,500}?)\s*-?\}\}")
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,99}")


def target_path(path: str, target: str) -> tuple[str, str]:
    """Return the file that `target` names in the article at `path`, and the slug.

    The file is empty when it lies out of the library.
    """
    href, _, slug = target.partition("#")
    if not href:
        return path, unquote(slug)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
    return ("" if joined.startswith(("..", "/")) else joined), unquote(slug)


def replies_named(article: Article, slug: str) -> tuple[Reply, ...]:
    """Return the replies that a link may mean: all whose heading has this slug, else the one of this id.

    A heading repeats for each channel, and the link cannot know which one the customer is on. Without a
    slug all replies of the article are meant.
    """
    if not slug:
        return article.replies
    same = tuple(reply for reply in article.replies if slug_of(reply.title, "") == slug)
    return same or tuple(reply for reply in article.replies if reply.id == f"{article.id}#{slug}")


def guided_reply(article: Article, slug: str, wish: Wish, library: Library) -> Reply | None:
    """Choose among the replies that a link means the one that suits `wish`; None when there is none."""
    choice = choose(replies_named(article, slug), wish, library)
    return choice.reply if choice else None


def filled_guide(tree: GuideTree, facts: Mapping[str, str], labels: Mapping[str, str]) -> GuideTree:
    """Put the values of facts into a guide; other placeholders become their label in brackets.

    `facts` are by their name without `facts.`.
    """

    def fill(text: str) -> str:
        return _OUTPUT.sub(lambda found: _shown(found[1], facts, labels), text) if "{{" in text else text

    questions = tuple(_filled(question, fill) for question in tree.questions)
    return replace(tree, title=fill(tree.title), intro=fill(tree.intro), questions=questions)


def _shown(output: str, facts: Mapping[str, str], labels: Mapping[str, str]) -> str:
    name = _NAME.match(output)
    if not name:
        return f"[{output}]"
    family, _, rest = name[0].partition(".")
    if family == "facts" and rest in facts:
        return facts[rest]
    return f"[{labels.get(name[0]) or readable(name[0])}]"


def _filled(question: Question, fill: Callable[[str], str]) -> Question:
    answers = tuple(_filled_answer(answer, fill) for answer in question.answers)
    return replace(question, text=fill(question.text), hint=fill(question.hint), answers=answers)


def _filled_answer(answer: Answer, fill: Callable[[str], str]) -> Answer:
    then = _filled(answer.then, fill) if isinstance(answer.then, Question) else answer.then
    return replace(answer, text=fill(answer.text), steps=tuple(map(fill, answer.steps)), then=then)
