"""Makes the digest of one file: its own problems, and what other files are held against."""

import re
from dataclasses import replace

from kbassist.checks.guides import leads_of
from kbassist.checks.link_places import html_ids, links_of
from kbassist.checks.mending import mended
from kbassist.checks.near import sketch_of
from kbassist.checks.rules import FILE_RULES
from kbassist.checks.source import Source
from kbassist.checks.subject import Digest, Known

_KEY = re.compile(r"^([\w-]+)[ \t]*:", re.MULTILINE)
_PATH = re.compile(r"\{[{%][^{}%]{0,2000}?[%}]\}", re.S)
_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+)+|[A-Za-z_]\w*")


def digest_of(source: Source, known: Known) -> Digest:
    """Apply the checks of single files and keep what those across files need."""
    article = source.article
    problems = [mended(problem, source, known) for problem in article.problems]
    for rule in FILE_RULES:
        problems += rule.find(source, known)
    templates = [
        known.template(reply.template, reply.lang) for reply in source.replies if reply.template.strip()
    ]
    asked = {name for template in templates for name in template.asked}
    shown = {name for tag in _PATH.findall(article.body) for name in _NAME.findall(tag)}
    slim = replace(
        article, body="", problems=(), replies=tuple(replace(reply, template="") for reply in article.replies)
    )
    return Digest(
        article=slim,
        problems=tuple(problems),
        links=links_of(source),
        leads=leads_of(article),
        anchors=frozenset(heading.slug for heading in article.headings) | html_ids(article.body),
        keys=_keys(source),
        asked=frozenset(asked | shown),
        parts=frozenset(part for template in templates for part in template.parts),
        sketch=() if source.is_part else sketch_of(article.body),
        seal=hash(source.text),
    )


def _keys(source: Source) -> dict[str, tuple[int, int]]:
    """Return the places of the keys at the margin of the front matter, and of the fields in it."""
    front = source.text[: source.body_start]
    if not front.startswith("---"):
        return {}
    keys = {match[1]: source.place(match.start()) for match in _KEY.finditer(front)}
    begin = front.find("\nfields")
    for field in source.article.fields:
        name = re.compile(rf"[\s{{,\[\"'](?={re.escape(field.name)}[\"']?[ \t]*(?:[:,\]\n]|\Z))")
        if found := name.search(front, max(begin, 0)):
            keys[f"fields.{field.name}"] = source.place(found.end())
    return keys
