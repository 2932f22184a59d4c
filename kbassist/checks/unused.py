"""Fields, parts and facts that nobody uses."""

from collections.abc import Iterator

from kbassist.articles.article import Problem
from kbassist.articles.library_files import FACTS_FILE, LIBRARY_FILE
from kbassist.checks.codes import CODES
from kbassist.checks.shelf import Shelf
from kbassist.checks.subject import Digest


def unused_fields(digest: Digest, shelf: Shelf) -> Iterator[Problem]:
    """Find fields that an article declares and neither its text nor any part asks for."""
    for field in digest.article.fields:
        if field.name not in digest.asked and field.name not in shelf.asked_by_parts:
            sentence = f"Nothing in this article asks for {field.name}; use the field, or take it out."
            place = digest.key_place(f"fields.{field.name}", "fields")
            yield CODES["unused-field"].at(digest.path, place, sentence)


def unused_library_fields(shelf: Shelf) -> Iterator[Problem]:
    """Find shared fields that no text asks for; one with a pattern also finds values in messages."""
    for field in shelf.library.fields:
        if field.name not in shelf.asked and not field.pattern:
            sentence = f"No reply asks for {field.name}; use the field, or take it out."
            yield CODES["unused-field"].at(
                LIBRARY_FILE, shelf.described_at(LIBRARY_FILE, field.name), sentence
            )


def unused_facts(shelf: Shelf) -> Iterator[Problem]:
    """Find facts that no text uses."""
    for fact in shelf.library.facts:
        if f"facts.{fact.name}" not in shelf.asked:
            sentence = f"No text uses facts.{fact.name}; use it, or take it out."
            yield CODES["unused-fact"].at(FACTS_FILE, shelf.described_at(FACTS_FILE, fact.name), sentence)


def unused_parts(shelf: Shelf) -> Iterator[Problem]:
    """Find parts that neither a reply nor another part draws in."""
    drawn = {name for digest in shelf.digests.values() for name in digest.parts}
    for part in shelf.library.parts:
        if part.name not in drawn:
            sentence = (
                f"No reply draws this part in; write {{% render '{part.name}' %}} into one, or delete it."
            )
            yield CODES["unused-part"].at(part.path, (1, 1), sentence)
