"""Editing the text of a file: what was not touched keeps its bytes, in every encoding."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.articles.decoding import decode
from kbassist.articles.text_file import TextFile
from kbassist.system.errors import NotSaved

ENCODED = st.one_of(
    st.binary(max_size=60),
    st.binary(max_size=60).map(lambda rest: b"\xff\xfe" + rest),
    st.binary(max_size=60).map(lambda rest: b"\xfe\xff" + rest),
    st.binary(max_size=60).map(lambda rest: b"\xef\xbb\xbf" + rest),
    st.lists(st.sampled_from([b"a", b"\r\n", b"\n", b"\r", b"\0", b"\xe9", "é".encode(), b""])).map(b"".join),
    st.text(alphabet="ab\r\né😀\ud800\udc00\0", max_size=30).map(
        lambda text: b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")
    ),
)


def opened(content: bytes) -> TextFile | None:
    try:
        return TextFile.of(content)
    except NotSaved:
        return None


@given(ENCODED)
def test_lines_hold_all_of_the_file(content):
    file = opened(content)
    if file is not None:
        assert file.with_text(file.text) == content
        lines = list(file._lines())
        assert "\n".join(line.text for line in lines) == file.text


@given(ENCODED, st.data())
def test_an_edit_changes_only_its_line(content, data):
    file = opened(content)
    if file is None:
        return
    lines = file.text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(st.sampled_from([lines[at] + "new", ""]))
    changed = "\n".join(lines)
    before, after = list(file._lines()), file.with_text(changed)
    again = decode(after)
    if again is None or again.encoding != file.encoding:
        return  # what was typed turned it into another kind of file
    rest = list(TextFile.of(after)._lines())
    others = [
        [line.raw for line in lines[:at] + lines[at + 1 :] if not line.is_cut] for lines in (rest, before)
    ]
    assert others[0] == others[1]
    ends = [line.end for line in before]
    if at and ends[at - 1] == "\r" and ends[at] == "\n" and not lines[at]:
        ends[at - 1] = "\r\n"  # else the two would be one line end
    assert [line.end for line in rest] == ends
    assert again.text == changed


@given(ENCODED, st.data())
def test_what_is_read_back_is_what_was_written(content, data):
    file = opened(content)
    if file is None:
        return
    lines = st.sampled_from([*file.text.split("\n"), "", "", "new"])
    new = "\n".join(data.draw(st.lists(lines, max_size=6)))
    again = decode(file.as_utf8(new))
    assert again is None or again.encoding == "utf-8-sig" or again.text == new
    try:
        again = decode(file.with_text(new))
    except NotSaved:
        return
    assert again is None or again.encoding != file.encoding or again.text == new


@pytest.mark.parametrize(
    ("content", "new", "expected"),
    [
        (b"a\r\nb\nc", "a\nx\nb\nc", b"a\r\nx\r\nb\nc"),
        (b"a\r\nb\r\n", "a\nb\nc\n", b"a\r\nb\r\nc\r\n"),
        (b"a", "a\nb\n", b"a\nb\n"),
        (b"", "a\nb", b"a\nb"),
        (b"a\r\n", "a", b"a"),
        (b"\xef\xbb\xbfa\n", "b\n", b"\xef\xbb\xbfb\n"),
        ("\ufeffé\r\nx".encode("utf-16-le"), "é\nö", "\ufeffé\r\nö".encode("utf-16-le")),
        (b"caf\xe9\r\nx\x81y\r\n", "café\nx\ufffdzy\n", b"caf\xe9\r\nx\x81zy\r\n"),
        (b"x\0y one\n", "x\ufffdy two\n", b"x\0y two\n"),
        (b"# A\rdraft\n\nText\n", "# A\n\nText\n", b"# A\r\n\nText\n"),
        (b"# A\rdraft\n\nText\n", "# A\n\n\nText\n", b"# A\r\n\n\nText\n"),
    ],
)
def test_new_lines_look_like_their_neighbours(content, new, expected):
    assert TextFile.of(content).with_text(new) == expected


def test_a_sign_that_the_encoding_lacks():
    file = TextFile.of(b"caf\xe9\r\n")
    with pytest.raises(NotSaved, match="no sign for →"):
        file.with_text("café → bar\n")
    assert file.as_utf8("café → bar\n") == "café → bar\r\n".encode()
    file = TextFile.of(b"\xe9\n\xc3\x81 x\n")  # a line that would be UTF-8, too
    assert file.as_utf8("é\nÃ\ufffd x→\n") == "é\nÃ\ufffd x→\n".encode()


def test_signs_that_would_be_read_as_others():
    file = TextFile.of(b"caf\xe9\n")
    with pytest.raises(NotSaved, match="something else"):
        file.with_text("cafÃ©\n")


def test_no_text():
    with pytest.raises(NotSaved, match="no text file"):
        TextFile.of(b"\x89PNG\r\n")


def test_real_files_stay_as_they_are(shared: Path):
    files = [*(shared / "hostile").rglob("*.md"), *sorted((shared / "data").rglob("*.md"))[::10]]
    read = [(path, opened(path.read_bytes())) for path in files if path.stat().st_size < 500_000]
    texts = [(path, file) for path, file in read if file is not None]
    assert len(texts) > 100
    for path, file in texts:
        assert "\n".join(line.text for line in file._lines()) == file.text, path
        assert TextFile.of(file.with_text(file.text + "\nx")).text == file.text + "\nx", path
