"""A reply as spoken steps: what to say, what to do, what to wait for, and where to pause."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from textwrap import wrap

from kbassist.messages.greetings import sign_off_of
from kbassist.replies.alphabets import spelled
from kbassist.replies.phone_cues import CUES, Cues
from kbassist.replies.sentences import sentences
from kbassist.replies.speech import base_of, identifiers, speakable

ANSWER = "Let them answer."

# Nobody speaks for longer; an article may have more.
_LONGEST = 40_000
# What is said in one breath: short sentences go together, a long one is cut at a comma.
_TOGETHER = 110
_BREATH = 180
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}|\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*")
_ITEM = re.compile(r"\s*(?:[-*+•]|(\d{1,3})[.)])\s+")
_LEAD = re.compile(r"\s*(?:>\s?)*(?:#{1,6}\s+)?")
_QUOTED = re.compile(r"\"([^\"]{1,2000})\"|“([^”]{1,2000})”|„([^“”]{1,2000})[“”]|«([^»]{1,2000})»")
_IS_SPEECH = re.compile(r"[^a-zà-þ].*[.!?…:]", re.S)
_CUT = re.compile(r"(?<=[,;:–])\s")


class StepKind(StrEnum):
    """What the agent does at a step."""

    SAY = "say"
    DO = "do"
    WAIT = "wait"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class SpokenStep:
    """One step, to be spoken in one breath. `spelled` spells the identifiers in it, a line each.

    DO is a step that somebody carries out: the agent, or the customer while it is read out.
    """

    kind: StepKind
    text: str
    spelled: str = ""


def spoken(markdown: str, lang: str | None) -> tuple[SpokenStep, ...]:
    """Return a filled reply as steps in the order of its text; the sign-off is left out.

    In a script - lines that stand in quotes - the quotes are what to say and the rest is for the agent.
    In any other reply all is said; what asks for something or tells how long it takes is marked as such.
    """
    cues = CUES[base_of(lang)]
    text = _without_sign_off(markdown[:_LONGEST])
    lines = list(_lines(text))
    is_script = 2 * sum(_speech(line) is not None for _, line in lines) >= len(lines) > 0
    steps: list[SpokenStep] = []
    for is_numbered, line in lines:
        found = _scripted(line, cues) if is_script else _said(line, is_numbered, cues)
        for kind, words in found:
            if kind is StepKind.PAUSE and steps and steps[-1].kind is kind:
                steps[-1] = max(steps[-1], _step(kind, words, lang), key=lambda step: len(step.text))
            elif words.strip(" ."):
                steps += _breaths(kind, speakable(words, lang), lang)
    return tuple(steps)


def kept_place(before: Sequence[SpokenStep], after: Sequence[SpokenStep], place: int) -> int:
    """Return where the step at `place`, from 0, stands once a value has changed the steps."""
    matcher = SequenceMatcher(None, [s.text for s in before], [s.text for s in after], autojunk=False)
    for _tag, start, end, now, now_end in matcher.get_opcodes():
        if start <= place < end:
            return max(min(now + place - start, now_end - 1), 0)
    return place


def _without_sign_off(markdown: str) -> str:
    found = sign_off_of(markdown)
    return markdown[: found[0]] if found and markdown[: found[0]].strip() else markdown


def _lines(markdown: str) -> Iterable[tuple[bool, str]]:
    """Give each paragraph and each item of a list as a line, and whether the item is numbered."""
    open_line: list[str] = []
    is_numbered = False
    for raw in [*markdown.split("\n"), ""]:
        bare = _LEAD.sub("", raw, count=1)
        item, is_row = _ITEM.match(bare), bare.startswith("|")
        is_break = not bare.strip() or bool(_FENCE.match(bare) or _RULE.fullmatch(bare))
        if open_line and (is_break or item or is_row):
            yield is_numbered, _one(open_line)
            open_line, is_numbered = [], False
        if item:
            is_numbered = item[1] is not None
            open_line = [bare[item.end() :]]
        elif is_row and not is_break:
            open_line = [", ".join(cell.strip() for cell in bare.strip().strip("|").split("|"))]
        elif not is_break:
            open_line.append(bare)


def _one(lines: list[str]) -> str:
    """Join the lines of a paragraph; where the author broke one, a comma is heard."""
    said = ""
    for line in lines:
        joint = "" if not said else " " if said.rstrip().endswith((",", ".", ":", ";", "!", "?")) else ", "
        is_broken = said.endswith(("  ", "\\"))
        said = said.rstrip(" \\") + (joint if is_broken or not said else " ") + line.lstrip()
    return said.rstrip(" \\")


def _speech(line: str) -> str | None:
    """Return the first quote of a line that is something to say, not a word that is talked about."""
    for found in _QUOTED.finditer(line):
        said = next(group for group in found.groups() if group)
        if _IS_SPEECH.fullmatch(said.strip()):
            return said
    return None


def _scripted(line: str, cues: Cues) -> Iterable[tuple[StepKind, str]]:
    """Take a line of a script apart: quotes are said, the rest is for the agent."""
    at = 0
    for found in _QUOTED.finditer(line):
        said = next(group for group in found.groups() if group)
        if _IS_SPEECH.fullmatch(said.strip()):
            yield from _for_agent(line[at : found.start()], cues)
            yield from _said(said, False, None)
            at = found.end()
    yield from _for_agent(line[at:], cues)


def _for_agent(words: str, cues: Cues) -> Iterable[tuple[StepKind, str]]:
    for sentence in sentences(words.strip(" ,")):
        yield StepKind.PAUSE if cues.pause.search(sentence.text) else StepKind.DO, sentence.text


def _said(text: str, is_numbered: bool, cues: Cues | None) -> Iterable[tuple[StepKind, str]]:
    """Give what is said: short sentences of a kind together, and a pause behind a question."""
    kind, run = StepKind.SAY, ""
    for sentence in sentences(text):
        words = sentence.text
        is_question = words.rstrip("\"'”») ").endswith("?")
        now = StepKind.SAY if is_question or cues is None else _kind(words, is_numbered, cues)
        if run and (now is not kind or len(run) + len(words) > _TOGETHER):
            yield kind, run
            run = ""
        kind, run = now, f"{run} {words}" if run else words
        if is_question:
            yield kind, run
            yield StepKind.PAUSE, ANSWER
            run = ""
    if run:
        yield kind, run


def _kind(words: str, is_numbered: bool, cues: Cues) -> StepKind:
    bare = words.lstrip("\"'“„«¡¿*_ ")
    if cues.hold.match(bare):
        return StepKind.WAIT
    if is_numbered or cues.do.match(bare):
        return StepKind.DO
    return StepKind.WAIT if cues.wait.search(words) else StepKind.SAY


def _breaths(kind: StepKind, text: str, lang: str | None) -> Iterable[SpokenStep]:
    """Cut what is longer than a breath at its commas, else between words."""
    run = ""
    parts = (wrap(part, _BREATH, break_long_words=False, break_on_hyphens=False) for part in _CUT.split(text))
    for part in (short for long in parts for short in long):
        if run and len(run) + len(part) > _BREATH:
            yield _step(kind, run, lang)
            run = ""
        run = f"{run} {part}" if run else part
    if run:
        yield _step(kind, run, lang)


def _step(kind: StepKind, text: str, lang: str | None) -> SpokenStep:
    lines = (
        [f"{found}: {spelled(found, lang)}" for found in identifiers(text)]
        if kind is not StepKind.PAUSE
        else []
    )
    return SpokenStep(kind, text, "\n".join(lines))
