"""Finds the greeting a text begins with and the sign-off it ends with, in messages and in replies alike."""

import re
from dataclasses import dataclass

from kbassist.messages.folding import Line, folded, lines_of

Span = tuple[int, int]

# Every word is folded: no capitals, no accents. The longer ones stand first.
_OPENERS = (
    r"good (?:morning|afternoon|evening|day)|hello(?: there| again)?|hi(?: there| again)?|hey(?: there)?"
    r"|hiya|howdy|greetings|to whom it may concern"
    r"|guten (?:tag|morgen|abend)|hallo(?: zusammen)?|moin(?: moin)?|servus|gru(?:e|ss|s)* gott|gruezi"
    r"|bonjour|bonsoir|salut|coucou"
    r"|hola|muy buen(?:os|as)(?: dias| tardes| noches)?|buen(?:os|as) (?:dias|tardes|noches)|buenas|buen dia"
    r"|buongiorno|buonasera|buon (?:giorno|pomeriggio)|buona sera|salve|ciao"
    r"|ola|oi|bom dia|boa tarde|boa noite"
    r"|hoi|goede(?:morgen|middag|navond|ndag)|goeie(?:morgen|middag|navond|dag)"
)
# These greet only together with somebody: "Dear Maya,".
_ADDRESSING = (
    r"my dear|dear|sehr geehrte[rs]?|geehrte[rs]?|liebe[rs]?|werte[rs]?"
    r"|madame, monsieur|mesdames, messieurs|mesdames|messieurs|madame|monsieur|cher[es]?s?"
    r"|muy senor(?:es|a)? mi[oa]s?|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|distinguid[oa]s?"
    r"|gentil[ei](?:ssim[oaie])?|egregi[oa]?|spett(?:abile|\.le)|car[oaie]s?|prezad[oa]s?|exm[oa]s?\.?"
    r"|beste|geachte|lieve|dag"
)
_TO = r"(?:(?:[ ,]{1,2}(?:(?:mr|mrs|ms|dr|prof|hr|fr|sr|sra|sig|dott|m|mme)\.|[^\W_][\w'&/-]{0,30})){0,6}?)"
_GREETING = re.compile(
    rf"(?P<mark>[^\w\s]{{0,3}} ?)(?:(?P<alone>{_OPENERS})|(?P<to_whom>{_ADDRESSING}))(?![\w'])"
    rf"(?P<to>{_TO})(?P<end> {{0,2}}(?:[^\w\s'\"(\[{{/@#&]{{1,6}}(?=\s|$|[^\W\d_])|$))"
)
_BARE = re.compile(rf"[^\w\s]{{0,3}} ?(?:{_OPENERS})(?![\w'])[ ]{{0,2}}")
_ALSO_TO = re.compile(r" (?:[A-ZÀ-Þ][\w'’-]{0,30} ?){1,4}(?:team)?(?:[,:!.](?=\s|$)|[-–—]$)")
# "Liebe Kundin, lieber Kunde,": two are greeted.
_AND_TO = re.compile(rf" (?:{_ADDRESSING})(?: [^\W\d_][\w'.-]{{0,30}}){{1,4}}[,:!.](?=\s|$)")
# No greeting goes on with these: "hi i have a question," is one only up to "hi".
_CLAUSE_WORDS = (
    "i i'm im i've ive we my our is are was do does did can could would will where how when why what who "
    "please have has had it this that the a an just quick need want got not your you "
    "ich wir mein meine meinen ist sind wo wie wann warum was wer kann konnen bitte habe haben es das ein "
    "eine je j'ai nous mon ma mes est ou comment quand pourquoi que qui peut pouvez avez un une "
    "yo mi mis es donde como cuando por quien puedo puede tengo he una el la "
    "io mio mia e dove come quando perche chi posso ho il un eu meu minha onde quem "
    "ik wij mijn waar hoe wanneer waarom wie kan heb het een"
)
_CLAUSE = frozenset(_CLAUSE_WORDS.split()) - {"e", "das", "la", "el"}

