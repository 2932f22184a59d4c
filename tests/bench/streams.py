"""Keystroke streams: what somebody types, letter by letter, on the way to an article they want."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbassist.articles.article import Article

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stream:
    """The words that are typed and the path of the article that is wanted."""

    text: str
    wanted: str

    def keystrokes(self) -> Iterator[str]:
        """Yield the text as it grows, one letter a time; a blank alone asks nothing new and is left out."""
        for end in range(1, len(self.text) + 1):
            if not self.text[end - 1].isspace():
                yield self.text[:end]


def streams(articles: Iterable[Article], count: int, seed: int = 20261122) -> list[Stream]:
    """Choose `count` streams over distinct articles; the same articles and seed give the same streams.

    Two thirds type two to four words of the title, in order or not; one third types one title word and
    two words of the body, as somebody does who remembers what the article says.
    """
    rng = random.Random(seed)
    candidates = sorted(articles, key=lambda article: article.path)
    chosen: list[Stream] = []
    for article in rng.sample(candidates, len(candidates)):
        text = _typed(article, rng)
        if text:
            chosen.append(Stream(text, article.path))
        if len(chosen) == count:
            break
    return chosen


def _typed(article: Article, rng: random.Random) -> str:
    title = [word for word in _WORD.findall(article.title.lower()) if len(word) > 1]
    if len(title) < 2:
        return ""
    if rng.random() < 1 / 3:
        body = sorted({word for word in _WORD.findall(article.body.lower()) if len(word) > 4})
        words = [rng.choice(title), *rng.sample(body, min(2, len(body)))]
    else:
        take = min(len(title), rng.randint(2, 4))
        picked = rng.sample(range(len(title)), take)
        words = [title[i] for i in (picked if rng.random() < 1 / 3 else sorted(picked))]
    return " ".join(words)


def kind(text: str) -> str:
    """Sort a keystroke into `1ch`, `2ch`, `3+ch` or `multi`."""
    words = text.split()
    if len(words) > 1:
        return "multi"
    return {1: "1ch", 2: "2ch"}.get(len(text), "3+ch")
