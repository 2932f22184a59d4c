"""The keys that kbassist knows, and which unknown one is probably a slip for one of them."""

import re
from collections.abc import Iterator

_SEPARATORS = re.compile(r"[\s_.-]+")
_SHORTEST = 4


class Keys:
    """A closed set of keys; it never changes once it is made.

    Slips are found by what is left when one letter is dropped, so that a question costs a look-up for
    each letter: thousands of articles have twenty foreign keys each.
    """

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)
        self._heads = frozenset(name[:2].casefold() for name in names)
        self._tails = frozenset(name[-2:].casefold() for name in names)
        self._folded = {_fold(name): name for name in names}
        self._shortened = {
            short: name for name in names if len(name) >= _SHORTEST for short in (name, *_shortened(name))
        }

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def meant(self, key: str) -> str | None:
        """Return the known key that the unknown `key` is one edit away from, or spelt differently."""
        if len(key) < _SHORTEST or not self._resembles(key):
            return None
        spelt = self._folded.get(key) or self._folded.get(_fold(key))
        if spelt:
            return spelt
        for short in (key, *_shortened(key)):
            candidate = self._shortened.get(short)
            if candidate and _one_edit(key, candidate):
                return candidate
        return None

    def _resembles(self, key: str) -> bool:
        """Tell at a glance whether a slip is possible: one edit spares the beginning or the end."""
        return (
            len(key) <= _SHORTEST + 1
            or key[:2].casefold() in self._heads
            or key[-2:].casefold() in self._tails
        )


def _shortened(word: str) -> Iterator[str]:
    return (word[:index] + word[index + 1 :] for index in range(len(word)))


def _fold(key: str) -> str:
    return key if key.isalpha() and key.islower() else _SEPARATORS.sub("", key).casefold()


def _one_edit(left: str, right: str) -> bool:
    """Tell whether one insertion, deletion, substitution or swap of neighbours makes the words equal."""
    start = 0
    shortest = min(len(left), len(right))
    while start < shortest and left[start] == right[start]:
        start += 1
    end = 0
    while end < shortest - start and left[-1 - end] == right[-1 - end]:
        end += 1
    a, b = left[start : len(left) - end], right[start : len(right) - end]
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == len(b) == 2 and a == b[::-1])


OWN = Keys(
    *("title", "aliases", "keywords", "tags", "lang", "owner", "verified", "review_every", "active_from"),
    *("active_to", "pinned_until", "draft", "reply", "fields", "id", "source", "sensitive"),
    # Of a copy of an article in another library: its id, that library, and the SHA-256 of its bytes then.
    *("copy_of", "copy_from", "copy_revision"),
)
# Hugo's, Jekyll's, GOV.UK's and Obsidian's.
FOREIGN = Keys(
    *("publishDate", "expiryDate", "lastmod", "published", "last_reviewed_on", "review_in", "alias", "tag")
)
# Those of both whose values are lists of texts.
LISTS = frozenset(("aliases", "keywords", "tags", "alias", "tag"))
FIELD = Keys("label", "type", "choices", "default", "pattern", "example", "help", "optional")
REPLY = Keys("channel", "tone", "lang", "shortcut")
LIBRARY = Keys(
    *("name", "channels", "tones", "languages", "fields", "owners", "systems", "limits", "review"),
    # Whether those who agree share what they learned, and whether under their names.
    *("share_learned", "share_names"),
)
REVIEW = Keys("leads")
FACT = Keys("value", "owner", "verified")
