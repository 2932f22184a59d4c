"""Links of other programs: what is taken from them, and all that is not."""

import string
from urllib.parse import quote, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kbassist.system.errors import LinkRefused
from kbassist.system.links import LONGEST_LINK_BYTES, USUAL, FillLink, LinkField, is_link, parse_link

SYSTEMS = ("rt", "Zammad")
GOOD = {
    "ticket": "RT-2045/7",
    "order_id": "10432",
    "customer_name": "Zoë O’Neill-Ortiz",
    "customer_first_name": "प्रिया",
    "customer_email": "maya.ortiz+shop@mail.example.com",
    "customer_phone": "+49 (341) 555-01",
    "customer_company": "Ortiz & Söhne, Ltd.",
}


def link(**pairs: str) -> str:
    return "kbassist://fill?" + urlencode({"system": "rt", **pairs})


@pytest.mark.parametrize("head", ["kbassist://fill?", "kbassist:fill?", "KBASSIST://FILL/?"])
def test_a_link_offers_its_values(head: str) -> None:
    found = parse_link(head + "system=RT&ticket=7&order_id=10432", SYSTEMS)
    assert found == FillLink("rt", (("ticket.id", "7"), ("order.id", "10432")))


@pytest.mark.parametrize("key", GOOD)
def test_every_usual_value_survives_any_way_of_writing_it(key: str) -> None:
    for written in (quote(GOOD[key], safe=""), urlencode({"": GOOD[key]})[1:]):
        found = parse_link(f"kbassist://fill?system=rt&{key}={written}", SYSTEMS)
        assert found.values == ((USUAL[key].name, GOOD[key]),)


def test_unknown_keys_are_told_and_not_taken() -> None:
    found = parse_link(link(ticket="7", utm_source="mail", order_id=""), SYSTEMS)
    assert found == FillLink("rt", (("ticket.id", "7"),), ignored=("utm_source",))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("ticket", "7; rm -rf"),
        ("ticket", "<b>7</b>"),
        ("order_id", "%2541"),
        ("order_id", "1" * 201),
        ("customer_name", "Maya\tOrtiz 7"),
        ("customer_name", "https://evil.example"),
        ("customer_email", "maya"),
        ("customer_email", "maya@-"),
        ("customer_phone", "call me"),
    ],
)
def test_a_value_that_does_not_look_like_one_is_left_out(key: str, text: str) -> None:
    written = quote(text.replace("\t", " "), safe="")
    assert parse_link(f"kbassist://fill?system=rt&{key}={written}", SYSTEMS).unfit == (key,)


def test_fields_of_the_library_are_known_by_their_pattern() -> None:
    fields = {"return_id": LinkField("return.id", lambda text: text.startswith("RT-"))}
    found = parse_link(link(return_id="RT-20817"), SYSTEMS, fields)
    assert found.values == (("return.id", "RT-20817"),)
    assert parse_link(link(return_id="20817"), SYSTEMS, fields).unfit == ("return_id",)


@pytest.mark.parametrize(
    "text",
    [
        "kbassist://",
        "kbassist://fill",
        "kbassist://copy?system=rt",
        "kbassist://fill@evil.example?system=rt",
        "kbassist://user@fill?system=rt",
        "kbassist://fill:80?system=rt",
        "kbassist://fill/../copy?system=rt",
        "https://fill?system=rt",
        "kbassist://fill?ticket=7",
        "kbassist://fill?system=&ticket=7",
        "kbassist://fill?system=evil&ticket=7",
        "kbassist://fill?system=rt&system=rt",
        "kbassist://fill?system=rt&ticket=7&ticket=8",
        "kbassist://fill?system=rt&ticket=7&tick%65t=8",
        "kbassist://fill?system=rt&unknown=7&unknown=8",
        "kbassist://fill?system=rt&=7",
        "kbassist://fill?system=rt&ticket=%",
        "kbassist://fill?system=rt&ticket=%zz",
        "kbassist://fill?system=rt&ticket=%ff",
        "kbassist://fill?system=rt&ticket=%ed%a0%80",
        "kbassist://fill?system=rt&ticket=7%00",
        "kbassist://fill?system=rt&ticket=7%0a8",
        "kbassist://fill?system=rt&customer_name=%e2%80%aeayaM",
        "kbassist://fill?system=rt&customer_name=Ma\u200bya",
        "kbassist://fill?system=rt&ticket=7#order_id=8",
        "kbassist://fill?system=rt&ticket=" + "7" * LONGEST_LINK_BYTES,
        "kbassist://fill?system=rt&customer_name=\udcff",
    ],
)
def test_a_link_that_is_not_in_order_is_refused_whole(text: str) -> None:
    with pytest.raises(LinkRefused):
        parse_link(text, SYSTEMS)


@pytest.mark.parametrize(("word", "meant"), [("kbassist://x", True), ("KBASSIST:", True), ("search", False)])
def test_links_are_told_from_commands(word: str, meant: bool) -> None:
    assert is_link(word) is meant


@given(st.one_of(st.text(), st.text().map(lambda text: "kbassist://fill?" + text)))
@example("kbassist://fill?system=rt&ticket=%25")
@example("kbassist://fill?system=rt&" + "&" * 1900)
def test_nothing_but_a_refusal_comes_of_any_text(text: str) -> None:
    try:
        found = parse_link(text, SYSTEMS)
    except LinkRefused:
        return
    assert found.system in ("rt", "zammad")


@given(st.dictionaries(st.sampled_from(sorted(USUAL)), st.text(max_size=60), max_size=7))
def test_what_is_taken_was_written_there_and_can_be_seen(pairs: dict[str, str]) -> None:
    text = "kbassist://fill?system=rt&" + urlencode(pairs, errors="replace")
    try:
        found = parse_link(text, SYSTEMS)
    except LinkRefused:
        return
    for _name, value in found.values:
        assert 0 < len(value) <= 200
        assert value.isprintable()
        assert not set(value) & set('<>"%\\{}|`\r\n\t\0')
    assert {name for name, _value in found.values} <= {field.name for field in USUAL.values()}


@given(
    st.lists(
        st.tuples(st.text(string.ascii_letters, min_size=1, max_size=9), st.text(max_size=9)), max_size=9
    )
)
def test_no_key_counts_twice(pairs: list[tuple[str, str]]) -> None:
    text = "kbassist://fill?system=rt&" + urlencode(pairs, errors="replace")
    names = [name for name, _ in pairs] + ["system"]
    if len(set(names)) < len(names):
        with pytest.raises(LinkRefused):
            parse_link(text, SYSTEMS)
