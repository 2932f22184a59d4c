"""The tables' answers against a search that looks into every document."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbassist.search.analysis import Analyser
from kbassist.search.query import parse
from tests.search.shelf import documents, paths, searcher

STEMS = "refund refunds refunded card cards order ordered orders parcel price prices pay paid payment account"
RARE = "warranty voucher courier receipt gift label barcode customs"


@pytest.fixture(scope="module")
def library():
    rng = random.Random(4)
    words = STEMS.split() * 3 + RARE.split()
    return {
        f"{at:03d}.md": f"---\ntitle: {' '.join(rng.sample(words, 3))}\ntags: [{rng.choice(words)}]\n---\n\n"
        f"{' '.join(rng.choices(words, k=rng.randint(0, 12)))}\n"
        for at in range(150)
    }


class SlowSearch:
    """Looks for every word in every document."""

    def __init__(self, library):
        self._analyser = Analyser()
        self._documents = documents(library, self._analyser)
        self._lexicon = set().union(*(self._words(document) for document in self._documents))

    def _words(self, document):
        return set().union(*document.terms.values())

    def _related(self, word):
        stems = set(self._analyser.stems(word, "en"))
        return {other for other in self._lexicon if stems & set(self._analyser.stems(other, "en"))}

    def _wanted(self, word, alone):
        """All words that a typed word stands for, and whether a document must have one."""
        begun = {other for other in self._lexicon if other.startswith(word.text)} if word.last else set()
        if word.last and len(word.text) <= 2:
            return begun, not alone
        related = self._related(word.text) if word.text in self._lexicon else set()
        if len(begun) <= 4:
            related = related.union(*(self._related(other) for other in begun))
        return begun | related | {word.text} & self._lexicon, False

    def paths(self, typed):
        words = parse(typed).words
        found = set()
        for document in self._documents:
            head = set().union(*(document.terms.get(field, {}) for field in ("title", "tags")))
            matches = []
            for word in words:
                wanted, optional = self._wanted(word, alone=len(words) == 1)
                short = word.last and len(word.text) <= 2
                matches.append(optional or bool(wanted & (head if short else self._words(document))))
            if all(matches):
                found.add(document.article.path.removesuffix(".md"))
        return found


@pytest.fixture(scope="module")
def shelf(library, tmp_path_factory):
    return searcher(tmp_path_factory.mktemp("shelf"), library)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_adding_a_letter_keeps_the_wanted_article(shelf, library, data):
    """Whoever types whole words of an article, in any order, sees it from their third letter on.

    Two letters are looked for in titles and tags alone. The list is long enough for all: an article may
    always be pushed down by better ones.
    """
    path = data.draw(st.sampled_from(sorted(library)))
    words = sorted(
        {word for line in library[path].splitlines()[1:] for word in line.split() if word.isalpha()}
    )
    typed = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=6, unique=True)))
    for end in range(3, len(typed) + 1):
        found = paths(shelf, typed[:end], limit=len(library), snippets=False)
        assert path.removesuffix(".md") in found, typed[:end]


def test_every_keystroke_finds_what_a_slow_search_finds(library, tmp_path):
    slow, quick = SlowSearch(library), searcher(tmp_path, library)
    rng = random.Random(5)
    words = STEMS.split() + RARE.split()
    compared = 0
    for _ in range(40):
        stream = " ".join(rng.choices(words, k=rng.randint(1, 3)))
        for end in range(1, len(stream) + 1):
            typed = stream[:end]
            expected = slow.paths(typed)
            if expected:
                compared += 1
                assert set(paths(quick, typed, limit=200, snippets=False)) == expected, typed
    assert compared > 300
