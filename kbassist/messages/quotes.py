"""Tells what of a message is quoted history: what mail programs put above, before and around older mails."""

import re
from collections.abc import Sequence

from kbassist.messages.folding import Line, folded

# "On Mon, 16 Nov 2026 at 09:12, Shop <help@shop.example> wrote:", in the words of seven languages.
_INTRO_START = re.compile(
    r"(?:on|am|le|el|il(?: giorno)?|em|op|a|den|vom|von)\b.{0,40}?\d|.{1,80}(?:wrote|schrieb) (?:on|am"
    r"|at)\b.{0,40}\d"
)
_INTRO_END = re.compile(
    r"(?:(?:wrote|a ecrit|escribio|ha scritto|escreveu|schreef(?: het volgende)?|geschreven) ?:"
    r"|(?:\b(?:schrieb|schreef)\b.{0,120}) ?:|(?:wrote|schrieb) (?:on|am|at) .{4,60}:) ?$"
)
_DIVIDER = re.compile(
    r"[-_=* ]{2,}\s*(?:original(?:e)? message|original appointment|ursprungliche nachricht|originalnachricht"
    r"|message d'origine|message original|messaggio originale|mensaje original|mensagem original"
    r"|oorspronkelijk bericht|original-nachricht)\s*[-_=* ]{0,60}"
)
_FORWARDED = re.compile(
    r"(?:[-_=* ]{2,}\s*)?(?:begin )?(?:forwarded message|weitergeleitete nachricht|message transfere"
    r"|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht"
    r"|anfang der weitergeleiteten nachricht|debut du message transfere)\s*:?[-_=* ]{0,60}"
)
_RULE = re.compile(r"_{10,200}|-{20,200}|={20,200}")
_HEADER = re.compile(
    r"\*{0,2}(?P<name>from|sent|to|cc|bcc|subject|date|reply-to|importance|attachments?|von|gesendet|an"
    r"|betreff"
    r"|datum|kopie|anlagen?|wichtigkeit|de|envoye|a|objet|date|enviado(?: el)?|para|asunto|fecha|da|inviato"
    r"|oggetto|data|assunto|van|verzonden|aan|onderwerp|message-id|received)\*{0,2} ?: ?\*{0,2}(?=\s|$|\S)"
)
_SENDER = frozenset({"from", "von", "de", "da", "van"})
_SUBJECT = frozenset({"subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp"})
_ANSWER = re.compile(r"(?:re|aw|antw|sv|rv|r|res|fw|fwd|wg|tr|i) ?:")
_LONGEST_LINE = 400


def is_marked(line: Line) -> bool:
    """Tell whether a line is marked as quoted: `> like this`."""
    return line.text.startswith((">", "|>", "&gt;")) and not line.text.startswith((">:", ">_<"))


def intro_length(lines: Sequence[Line], place: int) -> int:
    """Return how many lines from `place` on introduce a quote (`On ... wrote:`), 0 when none do."""
    joined = ""
    for count, line in enumerate(lines[place : place + 4], start=1):
        if line.blank and count > 1:
            return 0
        joined = f"{joined} {folded(line.text[:_LONGEST_LINE])}".strip()
        if count == 1 and not _INTRO_START.match(joined):
            return 0
        if _INTRO_END.search(joined[-300:]):
            return count
    return 0


def is_divider(line: Line) -> bool:
    """Tell whether a line stands between a mail and the older one below it."""
    return bool(_DIVIDER.fullmatch(folded(line.text[:_LONGEST_LINE])))


def is_forward_mark(line: Line) -> bool:
    """Tell whether a line says that a forwarded mail follows."""
    return bool(_FORWARDED.fullmatch(folded(line.text[:_LONGEST_LINE])))


def header_length(lines: Sequence[Line], place: int) -> int:
    """Return how many lines from `place` on are the head of a mail (`From: ...`), 0 when there is none.

    A head names a sender or a subject and has two lines or more; a rule above it and blank lines within
    belong to it.
    """
    at = place
    if at < len(lines) and _RULE.fullmatch(lines[at].text):
        at += 1
    names: list[str] = []
    end = at
    while at < len(lines) and at - end <= 1:
        if found := _HEADER.match(folded(lines[at].text[:60])):
            names.append(found["name"].partition(" ")[0])
            end = at + 1
        elif not lines[at].blank and not (names and _continues(lines[at])):
            break
        at += 1
    is_head = len(set(names)) >= 2 and (_SENDER | _SUBJECT).intersection(names)
    return end - place if is_head else 0


def sender_of(line: Line) -> str | None:
    """Return what a line of a mail's head says about the sender; None when it is another line."""
    found = _HEADER.match(folded(line.text[:60]))
    return line.text[found.end() :].strip(" *") if found and found["name"] in _SENDER else None


def subject_of(line: Line) -> tuple[int, int] | None:
    """Return the range of a subject that is the customer's own, in the whole text; None for `Re: ...`."""
    found = _HEADER.match(folded(line.text[:60]))
    if not found or found["name"] not in _SUBJECT:
        return None
    said = line.text[found.end() :]
    if not said.strip() or _ANSWER.match(folded(said.lstrip())):
        return None
    return line.end - len(said.lstrip()), line.end


def _continues(line: Line) -> bool:
    """Tell whether a line goes on with a head's long list of addresses."""
    return "@" in line.text and len(line.text) < 200
