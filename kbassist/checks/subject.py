"""What the checks look at: one library, what each template asks for, and a digest of every file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kbassist.articles.article import Article, Problem
from kbassist.articles.library import Library
from kbassist.checks.measures import Measure, measures_of
from kbassist.replies.placeholders import KNOWN_NAMES
from kbassist.replies.reply import Leftover


@dataclass(frozen=True, slots=True)
class Template:
    """What the template of a reply asks for and leaves behind.

    `asked` holds the dotted names of its values, `parts` the names after `render`; line and column count
    from 1 within the template, 0 where they are not known. `error` is a sentence when it cannot be read,
    `given_up` says that reading it took too long.
    """

    asked: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    error: str = ""
    line: int = 0
    column: int = 0
    given_up: bool = False


@dataclass(frozen=True)
class Known:
    """What one file is held against: the library as it describes itself, and what its templates ask for.

    `template` reads a template in a language.
    """

    library: Library
    template: Callable[[str, str | None], Template]

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(part.name for part in self.library.parts)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The facts that count something."""
        return measures_of(self.library.facts)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that any reply may use for a value."""
        shared = (field.name for field in self.library.fields)
        return frozenset((*KNOWN_NAMES, *shared, *(f"facts.{fact.name}" for fact in self.library.facts)))


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture: `start` and `end` are the offsets of `href` in the text of the file."""

    place: tuple[int, int]
    start: int
    end: int
    href: str
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """A link of a guide to a reply."""

    line: int
    target: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What is kept of a file once it was read: enough to hold it against all others.

    `article` has neither body nor templates. `problems` are those of the file by itself. `asked` are the
    names of values in it, `parts` those that it draws in. `anchors` are what links may lead to, `keys` the
    places of the keys of the front matter, `fields.NAME` those of its fields. `sketch` stands for the words,
    empty where they are too few, `seal` for the whole text.
    """

    article: Article
    problems: tuple[Problem, ...] = ()
    links: tuple[Link, ...] = ()
    leads: tuple[Lead, ...] = ()
    anchors: frozenset[str] = frozenset()
    keys: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    sketch: tuple[int, ...] = field(default=(), repr=False)
    seal: int = 0

    @property
    def path(self) -> str:
        """The path of the file, relative to the library."""
        return self.article.path

    def key_place(self, *keys: str) -> tuple[int, int]:
        """Return the place of the first of the keys that is there, else the beginning of the file."""
        return next((self.keys[key] for key in keys if key in self.keys), (1, 1))
