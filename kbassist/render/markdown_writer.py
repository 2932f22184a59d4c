"""Writing a tree as clean Markdown, in which what looks like markup and is none is escaped."""

import re

from kbassist.render.links import Lead
from kbassist.render.plain import LINE, PlainWriter
from kbassist.render.tokens import Kind, Token, unescape
from kbassist.render.tree import BLOCKS, Element, Node

_SPECIAL = re.compile(
    r"[\\`*\[\]<>|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|~(?=~)|(?<=~)~|&(?=#|[A-Za-z])|\{(?=[:.#])"
)
_ESCAPED = r"\\\g<0>"
_AT_LINE_START = re.compile(r"^([ \t]*)(#|[-+=:](?=[\s\-=:~]|$)|~(?=\s|$)|(\d{1,9})([.)])(?=\s|$))", re.M)
_INDENT = re.compile(r"^[ \t]+", re.M)
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.S)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MARKS = {"strong": "**", "em": "*", "s": "~~"}


class MarkdownWriter(PlainWriter):
    """Markdown that any editor shows as the reply was meant."""

    def block(self, element: Element) -> str:
        """Write one block."""
        if element.tag in _HEADINGS:
            return "#" * int(element.tag[1]) + " " + self.inline(element.children).replace("\n", " ")
        return guarded(self.inline(element.children)) if element.tag == "p" else super().block(element)

    def block_pre(self, element: Element) -> str:
        """Write a block of code within a fence longer than any inside it."""
        code = element.text().strip("\n")
        longest = max((len(ticks) for ticks in re.findall(r"`{3,}", code)), default=2)
        fence = "`" * (longest + 1)
        return f"{fence}\n{code}\n{fence}"

    def block_callout(self, element: Element) -> str:
        """Write a note as a quote that says what it is."""
        text = f"**{element.attributes.get('kind', 'Note')}**\n\n{self.write(element)}"
        return "\n".join(("> " + line).rstrip() for line in text.split("\n"))

    def block_table(self, element: Element) -> str:
        """Write a pipe table; the first row is its head."""
        rows = [row for row in element.walk() if isinstance(row, Element) and row.tag == "tr"]
        lines = ["| " + self.row(row) + " |" for row in rows]
        if lines:
            columns = max(sum(isinstance(cell, Element) for cell in row.children) for row in rows)
            lines.insert(1, "|" + " --- |" * columns)
        return "\n".join(lines)

    def blocks(self, children: list[Node]) -> list[str]:
        """Write blocks; the lines of a paragraph must not look like lists, rules or code."""
        written = super().blocks(children)
        is_run = not any(isinstance(child, Element) and child.tag in BLOCKS for child in children)
        return [guarded(text) for text in written] if is_run else written

    def list_block(self, element: Element) -> str:
        """Write a list; blocks inside an item are apart from each other."""
        number = int(element.attributes.get("start", "1"))
        lines: list[str] = []
        for index, item in enumerate(child for child in element.children if isinstance(child, Element)):
            mark = f"{number + index}. " if element.tag == "ol" else "- "
            blocks = self.blocks(item.children)
            tight = all(
                not (isinstance(c, Element) and c.tag in ("p", "pre", "table")) for c in item.children[1:]
            )
            text = ("\n" if tight else "\n\n").join(blocks)
            lines.append(mark + LINE.sub("\n" + " " * max(len(mark), 4), text))
        return "\n".join(lines)

    def node(self, node: Node) -> str:
        """Write one piece of a run."""
        if isinstance(node, Token) and node.source:
            return node.source
        if isinstance(node, str | Token):
            return _words(node)
        if node.tag == "br":
            return "  \n"
        if node.tag == "code":
            return code_span(node.text())
        if node.tag in _MARKS and (found := _EDGES.fullmatch(self.inline(node.children))):
            mark = _MARKS[node.tag]
            return f"{found[1]}{mark}{found[2]}{mark}{found[3]}" if found[2] else found[1]
        return super().node(node)

    def link(self, element: Element) -> str:
        """Write a link, in short where its text is its address."""
        text = self.inline(element.children)
        href = element.attributes.get("href", "")
        if element.attributes.get("lead") not in (Lead.WEB.value, Lead.MAIL.value):
            return text
        shown = element.text().strip()
        if shown in (href, href.removeprefix("mailto:")):
            return f"<{shown}>"
        if element.attributes.get("bare"):
            return text
        if element.attributes.get("spelled"):
            return f"{text.rstrip().removesuffix(':')}: <{href.removeprefix('mailto:')}>"
        return f"[{text}]({href.replace('(', '%28').replace(')', '%29')})"


def _words(node: str | Token) -> str:
    """Write text; a missing value is not escaped: to an agent and to the gate it is a blank."""
    if isinstance(node, Token) and node.kind is Kind.MISSING:
        return f"[{_SPECIAL.sub(_ESCAPED, node.text[1:-1])}]"
    text = unescape(node) if isinstance(node, str) else node.text
    return _SPECIAL.sub(_ESCAPED, text).replace("\n", "  \n")


def guarded(text: str) -> str:
    """Escape what would make a line of a paragraph a list, heading, quote, rule or code."""
    text = _INDENT.sub("", text)
    return _AT_LINE_START.sub(lambda found: _escaped_start(found), text)


def _escaped_start(found: re.Match[str]) -> str:
    if found[3]:
        return f"{found[1]}{found[3]}\\{found[4]}"
    return f"{found[1]}\\{found[2]}"


def code_span(code: str) -> str:
    """Write a code span within more backticks than any inside it."""
    code = " ".join(code.split("\n"))
    longest = max((len(ticks) for ticks in re.findall("`+", code)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{ticks}{pad}{code}{pad}{ticks}" if code else ""
