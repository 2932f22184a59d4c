"""Replies that cannot be filled, or would leave something behind."""

import re
from collections.abc import Iterator

from kbassist.articles.article import Fix, Problem, Reply
from kbassist.checks.alike import near, spelt_otherwise
from kbassist.checks.codes import CODES
from kbassist.checks.dialects import canonical, of_dialect
from kbassist.checks.link_places import prose_of
from kbassist.checks.shelf import Shelf
from kbassist.checks.source import Source, writing
from kbassist.checks.subject import Known, Template
from kbassist.replies.reply import Leftover

_TAG = re.compile(r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}", re.S)
_FIRST_WORDS = 6
_RENDER = re.compile(r"\brender\s+[\"']([^\"'\n]{1,200})[\"']")


def unfillable_replies(source: Source, known: Known) -> Iterator[Problem]:
    """Find broken templates, unknown parts, facts and placeholders, and leftovers, each where it stands."""
    for reply, (start, end) in zip(source.replies, source.reply_spans, strict=True):
        if reply.template.strip():  # that it is empty was said while it was read
            yield from _Look(source, known, start, end).problems(
                known.template(reply.template, reply.lang), reply
            )


def cyclic_parts(shelf: Shelf) -> Iterator[Problem]:
    """Find parts that draw themselves in: no reply with one of them can be filled."""
    drawn = {
        part.name: shelf.digests[part.path].parts
        for part in shelf.library.parts
        if part.path in shelf.digests
    }
    for part in shelf.library.parts:
        if part.name in _reached(part.name, drawn):
            sentence = f"The part {part.name!r} draws itself in; take a render tag out."
            yield CODES["part-cyclic"].at(part.path, (1, 0), sentence)


def _reached(name: str, drawn: dict[str, frozenset[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        fresh = drawn.get(waiting.pop(), frozenset()) - reached
        reached |= fresh
        waiting += fresh
    return reached


class _Look:
    """One template within its file, from `start` to `end`."""

    def __init__(self, source: Source, known: Known, start: int, end: int) -> None:
        self._source = source
        self._known = known
        self._start = start
        self._text = source.text[start:end]
        self._declared = known.names | {field.name for field in source.article.fields}

    def problems(self, template: Template, reply: Reply) -> Iterator[Problem]:
        """Say what is wrong, given what reading the template found."""
        if template.given_up:
            sentence = (
                "This reply takes too long to look over; make it simpler. "
                "If the computer was only busy, check again."
            )
            yield CODES["template-slow"].at(self._source.path, (max(reply.line, 1), 1), sentence)
            return
        if template.error:
            yield self._broken(template, reply)
            return
        for name in template.parts:
            if name not in self._known.parts:
                yield from self._unknown_part(name)
        for name in template.asked:
            if name not in self._declared:
                yield from self._unknown(name)
        yield from self._left(template.leftovers)

    def _left(self, leftovers: tuple[Leftover, ...]) -> Iterator[Problem]:
        """Tell of leftovers where they stand; at the beginning where a place cannot be found."""
        prose = self._prose() if leftovers else ""
        after: dict[str, int] = {}
        for left in leftovers:
            name = of_dialect(left.whole)
            start, end = _span(left.whole, self._text, prose, after)
            fix = self._fix(start, end, f"{{{{ {name} }}}}") if name and end else None
            sentence = f"{left.text} would stop this reply from being copied: {left.hint}"
            yield self._at("leftover", start, sentence, fix)

    def _prose(self) -> str:
        """Return the template with blanks in place of code."""
        prose = prose_of(self._source)
        return prose[self._start - self._source.body_start :][: len(self._text)]

    def _broken(self, template: Template, reply: Reply) -> Problem:
        if not template.line:
            return CODES["template-broken"].at(self._source.path, (max(reply.line, 1), 1), template.error)
        line, first = self._source.place(self._start)
        column = template.column + (first - 1 if template.line == 1 else 0)
        return CODES["template-broken"].at(
            self._source.path, (line + template.line - 1, column), template.error
        )

    def _unknown_part(self, name: str) -> Iterator[Problem]:
        """Tell of a part that there is not, wherever it is drawn in."""
        sure = spelt_otherwise(name, self._known.parts)
        meant = sure or near(name, self._known.parts)
        hint = f"; did you mean {meant}?" if meant else "; write it, or take the tag out."
        for tag in _TAG.finditer(self._text):
            for match in _RENDER.finditer(tag[0]):
                if match[1] == name:
                    start = tag.start() + match.start(1)
                    fix = self._fix(start, start + len(name), sure) if sure else None
                    yield self._at("unknown-part", start, f"There is no part {name!r} in _parts{hint}", fix)

    def _unknown(self, name: str) -> Iterator[Problem]:
        """Tell of a name that nobody declared, wherever it stands, when it looks like a slip."""
        foreign = canonical(name)
        sure = foreign or spelt_otherwise(name, self._declared)
        meant = sure or near(name, self._declared)
        hint = f"; did you mean {meant}?" if meant else "."
        if name.startswith("facts."):
            code, sentence = "unknown-fact", f"There is no fact {name[6:]!r} in _facts.yaml{hint}"
        elif foreign:
            code = "foreign-placeholder"
            sentence = f"{name} is what another program calls {foreign}; write that."
        elif meant:
            code, sentence = "unknown-placeholder", f"The placeholder {name} is declared nowhere{hint}"
        else:
            return
        for start in self._places(name):
            fix = self._fix(start, start + len(name), sure) if sure else None
            yield self._at(code, start, sentence, fix)

    def _places(self, name: str) -> list[int]:
        """Return where a name stands in the tags of the template; its beginning where it cannot be found."""
        pattern = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)")
        tags = _TAG.finditer(self._text)
        return [tag.start() + found.start() for tag in tags for found in pattern.finditer(tag[0])] or [0]

    def _fix(self, start: int, end: int, text: str) -> Fix:
        return writing(text, self._start + start, self._start + end)

    def _at(self, code: str, start: int, sentence: str, fix: Fix | None) -> Problem:
        return CODES[code].at(self._source.path, self._source.place(self._start + start), sentence, fix)


def _span(left: str, text: str, prose: str, after: dict[str, int]) -> tuple[int, int]:
    """Find what was left behind where it was found last, in `prose` before code; zeros when it is nowhere.

    Line breaks and the marks of quotations stand between its words, Liquid where it has values. Where marks
    or backslashes stand in it, only its start is certain, and its end is zero.
    """
    words = [re.escape(word).replace("\ufffc", r"\{\{.{0,500}?\}\}") for word in left.split()]
    pattern = re.compile(r"[\s>]+".join(words), re.S)
    last = after.get(left, 0)
    for where, since in ((prose, last), (text, last), (text, 0)):
        if left and (found := pattern.search(where, since)):
            after[left] = found.end()
            return found.span()
    rough = _rough(left)
    if rough and (found := rough.search(prose, last) or rough.search(text)):
        after[left] = found.end()
        return found.start(), 0
    return 0, 0


def _rough(left: str) -> re.Pattern[str] | None:
    """Find the first words of what was left with whatever signs between them, behind its first sign."""
    words = re.findall(r"[^\W_]+", left)[:_FIRST_WORDS]
    if not words:
        return None
    sign = "" if left[0].isalnum() else re.escape(left[0]) + r"[\W_]{0,6}"
    return re.compile(rf"\\?{sign}" + r"[\W_]{1,40}".join(map(re.escape, words)))
