"""Words of a message that may name somebody: what is learnt from the message does without them."""

import re
from collections.abc import Callable, Iterator

from kbassist.messages.folding import folded

# Words are bounded, so that no text of one endless word makes the patterns slow.
_WORD = r"[^\W\d_][\w'’.-]{0,30}"
_STREET_FIRST = (
    rf"\d{{1,5}} ?[a-z]?,? (?:{_WORD} ){{1,3}}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr"
    r"|crescent|close|court|square|way|place|terrace|boulevard|blvd|gardens|grove|hill|park)\b"
)
_STREET_LAST = (
    r"(?:rue|avenue|boulevard|chemin|allee|impasse|calle|avenida|plaza|paseo|via|viale|piazza|rua|travessa)"
    rf"(?: (?:de|du|des|del|della|la|le|les|los|das|dos|da|do)){{0,2}}(?: {_WORD}){{1,3}}"
)
_STREETS = re.compile(
    rf"{_STREET_FIRST}|\b{_STREET_LAST},? ?\d{{1,5}}\b|\d{{1,5}},? {_STREET_LAST}"
    r"|\b[^\W\d_][\w'’-]{0,30}(?:strass?e|str\.|weg|platz|allee|gasse|straat|laan|plein) ?\d{1,5}\b"
)
_COMPANIES = re.compile(
    r"\b(?:[^\W\d_][\w'’&.-]{0,30}[ ,]{1,2}){1,4}"
    r"(?:ltd|limited|plc|llc|inc|corp|gmbh|ug|kg|ohg|sarl|sas|s\.a\.|s\.l\.|srl|b\.v\.|bv|co\.)(?!\w)"
)
_TITLES = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|prof|herrn?|frau|mme|mlle|monsieur|madame|senora?|sra?|signora?|sig)\b\.?"
    r" (?:[^\W\d_][\w'’-]{0,30}\.?[ -]?){1,2}"
)
_SPACED = re.compile(r"\S+")
# A mail or web address, a number, a code: nothing in such a token is a word.
_NO_WORD = re.compile(r"[\d@]|://|^www\.")
_PLACE = re.compile(r"\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}|\d{4} ?[a-z]{2})\b")
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*")
_LINE = re.compile(r"[^\n]+")
_BEGINS = frozenset('.!?:;\n•-–—*>("“„»[')
# Beyond this nobody writes by hand; what stands there is not learnt from either.
MOST_CHARACTERS = 20_000


def private_words(text: str, lang: str | None, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """Return pieces of `text` that are addresses, companies, codes, or look like names.

    A capital inside of a sentence makes a name of a word that the libraries do not know (`knows`); in
    German only beside another one.
    """
    text = text[:MOST_CHARACTERS]
    low = folded(text)
    found = [
        text[one.start() : one.end()]
        for pattern in (_STREETS, _COMPANIES, _TITLES)
        for one in pattern.finditer(low)
    ]
    found += [token for token in _SPACED.findall(text) if _NO_WORD.search(token)]
    found += _around_places(text, low)
    found += _named(text, lang, knows)
    return tuple(dict.fromkeys(found))


def _around_places(text: str, low: str) -> Iterator[str]:
    """Yield the capitalised words in the line of a postal code: its town and street."""
    for line in _LINE.finditer(text):
        if _PLACE.search(low, line.start(), line.end()):
            for token in _TOKEN.finditer(text, line.start(), line.end()):
                if token[0][:1].isupper():
                    yield token[0]


def _named(text: str, lang: str | None, knows: Callable[[str], bool]) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(text))
    suspects = [token[0][:1].isupper() and len(token[0]) > 1 for token in tokens]
    for index, token in enumerate(tokens):
        if not suspects[index] or knows(token[0]):
            continue
        if _beside(text, tokens, suspects, index) or (lang != "de" and _inside(text, token.start())):
            yield token[0]


def _inside(text: str, place: int) -> bool:
    """Tell whether a sentence has begun before `place`."""
    place -= 1
    while place >= 0 and text[place] in " \t'‘\"":
        place -= 1
    return place >= 0 and text[place] not in _BEGINS


def _beside(text: str, tokens: list[re.Match[str]], suspects: list[bool], index: int) -> bool:
    """Tell whether a capitalised word stands right before or behind, as in a full name."""

    def joined(left: int, right: int) -> bool:
        return suspects[left] and suspects[right] and text[tokens[left].end() : tokens[right].start()] == " "

    return (index > 0 and joined(index - 1, index)) or (index + 1 < len(tokens) and joined(index, index + 1))
