"""What was typed, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.search.query import MAX_CHARS, MAX_WORDS, Filter, Phrase, Query, State, Wanted, Word, parse


def words(query: Query) -> str:
    """Write the words of a query down, `+` behind one that grows, `_` behind a last one that does not."""
    return " ".join(word.text + ("+" if word.growing else "_" if word.last else "") for word in query.words)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("refund", "refund+"),
        ("refund ", "refund_"),
        ("Refund to Ano", "refund to ano+"),
        ("refund?", "refund_"),
        ("  refund", "refund+"),
        ("e-mail", "email+"),
        ("two-fac", "two fac+"),
        ("can't", "cant+"),
        ("card card", "card+"),
        ("card refund card", "refund card+"),
        ("Größe", "grosse+"),
        ("退款流", "退款 款流+"),
        ("refund -visa", "refund"),
        ("refund tag:bil", "refund"),
        ('refund "to another', "refund"),
        ("--help", "help+"),
        ("a:b", "a b+"),
        ("tag:", ""),
        ("", ""),
        ("🙂", ""),
    ],
)
def test_words(typed, expected):
    assert words(parse(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("tag:billing", Wanted(Filter.TAG, "billing", True)),
        ("tag:Billing/Refunds ", Wanted(Filter.TAG, "billing/refunds", False)),
        ("TAG:billing x", Wanted(Filter.TAG, "billing", False)),
        ('owner:"Dana K"', Wanted(Filter.OWNER, "dana k", False)),
        ("lang:de_AT ", Wanted(Filter.LANG, "de-at", False)),
        ("channel:chat ", Wanted(Filter.CHANNEL, "chat", False)),
        ("is:due ", Wanted(Filter.IS, State.DUE, False)),
    ],
)
def test_filters(typed, wanted):
    assert parse(typed).filters == (wanted,)


@pytest.mark.parametrize("typed", ["is:du", "is:nothing", "tag:/", "lang:"])
def test_unfinished_filters_mean_nothing(typed):
    assert parse(typed).is_empty


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ('"closed card"', Phrase(("closed", "card"), "closed card", False)),
        ('"closed ca', Phrase(("closed", "ca"), "closed ca", True)),
        ("“Closed card”", Phrase(("closed", "card"), "closed card", False)),
        ('foo"bar"', Phrase(("bar",), "bar", False)),
    ],
)
def test_phrases(typed, phrase):
    assert parse(typed).phrases == (phrase,)


def test_what_is_excluded():
    query = parse('card -visa -"gift card" -tag:old -tag:new refund')
    assert query.without == (
        Word("visa"),
        Phrase(("gift", "card"), "gift card", False),
        Wanted(Filter.TAG, "old", False),
        Wanted(Filter.TAG, "new", False),
    )
    assert words(query) == "card refund+"


def test_an_exclusion_counts_once_it_is_complete():
    assert parse("card -vis").without == ()
    assert parse("card -vis ").without == (Word("vis"),)


def test_the_first_chunk_may_be_a_shortcut():
    assert parse("RF-1 card").first == "rf-1"
    assert parse("refund card").first == "refund"
    assert parse("-refund").first == ""


def test_caps():
    assert sum(len(word.text) for word in parse("a" * 100_000).words) <= MAX_CHARS
    many = parse(" ".join(f"w{at}" for at in range(100)))
    assert len(many.words) <= MAX_WORDS
    assert many.words[-1].last


@given(st.text(max_size=300) | st.text(alphabet="ab \"-:tagis'退é", max_size=60))
def test_anything_is_a_query(typed):
    query = parse(typed)
    assert all(word.text for word in query.words)
    assert sum(word.last for word in query.words) <= 1


@given(st.text(alphabet="abAB12 ", max_size=40))
def test_plain_input_means_the_same_the_long_way(typed):
    # A harmless character forces the general way.
    assert words(parse(typed)) == words(parse("\u200b" + typed))
