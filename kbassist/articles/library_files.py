"""Reads what a library says of itself: `_library.yaml`, `_facts.yaml`, `_parts/` and `_templates/`."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kbassist.articles.article import Article, Fact, Part, Problem, Reply
from kbassist.articles.conflicts import conflict_copy, problem_of
from kbassist.articles.decoding import decode, one_line
from kbassist.articles.fields import read_fields
from kbassist.articles.findings import Findings
from kbassist.articles.keys import FACT, LIBRARY, REVIEW, Keys
from kbassist.articles.library import CHANNELS, TONES, Library
from kbassist.articles.names import is_article_name, safe_text, without_suffix
from kbassist.articles.parse import parse_article
from kbassist.articles.safe_open import read_inside
from kbassist.articles.values import Reader, parse_language
from kbassist.articles.yaml_text import Item, YamlRefused, read_mapping
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, LibraryOffline

LIBRARY_FILE = "_library.yaml"
FACTS_FILE = "_facts.yaml"
PARTS_FOLDER = "_parts"
TEMPLATES_FOLDER = "_templates"

# A thousand facts with their owners fit; what is larger is no list that people keep by hand.
_LARGEST_BYTES = 256 * 1024
_PART_BYTES = 64 * 1024
_MOST_PARTS = 1000
# Below that a sentence and the number of its piece do not go together.
_LEAST_LIMIT = 40


def read_library(root: Path) -> Library:
    """Read the files of the folder `root` that describe it; what is wrong stands in `problems`.

    Files that are absent leave the defaults. A folder that is out of reach gives a library with its
    name alone, so that it can still be listed.
    """
    name = one_line(safe_text(root.name)) or "Library"
    library = _read_description(root, Library(root=str(root), name=name))
    facts, problems = _read_facts(root)
    library = replace(library, facts=facts, problems=library.problems + problems)
    parts, problems = _read_parts(root, library)
    return replace(library, parts=parts, problems=library.problems + problems)


def read_templates(root: Path, library: Library) -> tuple[Article, ...]:
    """Read the starting points for new articles, by name."""
    return tuple(article for article, _ in _articles_below(root, TEMPLATES_FOLDER, library))


def _read_description(root: Path, library: Library) -> Library:
    findings = Findings(LIBRARY_FILE)
    items = _read_yaml(root, LIBRARY_FILE, findings)
    reader = Reader(items, findings)
    _note_slips(items, LIBRARY, findings)
    tones = _words(reader.texts("tones")) or TONES
    return replace(
        library,
        name=reader.text("name") or library.name,
        channels=_words(reader.texts("channels")) or CHANNELS,
        # A reply that names no tone is neutral, so that every library has this one.
        tones=tones if "neutral" in tones else ("neutral", *tones),
        languages=_languages(reader, findings),
        owners=_owners(items.get("owners"), reader),
        fields=read_fields(items.get("fields"), findings),
        systems=_words(reader.texts("systems")),
        limits=_limits(reader, findings),
        share_learned=bool(reader.flag("share_learned", unclear=False)),
        share_names=bool(reader.flag("share_names", unclear=False)),
        leads=_leads(reader, findings),
        problems=findings.problems,
    )


def _note_slips(items: Mapping[str, Item], known: Keys, findings: Findings) -> None:
    for key, item in items.items():
        meant = None if key in known else known.meant(key)
        if meant:
            findings.warn(item.line, "key-slip", f"kbassist does not know `{key}`; `{meant}` was meant?")


def _words(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.casefold() for text in texts))


def _languages(reader: Reader, findings: Findings) -> tuple[str, ...]:
    tags: list[str] = []
    for text in reader.texts("languages"):
        tag = parse_language(text)
        if tag:
            tags.append(tag)
        else:
            findings.warn(
                reader.line("languages"),
                "value-unfit",
                f"`{text}` is no language tag; write en, de or pt-BR.",
            )
    return tuple(dict.fromkeys(tags))


def _limits(reader: Reader, findings: Findings) -> tuple[tuple[str, int], ...]:
    """Read how many characters a message takes, by channel."""
    limits: dict[str, int] = {}
    for name, item in reader.mapping("limits").items():
        text = item.value if isinstance(item.value, str) else ""
        if text.isascii() and text.isdigit() and len(text) < 7 and int(text) >= _LEAST_LIMIT:
            limits[one_line(name).casefold()] = int(text)
        else:
            findings.warn(
                item.line,
                "value-unfit",
                f"The limit of `{one_line(name)}` must be a number of characters from {_LEAST_LIMIT}.",
            )
    return tuple(limits.items())


def leads_of(data: bytes) -> tuple[str, ...]:
    """Read who publishes from the bytes of a `_library.yaml`; nobody special where that is in disorder."""
    findings = Findings(LIBRARY_FILE)
    decoded = decode(data) if len(data) <= _LARGEST_BYTES else None
    try:
        items = read_mapping(decoded.text, 1, findings) if decoded else {}
    except YamlRefused:
        return ()
    return _leads(Reader(items, findings), findings)


def _leads(reader: Reader, findings: Findings) -> tuple[str, ...]:
    """Read who publishes; a review that nobody may end would keep everything back, so that it is none."""
    review = reader.mapping("review")
    _note_slips(review, REVIEW, findings)
    leads = Reader(review, findings).texts("leads")
    if review and not leads:
        findings.warn(
            reader.line("review"), "value-unfit", "`review` must say who publishes, such as {leads: [dana]}."
        )
    return leads


def _owners(item: Item | None, reader: Reader) -> tuple[str, ...]:
    if item is not None and isinstance(item.value, Mapping):
        return tuple(one_line(name) for name in item.value)
    return reader.texts("owners")


def _read_facts(root: Path) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    findings = Findings(FACTS_FILE)
    items = _read_yaml(root, FACTS_FILE, findings)
    facts = [fact for name, item in items.items() if (fact := _fact(name, item, findings))]
    return tuple(facts), findings.problems


def _fact(name: str, item: Item, findings: Findings) -> Fact | None:
    if isinstance(item.value, str):
        return Fact(name, item.value)
    if isinstance(item.value, Mapping) and "value" in item.value:
        reader = Reader(item.value, findings)
        for key, entry in item.value.items():
            meant = None if key in FACT else FACT.meant(key)
            if meant:
                findings.warn(
                    entry.line, "key-slip", f"`{key}` of the fact {name} is unknown; `{meant}` was meant?"
                )
        value = reader.long_text("value")
        if value is not None:
            return Fact(name, value, reader.text("owner"), reader.day("verified"))
    findings.warn(
        item.line,
        "fact-unfit",
        f"The fact {name} has no value; write {name}: 14, or {name}: {{value: 14, owner: dana}}.",
    )
    return None


def _read_yaml(root: Path, name: str, findings: Findings) -> dict[str, Item]:
    try:
        data, _ = read_inside(root, name, _LARGEST_BYTES)
    except (ArticleNotFound, LibraryOffline):
        return {}
    except ArticleUnreadable as error:
        findings.error(0, "unreadable", str(error))
        return {}
    decoded = decode(data)
    if decoded is None:
        findings.error(0, "not-text", f"{name} is not a text file; write it anew.")
        return {}
    try:
        return read_mapping(decoded.text, 1, findings)
    except YamlRefused as refused:
        findings.error(
            refused.line, refused.code.replace("front-matter", "yaml"), f"{name} ignored: {refused.reason}."
        )
        return {}


def _read_parts(root: Path, library: Library) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    parts: dict[str, Part] = {}
    problems: list[Problem] = []
    for article, name in _articles_below(root, PARTS_FOLDER, library):
        copy = conflict_copy(name)
        if copy:
            problems.append(problem_of(article.path, copy))
            continue
        problems.extend(article.problems)
        if name in parts:
            findings = Findings(article.path)
            findings.warn(0, "part-twice", f"Another file is the part {name} already; rename one of them.")
            problems.extend(findings.problems)
        else:
            parts[name] = Part(name, article.replies or (_whole(article),), article.path)
    return tuple(parts.values()), tuple(problems)


def _whole(article: Article) -> Reply:
    return Reply(f"{article.id}#reply", article.title, article.body.strip("\n").rstrip(), lang=article.lang)


def _articles_below(root: Path, folder: str, library: Library) -> Iterator[tuple[Article, str]]:
    """Give the files of a folder as articles with their names inside it, sorted."""
    for name in map(safe_text, names_below(str(root / folder))):
        path = f"{folder}/{name}"
        try:
            data, revision = read_inside(root, path, _PART_BYTES)
        except (ArticleNotFound, LibraryOffline):
            continue
        except ArticleUnreadable as error:
            findings = Findings(path)
            findings.error(0, "unreadable", str(error))
            yield Article(path, path, name, problems=findings.problems), without_suffix(name)
            continue
        yield parse_article(data, path, library, revision), without_suffix(name)


def names_below(folder: str) -> list[str]:
    """List the Markdown files of a folder and of the folders in it, as the system names them, with `/`.

    Links to folders are not followed.
    """
    names: list[str] = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[:1] not in "._")
        below = where[len(folder) + 1 :].replace(os.sep, "/")
        prefix = below + "/" if below else ""
        names.extend(prefix + name for name in files if is_article_name(name))
    return sorted(names)[:_MOST_PARTS]
