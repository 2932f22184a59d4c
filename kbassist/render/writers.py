"""Writing a tree as HTML: for Qt's preview with its marks, and for the clipboard with inline styles only."""

import re
from collections.abc import Mapping
from html import escape
from typing import ClassVar
from urllib.parse import quote

from kbassist.render.limits import MAX_WORD
from kbassist.render.links import Lead
from kbassist.render.tokens import Kind, Token, unescape
from kbassist.render.tree import BLOCKS, Element, Node

_LONG = re.compile(rf"[^\s\u200b]{{{MAX_WORD}}}")
_TAIL = re.compile(r"[^\s\u200b]*\Z")
_SLUG = re.compile(r"[^\w]+")
_CLASSES = {
    Kind.PLACEHOLDER: "placeholder",
    Kind.TAG: "liquid",
    Kind.REPLY: "variant",
    Kind.GUIDE: "variant",
}


class HtmlWriter:
    """What both kinds of HTML have in common; `styles` gives the attributes of each tag."""

    styles: ClassVar[Mapping[str, str]] = {}

    def write(self, root: Element) -> str:
        """Write everything below `root`."""
        return "".join(self.node(child) for child in root.children)

    def node(self, node: Node) -> str:
        """Write one node."""
        if isinstance(node, Token):
            return self.token(node)
        if isinstance(node, str):
            return self.words(unescape(node))
        write = getattr(self, "write_" + node.tag, None)
        return write(node) if write else self.wrapped(node.tag, node)

    def inner(self, element: Element) -> str:
        """Write what is inside `element`."""
        return "".join(self.node(child) for child in element.children)

    def wrapped(self, tag: str, element: Element, attributes: str = "") -> str:
        """Write `element` as `tag` with its style."""
        return f"<{tag}{self.styles.get(tag, '')}{attributes}>{self.inner(element)}</{tag}>"

    def words(self, text: str) -> str:
        """Write text."""
        return escape(text)

    def token(self, token: Token) -> str:
        """Write a value, its line breaks kept."""
        return self.words(token.text).replace("\n", "<br>")

    def write_group(self, element: Element) -> str:
        """Write a link that has no address yet: only its text."""
        return self.inner(element)

    def write_div(self, element: Element) -> str:
        """Write a wrapper: only what is inside."""
        return self.inner(element)

    def write_br(self, element: Element) -> str:  # noqa: ARG002
        """Write a line break."""
        return "<br>"

    def write_hr(self, element: Element) -> str:  # noqa: ARG002
        """Write a rule."""
        return f"<hr{self.styles.get('hr', '')}>"

    def write_li(self, element: Element) -> str:
        """Write an item; its first paragraph stands beside the bullet."""
        children = list(element.children)
        first = children[0] if children else ""
        lead = ""
        if isinstance(first, Element) and first.tag == "p":
            lead = self.inner(first)
            children.pop(0)
        rest = "".join(self.node(child) for child in children)
        return f"<li{self.styles.get('li', '')}>{lead}{rest}</li>"

    def write_ol(self, element: Element) -> str:
        """Write a numbered list, from its own first number."""
        start = element.attributes.get("start")
        return self.wrapped("ol", element, f' start="{start}"' if start else "")

    def cell(self, tag: str, element: Element) -> str:
        """Write a cell; a single paragraph loses its tag."""
        attributes = "".join(
            f' {name}="{element.attributes[name]}"'
            for name in ("align", "colspan")
            if name in element.attributes
        )
        only = element.children[0] if len(element.children) == 1 else None
        inside = only if isinstance(only, Element) and only.tag == "p" else element
        return f"<{tag}{self.styles.get(tag, '')}{attributes}>{self.inner(inside)}</{tag}>"

    def write_td(self, element: Element) -> str:
        """Write a cell."""
        return self.cell("td", element)

    def write_th(self, element: Element) -> str:
        """Write a heading cell."""
        return self.cell("th", element)


