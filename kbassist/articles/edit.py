"""Changes one key of an article's front matter; every other byte of the file stays as it was."""

from collections.abc import Mapping

import yaml

from kbassist.articles.decoding import decode, one_line
from kbassist.articles.findings import Findings
from kbassist.articles.front_matter_places import place_for
from kbassist.articles.frontmatter import FrontMatter, split_front_matter
from kbassist.articles.raw_text import RawText
from kbassist.articles.text_edits import TextEdit
from kbassist.articles.values import Reader
from kbassist.articles.yaml_text import Item
from kbassist.system.errors import NotSaved

_LISTED = ("aliases", "alias", "keywords")


def with_alias(content: bytes, alias: str) -> bytes:
    """Return the file with one alias more; the same bytes when it has that alias already.

    Where `aliases` are addresses, as Hugo has them, `keywords` take it; no alias begins with their `/`.
    Raises NotSaved when the front matter is broken, or the file is no text.
    """
    alias = one_line(alias).lstrip("/ ")
    items = _front_matter(RawText.of(content).text).items
    reader = Reader(items, Findings(""))
    if not alias or alias.casefold() in (known.casefold() for known in reader.texts(*_LISTED)):
        return content
    addresses = any(known.startswith("/") for known in reader.texts("aliases"))
    return with_entry(content, "keywords" if addresses else "aliases", alias)


def with_entry(content: bytes, key: str, entry: str) -> bytes:
    """Return the file with `entry` added to the list of texts under `key`, which is made where absent.

    Raises NotSaved when the front matter is broken, or cannot be changed without touching anything else.
    """
    raw = RawText.of(content)
    before = _front_matter(raw.text)
    change = _change(raw.text, before, key, entry)
    changed = raw.replaced(change.start, change.end, change.text)
    decoded = decode(changed)
    if decoded is None or not _only_added(before, _front_matter(decoded.text), key, entry):
        raise NotSaved(f"The front matter is written in an unusual way; add `{key}: {entry}` by hand.")
    return changed


def _change(text: str, front: FrontMatter, key: str, entry: str) -> TextEdit:
    if front.body_line == 1:
        gap = "" if not text or text.startswith("\n") else "\n"
        made = place_for("", key, entry)
        return TextEdit(0, 0, f"---\n{made.text}---\n{gap}")
    lines = text.split("\n", front.body_line - 2)
    offset = len(lines[0]) + 1
    block = "".join(f"{line}\n" for line in lines[1 : front.body_line - 2])
    try:
        found = place_for(block, key, entry)
    except (yaml.YAMLError, ValueError) as error:
        raise NotSaved("The front matter cannot be read well enough to be changed; mend it first.") from error
    return TextEdit(offset + found.start, offset + found.end, found.text)


def _front_matter(text: str) -> FrontMatter:
    findings = Findings("")
    front = split_front_matter(text, findings)
    for problem in findings.problems:
        if problem.code.startswith("front-matter"):
            raise NotSaved(f"Nothing was changed, since the front matter needs mending: {problem.message}")
    return front


def _only_added(before: FrontMatter, after: FrontMatter, key: str, entry: str) -> bool:
    """Tell whether `after` says what `before` said, and `entry` under `key` besides."""
    listed = Reader(before.items, Findings("")).texts(key)
    return (
        Reader(after.items, Findings("")).texts(key) == (*listed, entry)
        and _others(before, key) == _others(after, key)
        and before.body in (after.body, after.body.removeprefix("\n"))
    )


def _others(front: FrontMatter, key: str) -> list[tuple[str, object]]:
    return [(name, _said(item)) for name, item in front.items.items() if name != key]


def _said(item: Item) -> object:
    """Return a value without the lines on which it stands."""
    if isinstance(item.value, tuple):
        return [_said(entry) for entry in item.value]
    if isinstance(item.value, Mapping):
        return [(name, _said(entry)) for name, entry in item.value.items()]
    return item.value
