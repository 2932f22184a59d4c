"""The front-matter keys that kbassist knows, and which unknown key is probably a slip for one."""

import re

KNOWN = frozenset(
    (
        "title", "aliases", "keywords", "tags", "lang", "owner", "verified", "review_every", "active_from",
        "active_to", "pinned_until", "draft", "reply", "fields", "id", "source", "sensitive",
    )
)  # fmt: skip
FOREIGN = frozenset(
    ("alias", "tag", "publishDate", "expiryDate", "lastmod", "published", "last_reviewed_on", "review_in")
)  # fmt: skip
FIELD_KEYS = frozenset(("label", "type", "choices", "default", "pattern", "example", "help", "optional"))
REPLY_KEYS = frozenset(("channel", "tone", "lang", "shortcut"))
LIBRARY_KEYS = frozenset(("name", "channels", "tones", "languages", "fields", "owners"))

_SHORTEST = 4
_SEPARATORS = re.compile(r"[\s_.-]+")


def meant_key(key: str, known: frozenset[str]) -> str | None:
    """Return the known key that `key` is probably a slip for: one edit away, or spelt differently."""
    if len(key) < _SHORTEST:
        return None
    folded = _fold(key)
    for candidate in known:
        if abs(len(candidate) - len(key)) <= 2 and _fold(candidate) == folded:
            return candidate
    for candidate in known:
        if len(candidate) >= _SHORTEST and abs(len(candidate) - len(key)) <= 1 and _one_edit(key, candidate):
            return candidate
    return None


def _fold(key: str) -> str:
    return _SEPARATORS.sub("", key).casefold()


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
