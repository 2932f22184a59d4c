"""Collects what can be completed in the texts of one library."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kbassist.articles.article import Field, Part
from kbassist.articles.decoding import one_line
from kbassist.render.names import readable
from kbassist.replies.placeholders import KNOWN_NAMES
from kbassist.search.row import Row
from kbassist.workspace.authored import ArticleLink, Term, Vocabulary
from kbassist.workspace.session import LibrarySession

_HINT_LENGTH = 60
_KEYS = (
    Term("title", "what the article is called"),
    Term("aliases", "other words that customers or agents use for it"),
    Term("keywords", "other words that customers or agents use for it"),
    Term("tags", "billing/refunds nests"),
    Term("lang", "language of the article, such as en or pt-BR"),
    Term("owner", "who answers for it"),
    Term("verified", "the day on which the owner last vouched for it"),
    Term("review_every", "90 days, 6 months, 1 year"),
    Term("active_from", "not suggested before this day"),
    Term("active_to", "not suggested after this day"),
    Term("pinned_until", "shown on top until this day"),
    Term("draft", "true hides it from agents"),
    Term("reply", "true makes the whole text one reply"),
    Term("fields", "how agents are asked for values"),
    Term("copy_of", "the id of the article in another library that this is a copy of"),
    Term("copy_from", "the name of the library that it was copied from"),
    Term("copy_revision", "the checksum that the original had when it was copied"),
    Term("id", "survives a change of the file's name"),
    Term("source", "where an import came from"),
    Term("sensitive", "true copies it with care"),
)
_ATTRIBUTES = (
    Term("channel", "where the reply is sent"),
    Term("tone", "how it sounds"),
    Term("lang", "the language of the reply"),
    Term("shortcut", "a word that puts this reply on top"),
)


def vocabulary_of(session: LibrarySession, rows: Iterable[Row]) -> Vocabulary:
    """Collect the words of a library: what it declares first, then what its articles use."""
    library, rows = session.library, sorted(rows, key=lambda row: row.title.casefold())
    facts = tuple(Term(fact.name, _hint(fact.value)) for fact in library.facts)
    return Vocabulary(
        placeholders=(
            *_placeholders(library.fields),
            *(Term(f"facts.{fact.name}", fact.hint) for fact in facts),
        ),
        fields=tuple(_field(field) for field in library.fields),
        parts=tuple(_part(part) for part in library.parts),
        facts=facts,
        tags=_counted((), (tag for row in rows for tag in row.tags)),
        owners=_counted(library.owners, (row.owner for row in rows if row.owner)),
        languages=_counted(library.languages, _languages(rows)),
        channels=tuple(Term(name) for name in library.channels),
        tones=tuple(Term(name) for name in library.tones),
        keys=_KEYS,
        attributes=_ATTRIBUTES,
        articles=tuple(ArticleLink(row.title, row.path) for row in rows),
    )


def _placeholders(fields: tuple[Field, ...]) -> Iterator[Term]:
    declared = {field.name: _field(field) for field in fields}
    for name in dict.fromkeys((*declared, *KNOWN_NAMES)):
        yield declared.get(name) or Term(name, readable(name))


def _field(field: Field) -> Term:
    return Term(field.name, _hint(f"{field.label} ({field.example})" if field.example else field.label))


def _part(part: Part) -> Term:
    text = part.replies[0].template if part.replies else ""
    return Term(part.name, _hint(text))


def _languages(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if row.lang:
            yield row.lang
        yield from (reply.lang for reply in row.replies if reply.lang and reply.lang != row.lang)


def _counted(declared: Iterable[str], used: Iterable[str]) -> tuple[Term, ...]:
    """Put what is declared first, then what is used, the commonest first."""
    counts = Counter(used)
    names = dict.fromkeys((*declared, *(name for name, _ in counts.most_common())))
    return tuple(Term(name, _times(counts[name])) for name in names)


def _times(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}" if count else ""


def _hint(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _HINT_LENGTH else line[: _HINT_LENGTH - 1].rstrip() + "…"
