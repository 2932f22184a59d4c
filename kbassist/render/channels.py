"""What each channel can show: one table, from which the preview and all three flavours are made."""

from dataclasses import dataclass

from kbassist.render.tree import BLOCKS, Element, Node


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. `why` says where the row comes from.

    `emphasis`: bold and italic arrive as such; `structure`: headings, quotes and tables do; `links`: a
    link may have a text of its own; `bullet`: what starts an item of a list in plain text.
    `limit`: the characters that one message takes, None where nobody counts; `is_text_message`: it counts
    as septets of GSM-7, see `replies.septets`. `line_breaks`: a line end in a message stays one; else the
    key that types it sends.
    """

    id: str
    label: str
    emphasis: bool
    structure: bool
    links: bool
    bullet: str
    why: str
    limit: int | None = None
    line_breaks: bool = True
    is_text_message: bool = False


CHANNELS: tuple[Channel, ...] = (
    Channel(
        "chat",
        "Chat",
        True,
        False,
        True,
        "\u2022 ",
        "web chats draw bold, lists and links, but no tables or headings; they take 1,000 to 10,000"
        " characters (Amazon Connect 1,024, Chatwoot 10,000), show some ten lines at once, and Enter sends",
        limit=500,
        line_breaks=False,
    ),
    Channel("email", "Email", True, True, True, "- ", "mail programs draw all of HTML that we make"),
    Channel("phone", "Phone", True, True, True, "- ", "the agent reads it from our own preview"),
    Channel("ticket", "Ticket", True, True, True, "- ", "ticket systems send it on as mail"),
    Channel(
        "sms",
        "SMS",
        False,
        False,
        False,
        "- ",
        "a text message is letters and line breaks; GSM-7 has no bullet; 3GPP TS 23.038 gives it 160 septets,"
        " or 70 UTF-16 units with any other letter",
        limit=160,
        is_text_message=True,
    ),
    Channel(
        "social",
        "Social",
        False,
        False,
        False,
        "\u2022 ",
        "public posts and messengers show bold and links as typed; a post on X takes 280 characters,"
        " Instagram 1,000, Messenger 2,000, and in their message boxes Enter sends",
        limit=280,
        line_breaks=False,
    ),
)
_ANY = Channel(
    "", "Any channel", True, True, True, "- ", "an unknown channel is taken to show what mail does"
)


def channel_of(name: str | None) -> Channel:
    """Return what is known of a channel; a library's own, or None, is taken to show everything."""
    return next((channel for channel in CHANNELS if channel.id == name), _ANY)


def fit(root: Element, channel: Channel) -> Element:
    """Return the tree as `channel` can show it."""
    children: list[Node] = []
    for child in root.children:
        children += _fitted(child, channel) if isinstance(child, Element) else [child]
    return Element(root.tag, dict(root.attributes), children)


def _fitted(element: Element, channel: Channel) -> list[Node]:
    element = fit(element, channel)
    if not channel.emphasis and element.tag in ("strong", "em", "u", "s", "code", "sub", "sup"):
        return element.children
    if not channel.links and element.tag == "a":
        return [Element("a", element.attributes | {"spelled": "yes"}, element.children)]
    if not channel.structure:
        return _flat(element, channel)
    return [element]


def _flat(element: Element, channel: Channel) -> list[Node]:
    """Turn headings into bold lines, rows of tables into lines, and let quotes be paragraphs."""
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        inner = [Element("strong", children=element.children)] if channel.emphasis else element.children
        return [Element("p", children=list(inner))]
    if element.tag in ("blockquote", "callout"):
        is_run = not any(isinstance(child, Element) and child.tag in BLOCKS for child in element.children)
        blocks: list[Node] = [Element("p", children=element.children)] if is_run else list(element.children)
        return _led(element.attributes.get("kind", "Note"), blocks) if element.tag == "callout" else blocks
    if element.tag == "table":
        rows = [node for node in element.walk() if isinstance(node, Element) and node.tag == "tr"]
        return [Element("p", children=_lines(rows))]
    return [] if element.tag == "hr" else [element]


def _led(word: str, blocks: list[Node]) -> list[Node]:
    """Begin a note with the word that says what it is: without it a warning is a bare "Do not"."""
    first = blocks[0] if blocks else None
    if isinstance(first, Element) and first.tag == "p":
        return [Element("p", children=[f"{word}: ", *first.children]), *blocks[1:]]
    return [Element("p", children=[f"{word}:"]), *blocks]


def _lines(rows: list[Element]) -> list[Node]:
    out: list[Node] = []
    for row in rows:
        if out:
            out.append(Element("br"))
        for index, cell in enumerate(row.children):
            if isinstance(cell, Element):
                out += [" | "] * (index > 0)
                out += _inline(cell)
    return out


def _inline(cell: Element) -> list[Node]:
    """Return the content of a cell without its paragraphs."""
    out: list[Node] = []
    for child in cell.children:
        if isinstance(child, Element) and child.tag in ("p", "li", "ul", "ol", "pre"):
            out += ([" "] if out else []) + _inline(child)
        else:
            out.append(child)
    return out
