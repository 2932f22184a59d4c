"""Replies that cannot be filled, or would leave something behind."""

import difflib
from collections.abc import Iterator

from kbassist.articles.article import Article, Field, Problem, Reply, Severity
from kbassist.checks.subject import Subject, Template
from kbassist.replies.placeholders import KNOWN_NAMES

_NEAR = 0.8
"""How alike an undeclared name must be to a known one to be called a slip (difflib's ratio)."""


def unfillable_replies(subject: Subject) -> Iterator[Problem]:
    """Find broken templates, unknown parts, facts and placeholders, and leftovers."""
    for article in subject.articles:
        for reply in article.replies:
            if not reply.template.strip():
                continue  # said while it was read
            template = subject.template(reply.template, reply.lang)
            line = _line_of(article, reply, template.line) if template.error else reply.line
            yield from _of_template(subject, template, article.path, line, article.fields)


def unfillable_parts(subject: Subject) -> Iterator[Problem]:
    """Find the same in parts, and parts that draw themselves in: no reply with one of them can be filled."""
    drawn: dict[str, set[str]] = {}
    for part in subject.library.parts:
        for reply in part.replies:
            template = subject.template(reply.template, reply.lang)
            drawn.setdefault(part.name, set()).update(template.parts)
            yield from _of_template(subject, template, part.path, reply.line, ())
    for part in subject.library.parts:
        if part.name in _reached(part.name, drawn):
            sentence = f"The part {part.name!r} draws itself in; take a render tag out."
            yield Problem(part.path, 1, "part-cyclic", Severity.ERROR, sentence)


def _reached(name: str, drawn: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        fresh = drawn.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached


def _of_template(
    subject: Subject, template: Template, path: str, line: int, fields: tuple[Field, ...]
) -> Iterator[Problem]:
    """Tell what is wrong with a template of the file at `path`; `fields` are declared there."""

    def problem(code: str, severity: Severity, sentence: str) -> Problem:
        return Problem(path, line, code, severity, sentence)

    if template.error:
        yield problem("template-broken", Severity.ERROR, template.error)
        return
    parts = {part.name for part in subject.library.parts}
    for name in template.parts:
        if name not in parts:
            yield problem("unknown-part", Severity.ERROR, f"There is no part {name!r} in _parts.")
    for name in template.asked:
        sentence = _unknown(subject, fields, name)
        if sentence:
            severity = Severity.ERROR if name.startswith("facts.") else Severity.WARNING
            yield problem("unknown-placeholder", severity, sentence)
    for left in template.leftovers:
        yield problem(
            "leftover", Severity.WARNING, f"{left.text} would stop this reply from being copied: {left.hint}"
        )


def _unknown(subject: Subject, fields: tuple[Field, ...], name: str) -> str:
    """Return a sentence when a placeholder's name looks like a slip, "" when it is fine."""
    facts = {f"facts.{fact.name}" for fact in subject.library.facts}
    declared = {field.name for field in (*fields, *subject.library.fields)}
    known = facts | declared | set(KNOWN_NAMES)
    if name in known:
        return ""
    near = difflib.get_close_matches(name, known, n=1, cutoff=_NEAR)
    hint = f"; did you mean {near[0]}?" if near else "."
    if name.startswith("facts."):
        return f"There is no fact {name.removeprefix('facts.')!r} in _facts.yaml{hint}"
    return f"The placeholder {name} is declared nowhere{hint}" if near else ""


def _line_of(article: Article, reply: Reply, line: int) -> int:
    """Return the line of the file on which a line of the template stands; 0 means the reply's heading."""
    lines = article.body.split("\n")
    first = reply.template.split("\n", 1)[0].strip()
    after_heading = max(0, reply.line - article.body_line + 1)
    for index in range(after_heading, len(lines) if line else 0):
        if lines[index].strip() == first:
            return article.body_line + index + line - 1
    return reply.line
