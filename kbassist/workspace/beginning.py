"""Makes the texts that new articles begin with."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from kbassist.articles.attributes import split_attributes, with_pairs
from kbassist.articles.decoding import one_line
from kbassist.articles.front_matter_edit import form_values, read_front_matter, with_attributes, with_key
from kbassist.articles.headings import outline
from kbassist.articles.library_files import TEMPLATES_FOLDER, read_templates
from kbassist.articles.names import without_suffix
from kbassist.articles.text_edits import edited
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import KbError, NotSaved
from kbassist.workspace.authored import TemplateText
from kbassist.workspace.session import LibrarySession

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
)
_ATTRIBUTE = re.compile(r"[\w-]+")
_PINNED_FOR = timedelta(days=2)
_SLUG_LENGTH = 60
_TITLE_LENGTH = 80
_PLACE = "{{ customer.first_name | default: 'there' }}"


def templates_of(session: LibrarySession) -> tuple[TemplateText, ...]:
    """Read a library's starting points; those that cannot be read are left out."""
    found = []
    for article in read_templates(session.root, session.library):
        try:
            text = TextFile.of(session.folder.read_bytes(article.path)[0]).text
        except KbError:
            continue
        paragraphs = [line for line in article.body.split("\n") if line.strip() and line[0] not in "#-*{|>`"]
        name = without_suffix(article.path.removeprefix(TEMPLATES_FOLDER + "/"))
        found.append(TemplateText(name, article.title, text, one_line(paragraphs[0]) if paragraphs else ""))
    return tuple(found)


def new_text(text: str, today: date, *, title: str, lang: str | None, owner: str | None) -> str:
    """Begin with a template's text under another title; one that is pinned is so for some days from today.

    Raises NotSaved where its front matter is broken.
    """
    title = one_line(title)
    text = _headed(text, title)
    pinned = (today + _PINNED_FOR).isoformat() if form_values(text).text("pinned_until") else None
    keys = (("title", title), ("lang", lang), ("owner", owner), ("pinned_until", pinned), ("verified", None))
    for key, value in keys:
        if value or key == "verified":
            text = edited(text, with_key(text, key, value))
    return text


def titled(text: str, title: str) -> str:
    """Return a text whose heading says another title, where it says the one of the front matter."""
    return _headed(text, title, form_values(text).text("title"))


def _headed(text: str, title: str, was: str = "") -> str:
    """Return a text whose first heading of the first level is `title`, where it was `was` or that is ""."""
    title, lines, first_line = one_line(title), text.split("\n"), _body_line(text)
    sections = outline(lines[first_line:]).sections
    heading = next((one for one in sections if one.level == 1 and one.text), None)
    if not title or heading is None or "reply" in heading.attributes.classes or was not in ("", heading.text):
        return text
    at, after = first_line + heading.first, first_line + heading.after
    is_short = not heading.attributes.pairs and not heading.attributes.id and not heading.attributes.classes
    if is_short:
        return "\n".join((*lines[:at], f"# {title}", *lines[after:]))
    lines[at] = lines[at].replace(heading.text, title, 1)
    return "\n".join(lines)


def text_for(title: str, knowledge: str = "", aliases: tuple[str, ...] = ()) -> str:
    """Begin with a title, what is known and one reply to be written."""
    title = _shortened(one_line(title)) or "New article"
    known = f"{knowledge.strip()}\n\n" if knowledge.strip() else ""
    text = f"# {title}\n\n{known}## Reply {{.reply}}\n\nHi {_PLACE},\n\n"
    for key, value in (("draft", "true"), ("aliases", aliases), ("title", title)):
        text = edited(text, with_key(text, key, value)) if value else text
    return text


def quoted(text: str) -> str:
    """Return a text as a quotation, whose Markdown and Liquid mean nothing."""
    lines = text.strip().replace("{{", "{ {").replace("{%", "{ %").split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def first_line(text: str) -> str:
    """Return the first line that has words, without marks of headings and lists."""
    lines = (line.strip(" #>*-\t") for line in text.split("\n"))
    return _shortened(one_line(next((line for line in lines if line), "")))


def duplicate(text: str, lang: str | None, tone: str | None) -> str:
    """Return a copy as a draft that nobody has verified, in another language or tone. Raises NotSaved."""
    for name, wanted in (("language", lang), ("tone", tone)):
        if wanted and not _ATTRIBUTE.fullmatch(wanted):
            raise NotSaved(f"{wanted} is no {name}: it is written as one word of letters, digits, - and _.")
    for key, value in (("id", None), ("verified", None), ("draft", "true"), ("lang", lang)):
        if value or key in ("id", "verified"):
            text = edited(text, with_key(text, key, value))
    put: dict[str, str | None] = {"shortcut": None}
    put |= {name: wanted for name, wanted in (("lang", lang), ("tone", tone)) if wanted}
    return _with_attributes(edited(text, with_attributes(text, put)), put)


def _with_attributes(text: str, put: Mapping[str, str | None]) -> str:
    """Return a text whose replies have other attributes; they stand in their headings, or right below."""
    lines, first_line = text.split("\n"), _body_line(text)
    gone = dict.fromkeys(put)
    for section in outline(lines[first_line:]).sections:
        if "reply" not in section.attributes.classes:
            continue
        wanted = put
        for at in range(first_line + section.first, first_line + section.after):
            _, attributes = split_attributes(lines[at])
            lines[at] = with_pairs(lines[at], wanted if "reply" in attributes.classes else gone)
            wanted = gone if "reply" in attributes.classes else wanted
    return "\n".join(lines)


def _body_line(text: str) -> int:
    """Return the index of the first line below the front matter. Raises NotSaved where that is broken."""
    return read_front_matter(text).body_line - 1


def free_path(session: LibrarySession, title: str, folder: str, taken: frozenset[str]) -> str:
    """Return a path for a new article that no file has, and that every system can store.

    `taken` are known paths, folded.
    """
    slug = slug_of(title) or "article"
    if re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", slug):
        slug += "-article"
    prefix = f"{folder.strip('/')}/" if folder.strip("/") else ""
    number = 1
    while True:
        path = f"{prefix}{slug}{'' if number == 1 else f'-{number}'}.md"
        if path.casefold() not in taken and not session.folder.has(path):
            return path
        number += 1


def slug_of(title: str) -> str:
    """Return a title as the name of a file: plain letters of any script, digits and dashes; perhaps empty."""
    folded = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    words = re.findall(r"[^\W_]+", "".join(sign for sign in folded if not unicodedata.combining(sign)))
    return "-".join(words)[:_SLUG_LENGTH].rstrip("-")


def _shortened(text: str) -> str:
    return text if len(text) <= _TITLE_LENGTH else text[: _TITLE_LENGTH - 1].rstrip() + "…"
