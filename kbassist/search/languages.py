"""What is known of languages: their stemmers, and how to tell them apart by their commonest words."""

import re
from collections.abc import Callable, Mapping

Stem = Callable[[str], str]

# Snowball's names; versions differ in what they offer, so a name that is missing means: unstemmed.
_STEMMERS = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese",
    "nl": "dutch", "sv": "swedish", "da": "danish", "no": "norwegian", "nb": "norwegian", "fi": "finnish",
    "ru": "russian", "ro": "romanian", "hu": "hungarian", "tr": "turkish",
}  # fmt: skip
_SIGNS = {
    "en": "the and of you your with this that how what is are not can",
    "de": "der die das und ist nicht sie ihre mit wie fur von eine wir",
    "fr": "le les des et est vous votre pour une dans avec sur que pas",
    "es": "el los las y es su para una con por como que del usted",
    "it": "il gli che di e per una con non sono della tuo come nel",
    "pt": "o os e para uma com nao voce seu por como do da em",
    "nl": "de het een en van is niet je uw met voor hoe op dat",
}
# The languages that each of these words is common in.
_COMMON_IN = {
    word: tuple(lang for lang, words in _SIGNS.items() if word in words.split())
    for words in _SIGNS.values()
    for word in words.split()
}
_ENOUGH = 3


def base_language(lang: str | None) -> str | None:
    """Return the language without its region, in lower case: `de` for `de-AT` and `de_AT`."""
    return re.split(r"[-_]", lang.strip().lower(), maxsplit=1)[0] or None if lang else None


def guess_language(counts: Mapping[str, int]) -> str | None:
    """Return the language whose commonest words fill most of folded `counts`; None when hardly any do."""
    scores = dict.fromkeys(_SIGNS, 0)
    for word in _COMMON_IN.keys() & counts.keys():
        for lang in _COMMON_IN[word]:
            scores[lang] += counts[word]
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _ENOUGH else None


def stemmer(lang: str) -> Stem | None:
    """Return what stems casefolded words of a base language; None when there is nothing for it."""
    if lang not in _STEMMERS:
        return None
    import snowballstemmer  # 40 ms, and most searches never need it

    name = _STEMMERS[lang]
    if name not in snowballstemmer.algorithms():
        return None
    stem: Stem = snowballstemmer.stemmer(name).stemWord
    return stem
