"""Quiet hints on a reply as it will be sent: hard to read, too long, blaming, promising without a date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbassist.messages.folding import folded
from kbassist.replies.reading_ease import reading_ease
from kbassist.replies.sentences import Sentence, sentences
from kbassist.replies.wordings import Wording, Wordings, wordings

# A reply has some 500 characters and is read in 2 ms; what is longer than this is none.
_LONGEST = 6_000
_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_LINK = re.compile(r"https?://\S+|[^\s@]{1,64}@\S+")
_JOINT = re.compile(
    r"[;:–]\s|,\s(?:and|but|so|or|which|und|aber|oder|denn|damit|sodass|et|mais|ou|car|donc|ce qui|y|pero|o"
    r"|así que)\s",
    re.I,
)


class HintKind(StrEnum):
    """What a hint is about."""

    BLAME = "blame"
    PROMISE = "promise"
    SENTENCE = "sentence"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint on a half-open range of the text.

    `label` are two to four words, `sentence` says what a customer may hear, `better` how to say it instead.
    """

    start: int
    end: int
    kind: HintKind
    label: str
    sentence: str
    better: str


def hints(text: str, lang: str | None) -> tuple[Hint, ...]:
    """Return the hints on a plain text in its order; what concerns all of it comes last.

    None of them holds anything back. There are lists for English, German, French and Spanish.
    """
    lists = wordings(lang)
    if lists is None:
        return ()
    text = text[:_LONGEST]
    found: list[Hint] = []
    for sentence in sentences(text):
        found += _wordings_in(sentence, lists)
        if (long := _too_long(sentence, lists.longest_sentence)) is not None:
            found.append(long)
    found.sort(key=lambda hint: (hint.start, -hint.end))
    return (*found, *_hard_to_read(text, lang, lists.flag_below))


def _wordings_in(sentence: Sentence, lists: Wordings) -> Iterable[Hint]:
    low = folded(sentence.text)
    fine = [found.span() for found in lists.fine.finditer(low)]
    for start, end, wording in _matches(low, lists.blame, fine):
        said = sentence.text[start:end]
        yield _hint(sentence, start, end, HintKind.BLAME, f'"{said}" may sound like blame.', wording.better)
    is_promise = lists.promised_by.search(low) and not lists.date.search(low) and not lists.asked.search(low)
    for start, end, wording in _matches(low, lists.promise, fine) if is_promise else ():
        said = sentence.text[start:end]
        words = f'"{said}" promises something without a date.'
        yield _hint(sentence, start, end, HintKind.PROMISE, words, wording.better)


def _matches(
    low: str, table: Sequence[Wording], fine: Sequence[tuple[int, int]]
) -> Iterable[tuple[int, int, Wording]]:
    """Find the longest wordings; what is fine as a whole is none."""
    found = [(*match.span(), wording) for wording in table for match in wording.pattern.finditer(low)]
    found.sort(key=lambda each: (each[0] - each[1], each[0]))
    taken = list(fine)
    for start, end, wording in found:
        is_fine = any(s <= start and end <= e for s, e in fine)
        is_taken = any(s < end and start < e for s, e in taken[len(fine) :])
        if not (is_fine or is_taken):
            taken.append((start, end))
            yield start, end, wording


def _hint(sentence: Sentence, start: int, end: int, kind: HintKind, words: str, better: str) -> Hint:
    label = " ".join(sentence.text[start:end].split())
    return Hint(sentence.start + start, sentence.start + end, kind, label, words, better)


def _too_long(sentence: Sentence, longest: int) -> Hint | None:
    words = len(_WORD.findall(_LINK.sub(" ", sentence.text)))
    if words <= longest:
        return None
    return Hint(
        sentence.start,
        sentence.end,
        HintKind.SENTENCE,
        f"{words} words",
        f"This sentence has {words} words.",
        _two_of(sentence.text),
    )


def _two_of(text: str) -> str:
    """Say where a sentence can end: at the joint that is nearest to its middle."""
    middle = len(text) / 2
    joints = [found.start() for found in _JOINT.finditer(text) if 0.2 < found.start() / len(text) < 0.8]
    if not joints:
        return "Say it in two sentences."
    at = min(joints, key=lambda joint: abs(joint - middle))
    words = " ".join(text[:at].split()[-3:])
    return f'Make it two: end the first after "\u2026 {words}".'


def _hard_to_read(text: str, lang: str | None, flag_below: float) -> Iterable[Hint]:
    ease = reading_ease(text, lang)
    if ease is not None and ease < flag_below:
        yield Hint(
            0,
            len(text),
            HintKind.READING,
            f"reading ease {max(round(ease), 0)}",
            f"This text is hard to read: {max(round(ease), 0)} of 100.",
            "Shorter sentences and everyday words: one thought in each.",
        )
