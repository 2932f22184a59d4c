"""Reads a customer's message: which runs of it are what, what it asks, and in which language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbassist.messages.asks import asks_of
from kbassist.messages.folding import Line, folded, lines_of, undecorated, words_of
from kbassist.messages.footers import is_delimiter, is_legal, is_program_mark
from kbassist.messages.greetings import closing_within, greeting_of, is_closing
from kbassist.messages.languages import language_of
from kbassist.messages.message import Message, MessagePart, PartKind
from kbassist.messages.quotes import (
    header_length,
    intro_length,
    is_divider,
    is_forward_mark,
    is_marked,
    subject_of,
)
from kbassist.messages.transcripts import turns_of

# Beyond this a text is kept and not read: nobody writes 60,000 characters to a shop.
MOST_CHARACTERS = 60_000
_NAME_LINE = re.compile(r"[^\W\d_][\w.'’-]{1,20}(?: [^\W\d_][\w.'’-]{0,20}){0,2}[.,]?")
_DASHES = "-–—~*•"
# "Please call me. - Priya"; emojis and the like may stand behind a name.
_TAIL_NAME = re.compile(
    r"(?<=[.!?)…])\s+[-–—~]{1,2} ?(?P<name>[^\W\d_][\w.'’-]{1,20}(?: [^\W\d_][\w.'’-]{1,20})?)[\s.]*$"
)
_TAIL_THANKS = re.compile(
    r"(?<!\bto)(?<!\bsay)(?<!\bi)[\s,]+(?:thanks|thank you|thx|danke|merci|gracias|grazie|bedankt)"
    r"(?: [^\W\d_]{2,20})?[\s!.]*$"
)
_MOST_LINES_AFTER_CLOSING = 9
_LONGEST_SIGNATURE_LINE = 80


@dataclass(frozen=True, slots=True)
class _Run:
    kind: PartKind
    start: int
    end: int


def read_message(text: str) -> Message:
    """Read what a customer wrote, or a mail or chat that was copied as a whole.

    Only the first 60,000 characters are read, in time linear in them; what follows counts as a footer.
    """
    end = min(len(text), MOST_CHARACTERS)
    lines = lines_of(text, 0, end)
    turns = turns_of(text, lines)
    runs: list[_Run] = []
    if turns:
        runs.append(_Run(PartKind.QUOTED, 0, turns[0].start))
        for turn in turns:
            runs.append(_Run(PartKind.QUOTED, turn.start, turn.said if turn.is_customer else turn.end))
            if turn.is_customer:
                runs += _said(text, turn.said, turn.end)
    else:
        for run in _with_quotes(lines):
            runs += _letter(text, run) if run.kind is PartKind.BODY else [run]
    parts = _covering(text, runs, end)
    body = [(part.start, part.end) for part in parts if part.kind is PartKind.BODY]
    message = Message(text, parts)
    return Message(text, parts, asks_of(text, body), _language(message))


def _language(message: Message) -> str | None:
    found = language_of(words_of(folded(message.body[:6_000])))
    if found is None:
        own = (PartKind.BODY, PartKind.GREETING, PartKind.SIGN_OFF)
        written = " ".join(message.text[part.start : part.end] for part in message.parts if part.kind in own)
        found = language_of(words_of(folded(written[:6_000])))
    return found


def _with_quotes(lines: Sequence[Line]) -> list[_Run]:
    """Tell quoted history from what is new; a mail's head on top belongs to a mail copied as a whole."""
    runs: list[_Run] = []
    place = 0
    has_body = False
    while place < len(lines):
        line = lines[place]
        if line.blank:
            place += 1
        elif is_marked(line):
            runs.append(_Run(PartKind.QUOTED, line.start, line.end))
            place += 1
        elif is_forward_mark(line) or is_divider(line) or (length := header_length(lines, place)):
            length = header_length(lines, place + 1) + 1 if _is_mark(line) else length
            if has_body and not is_forward_mark(line):
                runs.append(_Run(PartKind.QUOTED, line.start, lines[-1].end))
                break
            runs += _head(lines[place : place + length])
            place += length
        elif length := intro_length(lines, place):
            after = next((other for other in lines[place + length :] if not other.blank), None)
            is_all = after is None or not is_marked(after)
            last = lines[-1] if is_all and has_body else lines[place + length - 1]
            runs.append(_Run(PartKind.QUOTED, line.start, last.end))
            if is_all and has_body:
                break
            place += length
        else:
            runs.append(_Run(PartKind.BODY, line.start, line.end))
            has_body = True
            place += 1
    return _joined(runs)


def _is_mark(line: Line) -> bool:
    return is_forward_mark(line) or is_divider(line)


def _head(lines: Sequence[Line]) -> list[_Run]:
    """Return the runs of a mail's head; its subject is the customer's own words."""
    runs = []
    for line in lines:
        if line.blank:
            continue
        subject = subject_of(line)
        runs.append(_Run(PartKind.QUOTED, line.start, subject[0] if subject else line.end))
        if subject:
            runs.append(_Run(PartKind.BODY, *subject))
    return runs


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].kind is run.kind:
            joined[-1] = _Run(run.kind, joined[-1].start, run.end)
        else:
            joined.append(run)
    return joined


def _said(text: str, start: int, end: int) -> list[_Run]:
    """Read one turn of a chat."""
    return _letter(text, _Run(PartKind.BODY, start, end), is_chat=True)


