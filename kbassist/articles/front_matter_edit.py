"""Changes one key of a front matter by places in the text, and reads it for a form; all else stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import yaml

from kbassist.articles.decoding import one_line
from kbassist.articles.findings import Findings
from kbassist.articles.front_matter_change import with_pairs, with_value
from kbassist.articles.frontmatter import FrontMatter, split_front_matter
from kbassist.articles.keys import LISTS
from kbassist.articles.metadata import read_reply
from kbassist.articles.text_edits import TextEdit, edited
from kbassist.articles.values import Reader
from kbassist.articles.yaml_text import Item
from kbassist.system.errors import NotSaved

_Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class FormValues:
    """What a front matter says, for a form.

    `values` holds texts, and lists of texts under the keys that may have several, in the file's order.
    `others` are the keys whose values only the text can show. `locked` is a sentence that says why the
    form cannot change anything, "" when it can.
    """

    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    others: tuple[str, ...] = ()
    locked: str = ""

    def text(self, key: str) -> str:
        """Return a value as one text, "" where there is none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ", ".join(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a value as a list of texts, empty where there is none."""
        value = self.values.get(key, ())
        return ((value,) if value else ()) if isinstance(value, str) else value

    def day(self, key: str) -> date | None:
        """Return a value as a date; None where there is none."""
        return self._reader(key).day(key)

    def flag(self, key: str) -> bool:
        """Return a value as yes or no; what is neither is yes, as where articles are read."""
        return bool(self._reader(key).flag(key, unclear=True))

    def _reader(self, key: str) -> Reader:
        return Reader({key: Item(0, self.text(key) or None)}, Findings(""))


def form_values(text: str) -> FormValues:
    """Read the front matter of a file's text. Never raises: what cannot be read is told by `locked`."""
    try:
        front = read_front_matter(text)
    except NotSaved as error:
        return FormValues(locked=str(error))
    values: dict[str, str | tuple[str, ...]] = {}
    others: list[str] = []
    reader = Reader(front.items, Findings(""))
    for key, item in front.items.items():
        if _is_list_of_texts(item) or (key in LISTS and not isinstance(item.value, Mapping | tuple)):
            values[key] = reader.texts(key)
        elif item.value is None or isinstance(item.value, str):
            values[key] = reader.text(key) or ""
        else:
            others.append(key)
    return FormValues(MappingProxyType(values), tuple(others))


def with_key(text: str, key: str, value: str | Sequence[str] | None) -> tuple[TextEdit, ...]:
    """Say how `value` comes under `key` of the front matter, which is made where there is none.

    A blank text, as None, removes the key. No edits mean that the file says so already. Only lines of the
    key change. Raises NotSaved when the front matter is broken, or cannot be changed without touching
    anything else.
    """
    wanted = _tidy(value)
    before = read_front_matter(text)
    if _says(before, key, wanted):
        return ()
    edit = _change(text, before, key, lambda block: with_value(block, key, wanted))
    after = read_front_matter(edited(text, [edit]))
    if not _says(after, key, wanted) or not _same_besides(before, after, key):
        raise NotSaved(f"The front matter is written in an unusual way; change `{key}` by hand.")
    return (edit,)


def with_attributes(text: str, put: Mapping[str, str | None]) -> tuple[TextEdit, ...]:
    """Say how the attributes of the reply that a whole article is become these, None taking one out.

    No edits where the front matter makes no reply of it, or says so already. Raises as `with_key`.
    """
    before = read_front_matter(text)
    said = read_reply(before.items.get("reply"), Reader(before.items, Findings("")))
    if said is None:
        return ()
    wanted = {name: value for name, value in {**said, **put}.items() if value is not None}
    if wanted == said:
        return ()
    edit = _change(text, before, "reply", lambda block: with_pairs(block, "reply", wanted))
    after = read_front_matter(edited(text, [edit]))
    now = read_reply(after.items.get("reply"), Reader(after.items, Findings("")))
    if now != wanted or not _same_besides(before, after, "reply"):
        raise NotSaved("The front matter is written in an unusual way; change `reply` by hand.")
    return (edit,)


def read_front_matter(text: str) -> FrontMatter:
    """Split a text from its front matter. Raises NotSaved when that needs mending first."""
    findings = Findings("")
    front = split_front_matter(text, findings)
    for problem in findings.problems:
        if problem.code.startswith("front-matter"):
            raise NotSaved(f"Nothing was changed, since the front matter needs mending: {problem.message}")
    return front


def _is_list_of_texts(item: Item) -> bool:
    return isinstance(item.value, tuple) and all(
        entry.value is None or isinstance(entry.value, str) for entry in item.value
    )


def _tidy(value: str | Sequence[str] | None) -> _Value:
    if value is None or isinstance(value, str):
        return one_line(value or "") or None
    return tuple(dict.fromkeys(text for entry in value if (text := one_line(entry))))


def _says(front: FrontMatter, key: str, wanted: _Value) -> bool:
    """Tell whether the value under `key` reads as `wanted`; a list of none is as good as no key."""
    item = front.items.get(key)
    if wanted is None or item is None:
        return item is None and not wanted
    reader = Reader({key: item}, Findings(""))
    if isinstance(wanted, tuple):
        return not isinstance(item.value, Mapping) and reader.texts(key) == wanted
    return isinstance(item.value, str) and reader.text(key) == wanted


def _change(text: str, front: FrontMatter, key: str, change: Callable[[str], str]) -> TextEdit:
    if front.body_line == 1:
        gap = "" if not text or text.startswith("\n") else "\n"
        return TextEdit(0, 0, f"---\n{change('')}---\n{gap}")
    lines = text.split("\n", front.body_line - 2)
    offset = len(lines[0]) + 1
    block = "".join(f"{line}\n" for line in lines[1 : front.body_line - 2])
    try:
        changed = change(block)
    except (yaml.YAMLError, ValueError) as error:
        raise NotSaved(f"`{key}` is written in a way that only the text itself can be changed in.") from error
    return _difference(block, changed, offset)


def _difference(before: str, after: str, offset: int) -> TextEdit:
    """Return the one edit, as short as it can be, that makes `after` of `before`."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    return TextEdit(offset + start, offset + len(before) - end, after[start : len(after) - end])


def _same_besides(before: FrontMatter, after: FrontMatter, key: str) -> bool:
    """Tell whether all other keys, and the body, say what they said."""
    return _others(before, key) == _others(after, key) and before.body in (
        after.body,
        after.body.removeprefix("\n"),
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
