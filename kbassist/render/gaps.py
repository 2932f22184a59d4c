"""Closes the gap that a placeholder leaves when it prints nothing, before Markdown reads the text.

A gap is not a line end: `- one`, then an item that came out empty, is a heading to Markdown.
"""

import re

from kbassist.render.tokens import GAP

# Emphasis, code or parentheses around nothing.
_WRAPPED = re.compile(rf"(\*{{1,3}}|_{{1,3}}|~~|`{{1,3}}){GAP}\1|(?<!\])\( ?{GAP} ?\)")
_RUN = re.compile(rf"{GAP}(?:[ \t]*{GAP})+")
_WHOLE_LINE = re.compile(
    rf"[ \t]*(?P<mark>(?:>[ \t]?)*(?:(?:[-*+]|\d{{1,9}}[.)]|\#{{1,6}})[ \t]+)?){GAP}[ \t]*\\?"
)
_WITHIN = re.compile(rf"(?<=\S)[ \t]+{GAP}(?=[\s.,;:!?)]|\Z)|(?:\A|(?<=[\s(])){GAP}[ \t]+|{GAP}")


def without_gaps(text: str) -> str:
    """Return the text as if nothing had been asked for where `GAP` stands.

    A line that was nothing but a gap goes, with the mark of its list, unless it keeps two paragraphs apart.
    """
    if GAP not in text:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if GAP not in line:
            kept.append(line)
            continue
        bare = _RUN.sub(GAP, _WRAPPED.sub(GAP, line))
        whole = _WHOLE_LINE.fullmatch(bare)
        if whole is None:
            kept.append(_WITHIN.sub("", bare))
        elif not whole["mark"] and not (_is_text(kept[-1:]) and _is_text(lines[number + 1 : number + 2])):
            kept.append("")
    return "\n".join(kept)


def _is_text(lines: list[str]) -> bool:
    return bool(lines and lines[0].replace(GAP, "").strip())