class PreviewWriter(HtmlWriter):
    """HTML that QTextBrowser draws well; the classes are for the theme's style sheet.

    `filled`, `missing`, `placeholder`, `liquid`, `blocked`, `picture`, `code`, `callout`, `reply`, `grid`.
    """

    styles: ClassVar[Mapping[str, str]] = {
        "table": ' class="grid" border="1" cellspacing="0" cellpadding="6"'
    }

    def __init__(self, pictures: dict[str, int] | None = None) -> None:
        self.pictures = pictures or {}
        self.run = 0
        self.is_in_cell = False

    def words(self, text: str) -> str:
        """Write text; a word that Qt could not break is broken every 400 characters."""
        head = len(text) - len(text.lstrip()) if text[:1].isspace() else 0
        if self.run and not head and self.run + min(len(text), MAX_WORD) > MAX_WORD:
            text, self.run = "\u200b" + text, 0
        if len(text) > MAX_WORD:
            text = _LONG.sub(lambda found: found[0] + "\u200b", text)
        found = _TAIL.search(text[-MAX_WORD:])
        tail = len(found[0]) if found else 0
        self.run = self.run + len(text) if tail == len(text) else tail
        return escape(text)

    def node(self, node: Node) -> str:
        """Write one node; a new block starts a new word."""
        if isinstance(node, Element) and node.tag in BLOCKS:
            self.run = 0
        return super().node(node)

    def token(self, token: Token) -> str:
        """Write a value tinted, a missing one as a link to its field."""
        if token.kind is Kind.MISSING:
            label = escape(token.text.removeprefix("[").removesuffix("]"))
            return f'<a class="missing" href="kb:field/{quote(token.name, safe="")}">{label}</a>'
        return f'<span class="{_CLASSES.get(token.kind, "filled")}">{super().token(token)}</span>'

    def heading(self, element: Element) -> str:
        """Write a heading that links of the page can lead to."""
        words = "".join(node for node in element.walk() if isinstance(node, str))
        slug = quote(_SLUG.sub("-", unescape(words).lower()).strip("-")[:200], safe="-_.~")
        return f'<{element.tag}><a name="{slug}"></a>{self.inner(element)}</{element.tag}>'

    write_h1 = write_h2 = write_h3 = write_h4 = write_h5 = write_h6 = heading

    def write_a(self, element: Element) -> str:
        """Write a link with the real host as its title; a blocked one as inert text."""
        lead, href = element.attributes.get("lead"), element.attributes.get("href", "")
        if lead == Lead.BLOCKED.value or not href:
            return f'<span class="blocked">{self.inner(element)}</span>'
        host = element.attributes.get("host", "")
        title = f' title="{escape(host)}"' if host else ""
        return f'<a href="{escape(href)}"{title}>{self.inner(element)}</a>'

    def write_img(self, element: Element) -> str:
        """Write a picture of the library, or what it shows where it cannot be."""
        number = self.pictures.get(element.attributes.get("picture", ""))
        alt = (element.attributes.get("alt") or element.attributes.get("title") or "")[:300]
        if number is None:
            return f'<span class="picture">[{self.words(unescape(alt) or "picture")}]</span>'
        return f'<img src="kb:picture/{number}" alt="{escape(unescape(alt))}">'

    def box(self, kind: str, inside: str) -> str:
        """Draw a box: Qt has no borders but those of tables."""
        table = f'<table class="{kind}" width="100%" cellspacing="0" cellpadding="10">'
        return f'{table}<tr><td class="{kind}">{inside}</td></tr></table>'

    def write_pre(self, element: Element) -> str:
        """Write a block of code in a box."""
        code = f"<pre>{self.inner(element)}</pre>"
        return code if self.is_in_cell else self.box("code", code)

    def write_callout(self, element: Element) -> str:
        """Write a note or warning in a box."""
        lead = f"<p><strong>{escape(element.attributes.get('kind', 'Note'))}</strong></p>"
        return self.boxed("callout", lead, element)

    def write_reply(self, element: Element) -> str:
        """Write a reply of an article in a box."""
        return self.boxed("reply", "", element)

    def boxed(self, kind: str, lead: str, element: Element) -> str:
        """Write a box unless it would nest tables, which Qt lays out in exponential time."""
        holds_table = any(isinstance(node, Element) and node.tag == "table" for node in element.walk())
        if self.is_in_cell or holds_table:
            return lead + self.inner(element)
        self.is_in_cell = True
        inside = self.inner(element)
        self.is_in_cell = False
        return self.box(kind, lead + inside)

    def cell(self, tag: str, element: Element) -> str:
        """Write a cell, within which nothing is boxed."""
        was_in_cell, self.is_in_cell = self.is_in_cell, True
        written = super().cell(tag, element)
        self.is_in_cell = was_in_cell
        return written

    def write_thead(self, element: Element) -> str:
        """Write the rows of a group."""
        return self.inner(element)


class MailWriter(HtmlWriter):
    """HTML for the clipboard: inline styles, no classes, nothing that a mail program would fetch."""

    styles: ClassVar[Mapping[str, str]] = {
        "p": ' style="margin:0 0 1em 0"',
        "ul": ' style="margin:0 0 1em 0"',
        "ol": ' style="margin:0 0 1em 0"',
        "blockquote": ' style="margin:0 0 1em 0;padding-left:1em;border-left:3px solid #cccccc"',
        "pre": ' style="font-family:monospace;white-space:pre-wrap;margin:0 0 1em 0"',
        "code": ' style="font-family:monospace"',
        "table": ' style="border-collapse:collapse;margin:0 0 1em 0"',
        "td": ' style="border:1px solid #cccccc;padding:4px 8px"',
        "th": ' style="border:1px solid #cccccc;padding:4px 8px"',
    }

    def heading(self, element: Element) -> str:
        """Write a heading as a bold paragraph: mail programs size headings as they like."""
        return f"<p{self.styles['p']}><strong>{self.inner(element)}</strong></p>"

    write_h1 = write_h2 = write_h3 = write_h4 = write_h5 = write_h6 = heading

    def write_a(self, element: Element) -> str:
        """Write a link to the web or a mailbox; others lead nowhere outside the library."""
        href = element.attributes.get("href", "")
        if element.attributes.get("lead") not in (Lead.WEB.value, Lead.MAIL.value):
            return self.inner(element)
        text = self.inner(element)
        if element.attributes.get("spelled"):
            shown = escape(href.removeprefix("mailto:"))
            is_said = element.attributes.get("bare") or text in (shown, escape(href))
            return text if is_said else f"{text.rstrip().removesuffix(':')}: {shown}"
        return f'<a href="{escape(href)}">{text}</a>'

    def write_img(self, element: Element) -> str:
        """Write what the picture shows."""
        return escape(unescape(element.attributes.get("alt", "")))

    def write_th(self, element: Element) -> str:
        """Write a heading cell; mail programs would centre it above a column that is not."""
        return self.cell("th", Element("th", {"align": "left"} | element.attributes, element.children))

    def write_callout(self, element: Element) -> str:
        """Write a note as a quote that says what it is."""
        lead = f"<p{self.styles['p']}><strong>{escape(element.attributes.get('kind', 'Note'))}</strong></p>"
        return f"<blockquote{self.styles['blockquote']}>{lead}{self.inner(element)}</blockquote>"

    def write_thead(self, element: Element) -> str:
        """Write the rows of a group."""
        return self.inner(element)
