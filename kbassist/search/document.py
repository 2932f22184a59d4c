"""An article as the index takes it: its words by field, what its row shows, and the text for excerpts."""

from collections.abc import Mapping
from dataclasses import dataclass

from kbassist.articles.article import Article
from kbassist.articles.library import Library
from kbassist.search.analysis import WORD, Analyser, clean, fold
from kbassist.search.languages import base_language, guess_language
from kbassist.search.plaintext import link_targets, plain_text
from kbassist.search.results import ReplyLabel

MAX_CHARS = 1_000_000  # of a body that are indexed
FIELDS = ("title", "aliases", "shortcut", "tags", "headings", "replies", "body")
COPIED = "copied:yes"
"""The filter key of articles that were copied from another library."""
HEAD_FIELDS = frozenset(FIELDS[:4])  # these alone answer one or two letters


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """One article, ready for the index.

    `terms` maps a field of FIELDS to its folded, unstemmed words and how often each occurs; empty fields
    are left out. `body` covers the whole text, so a word of a heading or a reply counts there too,
    as do the words of link targets.
    `vocabulary` maps a base language to the words that are stemmed by it; "" holds the unstemmed ones.
    `filters` are keys such as `tag:billing`, `lang:de`, `channel:chat`, `owner:dana`, `shortcut:refund`.
    `text` is the plain text that excerpts are cut from and phrases are looked for in, facts in their places;
    a first line that only repeats the title is left out.
    """

    article: Article
    replies: tuple[ReplyLabel, ...]
    terms: Mapping[str, Mapping[str, int]]
    vocabulary: Mapping[str, frozenset[str]]
    filters: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, article: Article, library: Library, analyser: Analyser) -> "IndexedDocument":
        """Analyse an article; one `analyser` should serve all articles of a batch."""
        text = plain_text(article.body[:MAX_CHARS], _readings(article, library))
        first, _, rest = text.partition("\n")
        if _words(first, analyser) == _words(article.title, analyser):
            text = rest
        terms = _terms(article, text, analyser)
        lang = base_language(article.lang) or _guess(terms, library)
        vocabulary = _vocabulary(article, terms, lang, analyser)
        replies = tuple(
            ReplyLabel(reply.id, reply.title, reply.channel, reply.tone, reply.lang, reply.shortcut)
            for reply in article.replies
        )
        return cls(article, replies, terms, vocabulary, _filters(article, lang), text)


def _readings(article: Article, library: Library) -> dict[str, str]:
    """Return what placeholders read as: facts as their values, fields as their labels in brackets."""
    labels = {field.name: f"[{field.label}]" for field in (*library.fields, *article.fields) if field.label}
    return labels | {f"facts.{fact.name}": fact.value for fact in library.facts}


def _words(line: str, analyser: Analyser) -> list[tuple[str, ...]]:
    return [analyser.words(raw) for raw in WORD.findall(clean(line))]


def _terms(article: Article, text: str, analyser: Analyser) -> dict[str, dict[str, int]]:
    texts = {
        "title": article.title,
        "aliases": "\n".join(article.aliases),
        "shortcut": "\n".join(reply.shortcut for reply in article.replies if reply.shortcut),
        "tags": "\n".join(article.tags),
        "headings": "\n".join(heading.text for heading in article.headings),
    }
    terms = {name: analyser.counts(clean(part)) for name, part in texts.items() if part}
    if article.replies:
        templates = "\n".join(reply.template for reply in article.replies)
        terms["replies"] = analyser.counts(plain_text(templates[:MAX_CHARS]))
    # A word that stands in an address alone is found by it, and weighs no more there than once.
    targets = analyser.counts(clean(link_targets(article.body[:MAX_CHARS])))
    terms["body"] = dict.fromkeys(targets, 1) | analyser.counts(text)
    return {name: counts for name, counts in terms.items() if counts}


def _guess(terms: Mapping[str, Mapping[str, int]], library: Library) -> str:
    guessed = guess_language(terms.get("body", {})) or guess_language(terms.get("title", {}))
    return guessed or (base_language(library.languages[0]) if library.languages else None) or "en"


def _vocabulary(
    article: Article, terms: Mapping[str, Mapping[str, int]], lang: str, analyser: Analyser
) -> dict[str, frozenset[str]]:
    vocabulary = {lang: set().union(*terms.values())}
    for reply in article.replies:
        spoken = base_language(reply.lang)
        if spoken and spoken != lang:
            words = analyser.counts(plain_text(reply.template[:MAX_CHARS]))
            vocabulary.setdefault(spoken, set()).update(words)
    return {name: frozenset(words) for name, words in vocabulary.items()}


def _filters(article: Article, lang: str) -> tuple[str, ...]:
    keys = {f"lang:{lang}"}
    for tag in article.tags:
        parts = fold(clean(tag)).strip().split("/")
        keys.update("tag:" + "/".join(parts[: depth + 1]) for depth in range(len(parts)))
    if article.copy_of:
        keys.add(COPIED)
    if article.owner:
        keys.add("owner:" + fold(clean(article.owner)).strip())
    for named in (article.lang, *(reply.lang for reply in article.replies)):
        if named:
            keys.update((f"lang:{fold(named).replace('_', '-')}", f"lang:{base_language(named)}"))
    for reply in article.replies:
        if reply.channel:
            keys.add(f"channel:{fold(reply.channel)}")
        if reply.shortcut:
            keys.add(f"shortcut:{fold(clean(reply.shortcut))}")
    return tuple(sorted(keys))
