"""Guides that lead nowhere: dead ends, circles, replies that are not there, questions nobody can answer."""

from collections import Counter
from collections.abc import Iterator

from kbassist.articles.article import Article, Problem
from kbassist.articles.guide_words import asks, key_of
from kbassist.articles.guides import Answer, GoTo, GuideTree, Question, ReplyLink, guide_tree
from kbassist.checks.codes import CODES
from kbassist.checks.shelf import Shelf
from kbassist.checks.source import Source
from kbassist.checks.subject import Digest, Known, Lead
from kbassist.replies.guide_replies import replies_named, target_path

_Found = tuple[int, str, str]


def guide_problems(source: Source, _known: Known) -> Iterator[Problem]:
    """Find what is wrong in the guides of a file, each with its line."""
    for guide in source.article.guides:
        tree = guide_tree(guide)
        found = [(slip.line, slip.code, slip.message) for slip in tree.slips]
        found += [*_of_lists(tree), *_of_ways(tree)]
        for line, code, message in sorted(found):
            _, text = source.line(line)
            column = len(text) - len(text.lstrip()) + 1
            yield CODES[code].at(source.path, (line, column), message)


def leads_of(article: Article) -> tuple[Lead, ...]:
    """Return the links of an article's guides to replies."""
    return tuple(
        Lead(answer.then.line, answer.then.target)
        for guide in article.guides
        for question in guide_tree(guide).every()
        for answer in question.answers
        if isinstance(answer.then, ReplyLink)
    )


def missing_replies(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find links of guides to replies that there are not; one to no file of the library is told as dead."""
    for lead in digest.leads:
        if _is_missing(digest, shelf, lead.target):
            yield CODES["guide-reply"].at(digest.path, (lead.line, 0), _NO_REPLY.format(lead.target))


def _of_lists(tree: GuideTree) -> Iterator[_Found]:
    """Find what is wrong with single questions and answers."""
    if not tree.questions:
        sentence = "This guide has no questions; write a list with the answers below each question."
        yield tree.line, "guide-empty", sentence
    for question in tree.every():
        if not question.answers:
            yield question.line, "guide-unanswered", _UNANSWERED.format(question.text)
        counted = Counter(key_of(answer.text) for answer in question.answers)
        seen: set[str] = set()
        for answer in question.answers:
            key = key_of(answer.text)
            if counted[key] > 1 and key in seen:
                yield answer.line, "guide-twice", f'The answer "{answer.text}" is there twice; join the two.'
            seen.add(key)
            yield from _of_answer(answer)


def _of_answer(answer: Answer) -> Iterator[_Found]:
    if answer.then is None and not answer.steps:
        yield answer.line, "guide-dead-end", _DEAD_END.format(answer.text or "…")
    elif asks(answer.text):
        yield answer.line, "guide-answer", _NO_ANSWER.format(answer.text)


def _of_ways(tree: GuideTree) -> Iterator[_Found]:
    """Find circles without a way out, and questions to which no answer leads."""
    questions = {question.line: question for question in tree.every()}
    if not questions:
        return
    reached = _reached(tree.questions[0], questions)
    for question in tree.questions:
        if question.line not in reached:
            yield question.line, "guide-unreachable", _UNREACHABLE.format(question.text)
    leaving = _leaving(questions)
    # One sentence for each circle: at the question to which an answer leads back.
    circles = {
        answer.then.question
        for line, question in questions.items()
        if line not in leaving
        for answer in question.answers
        if isinstance(answer.then, GoTo) and answer.then.question not in leaving
    }
    for line in circles:
        yield line, "guide-loop", _LOOP.format(questions[line].text)


def _next(answer: Answer) -> int | None:
    """Return the line of the question to which an answer leads; None where the guide ends."""
    if isinstance(answer.then, Question):
        return answer.then.line
    return answer.then.question if isinstance(answer.then, GoTo) else None


def _reached(first: Question, questions: dict[int, Question]) -> set[int]:
    reached: set[int] = set()
    waiting = [first.line]
    while waiting:
        line = waiting.pop()
        if line not in reached:
            reached.add(line)
            waiting += [to for answer in questions[line].answers if (to := _next(answer)) is not None]
    return reached


def _leaving(questions: dict[int, Question]) -> set[int]:
    """Return the questions from which some way leads to an end."""
    before: dict[int, list[int]] = {line: [] for line in questions}
    leaving: set[int] = set()
    for line, question in questions.items():
        ways = [_next(answer) for answer in question.answers]
        if None in ways or not ways:
            leaving.add(line)
        for to in ways:
            if to is not None:
                before[to].append(line)
    waiting = list(leaving)
    while waiting:
        fresh = [line for line in before[waiting.pop()] if line not in leaving]
        leaving.update(fresh)
        waiting += fresh
    return leaving


def _is_missing(digest: Digest, shelf: Shelf, target: str) -> bool:
    path, slug = target_path(digest.path, target)
    other = digest if path == digest.path else shelf.articles.get(path)
    return (other is not None or not path) and not (other and replies_named(other.article, slug))


_UNANSWERED = (
    'Nothing is below the question "{}"; add answers, name a question of this guide, '
    "or end it without a question mark if it is a step."
)
_DEAD_END = 'After the answer "{}" nothing follows; add a step, a question or a link to a reply.'
_NO_ANSWER = 'An answer is expected here, and "{}" is a question; write the answer before it: No: ...?'
_UNREACHABLE = 'No answer leads to the question "{}"; link to its heading, or repeat its words in an answer.'
_LOOP = 'From the question "{}" every way leads back to it; let one of its answers lead out.'
_NO_REPLY = "The guide leads to {}, which is no reply; link to the heading of one."
