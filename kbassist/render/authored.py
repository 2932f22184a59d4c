"""What the author of a text wrote, without the values in it: what the gate looks at."""

from collections.abc import Iterator

from kbassist.render.tokens import BLANK, TOKEN, Token, is_escaped, unescape
from kbassist.render.tree import BLOCKS, Element, Node

# Precedes a character that the author escaped with a backslash.
LITERAL = "\x01"


def authored_text(root: Element) -> tuple[str, str]:
    """Return prose, with the addresses of links and pictures, and code; U+FFFC stands for each value.

    Call it before the links are settled: then their addresses are still the author's.
    """
    prose: list[str] = []
    code: list[str] = []
    _collect(root, prose, code)
    return "".join(prose), "".join(code)


def _pieces(element: Element) -> Iterator[str | Token]:
    return (piece for piece in element.walk() if not isinstance(piece, Element))


def _collect(node: Node, prose: list[str], code: list[str]) -> None:
    if isinstance(node, Token):
        prose.append(BLANK)
    elif isinstance(node, str):
        prose.append("".join(LITERAL + unescape(c) if is_escaped(c) else c for c in node))
    elif node.tag in ("code", "pre"):
        inside = (BLANK if isinstance(piece, Token) else unescape(piece) for piece in _pieces(node))
        code += [*inside, "\n"]
        prose.append(BLANK)
    else:
        for child in node.children:
            _collect(child, prose, code)
        prose += [
            f" {TOKEN.sub(BLANK, node.attributes[key])} "
            for key in ("href", "alt", "src")
            if key in node.attributes
        ]
        if node.tag in BLOCKS or node.tag == "br":
            prose.append("\n")
