"""Finds the front matter of a text and splits it from the body."""

import re
from dataclasses import dataclass

from kbassist.articles.findings import Findings
from kbassist.articles.yaml_text import Item, YamlRefused, read_mapping

FRONT_MATTER_BYTES = 16 * 1024

_OPENS = re.compile(r"---[ \t]*\n")
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIRST_KEY = re.compile(r"[^\S\n]*(?:#[^\n]*\n[^\S\n]*)*[\w.-]+[^\S\n]*:(?:\s|$)")
_PLAIN_PAIR = re.compile(r"^(title|id|draft|published):[ \t]+([^\s\"'\[{&*!|>%@`#].*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values before the body; `items` is empty where there are none or they could not be read.

    `body_line` is the line of the file, counted from 1, on which `body` starts.
    """

    items: dict[str, Item]
    body: str
    body_line: int


def split_front_matter(text: str, findings: Findings) -> FrontMatter:
    """Split `text` into front matter and body, and note why the front matter cannot be used."""
    opens = _OPENS.match(text)
    if not opens:
        return FrontMatter({}, text, 1)
    closes = _CLOSES.search(text, opens.end())
    if not closes:
        if _FIRST_KEY.match(text, opens.end()):
            findings.warn(
                1, "front-matter-open", "The front matter never ends; add a line `---` after its last key."
            )
        return FrontMatter({}, text, 1)
    block = text[opens.end() : closes.start()]
    body_start = min(closes.end() + 1, len(text))
    body_line = block.count("\n") + 3
    try:
        if len(block) > FRONT_MATTER_BYTES or len(block.encode(errors="replace")) > FRONT_MATTER_BYTES:
            raise YamlRefused(1, "front-matter-large", "it is larger than 16 KB; shorten it")
        items = read_mapping(block, 2, findings)
    except YamlRefused as refused:
        if refused.code == "front-matter-text":
            # A plain article may begin with a rule and have another one later on.
            return FrontMatter({}, text, 1)
        _note_refusal(refused, findings)
        items = _plain_pairs(block)
    return FrontMatter(items, text[body_start:], body_line)


def _note_refusal(refused: YamlRefused, findings: Findings) -> None:
    message = f"Front matter ignored: {refused.reason}."
    if refused.code == "front-matter-broken":
        findings.error(refused.line, refused.code, message)
    else:
        findings.warn(refused.line, refused.code, message)


def _plain_pairs(block: str) -> dict[str, Item]:
    """Keep what a slip elsewhere must not change: the title, the id, and that a draft stays hidden.

    The commonest slip is a colon in a title; the line as it stands is what its author meant.
    """
    found = _PLAIN_PAIR.finditer(block[:FRONT_MATTER_BYTES])
    return {pair[1]: Item(2 + block.count("\n", 0, pair.start()), pair[2].rstrip()) for pair in found}
