"""Chooses the documents that answer a query; when none has all words, the nearest to it."""

import time
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from kbassist.search.fillers import Fillers
from kbassist.search.matching import Matches, Scores, best, match_all, match_some, refine, scores_at, spread
from kbassist.search.meaning import Meaning
from kbassist.search.phrases import PhraseCheck
from kbassist.search.query import Phrase, Query, Word
from kbassist.search.ranking import title_factor, typed_text
from kbassist.search.tables import Table
from kbassist.search.understanding import Understanding

_PHRASE_SECONDS = 0.015
_KEPT_MATCHES = 16
# Of fewer words each will be meant, as long as any document has them all.
_WORDS_OF_A_QUESTION = 5
_SPARE = 6  # so many more than wanted are compared by title
_FILLER = 0.4  # what a word counts that only fills a question

# A document that is to be shown: its score, its segment's place, its number there.
Candidate = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Selection:
    """The best documents, the best first.

    `meanings` are what the typed words were taken for, but for those that only fill a question; `partial`
    says that documents may lack some of them.
    `total` counts all that match. The first `named` of them are there because their shortcut was typed.
    """

    meanings: tuple[Meaning, ...] = ()
    candidates: Sequence[Candidate] = ()
    total: int = 0
    partial: bool = False
    named: int = 0


