"""A long reply as numbered pieces that a channel takes one after the other."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kbassist.render.channels import Channel, channel_of
from kbassist.replies.sentences import ends_sentence
from kbassist.replies.septets import fits_message, plainer

_WHOLE = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.[^\s@]+"  # a link or an e-mail address
    r"|[+(]?\d[\d.,:/()+-]*(?:[ \u00a0\u202f][\d(][\d.,:/()+-]*){0,12}"  # a number as people group it
    r"(?:[ \u00a0\u202f](?:[€$£¥%]|EUR|USD|GBP|CHF|kr|zł)(?![^\W_]))?[^\s\d]{0,3}(?=\s|$)"
    r"|[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?(?![^\W_])"  # an IBAN
    r"|\S+"
)
_UNCUT = re.compile(
    r"https?://|www\.|[^\s@]+@[^\s@]+\.|[\W_]*\d[\d\s.,:/()+€$£¥%-]*\W*$|[A-Z]{2}\d{2}[ \u00a0]?\w{4}"
)
# One character to a reader: flags are pairs; joiners, skin tones and accents belong to what is before.
_GRAPHEME = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|.(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d.?)*",
    re.S,
)
_LONGEST = 20_000
_PARAGRAPH, _LINE, _SENTENCE, _CLAUSE, _SPACE, _INSIDE = 5, 4, 3, 2, 1, 0
_GAPS = {_PARAGRAPH: "\n\n", _LINE: "\n", _INSIDE: ""}


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never cut, and how good a place to cut follows it."""

    text: str
    rank: int


def pieces_for(text: str, channel_name: str | None, own_limit: int | None = None) -> tuple[str, ...]:
    """Return `text` as pieces within the channel's limit; several are numbered `1/3`, counted in the limit.

    It is cut between paragraphs where it can be, else between sentences, else between words. A link, an
    e-mail address and a number are never cut: one beyond the limit is a piece by itself. Where a line end
    would send, no piece has one. A channel without a limit takes the text whole; so does every channel a
    text of more than 20,000 characters, which nobody sends in pieces. `own_limit` is the library's own.
    """
    channel = channel_of(channel_name)
    text = plainer(text.strip()) if channel.is_text_message else text.strip()
    if not text:
        return ()
    limit = own_limit or channel.limit
    if limit is None or len(text) > _LONGEST:
        return (text,)
    atoms = _atoms(text)
    whole = _joined(atoms, channel)
    if _room(channel, limit, "")(whole):
        return (whole,)
    for digits in range(1, 5):
        mark = f"{'9' * digits}/{'9' * digits} "
        pieces = _packed(atoms, channel, _room(channel, limit, mark))
        if len(str(len(pieces))) <= digits:
            break
    if len(pieces) == 1:  # a link or a number beyond the limit, alone
        return (pieces[0],)
    return tuple(f"{number}/{len(pieces)} {piece}" for number, piece in enumerate(pieces, 1))


def _room(channel: Channel, limit: int, mark: str) -> Callable[[str], bool]:
    """Return what tells whether a text fits behind the mark."""
    if channel.is_text_message:
        return lambda text: fits_message(mark + text, limit)
    return lambda text: len(mark) + len(text) <= limit


def _atoms(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    words = list(_WHOLE.finditer(text))
    for word, following in zip(words, [*words[1:], None], strict=True):
        gap = text[word.end() : following.start()] if following else ""
        atoms.append(_Atom(word[0], _rank(word[0], gap, following[0] if following else "")))
    return atoms


def _rank(word: str, gap: str, following: str) -> int:
    if gap.count("\n") > 1:
        return _PARAGRAPH
    if "\n" in gap:
        return _LINE
    if following and not gap:
        return _INSIDE
    if following and ends_sentence(word, following):
        return _SENTENCE
    return _CLAUSE if word[-1] in ",;:)–" else _SPACE


def _packed(atoms: list[_Atom], channel: Channel, fits: Callable[[str], bool]) -> list[str]:
    """Fill piece after piece, each up to the best place to cut."""
    pieces: list[str] = []
    left = [part for atom in atoms for part in _cut_down(atom, fits)]
    while left:
        count = 1
        while count < len(left) and fits(_joined(left[: count + 1], channel)):
            count += 1
        if count < len(left):
            count = _best_cut(left[:count])
        pieces.append(_joined(left[:count], channel))
        left = left[count:]
    return pieces


def _best_cut(atoms: list[_Atom]) -> int:
    """Return how many atoms to take: up to the best cut that leaves no piece less than a third full."""
    full = sum(len(atom.text) + 1 for atom in atoms)
    best, count, length = -1, len(atoms), 0
    for number, atom in enumerate(atoms, 1):
        length += len(atom.text) + 1
        if atom.rank >= best and (length * 3 >= full or best < 0):
            best, count = atom.rank, number
    return count


def _cut_down(atom: _Atom, fits: Callable[[str], bool]) -> list[_Atom]:
    """Cut a word that is longer than a piece between characters; a link or a number stays whole."""
    if fits(atom.text) or _UNCUT.match(atom.text):
        return [atom]
    parts: list[_Atom] = []
    run = ""
    for grapheme in _GRAPHEME.findall(atom.text):
        if run and not fits(run + grapheme):
            parts.append(_Atom(run, _INSIDE))
            run = ""
        run += grapheme
        if grapheme in "。！？" and run:
            parts.append(_Atom(run, _SENTENCE - 2))
            run = ""
    return [*parts, _Atom(run, atom.rank)] if run else parts


def _joined(atoms: list[_Atom], channel: Channel) -> str:
    out: list[str] = []
    for atom in atoms:
        out.append(atom.text)
        gap = _GAPS.get(atom.rank, " ")
        out.append(gap if channel.line_breaks or not gap else " ")
    return "".join(out[:-1])
