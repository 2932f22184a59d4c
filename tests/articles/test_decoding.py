"""Bytes of every kind become text, or are said to be none."""

import pytest

from kbassist.articles.decoding import decode, one_line, title_text


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("café".encode(), "café", "utf-8"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café", "utf-8-sig"),
        (b"\xff\xfe" + "T\r\nü".encode("utf-16-le"), "T\nü", "utf-16-le"),
        (b"\xfe\xff" + "Tü".encode("utf-16-be"), "Tü", "utf-16-be"),
        (b"\xff\xfe\x00\xd8a\x00", "\ufffda", "utf-16-le"),
        (b"Caf\xe9 \x93x\x94", "Café “x”", "cp1252"),
        (b"a\x00b", "a\ufffdb", "utf-8"),
        (b"a\r\nb\nc\rd\r\n", "a\nb\nc\nd\n", "utf-8"),
        (b"\xed\xa0\x80", "í\xa0€", "cp1252"),
    ],
)
def test_text(data, text, encoding):
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"ID3\x03\0",
        b"RIFF\xff\xfe",
        b"PK\x03\x04",
        bytes(range(256)),
        b"\xff\xfe\x00\x00a\x00\x00\x00",
        b"\xe9\x00",
        b"\0" * 9,
    ],
)
def test_no_text(data):
    assert decode(data) is None


@pytest.mark.parametrize("cut", range(1, 5))
def test_a_text_cut_inside_a_character_stays_utf8(cut):
    decoded = decode("é🙂".encode()[: 6 - cut], complete=False)
    assert decoded is not None
    assert decoded.encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n b", "a b"),
        ("a\x1b[31m", "a [31m"),
        ("a\u202eb", "ab"),
        ("ze\u200bro", "zero"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_one_line(text, line):
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Refund** has `not` *arrived*", "Refund has not arrived"),
        ("See [the page](https://e.org/x) ![icon](a.png)", "See the page icon"),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        ("[Client's Name] [x]", "[Client's Name] [x]"),
        ("****", "****"),
        ("x" * 1000, "x" * 299 + "…"),
        ("*`[" * 100_000, "*`[" * 99 + "*`…"),
    ],
)
def test_titles_lose_their_marks_and_have_an_end(text, title):
    assert title_text(text) == title


@pytest.mark.parametrize("text", ["ID3 tags of a song", "RIFF files", "BZh\xe9"])
def test_words_that_pictures_and_sounds_begin_with(text):
    assert decode(text.encode()).text == text
