"""Libraries with one fault each, whose place is marked, and the same libraries without it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kbassist.articles.article import Problem

MARK = "¦"
"""Stands where a problem is to be found, twice where a fix is to be offered; it is not written."""

Check = Callable[[Mapping[str, str | bytes]], dict[str, tuple[Problem, ...]]]


@dataclass(frozen=True)
class Planted:
    """A code, the text of `a.md` that has it, one that has not, and what lies beside in both."""

    code: str
    text: str
    fixed: str
    beside: Mapping[str, str | bytes]

    @property
    def written(self) -> str:
        """The faulty text without its mark."""
        return self.text.replace(MARK, "")

    @property
    def is_mended(self) -> bool:
        """Tell whether the fault is marked twice: then a fix is to be offered."""
        return self.text.count(MARK) == 2

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the mark; zeros where the file as a whole is meant."""
        before, mark, _ = self.text.partition(MARK)  # the first one
        return (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else (0, 0)


def planted(code: str, text: str, fixed: str, **beside: str) -> Planted:
    """Plant a fault; names of files beside are written with `__` for `/` and without `.md`."""
    return Planted(code, text, fixed, {_path(name): content for name, content in beside.items()})


def _path(name: str) -> str:
    path = name.replace("__", "/")
    if "." in path:
        return path
    return f"{path}.yaml" if path in ("_library", "_facts") else f"{path}.md"


def reply(text: str, attributes: str = "") -> str:
    """Return an article with one reply."""
    return f"# A\n\n## R {{.reply{attributes}}}\n\n{text}\n"


def front(*lines: str) -> str:
    """Return an article with a front matter."""
    return "---\n" + "\n".join(lines) + "\n---\n# A\n\nText\n"
