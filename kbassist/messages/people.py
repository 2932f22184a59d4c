"""Finds the customer's own name: where a message is signed, and where it says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbassist.messages.folding import Line, folded, lines_of, undecorated
from kbassist.messages.greetings import greeted, name_behind_closing
from kbassist.messages.mention import Mention

_WORD = r"[^\W\d_][\w'’-]{0,24}\.?"
_INTRODUCED = re.compile(
    r"\b(?P<cue>my (?:full )?name(?: is|(?= ?:))|(?:mein name|mon nom|mi nombre)(?= ?:)"
    r"|my name's|the name is|i am called|ich heisse|ich heise|mein name ist"
    r"|mein name lautet"
    r"|je m'appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome e|chamo-me|me chamo|o meu nome e"
    r"|meu nome e|ik heet|mijn naam is)[ :]{1,3}"
)
# A form has the name behind its label, a booking has it behind "in the name of".
_LABELLED = re.compile(
    r"(?:^|\n)[ \t*>•-]{0,4}(?P<cue>(?:full |your |customer |contact |client )?name|vor- und nachname"
    r"|kunde|kundin"
    r"|nom(?: complet| et prenom)?|nombre(?: completo| y apellidos?)?|cliente|nome(?: completo)?|naam)"
    r"\*{0,2}[ \t]?[:=][ \t*]{0,4}"
    r"|\b(?P<behind>(?:under|in) the name(?: of)?|auf den namen|au nom de|a nombre de|a nome di|em nome de"
    r"|op naam van) (?:(?:mr|mrs|ms|m|mme|mlle|herrn?|frau|sra?|dr)\.? )?"
)
_THIS_IS = re.compile(
    r"(?:\b[Tt]his is|\b[Ii] am|\bI'm|\b[Hh]ier ist|\b[Ss]oy|\b[Jj]e suis|\b[Ss]ono) (?=[A-ZÀ-Þ])"
)
_TWO_NAMES = re.compile(
    r"[A-ZÀ-Þ][\w'’-]{0,24}\.? (?:(?:van|von|de|der|da|di|la|du|dos) )?[A-ZÀ-Þ][\w'’-]{1,24}"
    r"(?=[,.!\n]|$| here| from| and| again| speaking| calling| writing| by the way| und| aus| y| et)"
    r"|[A-ZÀ-Þ][\w'’-]{1,24}(?= from | here\b)"
)
_ANOTHER = re.compile(
    r"\b(?:my|our|a|the|meine?[mnrs]?|unsere?|mon|ma|notre|mi|mio|mia|il mio|la mia|meu|minha|mijn|onze)"
    r" (?:\w{2,12} )?(?:colleague|friend|husband|wife|brother|sister|mother|father|mum|mom|dad|son|daughter"
    r"|neighbou?r|partner|boss|boyfriend|girlfriend|roommate|flatmate|kolleg(?:e|in)|freund(?:in)?|mann|frau"
    r"|bruder|schwester|mutter|vater|sohn|tochter|nachbar(?:in)?|collegue|amie?|mari|femme|frere|soeur"
    r"|voisine?"
    r"|colega|amig[oa]|marido|mujer|herman[oa]|madre|padre|hij[oa]|vecin[oa]|collega|amic[oa]|marito|moglie"
    r"|fratello|sorella|vicin[oa]|esposa|irma|irmao|mae|pai|vizinh[oa]|vriend(?:in)?|vrouw|broer|zus|moeder"
    r"|vader|buur\w{0,6})\b"
)
_OWN = re.compile(
    r"\b(?:mine|my own|my|i|me|meine?[mnrs]?|ich|mir|mich|mon|ma|mes|je|moi|mi|mio|mia|yo|io|meu|minha|eu"
    r"|mijn|ik)\b"
)
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,5}}")
# "Maya Ortiz | Head of Operations | +44 20 ..."
_COLUMNS = re.compile(r" [|•·] ")
_PARTICLES_WORDS = "van von de der den da di del della dos das du la le el al bin ben y e ter ten zu zur"
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_STOPS_WORDS = (
    "and i my the from but with of to is at on in we our it its a an have has can could please order und ich "
    "mein meine "
    "aus habe bin et je mon ma de y mi he e io ho o eu tenho en ik heb here writing calling living so for "
    "who als"
)
_STOPS = frozenset(_STOPS_WORDS.split()) - {"de", "e", "y"}
_NO_NAMES_WORDS = (
    "team support service customer gmbh ltd inc llc ag kg sarl srl bv company manager director engineer "
    "department sales "
    "office mobile phone tel email fax www http sent road street strasse avenue thanks thank regards best "
    "cheers kunde "
    "kundin client cliente head assistant consultant geschaftsfuhrer leiter abteilung please asap urgent "
    "order yours "
    "mit freundlichen grussen viele grusse danke merci gracias grazie saludos everyone all you ps n/a "
    "anonymous "
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag "
    "buchhaltung einkauf vertrieb verwaltung sekretariat accounting accounts procurement finance marketing "
    "comptabilite contabilidad sorry bitte ok okay yes no ja nein oui non si question help refund"
)
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
_TITLES_WORDS = (
    "mr mrs ms miss dr prof herr frau sr sra m mme monsieur madame sig dott ing mag dipl i.a i.v ppa gez"
)
_TITLES = frozenset(_TITLES_WORDS.split())


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name with the words it stood behind; `is_formal` where a lone word is a family name."""

    mention: Mention
    why: str
    is_formal: bool = False


