"""Settling where the links and pictures of a tree lead, once the values are known."""

from kbassist.render.links import Lead, inside_library, judge, misleads, quoted
from kbassist.render.tokens import Kind, Token, TokenTable, unescape
from kbassist.render.tree import Element

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def settle(root: Element, tokens: TokenTable, article_path: str | None) -> list[str]:
    """Judge every link and picture below `root`; return the library paths of the pictures to show.

    Without `article_path` (a reply) there are no relative links and pictures become their text.
    """
    pictures: dict[str, None] = {}
    for node in list(root.walk()):
        if not isinstance(node, Element):
            continue
        if node.tag == "a":
            _settle_link(node, tokens, article_path)
        elif node.tag == "img":
            _settle_picture(node, tokens, article_path, pictures)
    return list(pictures)


def _settle_link(element: Element, tokens: TokenTable, article_path: str | None) -> None:
    is_bare = element.attributes.pop("bare", "") == "yes"
    raw = element.attributes.pop("href", "")
    pieces = [c for c in element.children if not isinstance(c, Element)] if is_bare else tokens.split(raw)
    if is_bare:
        element.attributes["bare"] = "yes"  # the text is the address, as the author spelled it
    unknown = [piece for piece in pieces if isinstance(piece, Token) and piece.kind is not Kind.VALUE]
    if unknown:
        element.tag = "group"
        if not is_bare:
            element.children += [" (", *unknown, ")"]
        return
    href = "".join(
        unescape(piece) if isinstance(piece, str) else quoted(piece.text, index == 0 or piece.is_encoded)
        for index, piece in enumerate(pieces)
    )
    link = judge(href, article_path)
    element.attributes |= {"lead": link.lead.value, "href": link.href, "host": link.host}
    typed = "".join(unescape(piece) if isinstance(piece, str) else piece.text for piece in pieces)
    if link.lead is Lead.WEB and href != typed and element.text().strip() == typed.strip():
        element.children = [link.href]  # an address with a value such as "AB 12" in it leads nowhere as text
    elif link.lead is not Lead.BLOCKED and misleads(element.text(), link):
        element.children = [link.href]
    elif not element.text().strip() and not any(isinstance(c, Element) for c in element.children):
        element.children = [link.host or link.href]


def _settle_picture(
    element: Element, tokens: TokenTable, article_path: str | None, pictures: dict[str, None]
) -> None:
    source = unescape(tokens.resolve(element.attributes.pop("src", "")))
    element.attributes["alt"] = tokens.resolve(element.attributes.get("alt", ""))
    path = None if article_path is None else inside_library(source, article_path)
    if path is not None and path.lower().endswith(_PICTURES):
        element.attributes["picture"] = path
        pictures.setdefault(path)
