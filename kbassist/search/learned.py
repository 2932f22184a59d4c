"""A learned question: the informative words of what customers asked when an article was the answer."""

from dataclasses import dataclass

from kbassist.articles.article import ArticleRef


@dataclass(frozen=True, slots=True)
class LearnedQuestion:
    """Scrubbed words that led to an article.

    `number` names it in the store that keeps it. `weight` is above 0: it grows with each use and fades with
    time; 1 is a question that was used once just now.
    """

    number: int
    ref: ArticleRef
    words: tuple[str, ...]
    weight: float = 1.0
