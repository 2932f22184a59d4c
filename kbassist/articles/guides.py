"""Turns the nested lists of a guide into questions, answers and where each answer leads.

The items of a list below a heading with `.guide` are questions, the items below a question its answers.
Below an answer stand steps, a question with answers of its own, or a link to a reply. What follows on
an answer's own line counts as the first thing below it: `No: update it. Does it work now?`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kbassist.articles import guide_words as words
from kbassist.articles.article import Guide
from kbassist.articles.guide_items import MOST_DEPTH, MOST_ITEMS, Item, read_lists


@dataclass(frozen=True, slots=True)
class ReplyLink:
    """Where a guide ends: `target` as it is written, `#slug`, `other.md` or `other.md#slug`."""

    target: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class GoTo:
    """On to a question that stands elsewhere in the guide, named by the line of that question."""

    question: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found out, what is to be done then, and what comes next; `then` None ends the guide."""

    text: str
    steps: tuple[str, ...] = ()
    then: "Then" = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask or look up; `hint` is what the author adds behind the question mark."""

    text: str
    answers: tuple[Answer, ...] = ()
    hint: str = ""
    line: int = 0


Then = Question | ReplyLink | GoTo | None


@dataclass(frozen=True, slots=True)
class Slip:
    """Something in a guide that does not work as it was meant, with its line and what to do."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class GuideTree:
    """A guide as it can be walked, from the first of its `questions` on; texts are plain, with Liquid.

    `id` is `ARTICLE#slug`. The other `questions` are reached from answers by their text or by the anchor of
    the heading above them. Lines are those of the file, from 1.
    """

    id: str
    title: str
    questions: tuple[Question, ...] = ()
    intro: str = ""
    lang: str | None = None
    line: int = 1
    slips: tuple[Slip, ...] = field(default=())

    def every(self) -> Iterator[Question]:
        """Yield every question, those within others right after the answer that leads to them."""
        waiting = list(reversed(self.questions))
        while waiting:
            question = waiting.pop()
            yield question
            inner = [answer.then for answer in question.answers if isinstance(answer.then, Question)]
            waiting += reversed(inner)

    def find(self, line: int) -> Question | None:
        """Return the question on this line."""
        return next((question for question in self.every() if question.line == line), None)


def guide_tree(guide: Guide) -> GuideTree:
    """Read a guide; never raise, and take no longer than its text is long: what is too much is a slip."""
    lists = read_lists(guide.text, guide.text_line)
    # What a question in another place is called is known only when all of them have been read.
    first = _Grower({})
    known = _names(lists.roots, first.grow(lists.roots))
    second = _Grower(known)
    slips = [
        *((line, "guide-text", _STRAY) for line in lists.stray),
        *([(lists.deep, "guide-deep", _DEEP)] if lists.deep else []),
        *([(lists.many, "guide-long", _LONG)] if lists.many else []),
    ]
    questions = second.grow(lists.roots)
    slips += second.slips
    return GuideTree(
        guide.id,
        guide.title,
        questions,
        words.plain(lists.intro),
        guide.lang,
        guide.line,
        tuple(Slip(*slip) for slip in sorted(slips)),
    )


def _names(roots: tuple[Item, ...], questions: tuple[Question, ...]) -> dict[str, int]:
    """Map what a question may be called - heading's anchor, its own, its words - to its line."""
    names: dict[str, int] = {}
    for root, question in zip(roots, questions, strict=True):
        if root.anchor:
            names.setdefault(f"#{root.anchor}", question.line)
    for question in GuideTree("", "", questions).every():
        if question.answers:
            names.setdefault(words.key_of(question.text), question.line)
            names.setdefault(f"#{words.anchor_of(question.text)}", question.line)
    return names


class _Grower:
    """Makes questions of items; `known` maps what questions are called to their lines."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self.slips: list[tuple[int, str, str]] = []

    def grow(self, roots: tuple[Item, ...]) -> tuple[Question, ...]:
        """Return the questions that these items are."""
        return tuple(self._root(root) for root in roots)

    def _root(self, item: Item) -> Question:
        before, asked, hint = words.split_question(item.text)
        if not asked:
            return self._question(item.text, "", item.line, item.children)
        return self._question(asked, f"{before} {hint}", item.line, item.children)

    def _question(self, text: str, hint: str, line: int, children: list[Item]) -> Question:
        answers = tuple(self._answer(child) for child in children if not child.is_paragraph)
        hint = " ".join([hint, *(child.text for child in children if child.is_paragraph)])
        return Question(words.plain(text), answers, words.plain(hint.strip()), line)

    def _answer(self, item: Item) -> Answer:
        label, rest = words.label_and_rest(item.text)
        steps: list[str] = []
        then: Then = None
        below = item.children
        if below and words.split_question(rest)[1]:
            then, below = self._asked(rest, item.line, below, steps), []
        elif rest:
            then = self._leaf(rest, item.line, steps)
        elif words.lead_of(label):
            then = self._leaf(label, item.line, [])  # `- [Yes](#fine)`
        for child in below:
            next_ = self._asked(child.text, child.line, child.children, steps)
            if then is not None and next_ is not None:
                self.slips.append((child.line, "guide-fork", _FORK))
            then = then if then is not None else next_
        return Answer(words.plain(label), tuple(filter(None, steps)), then, item.line)

    def _asked(self, text: str, line: int, children: list[Item], steps: list[str]) -> Then:
        """Take an item below an answer; with items of its own it is a question, whatever it says before."""
        if all(child.is_paragraph for child in children):
            then = self._leaf(text, line, steps)
            steps += [_step(child.text) for child in children]
            return then
        before, asked, hint = words.split_question(text)
        if not asked:
            return self._question(text, "", line, children)
        steps.append(_step(before))
        return self._question(asked, hint, line, children)

    def _leaf(self, text: str, line: int, steps: list[str]) -> Then:
        """Take an item without items below it: a step, the name of a question, or a link to a reply."""
        lead = words.lead_of(text)
        if lead is None and words.asks(text):
            before, asked = words.last_sentence(text)
            steps.append(_step(before))
            there = self._known.get(words.key_of(asked))
            return self._question(asked, "", line, []) if there is None else GoTo(there, words.plain(asked))
        if lead is None:
            steps.append(_step(text))
            return None
        before, last = words.last_sentence(text)
        if not words.is_only_lead(last):
            steps.append(_step(text))
        elif before:
            steps.append(_step(before))
        there = self._known.get(lead.target)
        return ReplyLink(lead.target, lead.text, line) if there is None else GoTo(there, lead.text)


def _step(text: str) -> str:
    """Begin a step as a sentence: behind `No:` it was written small. What is to be typed stays as it is."""
    step = words.plain(text)
    return step if text.lstrip().startswith("`") else step[:1].upper() + step[1:]


_STRAY = "This text stands between the lists of a guide and is not shown in it; move it above them."
_DEEP = f"This item is nested deeper than {MOST_DEPTH} levels and is left out; give it a heading of its own."
_LONG = f"A guide has at most {MOST_ITEMS} items; the rest is left out. Split it."
_FORK = "The answer above leads somewhere already; give this an answer of its own."