class Selector:
    """Selects documents from the tables of all segments."""

    def __init__(self, tables: Sequence[Table], understanding: Understanding) -> None:
        self._tables = tables
        self._understanding = understanding
        self._fillers = Fillers({lang for table in tables for lang in table.languages})
        self._kept: dict[tuple[int, ...], tuple[tuple[Meaning, ...], list[Matches]]] = {}
        self._kept_factors: list[Scores] | None = None

    def select(self, query: Query, factors: list[Scores], limit: int) -> Selection:
        """Return the best documents of a query.

        `factors` has an array for each segment, with 0 for every document that is out of the question.
        """
        if not (query.words or query.phrases):
            return self._choose(query, (), [_everything(factor) for factor in factors], limit, partial=False)
        fillers = self._fillers.of([word.text for word in query.words])
        if fillers and len(query.words) >= _WORDS_OF_A_QUESTION:
            answer = self._answer(query, fillers, factors, limit)
            if answer.total:
                return answer
        return self._every_word(query, fillers, factors, limit)

    def _every_word(self, query: Query, fillers: Set[str], factors: list[Scores], limit: int) -> Selection:
        """Return the documents that have all words, or where there are none, those with the most."""
        alone = len(query.words) + len(query.phrases) == 1
        meanings = tuple(self._understanding.of(word, alone) for word in query.words)
        demanded = [meaning for meaning in meanings if not (meaning.optional or meaning.is_nothing)]
        extra = [meaning for meaning in meanings if meaning.optional and not meaning.is_nothing]
        if not demanded:
            demanded, extra = extra, []
        quoted = [meaning for phrase in query.phrases for meaning in self._quoted(phrase)]
        partial = any(meaning.is_nothing and not meaning.optional for meaning in meanings)
        if not (demanded or quoted):
            return Selection(meanings)
        found = self._all_of((*quoted, *demanded), factors, growing=not extra)
        if not any(map(_size, found)) and len(demanded) > 1:
            answer = self._answer(query, fillers, factors, limit) if fillers else Selection()
            if answer.total:
                return answer
            partial = True
            found = self._some_of(demanded, quoted, factors)
        if extra:
            found = [_add(matches, extra, at, factors) for at, matches in enumerate(found)]
        return self._choose(query, meanings, found, limit, partial)

    def _answer(self, query: Query, fillers: Set[str], factors: list[Scores], limit: int) -> Selection:
        """Return the documents that are about most of what a question says; `fillers` add a little.

        To demand all words of a question, were it without its fillers, would find what has them by chance.
        """
        understanding = self._understanding
        meanings = tuple(understanding.of(word, False) for word in query.words if word.text not in fillers)
        filling = [understanding.known(word) for word in query.words if word.text in fillers]
        quoted = tuple(meaning for phrase in query.phrases for meaning in self._quoted(phrase))
        telling = [meaning for meaning in meanings if not meaning.is_nothing]
        if quoted and not telling:
            found = self._all_of(quoted, factors, growing=False)
        else:
            found = self._some_of(telling, quoted, factors)
        found = [_add(matches, filling, at, factors, _FILLER) for at, matches in enumerate(found)]
        return self._choose(query, meanings, found, limit, partial=True)

    def _quoted(self, phrase: Phrase) -> Iterator[Meaning]:
        end = len(phrase.words) - 1
        for at, text in enumerate(phrase.words):
            growing = phrase.growing and at == end
            word = Word(text, last=growing, growing=growing, plain=not growing)
            yield self._understanding.of(word, alone=True)

    def _all_of(self, meanings: tuple[Meaning, ...], factors: list[Scores], growing: bool) -> list[Matches]:
        """Match all words; what they match, all but a last one that is `growing`, is kept.

        The next keystroke will need it again.
        """
        if self._kept_factors is not factors or len(self._kept) >= _KEPT_MATCHES:
            self._kept.clear()
            self._kept_factors = factors
        if not growing:
            return self._matches(meanings, factors)
        last = meanings[-1]
        if len(meanings) == 1:
            return [match_all([last.groups[at]], factor) for at, factor in enumerate(factors)]
        found = self._matches(meanings[:-1], factors)
        return [refine(matches, last.groups[at], factors[at]) for at, matches in enumerate(found)]

    def _matches(self, meanings: tuple[Meaning, ...], factors: list[Scores]) -> list[Matches]:
        # By identity: two meanings may be equal only by comparing arrays. They are kept, so ids stay theirs.
        key = tuple(map(id, meanings))
        kept = self._kept.get(key)
        if kept is None:
            shorter = self._kept.get(key[:-1])
            if shorter is None:
                found = [match_all([m.groups[at] for m in meanings], part) for at, part in enumerate(factors)]
            else:
                last = meanings[-1]
                found = [refine(m, last.groups[at], factors[at]) for at, m in enumerate(shorter[1])]
            kept = self._kept[key] = (meanings, found)
        return kept[1]

    def _some_of(
        self, meanings: Sequence[Meaning], quoted: Sequence[Meaning], factors: Sequence[Scores]
    ) -> list[Matches]:
        weights = [meaning.weight for meaning in meanings]
        found = []
        for at, factor in enumerate(factors):
            narrowed = factor
            for meaning in quoted:
                narrowed = narrowed * (spread(meaning.groups[at], len(factor)) > 0)
            found.append(match_some([meaning.groups[at] for meaning in meanings], weights, narrowed))
        return found

    def _choose(
        self, query: Query, meanings: tuple[Meaning, ...], found: Sequence[Matches], limit: int, partial: bool
    ) -> Selection:
        """Compare the best by title as well, and check the phrases of those that are to be shown."""
        total = sum(map(_size, found))
        checks = [(PhraseCheck(phrase), True) for phrase in query.phrases]
        checks += [(PhraseCheck(part), False) for part in query.without if isinstance(part, Phrase)]
        if checks:
            ranked = self._by_title(query, found, total)
            chosen, checked = self._with_phrases(checks, ranked, limit)
            return Selection(meanings, chosen, min(total, checked), partial)
        ranked = self._by_title(query, found, limit + _SPARE)
        return Selection(meanings, ranked[:limit], total, partial)

    def _by_title(self, query: Query, found: Sequence[Matches], count: int) -> list[Candidate]:
        typed = typed_text(query)
        whole = typed.rstrip() + " "
        ranked = []
        for at, matches in enumerate(found):
            places = best(matches.scores, count)
            table = self._tables[at]
            titles = table.titles
            documents = matches.documents[places].tolist()
            for document, score in zip(documents, matches.scores[places].tolist(), strict=True):
                title = titles.get(document) or table.title(document)
                if typed and typed in title:  # asked in place: a call for each of them takes 10 us
                    score *= title_factor(title, typed, whole)  # noqa: PLW2901
                ranked.append((score, at, document))
        ranked.sort(key=itemgetter(0), reverse=True)
        return ranked

    def _with_phrases(
        self, checks: Sequence[tuple[PhraseCheck, bool]], ranked: Sequence[Candidate], limit: int
    ) -> tuple[list[Candidate], int]:
        """Keep what holds the phrases that it should, until there is enough or the time is up.

        Returns it and how many there are at most.
        """
        until = time.perf_counter() + _PHRASE_SECONDS
        kept = []
        for place, candidate in enumerate(ranked):
            _, at, document = candidate
            table = self._tables[at]
            if all(check.holds(table, document) is wanted for check, wanted in checks):
                kept.append(candidate)
            if len(kept) >= limit or time.perf_counter() > until:
                return kept, len(kept) + len(ranked) - place - 1
        return kept, len(kept)


def _add(
    matches: Matches, meanings: Sequence[Meaning], segment: int, factors: Sequence[Scores], share: float = 1.0
) -> Matches:
    """Add the scores of words that are not demanded."""
    scores, count = matches.scores, len(factors[segment])
    for meaning in meanings:
        scores = scores + scores_at(meaning.groups[segment], matches.documents, count) * np.float32(share)
    return Matches(matches.documents, scores)


def _everything(factors: Scores) -> Matches:
    documents = (factors > 0).nonzero()[0]
    return Matches(documents, factors[documents])


def _size(matches: Matches) -> int:
    return len(matches.documents)