_CLOSINGS = (
    r"(?:with |my |our )?(?:(?:kind|kindest|best|warm|warmest|many|friendly) )?regards|with best wishes"
    r"|best(?: wishes)?|all the best|cheers(?: mate| guys| folks| all)?"
    r"|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|yours"
    r"|respectfully|take care|cordially|warmly|kind greetings|greetings|rgds|[bk]r"
    r"|(?:mit )?(?:vielen |den )?(?:freundlich|best|lieb|viel|herzlich|schon)(?:e|en|em|er|ste|sten)? "
    r"gr(?:u|ue|o)s{1,2}e?n?(?: aus [^\W\d_]{1,30})?|gr(?:u|ue)s{1,2}e?|m\.?f\.?g\.?|[vlb]g|hochachtungsvoll"
    r"|(?:bien |tres )?cordialement|(?:(?:sinceres|meilleures|cordiales) )?salutations"
    r"(?: distinguees| cordiales)?"
    r"|bien a vous|a bientot|bonne journee|respectueusement|cdlt|amicalement|bien amicalement"
    r"|bien sincerement"
    r"|(?:un |reciban? un )?(?:cordial(?:es)? |atento )?saludos?(?: cordial(?:es)?)?|atentamente|atte"
    r"|un abrazo|(?:cordiali |distinti |cari |un )?(?:saluti|saluto)|atenciosamente"
    r"|(?:com os |os )?(?:melhores )?cumprimentos|abracos?|att"
    r"|have an? (?:very )?(?:nice|good|great|lovely|wonderful)"
    r" (?:day|evening|afternoon|weekend|week|one)(?: ahead)?"
    r"|(?:(?:ich wunsche|wir wunschen) (?:ihnen|dir|euch) )?(?:noch )?(?:einen?|ein)? ?"
    r"(?:schone[ns]?|angenehme[ns]?|gute[ns]?) (?:rest)?(?:tag|abend|feierabend|nachmittag|woche|wochenende)"
    r"(?: noch)?"
    r"|(?:tres )?(?:bonne|belle|excellente) (?:journee|soiree|fin de journee|semaine)(?: a vous)?"
    r"|que (?:tenga|tengas|pase|pases) (?:un )?(?:muy )?(?:buen|lindo) (?:dia|fin de semana)"
    r"|(?:met )?(?:(?:vriendelijke|hartelijke) )?groet(?:en|jes)?|mvg|hoogachtend"
)
_FOR_HELP = (
    r"(?: (?:for|fur|pour|por|per|pela|pelo|voor) (?:your|any|all|the|all your|ihre|eure|deine|die|votre|ton"
    r"|l'|su|tu|la|il|el|sua|uw|je|de)? ?"
    r"(?:help|support|time|assistance|attention|reply|hilfe|muhe|unterstutzung|ruckmeldung|antwort|aide"
    r"|reponse|ayuda|atencion|respuesta|aiuto|attenzione|risposta|ajuda|atencao|resposta|hulp|moeite"
    r"|reactie)(?: in advance| im voraus| d'avance)?)?"
)
_THANKS = (
    r"(?:(?:many |much )?thanks|(?:many )?thank you|thankyou|thx|thnx|tks|ty|ta"
    r"|(?:vielen |besten |herzlichen |schon mal |lieben |tausend )?(?:danke?|dankeschon)|merci|muchas gracias"
    r"|mil gracias|gracias|grazie|obrigad[oa]|grat[oa]|(?:alvast )?bedankt|dank (?:u|je)(?: wel)?|dankjewel)"
    r"(?: (?:a lot|so much|very much|again|in advance|a million|schon|sehr|im voraus|im vorraus|vorab"
    r"|beaucoup|bien|d'avance|par avance|de antemano|mille|in anticipo|desde ja|alvast|wel))?" + _FOR_HELP
)
_AND = r"(?:[,.!]? (?:and|&|und|et|y|e|en) |[,.!] )"
_NAME = r"(?:[^\W\d_][\w.'-]{0,30}(?: [^\W\d_][\w.'-]{0,30}){0,5})"
_CLOSING = re.compile(
    rf"(?:[^\w\s]{{0,3}} ?)(?P<closing>(?:{_THANKS}|{_CLOSINGS})(?:{_AND}(?:{_THANKS}|{_CLOSINGS}))?)"
    rf"(?![\w'])(?P<gap>[^\w\n]{{0,8}})(?P<name>{_NAME})?[^\w\n]{{0,8}}"
)
_FORMAL = re.compile(
    r"(?:je vous prie d'agreer|veuillez (?:agreer|recevoir|croire)|dans l'attente de|in attesa di)\b"
)
_FORMAL_CLOSING = re.compile(
    r"mfg|mit freund|freund|hochacht|yours|sincere|faithful|cordial|distint|atent|hoogacht|mvg|met vr"
)
_SENTENCE_END = re.compile(r"[.!?…)]\s+|\s[-–—]\s|\s{2,}")
_LONGEST_CLOSING = 90
_MOST_LINES_AFTER = 8
_LONGEST_NAME_LINE = 60
_MOST_NAME_WORDS = 7


