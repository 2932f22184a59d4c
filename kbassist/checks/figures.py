"""Numbers in a text that contradict a fact on the same matter: "30 days" where refund_days is 14."""

import re
from collections.abc import Iterator

from kbassist.articles.article import Problem
from kbassist.checks.codes import CODES
from kbassist.checks.link_places import prose_of
from kbassist.checks.measures import NUMBER, UNITS, Measure, number
from kbassist.checks.source import Source
from kbassist.checks.subject import Known

_RANGE = rf"({NUMBER})(?:\s*(?:-|–|to|bis|à|a)\s*({NUMBER}))?"
_BETWEEN = r"[\s\u00a0-]*(?:(?:working|business|calendar|full|more)[\s-]+)?"
_SENTENCE = re.compile(r"[^.!?\n|]*(?:\.\d[^.!?\n|]*)*")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_WORDS_BEFORE, _WORDS_BEHIND = 10, 3
# Numbers in addresses and in HTML tags say nothing.
_ADDRESS = re.compile(
    r"<[A-Za-z/][^<>\n]{0,2000}>|\]\([^()\n]{0,2000}\)|https?://[^\s<>]{1,2000}", re.IGNORECASE
)
_TAG = re.compile(r"\{[{%].{0,2000}?[%}]\}", re.S)


def contradicted_facts(source: Source, known: Known) -> Iterator[Problem]:
    """Find sentences that name the matter of one fact and a number that is not the fact's."""
    measures = known.measures
    if not measures:
        return
    text = _ADDRESS.sub(_blank, _TAG.sub(_blank, prose_of(source)))
    topic = source.article.title.casefold()
    for sentence in _SENTENCE.finditer(text):
        if _DIGIT.search(sentence[0]):
            yield from _of_sentence(source, sentence, measures, topic)


def _of_sentence(
    source: Source, sentence: re.Match[str], measures: tuple[Measure, ...], topic: str
) -> Iterator[Problem]:
    folded = sentence[0].casefold()
    if len(folded) != len(sentence[0]):
        return
    meant = [measure for measure in measures if all(_has(folded, word) for word in measure.words)]
    for measure in meant:
        found = _amounts(folded, measure.unit)
        # Two facts or two amounts of a kind in one sentence: which is which only people can tell.
        if len(found) != 1 or [other.unit for other in meant].count(measure.unit) > 1:
            continue
        (start, end), numbers = found[0]
        if numbers == measure.numbers or _is_of_another(numbers, measure, measures):
            continue
        if not _is_its_number(measure, folded, (start, end), topic):
            continue
        shown = "–".join(f"{value:g}" for value in numbers)
        message = (
            f"It says {shown} here, and facts.{measure.fact.name} is {measure.fact.value}; "
            f"write {{{{ facts.{measure.fact.name} }}}}, or correct the fact."
        )
        place = source.place(source.body_start + sentence.start() + start)
        yield CODES["fact-contradicted"].at(source.path, place, message)


def _is_its_number(measure: Measure, sentence: str, amount: tuple[int, int], topic: str) -> bool:
    """Tell whether the number is that of the matter: one word alone, such as "change", is said of much.

    It is when the name has several words, when the title has the word too, or when it stands close by.
    """
    if len(measure.words) > 1 or _has(topic, measure.words[0]):
        return True
    before = " ".join(_WORD.findall(sentence[: amount[0]])[-_WORDS_BEFORE:])
    behind = " ".join(_WORD.findall(sentence[amount[1] :])[:_WORDS_BEHIND])
    return _has(before, measure.words[0]) or _has(behind, measure.words[0])


def _has(sentence: str, word: str) -> bool:
    return word in sentence and re.search(rf"\b{re.escape(word)}", sentence) is not None


def _amounts(sentence: str, unit: str) -> list[tuple[tuple[int, int], tuple[float, ...]]]:
    """Return places and numbers of the amounts of a unit; money may have its sign in front."""
    found = re.finditer(rf"(?<![\w.,]){_RANGE}{_BETWEEN}(?:{UNITS[unit]})(?!\w)", sentence)
    amounts = [((match.start(1), match.end()), _pair(match)) for match in found]
    if unit == "price":
        found = re.finditer(rf"(?:€|\$|£)\s?{_RANGE}(?![\d\w])", sentence)
        amounts += [((match.start(1), match.end()), _pair(match)) for match in found]
    return amounts


def _is_of_another(numbers: tuple[float, ...], measure: Measure, measures: tuple[Measure, ...]) -> bool:
    """Tell whether another fact of the same kind says just this: then the sentence may be about that one."""
    return any(other.unit == measure.unit and other.numbers == numbers for other in measures)


def _pair(match: re.Match[str]) -> tuple[float, ...]:
    return tuple(number(part) for part in match.group(1, 2) if part)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
