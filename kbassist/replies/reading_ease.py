"""How easy a text is to read, by the formula that was made for its language; 100 is easy, 0 is hard."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kbassist.replies.sentences import sentences

# Fewer words than these say nothing about a text.
LEAST_WORDS = 40

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NOT_PROSE = re.compile(r"://|www\.|[@\d]")
_GROUPS = re.compile(r"[aeiouyäöüàâæéèêëîïôœùûÿáíóúü]+")
_GERMAN = re.compile(r"[aeiouyäöü]+")
# Two strong vowels, or a weak one with an accent, are two syllables: le-er, pa-ís.
_SPANISH = re.compile(r"[iuü]?[aeoáéó][iuüy]?|[íú]|[iuü]+|y(?![aeiouáéíóú])")
_FRENCH_MUTE = re.compile(r"(?<=[^aeiouyéèêëàâîïôûù])(?:es?|(?<!m)ent)$")
# Their "ent" is spoken; that of a verb such as "arrivent" is mute.
_FRENCH_ENT = """
absent accident agent argent cent compétent content dent différent évident excellent fréquent incident parent
permanent précédent présent prudent récent souvent talent urgent vent
"""
_FRENCH_SPOKEN = frozenset(_FRENCH_ENT.split())
_ENGLISH_MUTE = re.compile(r"(?<=[^aeiouyl])(?:e|es|ed)$|(?<=[aeiouy]l)(?:e|es)$")
_ENGLISH_SPOKEN_ED = re.compile(r"[td]ed$|[sxz]es$|[cs]hes$|[cg]es$")


@dataclass(frozen=True, slots=True)
class Formula:
    """`base - length * words in a sentence - weight * syllables in a word`; `source` says whose it is."""

    base: float
    length: float
    weight: float
    syllables: Callable[[str], int]
    source: str


def _english(word: str) -> int:
    count = len(_GROUPS.findall(word))
    if _ENGLISH_MUTE.search(word) and not _ENGLISH_SPOKEN_ED.search(word) and count > 1:
        count -= 1
    return max(count, 1)


def _german(word: str) -> int:
    # "ie", "ei", "au", "eu", "äu" and doubled vowels are one syllable; others beside each other are two.
    return max(sum(len(re.findall(r"ie|ei|ai|au|eu|äu|aa|ee|oo|.", run)) for run in _GERMAN.findall(word)), 1)


def _french(word: str) -> int:
    bare = word.rpartition("'")[2]
    count = len(_GROUPS.findall(bare))
    is_mute = count > 1 and bare not in _FRENCH_SPOKEN and _FRENCH_MUTE.search(bare)
    return max(count - (1 if is_mute else 0), 1)


def _spanish(word: str) -> int:
    return max(len(_SPANISH.findall(re.sub(r"([qg])u(?=[eiéí])", r"\1", word))), 1)


FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "en": Formula(206.835, 1.015, 84.6, _english, "Rudolf Flesch, 1948"),
        "de": Formula(180.0, 1.0, 58.5, _german, "Toni Amstad, 1978"),
        "fr": Formula(207.0, 1.015, 73.6, _french, "Liliane Kandel and Abraham Moles, 1958"),
        "es": Formula(206.84, 1.02, 60.0, _spanish, "José Fernández Huerta, 1959"),
    }
)


def reading_ease(text: str, lang: str | None) -> float | None:
    """Return the reading ease; None in another language, or where there are too few words to tell.

    Links, addresses and whatever has a digit in it are left out.
    """
    formula = FORMULAS.get((lang or "").lower().replace("_", "-").partition("-")[0])
    if formula is None:
        return None
    prose = (_words(sentence.text) for sentence in sentences(text))
    counted = [words for words in prose if words]
    words = [word for words in counted for word in words]
    if len(words) < LEAST_WORDS:
        return None
    syllables = sum(map(formula.syllables, words))
    return formula.base - formula.length * len(words) / len(counted) - formula.weight * syllables / len(words)


def _words(sentence: str) -> list[str]:
    prose = (word for word in sentence.lower().replace("’", "'").split() if not _NOT_PROSE.search(word))
    return _WORD.findall(" ".join(prose))
