"""Which characters of a text a problem is about."""

import re
from collections.abc import Sequence

from kbassist.articles.article import Problem

# What a problem points at, by what stands at its column: a placeholder or a tag, a link, an attribute list
# or a word.
_POINTED_AT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|!?\[[^\]\n]*\]\([^)\n]*\)|\{[^{}\n]*\}|[\w.'’-]+|\S")


def problem_range(problem: Problem, lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the offsets of what `problem` is about in the text of these lines.

    Without a column that is its line, without the space around it. None where there is nothing to underline:
    the problem is about the file as a whole, or its line is empty or gone.
    """
    if not 0 < problem.line <= len(lines):
        return None
    line = lines[problem.line - 1]
    start = sum(map(len, lines[: problem.line - 1])) + problem.line - 1
    if problem.column > 0:
        pointed_at = _POINTED_AT.match(line, min(problem.column - 1, len(line)))
        if pointed_at:
            return start + pointed_at.start(), start + pointed_at.end()
    bare = line.strip()
    if not bare:
        return None
    first = line.index(bare)
    return start + first, start + first + len(bare)