def introduced(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Named, ...]:
    """Return the names that a customer gives of themselves: `my name is ...`."""
    low = folded(text)
    found = []
    for start, end in ranges:
        for one in _INTRODUCED.finditer(low, start, end):
            if named := _name_at(text, one.end(), end):
                cue = text[one.start("cue") : one.end("cue")]
                found.append(Named(named, f'after "{cue}"'))
        for one in _LABELLED.finditer(low, start, end):
            group = "cue" if one["cue"] else "behind"
            is_sure = (one["cue"] or "").endswith("name") or text[one.end() : one.end() + 1].isupper()
            if is_sure and (named := _name_at(text, one.end(), end)):
                found.append(Named(named, f'after "{text[one.start(group) : one.end(group)]}"'))
        for one in _THIS_IS.finditer(text, start, end):
            full = _TWO_NAMES.match(text, one.end(), end)
            if full and not _NO_NAMES.intersection(folded(full[0]).split()):
                found.append(Named(Mention(full.start(), full.end(), full[0]), f'after "{one[0].strip()}"'))
    return tuple(found)


def signed(text: str, start: int, end: int) -> Named | None:
    """Return the name below or behind the closing of a message; None when nobody signed."""
    lines = [line for line in lines_of(text, start, end) if not line.blank]
    is_formal = False
    for line in lines[:4]:
        behind = name_behind_closing(line.text)
        if behind is None and (named := _as_name(line, 0)):
            return Named(named, "signed at the end", is_formal or _has_title(text[start : named.start]))
        if behind is not None:
            is_formal = behind.is_formal
            if behind.start is not None:
                named = _as_name(line, behind.start)
                if named is None:
                    return None
                is_formal = is_formal or _has_title(text[start : named.start])
                return Named(named, "signed at the end", is_formal)
    return None


def addressed(text: str) -> Named | None:
    """Return whom the greeting of a text names; None when it greets nobody by name."""
    place = greeted(text)
    named = _as_name(Line(*place, text[slice(*place)]), 0) if place is not None else None
    if place is None or named is None or not text[named.start].isupper():
        return None
    return Named(named, "in the greeting", _has_title(text[place[0] : named.start]))


def display_name(text: str) -> str | None:
    """Return the name in the head of a mail or chat (`Maya Ortiz <maya@...>`); None without one."""
    bare = re.sub(r"[<\[(].*", "", text, count=1).strip(" \"',;|*")
    if not _NAME.fullmatch(bare) or "@" in bare:
        return None
    words = folded(bare).split()
    return None if _NO_NAMES.intersection(words) or len(bare) > 50 else bare


def is_of_another(low: str, start: int) -> bool:
    """Tell whether what stands at `start` of a folded text is said of somebody else than its writer."""
    before = re.split(r"[.!?](?=\s)|\n\n", low[max(0, start - 110) : start])[-1]
    another = list(_ANOTHER.finditer(before))
    return bool(another) and not _OWN.search(before, another[-1].end())


def _name_at(text: str, start: int, end: int) -> Mention | None:
    """Read a name that begins at `start`: up to three words, no further than the sentence."""
    found = _NAME.match(text, start, end)
    if found is None:
        return None
    words = found[0].split(" ")
    is_capital = words[0][:1].isupper()
    kept: list[str] = []
    for word in words[: 4 if is_capital else 2]:
        bare = folded(word).rstrip(".")
        is_on = not kept or word[:1].isupper() or not is_capital or bare in _PARTICLES
        if bare in _STOPS or bare in _NO_NAMES or not is_on:
            break
        kept.append(word)
        if word.endswith(".") and bare not in _TITLES and len(bare) > 1:
            break
    while kept and folded(kept[-1]) in _PARTICLES:
        kept.pop()
    if not kept:
        return None
    raw = " ".join(kept).rstrip(".") if len(kept[-1].rstrip(".")) > 1 else " ".join(kept)
    return Mention(start, start + len(raw), _cased(raw))


def _has_title(before: str) -> bool:
    """Tell whether a name stands behind `Mrs` or the like, so that a lone word is a family name."""
    return bool(_TITLES.intersection(word.rstrip(".") for word in folded(before).split()[-1:]))


def _as_name(line: Line, start: int) -> Mention | None:
    """Return a line, from `start` on, as a name; None when it does not read like one."""
    raw = undecorated(_COLUMNS.split(line.text[start:])[0])
    at = line.start + line.text.find(raw, start)
    words = folded(raw).split()
    while words and words[0].rstrip(".") in _TITLES:
        words = words[1:]
        at += raw.index(" ") + 1 if " " in raw else len(raw)
        raw = raw.partition(" ")[2]
    found = _NAME.fullmatch(raw)
    is_name = found and len(raw) > 1 and not _NO_NAMES.intersection(word.strip(".,") for word in words)
    if not is_name or (len(words) > 1 and not _is_capital(raw)):
        return None
    return Mention(at, at + len(raw), _cased(raw))


def _is_capital(raw: str) -> bool:
    words = [word for word in raw.split() if folded(word) not in _PARTICLES]
    return all(word[:1].isupper() for word in words) or (
        all(word.islower() for word in words[:2]) and len(words) <= 2
    )


def _cased(raw: str) -> str:
    """Write a name that was typed in small or capital letters as names are written."""
    if raw.islower() or (raw.isupper() and len(raw) > 3):
        return " ".join(
            word.lower() if folded(word) in _PARTICLES and place else word.capitalize()
            for place, word in enumerate(raw.split())
        )
    return raw
