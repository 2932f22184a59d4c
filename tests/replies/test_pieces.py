"""Pieces give back the text, keep within the limit, and never cut what must stay whole."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbassist.render.channels import CHANNELS, channel_of
from kbassist.replies.pieces import pieces_for
from kbassist.replies.septets import fits_message, is_gsm, plainer, septets

WHOLE = (
    "https://shop.example/orders/10432?x=a-b",
    "maya.ortiz@example.com",
    "+44 1632 960042",
    "1 234,50 €",
    "20.11.2026",
    "DE89 3704 0044 0532 0130 00",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1e9\U0001f1ea",
    "\U0001f44d\U0001f3fd",
)
WORDS = st.sampled_from(
    [
        "Hi Maya,",
        "your parcel",
        "left us.",
        "It",
        "arrives;",
        "Nr. 5",
        "z. B.",
        "Größe",
        "niño",
        "x" * 700,
        "好的。" * 60,
    ]
)
TEXTS = st.lists(
    st.tuples(st.one_of(WORDS, st.sampled_from(WHOLE)), st.sampled_from([" ", "\n", "\n\n", " "])),
    min_size=1,
    max_size=60,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
LIMITED = [channel.id for channel in CHANNELS if channel.limit]
MANY = settings(max_examples=150, deadline=None, derandomize=True)
MARK = re.compile(r"\d+/\d+ ")


def bare(pieces: tuple[str, ...]) -> list[str]:
    return [MARK.sub("", piece, count=1) for piece in pieces] if len(pieces) > 1 else list(pieces)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("channel", LIMITED)
@given(text=TEXTS)
@MANY
def test_pieces_give_back_the_text_within_the_limit(channel: str, text: str) -> None:
    pieces = pieces_for(text, channel)
    rules = channel_of(channel)
    sent = plainer(text) if rules.is_text_message else text
    assert squeezed("".join(bare(pieces))) == squeezed(sent)
    for number, piece in enumerate(pieces, 1):
        assert piece == piece.strip()
        assert fits_message(piece) if rules.is_text_message else len(piece) <= (rules.limit or 0)
        assert rules.line_breaks or "\n" not in piece
        assert len(pieces) == 1 or piece.startswith(f"{number}/{len(pieces)} ")


@pytest.mark.parametrize("channel", LIMITED)
@given(before=st.integers(0, 300), whole=st.sampled_from(WHOLE), after=st.integers(0, 300))
@MANY
def test_links_numbers_and_emoji_stay_whole(channel: str, before: int, whole: str, after: int) -> None:
    text = f"{('abc ' * before).strip()} {whole} {('def ' * after).strip()}"
    assert sum(whole in piece for piece in pieces_for(text, channel)) == 1


def test_it_is_cut_between_paragraphs_and_sentences() -> None:
    first, second = "One is here. " * 12, "Two is there. " * 12
    assert bare(pieces_for(f"{first}\n\n{second}", "social")) == [first.strip(), second.strip()]
    assert all(piece.endswith(".") for piece in pieces_for(first * 5, "sms"))


def test_what_fits_is_one_piece_without_a_number() -> None:
    assert pieces_for("Hi Maya,\n\n- one\n- two", "chat") == ("Hi Maya, - one - two",)
    assert pieces_for("Hi Maya,\n\n- one", "sms") == ("Hi Maya,\n\n- one",)
    assert pieces_for(" \n", "chat") == ()


@pytest.mark.parametrize("channel", ["email", "ticket", "phone", "own", None])
def test_a_channel_without_a_limit_takes_the_text_whole(channel: str | None) -> None:
    text = "line\n\n" * 2000
    assert pieces_for(text, channel) == (text.strip(),)


def test_a_link_beyond_the_limit_is_a_piece_by_itself() -> None:
    link = "https://shop.example/" + "a" * 300
    assert link in bare(pieces_for(f"See {link} please.", "social"))
    assert pieces_for(link, "social") == (link,)


def test_the_marks_of_many_pieces_count_in_the_limit() -> None:
    pieces = pieces_for("word " * 3999, "sms")
    assert len(pieces) > 100
    assert all(map(fits_message, pieces))
    assert len(pieces_for("word " * 4001, "sms")) == 1


@pytest.mark.parametrize(
    ("text", "gsm", "count"),
    [("abc", True, 3), ("€[x]", True, 7), ("Größe", True, 5), ("niño", True, 4), ("Así", False, None)],
)
def test_septets_are_counted_as_the_standard_has_them(text: str, gsm: bool, count: int | None) -> None:
    assert is_gsm(text) is gsm
    assert count is None or septets(text) == count


def test_typographic_marks_do_not_halve_a_text_message() -> None:
    assert plainer("it’s “x” – 5\u00a0kg…") == 'it\'s "x" - 5 kg...'
    assert plainer("así – no") == "así – no"
    assert fits_message("a" * 160)
    assert not fits_message("a" * 161)
    assert not fits_message("í" * 71)


@pytest.mark.parametrize(
    ("channel", "limit", "longest"),
    [("chat", 60, 60), ("chat", 9_000, 2_499), ("fax", 80, 80), ("sms", 306, 306)],
)
def test_a_library_may_set_its_own_limit(channel: str, limit: int, longest: int) -> None:
    pieces = pieces_for("word " * 500, channel, limit)
    assert longest - 5 < max(map(len, pieces)) <= longest


def test_a_long_text_message_counts_other_letters_as_more() -> None:
    assert fits_message("a" * 306, 306)
    assert fits_message("í" * 133, 306)
    assert not fits_message("í" * 134, 306)
