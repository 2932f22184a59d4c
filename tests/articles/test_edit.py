"""An alias added to a front matter: only the lines of its key change, whatever the file is like."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Article
from kbassist.articles.decoding import one_line
from kbassist.articles.edit import with_alias, with_entry
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article
from kbassist.system.errors import NotSaved

LIBRARY = Library("/kb", "Team")


def parsed(content: bytes) -> Article:
    return parse_article(content, "a.md", LIBRARY, None)


@pytest.mark.parametrize(
    ("front", "edited"),
    [
        ("aliases: [a, b]", "aliases: [a, b, new one]"),
        ("aliases: [a, b,]  # why", "aliases: [a, b, new one,]  # why"),
        ("aliases: []", "aliases: [new one]"),
        ("aliases: [ ]  # none", "aliases: [new one]  # none"),
        ("aliases: [\n  a,\n  b  # hi\n]", "aliases: [\n  a,\n  b,  # hi\n  new one\n]"),
        ("aliases: [\n  a,  # hi\n]", "aliases: [\n  a,  # hi\n  new one,\n]"),
        ("aliases: [\n  'a', 'b'\n]", "aliases: [\n  'a', 'b', new one\n]"),
        ("aliases:\n- a\n- b  # hi\ntags: x", "aliases:\n- a\n- b  # hi\n- new one\ntags: x"),
        ("aliases:\n  -   a b\n\n# next\nx: 1", "aliases:\n  -   a b\n  - new one\n\n# next\nx: 1"),
        ("aliases:\n  - |\n    a\n\nx: 1", "aliases:\n  - |\n    a\n  - new one\n\nx: 1"),
        ("aliases: a", "aliases: a, new one"),
        ("aliases: a b,  c # hi", "aliases: a b,  c, new one # hi"),
        ("aliases: 'it''s, b'", "aliases: 'it''s, b, new one'"),
        ('aliases: "a"  # hi', 'aliases: "a, new one"  # hi'),
        ("aliases: |\n  a\n  b\nx: 1", "aliases: [a b, new one]\nx: 1"),
        ("aliases:", "aliases: [new one]"),
        ("aliases:   # none yet\nx: 1", "aliases: [new one]   # none yet\nx: 1"),
        ("aliases: ~", "aliases: [new one]"),
        ("aliases: ''", "aliases: [new one]"),
        ("title: T # t\nx: 1", "title: T # t\naliases: [new one]\nx: 1"),
        ("x: 1\ntitle: >\n  T\n\n# end", "x: 1\ntitle: >\n  T\n\n# end\naliases: [new one]"),
        ("  x: 1", "  x: 1\n  aliases: [new one]"),
        ("{x: 1}", "{x: 1, aliases: [new one]}"),
        ("{aliases: a}", "{aliases: [a, new one]}"),
        ("# only a comment", "# only a comment\naliases: [new one]"),
        ("aliases: [a]\naliases: [b]", "aliases: [a]\naliases: [b, new one]"),
        ("aliases: [/old/address/]\nx: 1", "aliases: [/old/address/]\nkeywords: [new one]\nx: 1"),
        (
            'title: "\\ud83d\\ude00"\naliases: [ü, "😀"]',
            'title: "\\ud83d\\ude00"\naliases: [ü, "😀", new one]',
        ),
    ],
)
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_way_to_write_aliases(front: str, edited: str, eol: str, encoding: str) -> None:
    def content(front: str) -> bytes:
        return f"---\n{front}\n---\n\n# Hä\n\nBody\n".replace("\n", eol).encode(encoding)

    changed = with_alias(content(front), "new one")
    assert changed.decode(encoding) == content(edited).decode(encoding)
    assert changed == content(edited)
    assert "new one" in parsed(changed).aliases


@pytest.mark.parametrize(
    ("content", "changed"),
    [
        ("# T\n", "---\naliases: [new one]\n---\n\n# T\n"),
        ("\n# T\r\n", "---\naliases: [new one]\n---\n\n# T\r\n"),
        ("", "---\naliases: [new one]\n---\n"),
        (
            "---\n\nText, a rule.\n\n---\n\nMore.\n",
            "---\naliases: [new one]\n---\n\n---\n\nText, a rule.\n\n---\n\nMore.\n",
        ),
        ("---\n---\n# T", "---\naliases: [new one]\n---\n# T"),
        ("---\n...\n# T", "---\naliases: [new one]\n...\n# T"),
    ],
)
def test_front_matter_is_made_where_there_is_none(content: str, changed: str) -> None:
    assert with_alias(content.encode(), "new one") == changed.encode()


@pytest.mark.parametrize("known", ["aliases: [New  One]", "alias: new one", "keywords: x, NEW ONE"])
def test_an_alias_that_is_there_changes_nothing(known: str) -> None:
    content = f"---\n{known}\n---\n# T\n".encode()
    assert with_alias(content, " new\tone ") is content


@pytest.mark.parametrize(
    "alias",
    ["no", "it's", "a: b", "a #b", "[x]", "- a", "x, y", '"q"', "\\", "12", "{{ x }}", "ß😀", "&a *b"],
)
@pytest.mark.parametrize("front", ["aliases: [a]", "aliases:\n- a", "aliases: a", "aliases: 'a'", "x: 1"])
def test_any_alias_is_written_so_that_it_is_read(front: str, alias: str) -> None:
    changed = with_alias(f"---\n{front}\n---\n# T\n".encode(), alias)
    assert alias in parsed(changed).aliases


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"---\ntitle: [open\n---\n# T\n", "needs mending: .*bracket"),
        (b"---\naliases: &a [x]\n---\n", "anchors"),
        (b"---\ntitle: never ends\n", "never ends"),
        (b"---\nx: " + b"y" * 17000 + b"\n---\n", "16 KB"),
        (b"---\nx: " + b"y" * 16370 + b"\n---\n", "16 KB"),
        (b"---\naliases: {a: b}\n---\n", "only the text itself"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a text file"),
        (b"\xef\xbb\xbf---\ntitle: \xff\n---\n", "no text"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(NotSaved, match=reason):
        with_alias(content, "new one")


def test_cp1252_takes_what_it_has_a_sign_for() -> None:
    content = "---\ntitle: Größe\n---\nü".encode("cp1252")
    assert "Maße".encode("cp1252") in with_alias(content, "Maße")
    with pytest.raises(NotSaved, match="no sign for ł"):
        with_alias(content, "złoty")


def test_odd_bytes_of_the_body_stay() -> None:
    content = b"\xef\xbb\xbf---\ntitle: T\n---\nbad \xff\xfe \0 \xed\xa0\x80\r\n\r"
    changed = with_alias(content, "new one")
    assert changed == content.replace(b"title: T\n", b"title: T\naliases: [new one]\n")


KEYS = st.sampled_from(["title", "tags", "x-custom", "owner", "ключ", "fields", "note"])
PLAIN = st.from_regex(r"[a-zA-ZäöüßéжЖ][a-zA-Z0-9äöüé -]{0,12}", fullmatch=True).map(str.strip)
SIGNS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="/")
QUOTED = st.text(SIGNS, max_size=12).map(lambda text: "'" + text.replace("'", "''") + "'")
SCALAR = st.one_of(PLAIN, QUOTED, st.just("~"), st.just(""))
COMMENT = st.sampled_from(["", "  # why", " #"])
LISTED = st.lists(st.one_of(PLAIN, QUOTED), max_size=4)


@st.composite
def values(draw: st.DrawFn, indent: str) -> str:
    """A value in one of the ways in which people write one, from behind its colon to its line end."""
    items, comment = draw(LISTED), draw(COMMENT)
    shapes = [
        f" {draw(SCALAR)}{comment}\n",
        f" [{', '.join(items)}]{comment}\n",
        f" [{comment.strip() and ' ' + comment}\n"
        + "".join(f"{indent}  {item},\n" for item in items)
        + f"{indent}]\n",
        f" |{draw(st.sampled_from(['', '+', '-']))}\n{indent}  text {draw(PLAIN)}\n\n",
        f' "{draw(PLAIN)}\n{indent}  {draw(PLAIN)}"{comment}\n',
    ]
    if items:
        shapes.append(f"{comment}\n" + "".join(f"{indent}- {item}{comment}\n" for item in items))
        shapes.append("\n" + "".join(f"{indent}  -  {item}\n\n" for item in items))
    return draw(st.sampled_from(shapes))


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file with comments, blank lines and keys in any order, in some encoding and line ends."""
    indent = draw(st.sampled_from(["", "  "]))
    keys = draw(st.lists(KEYS, unique=True, max_size=4))
    if draw(st.booleans()):
        keys.insert(draw(st.integers(0, len(keys))), "aliases")
    lines = []
    for key in keys:
        lines.append(draw(st.sampled_from(["", "# comment\n", "\n"])))
        lines.append(f"{indent}{key}:{draw(values(indent))}")
    body = draw(st.sampled_from(["# T\n\nBody", "", "\n\n# T {.x}\n---\naliases: [no]\n---\n"]))
    text = f"---\n{''.join(lines)}---\n{body}".replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


