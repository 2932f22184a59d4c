"""Cuts what a customer wrote into sentences and list points, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kbassist.messages.folding import Line, folded, lines_of

_POINT = re.compile(
    r"(?:[-*•‣▪◦–—·]|\(?\d{1,2}[.):]\)?|\(?[a-h]\)|[ivx]{1,4}[.)]|\d\ufe0f?\u20e3)\s+(?=\S)", re.I
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.):]\)?\s|\(?[a-h]\)\s|\d\ufe0f?\u20e3", re.I)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”»)]{0,2}(?=\s)|[。！？]+|;(?=\s)")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|z\.b|u\.a|d\.h|bzw|ca|nr|no|num|mr|mrs|ms|dr|st|str|prof|inkl|zzgl|tel|ref|approx|vs"
    r"|art"
    r"|sra?|mme|sig|dott|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|n|p|av|avd|etc)"
    r"|(?<!\d)\d{1,2})\.$"
)
_SHORT_LINE = 48
_MOST_SENTENCES = 400


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a point of a list; `paragraph` counts over the whole message.

    `run` counts the stretches of a message that were not interrupted by quotes or other speakers.
    """

    start: int
    end: int
    text: str
    paragraph: int
    run: int
    is_point: bool = False
    is_numbered: bool = False

    @property
    def low(self) -> str:
        """The sentence folded."""
        return folded(self.text)


def sentences_of(text: str, runs: Iterable[tuple[int, int]]) -> tuple[Sentence, ...]:
    """Cut the given ranges of `text` into sentences, in order."""
    found: list[Sentence] = []
    paragraph = 0
    for run, (start, end) in enumerate(runs):
        for block, is_new in _blocks(lines_of(text, start, end)):
            paragraph += is_new
            found += _cut(text, block, paragraph, run)
            if len(found) >= _MOST_SENTENCES:
                return tuple(found[:_MOST_SENTENCES])
        paragraph += 1
    return tuple(found)


def _blocks(lines: Iterable[Line]) -> Iterable[tuple[list[Line], bool]]:
    """Join lines that a mail program wrapped; yield each block and whether a paragraph begins with it."""
    block: list[Line] = []
    is_new = pending = True
    for line in lines:
        if line.blank or _POINT.match(line.text) or (block and len(block[-1].text) < _SHORT_LINE):
            if block:
                yield block, is_new
                is_new = False
            block = []
        if line.blank:
            pending = True
            continue
        if not block:
            is_new, pending = pending, False
        block.append(line)
    if block:
        yield block, is_new


def _cut(text: str, block: list[Line], paragraph: int, run: int) -> Iterable[Sentence]:
    start, end = block[0].start, block[-1].end
    point = _POINT.match(text, start, end)
    is_numbered = bool(point and _NUMBERED.match(text, start, end))
    begin = point.end() if point else start
    for found in _END.finditer(text, begin, end):
        if text[found.start()] == "." and _NO_END.search(
            folded(text[max(begin, found.end() - 12) : found.end()])
        ):
            continue
        if found[0] == ";" and not point:
            continue
        yield from _sentence(text, begin, found.end(), paragraph, run, bool(point), is_numbered)
        begin = found.end()
    yield from _sentence(text, begin, end, paragraph, run, bool(point), is_numbered)


def _sentence(
    text: str, start: int, end: int, paragraph: int, run: int, is_point: bool, is_numbered: bool
) -> Iterable[Sentence]:
    raw = text[start:end]
    first = start + len(raw) - len(raw.lstrip())
    if bare := raw.strip():
        yield Sentence(first, first + len(bare), bare, paragraph, run, is_point, is_numbered)
