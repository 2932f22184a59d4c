"""Tells which of the languages that customers write in a message is in, by its commonest words."""

from collections import Counter
from collections.abc import Sequence

# Folded. Words that several languages share count for each of them.
_SIGNS = {
    "en": "the and of you your with this that how what is are not can i my it have has had was for to in on "
    "do "
    "does did when where why please would could need want still get been yet order hi hello thanks me don't "
    "i'm it's that's from there any will be a an or if so just now we us they right yes no at as by about",
    "de": "der die das und ist nicht sie ihre mit wie fur von eine wir ich mein meine meinen habe noch wo "
    "wann "
    "warum bitte kann ihnen zu den dem ein auf es bei wurde bestellung hallo danke im am aber hat mir mich "
    "kein keine uber nach seit schon",
    "fr": "le les des et est vous votre pour une dans avec sur que pas je mon ma mes j'ai n'ai ou quand "
    "comment "
    "pourquoi bonjour merci du ce cette mais qui en un ne n'est c'est commande suis la de au a ete plus",
    "es": "el los las y es su para una con por como que del usted mi mis he pedido donde cuando hola gracias "
    "no "
    "un se ha me lo pero quiero puedo esta todavia sin la de en ya yo al este cual",
    "it": "il gli che di e per una con non sono della tuo come nel mio mia ho dove quando perche ciao grazie "
    "un "
    "ordine vorrei ma ancora posso del la si mi le è questo buongiorno alla dal stato",
    "pt": "o os e para uma com nao voce seu por como do da em meu minha eu onde quando ola obrigado obrigada "
    "um "
    "pedido quero posso mas ainda que no na de ja foi esta tenho bom dia",
    "nl": "de het een en van is niet je uw met voor hoe op dat ik mijn waar wanneer waarom heb nog "
    "bestelling "
    "hallo bedankt maar kan ben zijn er te aan bij wil graag geen naar",
}
_KNOWN_IN = {
    word: tuple(lang for lang, words in _SIGNS.items() if word in words.split())
    for words in _SIGNS.values()
    for word in words.split()
}
_MOST_WORDS = 600
_ENOUGH = 1.5
_LEAD = 1.1


def language_of(words: Sequence[str]) -> str | None:
    """Return the language of folded `words` (`en de fr es it pt nl`); None when too little tells.

    A word that several languages share speaks for each of them by its part only.
    """
    scores = dict.fromkeys(_SIGNS, 0.0)
    for word, count in Counter(words[:_MOST_WORDS]).items():
        langs = _KNOWN_IN.get(word, ())
        for lang in langs:
            scores[lang] += min(count, 5) / len(langs)
    best, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    is_clear = scores[best] >= _ENOUGH and scores[best] >= _LEAD * scores[second]
    return best if is_clear else None
