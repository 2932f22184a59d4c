"""Finds what a message asks for: one ask as a rule, several only where several things are wanted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kbassist.messages.ask_words import (
    QUESTION_WORDS,
    TOPIC_WORDS,
    announces,
    content_words,
    is_polite,
    is_problem,
    is_question,
    is_request,
    names_another,
    opens_topic,
    refers_back,
)
from kbassist.messages.folding import words_of
from kbassist.messages.message import Ask
from kbassist.messages.sentences import Sentence, sentences_of

_MOST_ASKS = 9
_AND = r"(?:and|und|et|y|e|en)"
# Within a sentence: "..., also ...", "... and how do i ...", "..., can you ...".
_WITHIN = re.compile(
    rf"[,;:–—-]?\s+(?=(?:{_AND},? )?(?:{TOPIC_WORDS})\b)"
    rf"|[,;–—]?\s+(?={_AND} (?:{QUESTION_WORDS})\b)"
    r"|[,;–—]\s+(?=(?:how do|can i|can you|could you|do you|is my|where is|kann ich|konnen sie|konnten sie"
    r"|puis-je|pouvez-vous|pourriez-vous|puedo|pueden|posso|potete|podem|kan ik|kunt u)\b)"
)
_REFERENCE = re.compile(r"(?<![\w.,-])(?=[\w-]{0,12}\d)[A-Z]{0,5}-?\d[\dA-Z-]{4,16}(?![\w@])")
_FEWEST_WORDS = 3
# Nobody puts two wishes into a sentence longer than this; it bounds the work on hostile text.
_LONGEST_SENTENCE, _AROUND = 2_000, 300


@dataclass(slots=True)
class _Group:
    """Sentences that belong together; `core` is true once one of them asks."""

    sentences: list[Sentence]
    core: bool = False

    @property
    def words(self) -> frozenset[str]:
        return frozenset().union(*(content_words(sentence.low) for sentence in self.sentences))

    @property
    def references(self) -> frozenset[str]:
        return frozenset(ref for one in self.sentences for ref in _REFERENCE.findall(one.text))


def asks_of(text: str, runs: Iterable[tuple[int, int]]) -> tuple[Ask, ...]:
    """Return the asks in the given ranges of `text`, in order.

    What leads up to a question, and what explains it, belongs to its ask; thanks and manners to none.
    A message that only tells something is one ask, one that only thanks is none.
    """
    units = [part for sentence in sentences_of(text, runs) for part in _parts(text, sentence)]
    groups = _grouped([unit for unit in units if not is_polite(unit.low) or announces(unit.low)])
    asking = [group for group in groups if group.core] or _told(groups)
    if len(asking) > _MOST_ASKS:
        rest = [one for group in asking[_MOST_ASKS - 1 :] for one in group.sentences]
        asking = [*asking[: _MOST_ASKS - 1], _Group(rest, core=True)]
    return tuple(_ask(text, group) for group in asking)


def _parts(text: str, sentence: Sentence) -> Iterable[Sentence]:
    """Cut a sentence where it turns to another thing; both sides must ask or complain."""
    start = sentence.start
    low = sentence.low[:_LONGEST_SENTENCE]
    for found in _WITHIN.finditer(low):
        at = sentence.start + found.start()
        after = low[found.end() : found.end() + _AROUND]
        left = low[max(start - sentence.start, found.start() - _AROUND) : found.start()]
        is_turn = (
            min(len(words_of(left)), len(words_of(after))) >= _FEWEST_WORDS
            and content_words(left)
            and _asks(left)
            and (_asks(after) or is_question(after.split(" ", 1)[-1]))
        )
        if is_turn and at > start:
            yield replace(sentence, start=start, end=at, text=text[start:at])
            start = sentence.start + found.end()
    yield replace(sentence, start=start, text=text[start : sentence.end])


def _asks(low: str) -> bool:
    return is_question(low) or is_request(low) or is_problem(low)


def _grouped(units: Sequence[Sentence]) -> list[_Group]:
    groups: list[_Group] = []
    waiting: list[Sentence] = []
    items = _items(units)
    before: Sentence | None = None
    for place, unit in enumerate(units):
        new = _is_new_ask(unit, waiting, groups, before, is_item=place in items)
        is_far = before is not None and before.run != unit.run
        if new:
            lead = [] if is_far or place in items else _lead(waiting)
            groups.append(_Group([*lead, unit], core=True))
            waiting = []
        elif groups and not is_far and (not waiting or _asks_directly(unit)) and not _leads_on(unit, before):
            groups[-1].sentences += [*waiting, unit]
            waiting = []
        else:
            if is_far and waiting:
                groups.append(_Group(waiting))
                waiting = []
            waiting.append(unit)
        before = unit
    if waiting:
        if groups and groups[-1].sentences[-1].run == waiting[0].run:
            groups[-1].sentences += waiting
        else:
            groups.append(_Group(waiting))
    return groups


def _lead(waiting: list[Sentence]) -> list[Sentence]:
    """Drop what only announces (`I have two questions:`) from what leads up to an ask."""
    return [one for one in waiting if not (announces(one.low) and is_polite(one.low))]


def _leads_on(unit: Sentence, before: Sentence | None) -> bool:
    """Tell whether a statement rather begins something new than belongs to what was asked before it."""
    return before is not None and before.paragraph != unit.paragraph and not _asks_directly(unit)


def _asks_directly(unit: Sentence) -> bool:
    return is_question(unit.low) or is_request(unit.low)


def _is_new_ask(
    unit: Sentence, waiting: list[Sentence], groups: list[_Group], before: Sentence | None, *, is_item: bool
) -> bool:
    """Tell whether `unit` is the heart of an ask of its own."""
    low = unit.low
    said = content_words(low)
    if is_item:
        return bool(said)
    turns = opens_topic(low)
    if names_another(low) and (groups or waiting):
        return True
    if not groups:
        is_about = bool(said) or any(content_words(one.low) for one in waiting)
        return (_asks_directly(unit) and is_about) or _is_other_problem(unit, waiting, turns)
    if not (_asks_directly(unit) or (is_problem(low) and (turns or _names_other(unit, groups)))):
        return False
    known = groups[-1].words.union(*(content_words(one.low) for one in waiting))
    is_near = before is not None and before.paragraph == unit.paragraph
    is_other = _names_other(unit, groups)
    is_open = not any(_asks_directly(one) for one in groups[-1].sentences)
    if is_open and is_near and not turns and not is_other:
        return False  # what was only complained of so far is asked about here
    return _asks_more(low, said - known, is_near=is_near, turns=turns, is_other=is_other)


def _asks_more(low: str, new: frozenset[str], *, is_near: bool, turns: bool, is_other: bool) -> bool:
    """Tell whether a question or request goes beyond the ask before it; `new` are the words only it has."""
    if turns:
        return bool(new)
    refers = refers_back(low)
    if is_near and refers:
        return len(new) >= 2 and is_other
    if is_question(low):
        return len(new) >= 1 and not (refers and len(new) <= 1)
    return len(new) >= 2 and not (refers and len(new) <= 3)


def _is_other_problem(unit: Sentence, waiting: list[Sentence], turns: bool) -> bool:
    """Tell whether a complaint with which nothing was asked yet stands on its own."""
    if not is_problem(unit.low):
        return False
    return not waiting and bool(content_words(unit.low)) and not turns and bool(_REFERENCE.search(unit.text))


def _names_other(unit: Sentence, groups: list[_Group]) -> bool:
    """Tell whether a sentence names an order or a contract that nothing before it named."""
    here = frozenset(_REFERENCE.findall(unit.text))
    before = frozenset().union(*(group.references for group in groups))
    return bool(here - before) and bool(before)


def _items(units: Sequence[Sentence]) -> frozenset[int]:
    """Return the places of list points that are asks: announced as such, or asking by themselves."""
    points = [place for place, unit in enumerate(units) if unit.is_point]
    firsts = [place for place in points if place == 0 or units[place - 1].start < units[place].start]
    heads = [
        place
        for place in firsts
        if place == 0 or not units[place - 1].is_point or _is_next_point(units[place - 1], units[place])
    ]
    if len(heads) < 2:
        return frozenset()
    asking = [place for place in heads if _asks(units[place].low)]
    lead = units[heads[0] - 1].low if heads[0] else ""
    is_list = is_request(lead) or any(units[place].is_numbered for place in heads)
    is_announced = announces(lead) and is_list and not _is_shopping(units, heads)
    return frozenset(heads) if is_announced or len(asking) * 2 > len(heads) else frozenset()


def _is_next_point(before: Sentence, unit: Sentence) -> bool:
    """Tell whether a point begins with this sentence, or the one before it only goes on."""
    return unit.start - before.end >= 2


def _is_shopping(units: Sequence[Sentence], heads: Sequence[int]) -> bool:
    """Tell whether points only list things: `2 x lamp`."""
    return all(re.match(r"\d{1,3} ?[x×]\s", units[place].low) for place in heads)


def _told(groups: Sequence[_Group]) -> list[_Group]:
    """Make one ask, the longest stretch, of a message that asks nothing and tells something."""
    told = [group for group in groups if any(content_words(one.low) for one in group.sentences)]
    if not told:
        return []
    problems = [group for group in told if any(is_problem(one.low) for one in group.sentences)]
    best = max(problems or told, key=lambda group: group.sentences[-1].end - group.sentences[0].start)
    return [best]


def _ask(text: str, group: _Group) -> Ask:
    start = min(sentence.start for sentence in group.sentences)
    end = max(sentence.end for sentence in group.sentences)
    raw = text[start:end]
    return Ask(raw.strip(), start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))
