"""Spelling identifiers on the phone: NATO's words, and those of the language that is spoken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_NATO = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa "
    "Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
)
_GERMAN = (
    "Aachen Berlin Chemnitz Düsseldorf Essen Frankfurt Goslar Hamburg Ingelheim Jena Köln Leipzig München "
    "Nürnberg Offenbach Potsdam Quickborn Rostock Salzwedel Tübingen Unna Völklingen Wuppertal Xanten "
    "Ypsilon Zwickau"
)
_FRENCH = (
    "Anatole Berthe Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis Marcel Nicolas "
    "Oscar Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier Yvonne Zoé"
)
_SPANISH = (
    "Antonio Barcelona Carmen Dolores Enrique Francia Gerona Historia Inés José Kilo Lorenzo Madrid Navarra "
    "Oviedo París Querido Ramón Sábado Toledo Ulises Valencia Washington Xilófono Yegua Zaragoza"
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The words for letters and signs; `like` joins letter and word, `why` says whose words they are."""

    letters: Mapping[str, str]
    signs: Mapping[str, str]
    like: str
    why: str

    def spell(self, identifier: str) -> str:
        """Spell `identifier`: letters by their words, digits in groups of two or three."""
        said: list[str] = []
        for piece in re.findall(r"\d+|\D", identifier.upper().replace("ẞ", "ß")):
            if piece.isdigit():
                said.append(" ".join(grouped(piece)))
            elif piece in self.letters:
                said.append(f"{piece}{self.like}{self.letters[piece]}")
            elif piece in self.signs:
                said.append(self.signs[piece])
            elif piece.strip():
                said.append(piece)
        return ", ".join(said)


def grouped(digits: str) -> list[str]:
    """Cut digits into threes, the rest into twos, as people read them out; no digit stands alone."""
    if len(digits) <= 3:
        return [digits]
    sizes = {0: [], 1: [2, 2], 2: [2]}[len(digits) % 3]
    threes = (len(digits) - sum(sizes)) // 3
    groups, at = [], 0
    for size in [3] * threes + sizes:
        groups.append(digits[at : at + size])
        at += size
    return groups


def _alphabet(words: str, signs: str, like: str, why: str, **more: str) -> Alphabet:
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", words.split(), strict=True))
    return Alphabet(
        MappingProxyType(letters | more),
        MappingProxyType(dict(zip("-.@_/+", signs.split(","), strict=True))),
        like,
        why,
    )


NATO = _alphabet(_NATO, "dash,dot,at,underscore,slash,plus", " ", "ICAO Annex 10, volume II, 5.2.1.3")
ALPHABETS: Mapping[str, Alphabet] = MappingProxyType(
    {
        "en": NATO,
        "de": _alphabet(
            _GERMAN,
            "Bindestrich,Punkt,At,Unterstrich,Schrägstrich,Plus",
            " wie ",
            "DIN 5009:2022",
            Ä="Umlaut Aachen",
            Ö="Umlaut Offenbach",
            Ü="Umlaut Unna",
            ß="Eszett",
        ),
        "fr": _alphabet(
            _FRENCH,
            "tiret,point,arobase,tiret bas,barre oblique,plus",
            " comme ",
            "the first names that French operators spell with",
        ),
        "es": _alphabet(
            _SPANISH,
            "guion,punto,arroba,guion bajo,barra,más",
            " de ",
            "the names and towns that Spanish operators spell with",
            Ñ="Ñoño",
        ),
    }
)


def spelled(identifier: str, lang: str | None) -> str:
    """Spell an identifier with the words of its language, and with NATO's on a line of its own elsewhere.

    An unknown language is spelled with NATO's words alone.
    """
    own = ALPHABETS.get((lang or "").lower().replace("_", "-").partition("-")[0], NATO)
    lines = [own.spell(identifier)]
    if own is not NATO and any(character.isascii() and character.isalpha() for character in identifier):
        lines.append(f"NATO: {NATO.spell(identifier)}")
    return "\n".join(lines)
