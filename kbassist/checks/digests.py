"""Makes the digest of one file: its own problems, and what other files are held against."""

import re
from dataclasses import replace

from kbassist.checks.guides import leads_of
from kbassist.checks.link_places import html_ids, links_of
from kbassist.checks.mending import mended
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
    )


def _keys(source: Source) -> dict[str, int]:
    """Return the lines of the keys at the margin of the front matter."""
    front = source.text[: source.body_start]
    if not front.startswith("---"):
        return {}
    return {match[1]: front.count("\n", 0, match.start()) + 1 for match in _KEY.finditer(front)}