def _letter(text: str, run: _Run, *, is_chat: bool = False) -> list[_Run]:
    """Tell greeting, sign-off, signature and footers of a run from its body."""
    lines = [line for line in lines_of(text, run.start, run.end) if not line.blank]
    greeting = greeting_of(text[run.start : run.end])
    body_start = run.start + greeting[1] if greeting else run.start
    runs = [_Run(PartKind.GREETING, run.start, body_start)] if greeting else []
    kept, foot = _without_foot([line for line in lines if line.end > body_start])
    closing = None if is_chat else _closing_at(kept)
    if closing is None and kept:
        closing = _within(kept[-1], body_start)
    if closing is not None and closing >= body_start:
        if closing > body_start:
            runs.append(_Run(PartKind.BODY, body_start, closing))
        runs += _signed([line for line in kept if line.end > closing], closing)
    elif kept:
        runs.append(_Run(PartKind.BODY, max(body_start, kept[0].start), kept[-1].end))
    return runs + foot


def _within(line: Line, body_start: int) -> int | None:
    """Return where thanks begin that end the last line of a body."""
    if (at := closing_within(line)) is not None:
        return at
    tail = max(0, len(line.text) - 50)
    named = _TAIL_NAME.search(line.text, tail)
    if named and named["name"].istitle():
        return line.start + named.start()
    found = _TAIL_THANKS.search(folded(line.text), tail)
    return line.start + found.start() if found and line.start + found.start() > body_start else None


def _without_foot(lines: Sequence[Line]) -> tuple[list[Line], list[_Run]]:
    """Split what a mail program, a lawyer or a signature put below the text from the text."""
    for place, line in enumerate(lines):
        if place and is_delimiter(line):
            return list(lines[:place]), _foot(lines[place:], PartKind.SIGNATURE)
        if is_program_mark(line) or (is_legal(line) and _is_last_words(lines, place)):
            return list(lines[:place]), _foot(lines[place:], PartKind.FOOTER)
    return list(lines), []


def _foot(lines: Sequence[Line], kind: PartKind) -> list[_Run]:
    legal = next((line.start for line in lines if is_legal(line) or is_program_mark(line)), None)
    if kind is PartKind.FOOTER or legal is None or legal == lines[0].start:
        return [_Run(PartKind.FOOTER if legal == lines[0].start else kind, lines[0].start, lines[-1].end)]
    return [_Run(kind, lines[0].start, legal), _Run(PartKind.FOOTER, legal, lines[-1].end)]


def _is_last_words(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a legal notice is the end of a text, and not something the customer asks about."""
    return place > 0 and not lines[place].text.endswith("?") and "?" not in lines[-1].text


def _closing_at(lines: Sequence[Line]) -> int | None:
    """Return where the sign-off begins: a closing with short lines below it, or a name alone at the end."""
    below = lines[-_MOST_LINES_AFTER_CLOSING:]
    for place, line in enumerate(below):
        after = below[place + 1 :]
        if not all(_is_short(other) for other in after):
            continue
        if is_closing(line.text, is_last=not after):
            return line.start
        if after and len(after) <= 4 and (at := closing_within(line)) is not None:
            return at
    last = lines[-1] if len(lines) > 1 else None
    if last and _is_name_line(last.text, lines[-2].text):
        return last.start if lines[-2].text[-1:] in ".!?,)" or lines[-2].end + 1 < last.start else None
    return None


def _is_short(line: Line) -> bool:
    return len(line.text) <= _LONGEST_SIGNATURE_LINE and not line.text.endswith("?")


def _is_name_line(text: str, before: str) -> bool:
    """Tell whether a line may be a name; one behind a dash is none where the line before has one: a list."""
    if text[0] in _DASHES and before[0] in _DASHES:
        return False
    bare = undecorated(text)
    return bool(_NAME_LINE.fullmatch(bare)) and _is_written_like_name(bare)


def _is_written_like_name(text: str) -> bool:
    return len(text) <= 40 and all(word[:1].isupper() for word in text.split() if len(word) > 3)


def _signed(lines: Sequence[Line], closing: int) -> list[_Run]:
    """Split what follows the body into closing with name, and the signature's further lines."""
    names = 1
    while names < min(3, len(lines)) and (
        is_closing(lines[names].text, is_last=True) or _NAME_LINE.fullmatch(undecorated(lines[names].text))
    ):
        names += 1
        if not is_closing(lines[names - 1].text, is_last=True):
            break
    runs = [_Run(PartKind.SIGN_OFF, closing, lines[names - 1].end)]
    if names < len(lines):
        runs.append(_Run(PartKind.SIGNATURE, lines[names].start, lines[-1].end))
    return runs


def _covering(text: str, runs: Sequence[_Run], end: int) -> tuple[MessagePart, ...]:
    """Let the runs follow each other without gaps, from the first character to the last."""
    parts: list[MessagePart] = []
    for run in _joined([run for run in runs if run.end > run.start]):
        start = parts[-1].end if parts else 0
        if run.end <= start:
            continue
        if parts and run.start > start:
            parts[-1] = MessagePart(parts[-1].kind, parts[-1].start, run.start)
            start = run.start
        parts.append(MessagePart(run.kind, start, run.end))
    if not parts:
        parts = [MessagePart(PartKind.BODY, 0, end)] if end else []
    elif parts[-1].end < end:
        parts[-1] = MessagePart(parts[-1].kind, parts[-1].start, end)
    if end < len(text):
        parts.append(MessagePart(PartKind.FOOTER, end, len(text)))
    return tuple(parts)
