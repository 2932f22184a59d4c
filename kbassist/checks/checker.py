"""Keeps what is known of one library's problems, and looks only at what has changed since."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from threading import Lock

from kbassist.articles.article import Part, Problem
from kbassist.articles.library import Library
from kbassist.articles.listing import FileStat, Listing
from kbassist.checks.digests import digest_of
from kbassist.checks.mending import mended
from kbassist.checks.rules import LIBRARY_RULES, SHELF_RULES
from kbassist.checks.shelf import Shelf
from kbassist.checks.source import Source, is_part
from kbassist.checks.subject import Digest, Known, Template

Wanted = tuple[str, str | None]
"""A template and its language."""

_AT_ONCE = 32
"""Files that are read before their templates are asked for together."""

_KEPT_TEMPLATES = 20_000

_TRIES = 3
"""How often a template is read that took too long; the computer may have been busy."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A library's folder at one moment: what is there, and how one file of it is read.

    `files` are those that are no articles, `described` the files besides parts that describe the library.
    `read` returns None for what has gone meanwhile. `lent` is the library with what it may use of others, and
    `elsewhere` are the paths of articles in those that links lead on to.
    """

    library: Library
    listing: Listing
    files: frozenset[str]
    read: Callable[[str], Source | None]
    described: Mapping[str, Source] = field(default_factory=dict)
    lent: Library | None = None
    elsewhere: frozenset[str] = frozenset()

    @property
    def usable(self) -> Library:
        """What the files are held against."""
        return self.lent or self.library


@dataclass(frozen=True, slots=True)
class _State:
    """What was found when the library was last looked at; `library` is what its files were held against."""

    library: Library
    shelf: Shelf
    stats: Mapping[str, FileStat] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


class Templates:
    """What templates ask for, by their text: each is read once, however often the library is checked."""

    def __init__(self, inspect: Callable[[Sequence[Wanted]], Sequence[Template]]) -> None:
        self._inspect = inspect
        self._known: OrderedDict[Wanted, Template] = OrderedDict()
        self._tries: Counter[Wanted] = Counter()
        self._lock = Lock()

    def try_again(self) -> None:
        """Forget the templates that took too long to read, unless they did so each time."""
        with self._lock:
            given_up = [wanted for wanted, template in self._known.items() if template.given_up]
            for wanted in given_up:
                self._tries[wanted] += 1
                if self._tries[wanted] < _TRIES:
                    del self._known[wanted]

    def prepare(self, sources: Sequence[Source]) -> None:
        """Ask for the templates of several files in one go."""
        wanted = dict.fromkeys(
            (reply.template, reply.lang)
            for source in sources
            for reply in source.replies
            if (reply.template, reply.lang) not in self._known
        )
        if wanted:
            self._keep(tuple(wanted))

    def read(self, template: str, lang: str | None) -> Template:
        """Return what a template in a language asks for."""
        found = self._known.get((template, lang))
        return found if found is not None else self._keep(((template, lang),))[0]

    def _keep(self, wanted: Sequence[Wanted]) -> Sequence[Template]:
        answers = self._inspect(wanted)
        with self._lock:
            self._known.update(zip(wanted, answers, strict=True))
            for old in list(islice(self._known, max(0, len(self._known) - _KEPT_TEMPLATES))):
                del self._known[old]
        return answers


class Checker:
    """The problems of one library; `look` is for one thread at a time, the rest for any."""

    def __init__(self, library: Library, templates: Templates) -> None:
        self._templates = templates
        self._state = _State(library, Shelf(library, {}, frozenset(), date.min, {}))

    @property
    def shelf(self) -> Shelf:
        """All files as they were last looked at; empty before the first time."""
        return self._state.shelf

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """The problems by path as they were last found, each file's by line."""
        return self._state.problems

    def look(self, folder: Folder, today: date, progress: Callable[[int, int], None]) -> None:
        """Read what has changed, and hold everything against everything.

        `progress` is called with files done and files to do; it may raise to stop, and then all is as before.
        """
        old, library = self._state, folder.usable
        stats = {**folder.listing.files, **folder.listing.meta}
        same = _as_seen(library) == _as_seen(old.library)
        digests = {
            path: digest
            for path, digest in old.shelf.digests.items()
            if same and path in stats and old.stats.get(path) == stats[path] and not _is_open(digest)
        }
        self._templates.try_again()
        fresh = [path for path in sorted(stats) if path not in digests and not path.endswith(".yaml")]
        known = Known(library, self._templates.read)
        for start in range(0, len(fresh), _AT_ONCE):
            progress(start, len(fresh))
            chunk = fresh[start : start + _AT_ONCE]
            sources = [source for path in chunk if (source := folder.read(path)) is not None]
            self._templates.prepare(sources)
            digests.update((source.path, digest_of(source, known)) for source in sources)
        progress(len(fresh), len(fresh))
        shelf = Shelf(
            folder.library,
            digests,
            folder.files,
            today,
            {path: source.text for path, source in folder.described.items()},
            folder.elsewhere,
        )
        self._state = _State(library, shelf, stats, _all_problems(shelf, folder, known))

    def of_text(self, source: Source) -> tuple[Problem, ...]:
        """Check a text against the library as it was last looked at.

        Of a text that is not saved yet, nothing is said that only the folder as a whole can tell. What
        describes the library is looked at as it was saved only.
        """
        state = self._state
        if source.path.endswith(".yaml"):
            return (
                state.problems.get(source.path, ()) if state.shelf.describes(source.path, source.text) else ()
            )
        saved = state.shelf.digests.get(source.path)
        if saved is not None and saved.seal == hash(source.text):
            return state.problems.get(source.path, ())
        self._templates.prepare([source])
        digest = digest_of(source, Known(state.library, self._templates.read))
        found = [*digest.problems]
        if not state.shelf.is_empty:
            found += _beside_others(digest, state.shelf)
        return _sorted(found)


def _as_seen(library: Library) -> Library:
    """Return what files can tell of a library: that there is a part matters to them, not its text."""
    parts = tuple(Part(part.name, ()) for part in library.parts)
    return replace(library, parts=parts, problems=())


def _is_open(digest: Digest) -> bool:
    """Tell whether a template of the file took too long to read, so that it is to be read again."""
    return any(problem.code == "template-slow" for problem in digest.problems)


def _beside_others(digest: Digest, shelf: Shelf) -> list[Problem]:
    rules = [rule for rule in SHELF_RULES if rule.of_parts or not is_part(digest.path)]
    return [problem for rule in rules for problem in rule.find(digest, shelf)]


def _all_problems(shelf: Shelf, folder: Folder, known: Known) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, list[Problem]] = {}
    everywhere = [*folder.listing.problems, *_of_library(shelf, folder, known)]
    for digest in shelf.digests.values():
        everywhere += digest.problems
        everywhere += _beside_others(digest, shelf)
    for rule in LIBRARY_RULES:
        everywhere += rule.find(shelf)
    for problem in everywhere:
        found.setdefault(problem.path, []).append(problem)
    return {path: _sorted(found[path]) for path in sorted(found)}


def _of_library(shelf: Shelf, folder: Folder, known: Known) -> list[Problem]:
    """Return what describing files have wrong with them; what a part's own text has is in its digest."""
    told = {(problem.path, problem.code) for digest in shelf.digests.values() for problem in digest.problems}
    return [
        mended(problem, folder.described[problem.path], known)
        if problem.path in folder.described
        else problem
        for problem in shelf.library.problems
        if (problem.path, problem.code) not in told
    ]


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code)))
