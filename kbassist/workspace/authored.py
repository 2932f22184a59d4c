"""What is proposed to writers: the files of the libraries, words to complete, texts to begin with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kbassist.articles.article import ArticleRef, FileRef, Standing
from kbassist.messages.sent import Blank


class FileKind(StrEnum):
    """What a file of a library is for."""

    ARTICLE = "article"
    PART = "part"
    TEMPLATE = "template"
    FACTS = "facts"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A file for the writers' list; `folder` are the names above it, the outermost first.

    Of what is no article `ref`, `standing` and `due` are None. `owner` and `lang` are "" where none is named.
    """

    file: FileRef
    ref: ArticleRef | None
    title: str
    folder: tuple[str, ...] = ()
    owner: str = ""
    standing: Standing | None = None
    due: date | None = None
    lang: str = ""
    kind: FileKind = FileKind.ARTICLE


@dataclass(frozen=True, slots=True)
class Term:
    """A word that may be completed, and in a few words what it stands for."""

    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article that may be linked to; `path` is relative to the library with `/`."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be completed in the texts of one library, each list in the order in which it is offered.

    `placeholders` are whole names, `facts.NAME` among them; `facts` are the bare names with their values.
    `keys` are those of a front matter, `attributes` those behind a reply's heading.
    """

    placeholders: tuple[Term, ...] = ()
    fields: tuple[Term, ...] = ()
    parts: tuple[Term, ...] = ()
    facts: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    owners: tuple[Term, ...] = ()
    languages: tuple[Term, ...] = ()
    channels: tuple[Term, ...] = ()
    tones: tuple[Term, ...] = ()
    keys: tuple[Term, ...] = ()
    attributes: tuple[Term, ...] = ()
    articles: tuple[ArticleLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a word may become: `text` takes its place, with the caret `back` characters before the end."""

    label: str
    hint: str
    text: str
    back: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in the place of `start` to `end`, in offsets of the text; the best first."""

    start: int
    end: int
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a text is completed: the path of its file, and what the line of the caret is part of."""

    path: str = ""
    front_matter: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of `file`, counted from 1, that leads to another file."""

    file: FileRef
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A text to begin with; `description` is the first sentence below its title."""

    name: str
    title: str
    text: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class ProposedReply:
    """A text that was sent, and where in it placeholders may stand; `title` and `lang` may be ""."""

    text: str
    blanks: tuple[Blank, ...] = ()
    title: str = ""
    lang: str = ""