@settings(max_examples=400, deadline=None)
@given(files(), st.one_of(PLAIN, st.text(min_size=1, max_size=12)))
def test_only_the_lines_of_the_key_change(content: bytes, alias: str) -> None:
    try:
        changed = with_alias(content, alias)
    except NotSaved:
        # Refusing is right where reading refuses; else every one of these shapes can be changed.
        assert any(problem.code.startswith("front-matter") for problem in parsed(content).problems)
        return
    before, after = parsed(content), parsed(changed)
    assert (before.body, before.title, before.tags) == (after.body, after.title, after.tags)
    added = after.aliases[len(before.aliases) :]
    assert after.aliases[: len(before.aliases)] == before.aliases
    assert added in ((), (one_line(alias).lstrip("/ "),))
    if not added:
        assert changed == content
        return
    assert with_alias(changed, alias) == changed
    _assert_lines_kept(content, changed)


def _assert_lines_kept(content: bytes, changed: bytes) -> None:
    """All lines but those of `aliases` are as they were, byte for byte and in their order."""
    encoding = parsed(content).encoding
    codec = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    old = re.split("(?<=\n)", content.decode(codec, "surrogatepass"))
    new = re.split("(?<=\n)", changed.decode(codec, "surrogatepass"))
    start = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    gone = old[start : len(old) - end]
    key = next((n for n in range(start, -1, -1) if re.match(r"\s*aliases:", new[n])), None)
    assert key is not None
    inner = "".join(new[key + 1 : len(new) - end])
    assert not re.search(r"^\s*(title|tags|x-custom|owner|ключ|fields|note):", inner, re.MULTILINE)
    assert len(gone) <= 1 or re.match(r"\s*aliases:", gone[0])


def test_every_real_article_takes_an_alias_in_its_own_lines(shared: Path) -> None:
    looked_at = 0
    for path in sorted((shared / "data" / "kb").rglob("*.md")):
        content = path.read_bytes()
        before = parsed(content)
        try:
            changed = with_entry(content, "aliases", "zanzibar quux")
        except NotSaved:
            assert any(problem.code.startswith("front-matter") for problem in before.problems), path
            continue
        looked_at += 1
        after = parsed(changed)
        assert sorted(after.aliases) == sorted((*before.aliases, "zanzibar quux")), path
        assert after.body.strip() == before.body.strip(), path
        assert with_alias(changed, "Zanzibar Quux") is changed, path
        old, new = content.splitlines(keepends=True), changed.splitlines(keepends=True)
        assert sum(line not in new for line in old) <= 1, path
    assert looked_at > 1000
