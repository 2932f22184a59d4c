"""Replies that are clearly hard to read."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kbassist.articles.article import Problem
from kbassist.checks.codes import CODES
from kbassist.checks.source import Source
from kbassist.checks.subject import Known
from kbassist.replies.reading_ease import reading_ease

# What university texts have; German and Spanish replies score lower by a few points for their long words.
_HARD: Mapping[str, float] = MappingProxyType({"en": 30.0, "de": 25.0, "fr": 25.0, "es": 35.0})

_TAG = re.compile(r"\{%.{0,2000}?%\}", re.S)
_OUTPUT = re.compile(r"\{\{.{0,2000}?\}\}", re.S)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_MARKS = re.compile(r"^[ \t]*(?:[-*+>]|\d{1,3}[.)]|#{1,6})[ \t]+|[*_`|]+", re.MULTILINE)


def hard_replies(source: Source, _known: Known) -> Iterator[Problem]:
    """Find replies whose reading ease is that of a treatise, in the languages that have a formula."""
    if source.is_part:
        return
    for reply in source.replies:
        ease = reading_ease(prose(reply.template), reply.lang)
        if ease is not None and ease < _HARD[(reply.lang or "").partition("-")[0]]:
            sentence = (
                f"The reply `{reply.title[:60]}` is hard to read (reading ease {ease:.0f} of 100); "
                "shorten its sentences, and write plain words."
            )
            yield CODES["hard-to-read"].at(source.path, (reply.line, 1), sentence)


def prose(template: str) -> str:
    """Return the words of a template without tags, marks and addresses; a value counts as a short word."""
    text = _LINK.sub(r"\1", _OUTPUT.sub("one", _TAG.sub(" ", template)))
    return _MARKS.sub("", text)
