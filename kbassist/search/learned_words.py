"""Takes from a question what may be kept of it: single words that say what it is about, and nobody."""

from collections.abc import Collection

from kbassist.search.analysis import WORD, clean, typed_words


def informative_words(text: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words of a question that may be stored, folded, sorted, each once.

    Nothing of `names` (values of the conversation) is among them, nor anything with a digit.
    """
    banned = {word for name in names for raw in WORD.findall(clean(name)) for word in typed_words(raw)}
    words = {word for raw in WORD.findall(clean(text)) for word in typed_words(raw)}
    return tuple(sorted(word for word in words - banned if word.isalpha()))
