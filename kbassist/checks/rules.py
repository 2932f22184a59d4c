"""The one table of checks; the terminal, the problems panel and Review all walk it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kbassist.articles.article import Problem
from kbassist.checks.guides import guide_problems
from kbassist.checks.identity import duplicate_ids, duplicate_shortcuts, duplicate_titles
from kbassist.checks.links import dead_links, inert_links
from kbassist.checks.subject import Subject
from kbassist.checks.templates import unfillable_parts, unfillable_replies
from kbassist.checks.upkeep import overdue, unknown_owners


@dataclass(frozen=True, slots=True)
class Rule:
    """A family of checks: `codes` are those it may report."""

    codes: tuple[str, ...]
    find: Callable[[Subject], Iterable[Problem]]


RULES = (
    Rule(("duplicate-id",), duplicate_ids),
    Rule(("duplicate-title",), duplicate_titles),
    Rule(("duplicate-shortcut",), duplicate_shortcuts),
    Rule(("dead-link", "dead-picture"), dead_links),
    Rule(("inert-link",), inert_links),
    Rule(
        ("template-broken", "unknown-part", "unknown-placeholder", "leftover"),
        unfillable_replies,
    ),
    Rule(("part-cyclic",), unfillable_parts),
    Rule(
        (
            "guide-answer",
            "guide-dead-end",
            "guide-deep",
            "guide-empty",
            "guide-fork",
            "guide-long",
            "guide-loop",
            "guide-reply",
            "guide-text",
            "guide-twice",
            "guide-unanswered",
            "guide-unreachable",
        ),
        guide_problems,
    ),
    Rule(("overdue",), overdue),
    Rule(("unknown-owner",), unknown_owners),
)


def check(subject: Subject) -> tuple[Problem, ...]:
    """Apply every rule and add what was found while reading; sorted by path and line."""
    found = [*subject.library.problems, *subject.folder_problems]
    for article in subject.articles:
        found.extend(article.problems)
    for rule in RULES:
        found.extend(rule.find(subject))
    return tuple(sorted(found, key=lambda problem: (problem.path, problem.line, problem.code)))
