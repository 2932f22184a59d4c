"""An article as the preview shows it, in the child process."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import markdown

from kbassist.render import limits
from kbassist.render.characters import visible
from kbassist.render.html import read_markdown
from kbassist.render.markdown_writer import MarkdownWriter
from kbassist.render.names import readable
from kbassist.render.places import settle
from kbassist.render.plain import PlainWriter
from kbassist.render.tokens import Kind, Token, TokenTable
from kbassist.render.tree import Element, Node, TooLarge
from kbassist.render.writers import PreviewWriter

_HEADING = re.compile(r"^( {0,3}#{1,6}\s.*?)\s*\{:?\s*((?:[.#]|[\w-]{1,40}=)[^{}\n]{0,300})\}\s*#*\s*$", re.M)
_LIQUID = re.compile(
    r"\{%-?\s*own\s*-?%\}([^{}]{0,500})\{%-?\s*endown\s*-?%\}"
    r"|\{\{-?\s*([^{}\n]{1,500}?)\s*-?\}\}"
    r"|\{%-?\s*([^%\n]{1,500}?)\s*-?%\}"
)
_PAIR = re.compile(r"([\w-]{1,40})=(?:\"([^\"]{0,100})\"|'([^']{0,100})'|(\S{1,100}))")
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,99}")
_PART = re.compile(r"render\s+['\"]([^'\"]{1,100})['\"]")
_RANK = {f"h{level}": level for level in range(1, 7)}


def render_article(reader: markdown.Markdown, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page of a message.

    Raises TooLarge when plain text is the better page.
    """
    text = message["markdown"]
    if len(text) > limits.MAX_PAGE_MARKDOWN:
        raise TooLarge(f"it is longer than {limits.MAX_PAGE_MARKDOWN // 1024} KB")
    tokens = TokenTable()
    text = _HEADING.sub(lambda found: _heading(found, tokens), visible(text))
    facts = {f"facts.{name}": visible(value) for name, value in message["facts"].items()}
    text = _LIQUID.sub(_Chips(tokens, facts, message["labels"]).chip, text)
    root = read_markdown(reader, text, tokens)
    _spell_out_code(root)
    _drop_title(root, message["title"])
    _point_ways(root.children)
    pictures = settle(root, tokens, message["path"])[: limits.MAX_PICTURES]
    plain, markdown_text = PlainWriter().write(root), MarkdownWriter().write(root)
    root.children = _boxed_replies(root.children)
    numbers = {path: number for number, path in enumerate(pictures)}
    return {
        "html": PreviewWriter(numbers).write(root),
        "plain": plain,
        "markdown": markdown_text,
        "pictures": pictures,
    }


def _heading(found: re.Match[str], tokens: TokenTable) -> str:
    """Take the attribute list off a heading; behind it stands what a reply is for, or that it is a guide."""
    attributes = found[2]
    if ".guide" in attributes.split():
        return f"{found[1]} {tokens.add(Token(Kind.GUIDE, 'guide'))}"
    if ".reply" not in attributes.split():
        return found[1]
    given = {name: double or single or bare for name, double, single, bare in _PAIR.findall(attributes)}
    words = [given[name] for name in ("channel", "tone", "lang") if given.get(name)]
    label = " \u00b7 ".join(words) or "reply"
    return f"{found[1]} {tokens.add(Token(Kind.REPLY, label))}"


@dataclass(frozen=True, slots=True)
class _Chips:
    """Turns the Liquid of an article into words that an agent reads at a glance."""

    tokens: TokenTable
    facts: Mapping[str, str]
    labels: Mapping[str, str]

    def chip(self, found: re.Match[str]) -> str:
        """Show a fact by its value, another placeholder by its label, and a tag by its words."""
        source, own, output, tag = found[0], found[1], found[2], found[3]
        if own is not None:
            return self.tokens.add(Token(Kind.PLACEHOLDER, f"[your own words: {own.strip()}]", "", source))
        if output is None:
            part = _PART.match(tag)
            return self.tokens.add(Token(Kind.TAG, f"[part: {part[1]}]" if part else f"[{tag}]", "", source))
        if output in self.facts:
            return self.tokens.add(Token(Kind.VALUE, self.facts[output], output, source))
        name = _NAME.match(output)
        label = self.labels.get(name[0]) or readable(name[0]) if name else output
        return self.tokens.add(Token(Kind.PLACEHOLDER, f"[{label}]", name[0] if name else "", source))


def _spell_out_code(root: Element) -> None:
    """Show Liquid inside code as it is written."""
    for node in root.walk():
        if isinstance(node, Element) and node.tag in ("code", "pre"):
            node.children = [c.source if isinstance(c, Token) and c.source else c for c in node.children]


def _drop_title(root: Element, title: str) -> None:
    first = root.children[0] if root.children else None
    if title and isinstance(first, Element) and first.tag == "h1" and first.text().strip() == title.strip():
        root.children.pop(0)


def _boxed_replies(children: list[Node]) -> list[Node]:
    """Put the text of each reply into a box below its heading."""
    out: list[Node] = []
    at = 0
    while at < len(children):
        child = children[at]
        out.append(child)
        at += 1
        if not isinstance(child, Element) or not _is_heading(child, Kind.REPLY):
            continue
        end = at
        while end < len(children) and not _ends(children[end], _RANK[child.tag]):
            end += 1
        if end > at:
            out.append(Element("reply", children=children[at:end]))
        at = end
    return out


def _point_ways(children: list[Node]) -> None:
    """Put an arrow before the links of a guide's lists: they are where its answers lead."""
    level = 0
    for child in children:
        if not isinstance(child, Element):
            continue
        if _is_heading(child, Kind.GUIDE):
            level = _RANK[child.tag]
        elif _ends(child, level) or _is_heading(child, Kind.REPLY):
            level = 0
        if level and child.tag in ("ul", "ol"):
            for node in child.walk():
                if (
                    isinstance(node, Element)
                    and node.tag == "a"
                    and ":" not in node.attributes.get("href", ":")
                ):
                    node.children.insert(0, "\u2192 ")


def _is_heading(element: Element, kind: Kind) -> bool:
    """Tell whether the element is the heading of a reply or a guide."""
    return element.tag in _RANK and any(isinstance(c, Token) and c.kind is kind for c in element.children)


def _ends(node: Node, level: int) -> bool:
    return isinstance(node, Element) and _RANK.get(node.tag, 9) <= level