def greeting_of(text: str) -> Span | None:
    """Return the range of the greeting that `text` begins with, its punctuation included; None without one.

    The greeting may be a line of its own or the beginning of one (`Hi Maya, your refund ...`).
    """
    first = next((line for line in lines_of(text[:400]) if not line.blank), None)
    if first is None:
        return None
    low = folded(first.text)
    if found := _GREETING.match(low):
        to = [word.strip(",'") for word in found["to"].split()]
        is_somebody = not _CLAUSE.intersection(to) and (found["alone"] or to or "," in found[0])
        if is_somebody and (found["end"] or _is_called(first.text[found.start("to") :], to)):
            end = found.end()
            if not to and (also := _ALSO_TO.match(first.text, end)) and not _is_clause(also[0]):
                end = also.end()
            if found["to_whom"] and (second := _AND_TO.match(low, end)):
                end = second.end()
            return first.start, first.start + len(first.text[:end].rstrip())
    if found := _BARE.match(low):
        return first.start, first.start + len(first.text[: found.end()].rstrip())
    return None


def greeted(text: str) -> Span | None:
    """Return the range of whom a greeting is for, `Mrs` and the like included; None where it names nobody."""
    span = greeting_of(text)
    found = _GREETING.match(folded(text[slice(*span)])) if span is not None else None
    if span is None or found is None:
        return None
    to = text[span[0] + found.start("to") : span[0] + found.end("to")]
    bare = to.strip(" ,")
    start = span[0] + found.start("to") + to.find(bare)
    return (start, start + len(bare)) if bare else None


def sign_off_of(text: str) -> Span | None:
    """Return the range from the closing (`Kind regards,`) to the end of `text`; None without one.

    The range takes in the names and lines of a signature below the closing, as long as these are short.
    """
    lines = [line for line in lines_of(text[-4_000:], 0) if not line.blank]
    shift = max(0, len(text) - 4_000)
    end = shift + (lines[-1].end if lines else 0)
    below = lines[-_MOST_LINES_AFTER - 1 :]
    for place, line in enumerate(below):
        if all(_is_name_like(other.text) for other in below[place + 1 :]) and is_closing(
            line.text, is_last=place + 1 == len(below)
        ):
            return shift + line.start, end
    within = closing_within(below[-1]) if below else None
    return None if within is None else (shift + within, end)


def closing_within(line: Line) -> int | None:
    """Return where a closing begins that ends this line after other words: `... help me. Thanks, Maya`."""
    tail = max(0, len(line.text) - _LONGEST_CLOSING)
    starts = [found.end() for found in _SENTENCE_END.finditer(line.text, tail)]
    return next((line.start + at for at in starts if is_closing(line.text[at:], is_last=True)), None)


def is_closing(text: str, *, is_last: bool) -> bool:
    """Tell whether a line says goodbye, perhaps with a name behind it.

    A closing that nothing follows may carry a name behind a comma; with lines below it must stand alone.
    """
    low = folded(text.strip().strip("*_"))
    if len(low) > _LONGEST_CLOSING:
        return bool(_FORMAL.match(low)) and len(low) < 4 * _LONGEST_CLOSING
    if _FORMAL.match(low):
        return True
    found = _CLOSING.fullmatch(low)
    if found is None:
        return False
    if not found["name"]:
        return True
    if not (is_last or "," in found["gap"]) or _CLAUSE.intersection(found["name"].split()):
        return False
    first = text.strip().strip("*_")[found.start("name")]
    return "," in found["gap"] or first.isupper() or " " not in found["name"]


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing line; `start` is where a name stands in it, None without one.

    `is_formal`: signed with it a lone word is a family name.
    """

    start: int | None
    is_formal: bool


def name_behind_closing(text: str) -> Closing | None:
    """Return the closing that a line is; None when it is none."""
    if not is_closing(text, is_last=True):
        return None
    found = _CLOSING.fullmatch(folded(text))
    if found is None:
        return Closing(None, is_formal=True)
    is_formal = bool(_FORMAL_CLOSING.match(found["closing"]))
    return Closing(found.start("name") if found["name"] else None, is_formal)


def _is_called(text: str, to: list[str]) -> bool:
    """Tell whether a line without an end mark names somebody: short, and written as names are."""
    return len(to) <= 1 or (len(to) <= 4 and all(word[:1].isupper() for word in text.split()))


def _is_clause(text: str) -> bool:
    return bool(_CLAUSE.intersection(folded(text.strip(" ,:!.")).split()))


def _is_name_like(text: str) -> bool:
    """Tell whether a line can stand below a closing: a name, a team, a number; no sentence."""
    return (
        len(text) <= _LONGEST_NAME_LINE and len(text.split()) <= _MOST_NAME_WORDS and not text.endswith("?")
    )
