"""Checks phrases in the stored text of documents that hold all their words."""

import re

from kbassist.search.analysis import fold, is_unspaced
from kbassist.search.query import Phrase
from kbassist.search.tables import Table

_LETTER_OR_DIGIT = r"[^\W_]"
_POSSESSIVE = r"(?:['’]s)?"


class PhraseCheck:
    """Tells whether a document holds a phrase, in its title, an alias or its text."""

    def __init__(self, phrase: Phrase) -> None:
        self._in_title = "".join(f" {word}" for word in phrase.words) + ("" if phrase.growing else " ")
        if any(map(is_unspaced, phrase.words)):
            self._pattern = re.compile(re.escape(phrase.text))
        else:
            self._pattern = _pattern(phrase)

    def holds(self, table: Table, document: int) -> bool:
        """Look into the title and aliases first, then into the text, where the title may not stand."""
        if self._in_title in table.title(document):
            return True
        texts = (table.row(document).title, table.text(document))
        return any(self._pattern.search(fold(text)) for text in texts)


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """Match the words one after the other, `cant` also as `can't` and `email` as `e-mail`."""
    words = (r"['’_-]?".join(map(re.escape, word)) for word in phrase.words)
    end = "" if phrase.growing else f"{_POSSESSIVE}(?!{_LETTER_OR_DIGIT})"
    return re.compile(rf"(?<!{_LETTER_OR_DIGIT})" + rf"{_POSSESSIVE}[\W_]+".join(words) + end)
