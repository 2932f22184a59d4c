"""Where a filled reply greets and where it signs off, so that a message of several does both once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kbassist.messages.folding import folded
from kbassist.messages.greetings import greeting_of, sign_off_of
from kbassist.render.cutting import Cut, Place

# Parts whose name says what they are; what they print at either end of a reply is taken at their word.
_GREETS = re.compile(r"greet|salut|opening|hello|intro|begru|begrü|anrede|bonjour|saludo|aanhef|saudac", re.I)
_SIGNS_OFF = re.compile(
    r"signature|sign-?_?off|closing|regards|farewell|goodbye|gruss|gruß|signatur|schluss|abschluss"
    r"|politesse|firma|despedida|cierre|conclusion",
    re.I,
)
# "Your Pine Shop team", folded, in place of a name.
_MANY = r"(?:[ -][\w'&.-]{1,30}){0,4}"
_TEAM = re.compile(
    rf"(?:your|the)(?: [\w'&.-]{{1,30}}){{1,4}} team|(?:your|the) team (?:at|from){_MANY}"
    rf"|(?:ihr|euer|dein|das)(?:[ -][\w'&.-]{{1,30}}){{0,4}}?[ -]\w{{0,20}}team"
    rf"(?: (?:von|der|des|aus){_MANY})?"
    rf"|(?:votre |l['’])equipe{_MANY}|(?:el|su|tu) equipo{_MANY}"
)
# "Best, Jonas" is one line where the author broke it softly.
_NAMED = re.compile(r"[,!.] {1,2}\w")
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Framed:
    """A reply's greeting and sign-off as cuts; None where it has none. `body` is what is between them.

    `signed`: the sign-off is more than a "Thank you" or a closing question, somebody stands below it.
    """

    greeting: Cut | None
    body: Cut
    sign_off: Cut | None
    signed: bool = False


def greets(part: str) -> bool:
    """Tell whether a part of this name greets."""
    return bool(_GREETS.search(part))


def signs_off(part: str) -> bool:
    """Tell whether a part of this name ends a message."""
    return bool(_SIGNS_OFF.search(part))


def framed(
    blocks: Sequence[str], hints: Sequence[str], blanks: Sequence[str] = (), names: Sequence[str] = ()
) -> Framed:
    """Find greeting and sign-off of a reply whose plain text is `blocks`.

    `hints` are the texts that greeting and closing parts print; `blanks` the labels in brackets that stand
    for missing values, which would hide a greeting. `names` are what the agent signs with.
    """
    text = _BETWEEN.join(blocks)
    plain = text
    for blank in blanks:
        plain = plain.replace(blank, "N" + "n" * (len(blank) - 1))
    start = _end_of_greeting(text, plain, hints)
    end = _start_of_sign_off(text, plain, hints, names)
    if end is not None and end < (start or 0):
        end = None
    place = _places(blocks)
    first = None if start is None else place(start)
    last = None if end is None else place(end)
    return Framed(
        greeting=None if first is None else Cut(end=first),
        body=Cut(first or Place(0), last),
        sign_off=None if last is None else Cut(start=last),
        signed=end is not None and _is_signed(text[end:].strip(), hints, names),
    )


def _is_signed(sign_off: str, hints: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether a name, a team or more than one line is there; a part of one line only asks or thanks."""
    if sign_off in names or _TEAM.fullmatch(folded(sign_off).rstrip(".,! ")):
        return True
    return "\n" in sign_off or (sign_off not in hints and bool(_NAMED.search(sign_off)))


def _end_of_greeting(text: str, plain: str, hints: Sequence[str]) -> int | None:
    said = max((hint for hint in hints if hint and text.startswith(hint)), key=len, default="")
    found = greeting_of(plain)
    end = max(len(said), found[1] if found else 0)
    return end or None


def _start_of_sign_off(text: str, plain: str, hints: Sequence[str], names: Sequence[str]) -> int | None:
    """Return where the sign-off begins; a closing question may stand above a signature."""
    found = sign_off_of(plain)
    start = found[0] if found else len(text)
    while True:
        above = text[:start].rstrip()
        if said := next((hint for hint in hints if hint and above.endswith(hint)), None):
            start = len(above) - len(said)
        elif (signed := _signed(above, names)) is not None:
            closing = sign_off_of(plain[:signed].rstrip())
            start = closing[0] if closing else signed
        else:
            return start if start < len(text) else None


def _signed(above: str, names: Sequence[str]) -> int | None:
    """Return where a name or a team that ends a text begins; None unless it stands alone on its lines."""
    for name in names:
        start = len(above) - len(name)
        if name and above.endswith(name) and (start == 0 or above[start - 1] == "\n"):
            return start
    start = above.rfind("\n") + 1
    return start if _TEAM.fullmatch(folded(above[start:]).rstrip(".,! ")) else None


def _places(blocks: Sequence[str]) -> Callable[[int], Place]:
    """Return what turns an offset in the joined text into a place; the end of a block is the next one."""
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block) + len(_BETWEEN))

    def place(offset: int) -> Place:
        index = max(at for at, start in enumerate(starts) if start <= offset)
        if index < len(blocks) and offset - starts[index] >= len(blocks[index].rstrip()):
            return Place(index + 1)
        return Place(index, offset - starts[index]) if index < len(blocks) else Place(len(blocks))

    return place
