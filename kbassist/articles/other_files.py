"""Lists the files of a library that are no articles: attachments, and articles by mistake."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kbassist.articles.article import Problem, Severity
from kbassist.articles.names import is_article_name, safe_text
from kbassist.system.errors import WorkCancelled

MOST_FILES = 200_000

# What Windows hides of a name, what other programs call Markdown, and what is left of a rename.
_ODD = re.compile(
    r".+\.(?:(?:md|markdown)\.(?:txt|text|html?|docx?)|mdown|mkdn?|mdwn|mdx|md[ .]*_)\Z", re.IGNORECASE
)


def other_files(root: Path, cancelled: Callable[[], bool]) -> frozenset[str]:
    """Return the paths, relative to `root` with `/`, of files that are no articles; hidden ones are left out.

    Links to folders are not followed. Raises WorkCancelled.
    """
    found: set[str] = set()
    for where, folders, names in os.walk(root):
        if cancelled():
            raise WorkCancelled("The check was cancelled.")
        folders[:] = sorted(name for name in folders if name[:1] != ".")
        below = where[len(str(root)) + 1 :].replace(os.sep, "/")
        prefix = f"{below}/" if below else ""
        found.update(
            safe_text(prefix + name) for name in names if name[:1] != "." and not is_article_name(name)
        )
        if len(found) > MOST_FILES:
            break
    return frozenset(found)


def odd_suffixes(paths: Iterable[str]) -> Iterator[Problem]:
    """Give a problem for every file that was meant to be an article and has the name of none."""
    for path in sorted(paths):
        name = path.rpartition("/")[2]
        if _ODD.match(name) and not path.startswith("_attachments/"):
            message = "The name does not end with .md, so this is no article; rename it."
            yield Problem(path, 0, "suffix-odd", Severity.WARNING, message)
