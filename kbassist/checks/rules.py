"""The one table of checks; the terminal, the problems panel and Review all walk it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kbassist.articles.article import Problem
from kbassist.checks import (
    figures,
    guides,
    identity,
    links,
    near,
    reading,
    structure,
    templates,
    unused,
    upkeep,
    variants,
)
from kbassist.checks.shelf import Shelf
from kbassist.checks.source import Source
from kbassist.checks.subject import Digest, Known


@dataclass(frozen=True, slots=True)
class FileRule:
    """A family of checks of one file by itself: `codes` are those it may report."""

    codes: tuple[str, ...]
    find: Callable[[Source, Known], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class ShelfRule:
    """A family of checks that hold one article against all others; `of_parts` says parts as well."""

    codes: tuple[str, ...]
    find: Callable[[Digest, Shelf], Iterable[Problem]]
    of_parts: bool = False


@dataclass(frozen=True, slots=True)
class LibraryRule:
    """A family of checks of the library as a whole."""

    codes: tuple[str, ...]
    find: Callable[[Shelf], Iterable[Problem]]


FILE_RULES = (
    FileRule(
        (
            *("template-broken", "template-slow", "unknown-part", "unknown-fact", "unknown-placeholder"),
            *("foreign-placeholder", "leftover"),
        ),
        templates.unfillable_replies,
    ),
    FileRule(("inert-link",), links.inert_links),
    FileRule(("fact-contradicted",), figures.contradicted_facts),
    FileRule(("hard-to-read",), reading.hard_replies),
    FileRule(("heading-order",), structure.heading_order),
    FileRule(("alt-missing",), structure.bare_pictures),
    FileRule(
        (
            *("guide-answer", "guide-dead-end", "guide-deep", "guide-empty", "guide-fork", "guide-long"),
            *("guide-loop", "guide-text", "guide-twice", "guide-unanswered", "guide-unreachable"),
        ),
        guides.guide_problems,
    ),
)

SHELF_RULES = (
    ShelfRule(("duplicate-id",), identity.duplicate_ids),
    ShelfRule(("duplicate-title",), identity.duplicate_titles),
    ShelfRule(("duplicate-shortcut",), identity.duplicate_shortcuts),
    ShelfRule(("dead-link", "dead-picture"), links.dead_links, of_parts=True),
    ShelfRule(("dead-anchor",), links.dead_anchors, of_parts=True),
    ShelfRule(("inactive-linked",), links.inactive_links),
    ShelfRule(("guide-reply",), guides.missing_replies),
    ShelfRule(("near-duplicate",), near.near_duplicates),
    ShelfRule(("missing-variant",), variants.missing_variants),
    ShelfRule(("unused-field",), unused.unused_fields),
    ShelfRule(("overdue",), upkeep.overdue),
    ShelfRule(("date-unlikely",), upkeep.unlikely_dates),
    ShelfRule(("unknown-owner", "no-owner"), upkeep.owners),
)

LIBRARY_RULES = (
    LibraryRule(("part-cyclic",), templates.cyclic_parts),
    LibraryRule(("unused-field",), unused.unused_library_fields),
    LibraryRule(("unused-fact",), unused.unused_facts),
    LibraryRule(("unused-part",), unused.unused_parts),
    LibraryRule(("orphan-attachment",), links.orphans),
)
