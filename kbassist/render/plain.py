"""Writing a tree as plain text that keeps paragraphs, lists and the addresses of links."""

import re

from kbassist.render.links import Lead
from kbassist.render.tokens import Token, unescape
from kbassist.render.tree import BLOCKS, Element, Node

LINE = re.compile(r"\n(?=[^\n])")


class PlainWriter:
    """Plain text; `bullet` starts an item, `is_quoted` puts `> ` before quotes as mail does."""

    def __init__(self, bullet: str = "- ", is_quoted: bool = True) -> None:
        self.bullet = bullet
        self.is_quoted = is_quoted

    def write(self, root: Element) -> str:
        """Write everything below `root`."""
        return "\n\n".join(self.blocks(root.children)).strip("\n")

    def blocks(self, children: list[Node]) -> list[str]:
        """Write blocks; what is not one stands for itself."""
        if not any(isinstance(child, Element) and child.tag in BLOCKS for child in children):
            text = self.inline(children)
            return [text] if text.strip() else []
        written = (self.block(child) for child in children if isinstance(child, Element))
        return [text for text in written if text.strip()]

    def block(self, element: Element) -> str:
        """Write one block."""
        write = getattr(self, "block_" + element.tag, None)
        return str(write(element)) if write else self.inline(element.children)

    def block_blockquote(self, element: Element) -> str:
        """Write a quote."""
        text = self.write(element)
        return "\n".join(("> " + line).rstrip() for line in text.split("\n")) if self.is_quoted else text

    def block_callout(self, element: Element) -> str:
        """Write a note with the word that says what it is."""
        return f"{element.attributes.get('kind', 'Note')}: {self.write(element)}"

    def block_table(self, element: Element) -> str:
        """Write a table, a row on a line."""
        return "\n".join(
            self.row(row) for row in element.walk() if isinstance(row, Element) and row.tag == "tr"
        )

    def block_pre(self, element: Element) -> str:
        """Write code as it is."""
        return element.text().strip("\n")

    def block_hr(self, element: Element) -> str:  # noqa: ARG002
        """Write a rule."""
        return "---"

    def block_reply(self, element: Element) -> str:
        """Write what is inside."""
        return self.write(element)

    def block_ul(self, element: Element) -> str:
        """Write a list with bullets."""
        return self.list_block(element)

    block_ol = block_ul
    block_div = block_reply

    def list_block(self, element: Element) -> str:
        """Write a list; what follows an item's first line is indented below it."""
        number = int(element.attributes.get("start", "1"))
        lines: list[str] = []
        for index, item in enumerate(child for child in element.children if isinstance(child, Element)):
            mark = f"{number + index}. " if element.tag == "ol" else self.bullet
            text = "\n".join(self.blocks(item.children))
            lines.append(mark + LINE.sub("\n" + " " * len(mark), text))
        return "\n".join(lines)

    def row(self, row: Element) -> str:
        """Write a row of a table on one line."""
        cells = (child for child in row.children if isinstance(child, Element))
        return " | ".join(" ".join(self.blocks(cell.children)).replace("\n", " ") for cell in cells)

    def inline(self, children: list[Node]) -> str:
        """Write a run of text."""
        return "".join(self.node(child) for child in children)

    def node(self, node: Node) -> str:
        """Write one piece of a run."""
        if isinstance(node, Token):
            return node.text
        if isinstance(node, str):
            return unescape(node)
        if node.tag == "br":
            return "\n"
        if node.tag == "img":
            return self.node(node.attributes.get("alt", ""))
        if node.tag == "a":
            return self.link(node)
        return self.inline(node.children)

    def link(self, element: Element) -> str:
        """Write a link as `text: address`, or the address alone where the text says nothing else."""
        text = self.inline(element.children)
        if element.attributes.get("lead") not in (Lead.WEB.value, Lead.MAIL.value):
            return text
        if element.attributes.get("bare"):
            return text
        address = element.attributes.get("href", "")
        if element.attributes["lead"] == Lead.MAIL.value:
            address = address.removeprefix("mailto:").partition("?")[0]
        alike = text.strip().rstrip("/") in (address.rstrip("/"), element.attributes.get("host"))
        return address if alike or not text.strip() else f"{text.rstrip().removesuffix(':')}: {address}"
