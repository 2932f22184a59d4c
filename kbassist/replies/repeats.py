"""Tells whether a conversation already got a reply, or one much like it, without keeping either."""

import re
from collections import Counter, deque

from kbassist.messages.folding import folded, words_of
from kbassist.messages.greetings import greeting_of, sign_off_of
from kbassist.replies.salted import Salt

# From here on a reply is a repetition.
MUCH_ALIKE = 0.7
_SHINGLES = (1, 2)
_FEWEST_SHINGLES = 16
_MOST_KEPT = 40
_MOST_WORDS = 3_000
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}")
_VALUE = re.compile(r"\S{0,60}\d\S{0,60}|\S{1,64}@\S{1,190}")


class RepeatGuard:
    """The replies of one conversation as salted hashes of words and word pairs; gone with it."""

    def __init__(self) -> None:
        self._salt = Salt()
        self._sent: deque[frozenset[bytes]] = deque(maxlen=_MOST_KEPT)

    def remember(self, text: str) -> None:
        """Take note of a reply that was copied."""
        if shingles := self._shingles(text):
            self._sent.append(shingles)

    def likeness(self, text: str) -> float:
        """Return how much of `text` an earlier reply of this conversation already said, from 0 to 1.

        It is the share of its words and pairs of words, numbers and addresses taken for equal, greeting
        and sign-off left out. 1.0 is the same reply, `MUCH_ALIKE` a repetition.
        """
        shingles = self._shingles(text)
        if not shingles:
            return 0.0
        return max((_alike(shingles, sent) for sent in self._sent), default=0.0)

    def forget(self) -> None:
        """Forget all; the salt is drawn anew."""
        self._salt = Salt()
        self._sent.clear()

    def _shingles(self, text: str) -> frozenset[bytes]:
        words = _normal_words(text)
        counts: Counter[str] = Counter()
        marks = set()
        for size in _SHINGLES:
            for at in range(len(words) - size + 1):
                group = " ".join(words[at : at + size])
                counts[group] += 1
                marks.add(self._salt.mark(f"{group} {counts[group]}"))
        return frozenset(marks)


def _alike(shingles: frozenset[bytes], sent: frozenset[bytes]) -> float:
    """Return how alike a new reply is to one that was sent.

    All of a reply within a longer one that was sent is a repetition; a few words of thanks are not, nor is
    a long reply that holds a short one.
    """
    common = len(shingles & sent)
    within = common / len(shingles) if len(shingles) >= _FEWEST_SHINGLES else 0.0
    return max(within, 2 * common / (len(shingles) + len(sent)))


def _normal_words(text: str) -> tuple[str, ...]:
    """Return the words that a reply says, each value - a number, an address, a link - as the same word."""
    start = found[1] if (found := greeting_of(text)) else 0
    end = found[0] if (found := sign_off_of(text)) else len(text)
    inner = text[start:end] if start < end and text[start:end].strip() else text
    low = _VALUE.sub(" 0 ", _LINK.sub(" 0 ", folded(inner[:60_000])))
    return words_of(low)[:_MOST_WORDS]
