"""What the index takes of an article."""

import pytest

from kbassist.articles.article import Fact, Field
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article
from kbassist.search.analysis import Analyser
from kbassist.search.document import FIELDS, MAX_CHARS, IndexedDocument

ARTICLE = """---
title: Refund missing
aliases: [where is my money]
tags: [Billing/Refunds]
owner: Dana K
---
Money takes days.

## Sent {.reply channel=chat shortcut=RF}

Hi {{ customer.first_name }}.

## Unterwegs {.reply channel=email lang=de-AT}

Die Erstattungen.
"""


def document(text, library=None):
    library = library or Library("/l", "L")
    return IndexedDocument.of(parse_article(text.encode(), "a/b.md", library, None), library, Analyser())


def test_words_stand_under_their_fields():
    terms = document(ARTICLE).terms
    assert set(terms) == set(FIELDS)
    assert set(terms["title"]) == {"refund", "missing"}
    assert set(terms["aliases"]) == {"where", "is", "my", "money"}
    assert set(terms["shortcut"]) == {"rf"}
    assert set(terms["tags"]) == {"billing", "refunds"}
    assert set(terms["headings"]) == {"sent", "unterwegs"}
    assert "erstattungen" in terms["replies"]
    assert {"money", "sent", "erstattungen", "hi"} <= set(terms["body"])


def test_filters():
    keys = "channel:chat channel:email lang:de lang:de-at lang:en shortcut:rf tag:billing tag:billing/refunds"
    assert set(document(ARTICLE).filters) == {*keys.split(), "owner:dana k"}


def test_each_reply_is_stemmed_by_its_language():
    vocabulary = document(ARTICLE).vocabulary
    assert "erstattungen" in vocabulary["de"]
    assert "money" in vocabulary["en"]
    assert "money" not in vocabulary["de"]


@pytest.mark.parametrize(
    ("text", "languages", "lang"),
    [
        ("---\nlang: fr-CA\n---\nx", ("de",), "fr"),
        ("Die Erstattung ist da und der Kunde nicht.", ("en",), "de"),
        ("Refund", ("de", "en"), "de"),
        ("Refund", (), "en"),
    ],
)
def test_the_language_of_an_article(text, languages, lang):
    assert list(document(text, Library("/l", "L", languages=languages)).vocabulary) == [lang]


def test_an_empty_article_has_its_name():
    assert set(document("").terms) == {"title"}


@pytest.mark.parametrize(
    "text",
    [
        "# Return *an* item\n\nWithin a month.",
        "Return an item\n===\n\nWithin a month.",
        "---\ntitle: Return an item\n---\n# Return an Item\nWithin a month.",
        "---\ntitle: Return an item\n---\nWithin a month.",
    ],
)
def test_the_title_is_no_part_of_the_text(text):
    made = document(text)
    assert made.text == "Within a month."
    assert set(made.terms["title"]) == {"return", "an", "item"}


def test_placeholders_read_as_facts_and_labels():
    library = Library(
        "/l", "L", facts=(Fact("days", "30"),), fields=(Field("order_number", "Number of the order"),)
    )
    made = document("Within {{ facts.days }} days: {{ order_number }}, {{ agent.first_name }}.", library)
    assert made.text == "Within 30 days: [Number of the order], [first name]."
    assert "30" in made.terms["body"]


def test_very_long_texts_are_cut():
    assert len(document("word " * 300_000).text) <= MAX_CHARS
