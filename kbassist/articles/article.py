"""The values that an article is made of; all are frozen, none knows where it is shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kbassist.articles.text_edits import TextEdit


class Severity(StrEnum):
    """How much a problem matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe way to mend a problem: `label` says in the imperative what the `edits` do to the file's text."""

    label: str
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a file of the library.

    `path` is relative to the library with `/`; `line` and `column` count from 1, 0 means the file, or the
    line, as a whole. `message` is a sentence that says what is wrong and what to do. `fix` None means that
    only a person can tell how to mend it.
    """

    path: str
    line: int
    code: str
    severity: Severity
    message: str
    column: int = 0
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """The exact bytes of a file that were seen."""

    sha256: str
    size_bytes: int
    mtime_ns: int


class FieldType(StrEnum):
    """How a field is asked for and what its value must look like."""

    TEXT = "text"
    LONGTEXT = "longtext"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    CHOICE = "choice"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Field:
    """How the agent is asked for the value of a placeholder.

    `pattern` is a regular expression that must match the whole value; None allows any.
    `default` None means that there is no default.
    """

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    choices: tuple[str, ...] = ()
    default: str | None = None
    pattern: str | None = None
    example: str | None = None
    help: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Text meant for the customer: a section of an article, or a whole file.

    `id` is `ARTICLE#slug`. `channel` None means any channel; `lang` None means that neither the reply
    nor its article names a language. `template` is Markdown with Liquid, without the heading.
    `line` is the line of the heading in the file, counted from 1.
    """

    id: str
    title: str
    template: str
    channel: str | None = None
    tone: str = "neutral"
    lang: str | None = None
    shortcut: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: `level` 1 - 6, `text` without attributes, `line` from 1."""

    level: int
    text: str
    slug: str
    line: int


@dataclass(frozen=True, slots=True)
class Guide:
    """A section of nested questions and answers that leads the agent to a solution.

    `id` is `ARTICLE#slug`, `text` the Markdown below the heading, `line` the heading's line from 1 and
    `text_line` that of the text's first line. `lang` None means that no language is named.
    """

    id: str
    title: str
    text: str
    line: int = 1
    text_line: int = 2
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A block that replies share, drawn in with `{% render 'name' %}`; its variants as for replies."""

    name: str
    replies: tuple[Reply, ...]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value defined once for the whole library: `{{ facts.NAME }}`."""

    name: str
    value: str
    owner: str | None = None
    verified: date | None = None


class Reading(StrEnum):
    """How much of a file was taken in."""

    FULL = "full"
    PLAIN = "plain"  # over 2 MB: shown as plain text, the first 1 MB indexed
    LISTED = "listed"  # over 20 MB: only its name is known


class Standing(StrEnum):
    """Where an article stands on a given day; what is not CURRENT ranks below."""

    PINNED = "pinned"
    CURRENT = "current"
    DUE = "due"
    DRAFT = "draft"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class Article:
    """One Markdown file: what the agent should know, plus its replies.

    `id` is the path without `.md` unless the front matter names one. `path` is relative to the library
    with `/`. `body` is the text after the front matter with `\\n` line ends; `body_line` is the line of
    the file (from 1) on which it starts. `review_days` None means that no review is planned.
    `encoding` is what the bytes were read as: `utf-8`, `utf-8-sig`, `utf-16-le`, `utf-16-be`, `cp1252`.
    `source` holds the pairs of the front matter's `source` map as text. `updated` is when the text was
    last changed as far as its front matter says (Hugo's `lastmod`); nobody vouches for it.
    `copy_of` is the id of the article in another library that this one was copied from, `copy_from` the name
    of that library, `copy_revision` the SHA-256 of that one's bytes at the time, in hexadecimal digits.
    """

    id: str
    path: str
    title: str
    body: str = ""
    body_line: int = 1
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lang: str | None = None
    owner: str | None = None
    verified: date | None = None
    due: date | None = None
    active_from: date | None = None
    active_to: date | None = None
    pinned_until: date | None = None
    draft: bool = False
    sensitive: bool = False
    fields: tuple[Field, ...] = ()
    source: tuple[tuple[str, str], ...] = ()
    headings: tuple[Heading, ...] = ()
    replies: tuple[Reply, ...] = ()
    problems: tuple[Problem, ...] = ()
    reading: Reading = Reading.FULL
    encoding: str = "utf-8"
    revision: Revision | None = None
    guides: tuple[Guide, ...] = ()
    updated: date | None = None
    copy_of: str | None = None
    copy_from: str | None = None
    copy_revision: str | None = None

    @property
    def own_text(self) -> Reply:
        """The article's own text as the variant *Article*.

        It is offered by articles without a reply, and taken only when it is asked for by name.
        """
        return Reply(
            id=f"{self.id}#article", title="Article", template=self.body, lang=self.lang, line=self.body_line
        )

    def standing(self, today: date) -> Standing:
        """Tell where the article stands on `today`; a draft or inactive article is never pinned."""
        if self.draft:
            return Standing.DRAFT
        if (self.active_from and today < self.active_from) or (self.active_to and today > self.active_to):
            return Standing.INACTIVE
        if self.pinned_until and today <= self.pinned_until:
            return Standing.PINNED
        if self.due and today > self.due:
            return Standing.DUE
        return Standing.CURRENT


@dataclass(frozen=True, slots=True)
class FileRef:
    """Names a file of an open library: `library` as in ArticleRef, `path` relative to it with `/`."""

    library: str
    path: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """Names an article or a reply among the open libraries.

    `library` is the absolute path of the library's folder; `id` is `ARTICLE` or `ARTICLE#reply`.
    """

    library: str
    id: str

    @property
    def article_id(self) -> str:
        """The id without the reply."""
        return self.id.partition("#")[0]
