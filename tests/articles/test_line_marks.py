"""What is markup in the lines of an article, and what is prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.articles.line_marks import BODY, START, Mark, marks_of, prose_of

TEXT = """---
title: "The #1" # why
order.id: {label: x}
- item: y
---
# Head *x* {.reply channel=chat}
"""


def marked(line: str, state: int = BODY) -> dict[str, str]:
    """Map what is marked to its mark, the last one of a sign counting."""
    spans, _ = marks_of(line, state)
    signs = [""] * len(line)
    for span in spans:
        signs[span.start : span.end] = [span.mark] * (span.end - span.start)
    found: dict[str, str] = {}
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or signs[at] != signs[start]:
            if signs[start]:
                found[line[start:at]] = signs[start]
            start = at
    return found


def states(text: str) -> list[int]:
    found, state = [], START
    for line in text.split("\n"):
        _, state = marks_of(line, state)
        found.append(state)
    return found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("## Way {.reply channel=chat}", {"## Way ": "heading", "{.reply channel=chat}": "attributes"}),
        ("## On {{ a }} {no, list}", {"## On ": "heading", "{{ a }}": "liquid", " {no, list}": "heading"}),
        ("{: .reply tone=warm}", {"{: .reply tone=warm}": "attributes"}),
        ("Hi {{ a.b | default: \"x\" }}, ok", {"{{ a.b | default: \"x\" }}": "liquid"}),
        ("{% if a %}b{% endif %}", {"{% if a %}": "liquid", "{% endif %}": "liquid"}),
        ("see [the *log*](../a.md \"t\").", {"[the *log*]": "link_text", "(../a.md \"t\")": "link_target"}),
        ("![Alt](_att/a_(1).png)", {"![Alt]": "link_text", "(_att/a_(1).png)": "link_target"}),
        ("a **b c** *d* _e_ f_g_h 2*3*4", {"**b c**": "strong", "*d*": "emphasis", "_e_": "emphasis"}),
        ("a `b *c*` d", {"`b *c*`": "code"}),
        ("- [ ] a", {"- [ ]": "marker"}),
        ("12. a", {"12. ": "marker"}),
        ("> - a", {"> - ": "marker"}),
        ("---", {"---": "marker"}),
        ("a | b \\| c", {"|": "marker"}),
        ("|---|:-:|", {"|---|:-:|": "marker"}),
        ("a <b>x</b> &amp; y", {"<b>": "html", "</b>": "html", "&amp;": "html"}),
        ("a <!-- b --> c", {"<!-- b -->": "comment"}),
        ("mail a@b.de or https://x.de/a?b", {"a@b.de": "link_target", "https://x.de/a?b": "link_target"}),
        ("{% comment %}a{% endcomment %} b", {"{% comment %}a{% endcomment %}": "comment"}),
        ("1 < 2 & 3 * 4", {}),
        ("#hashtag", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_signs_of_a_line(line, found):
    assert marked(line) == found


def test_a_front_matter_ends_at_its_line():
    lines, found, state = TEXT.split("\n"), [], START
    for line in lines[:-1]:
        found.append(marked(line, state))
        _, state = marks_of(line, state)
    assert found[0] == {"---": "marker"}
    assert found[1] == {"title:": "key", ' "The #1" ': "front", "# why": "comment"}
    assert found[2]["order.id:"] == "key"
    assert found[3]["item:"] == "key"
    assert found[4] == {"---": "marker"}
    assert found[5]["{.reply channel=chat}"] == "attributes"
    assert state == BODY


@pytest.mark.parametrize(
    "text",
    [
        "```\n# no\n``\n```\nx",
        "~~~~ py\n```\n~~~~~\nx",
        "<!-- a\nb\n--> c\nx",
        "{% comment %}\nb\n{%- endcomment -%}\nx",
        "{% raw %}\n{{ b }}\n{% endraw %}\nx",
        "a {{ b\n| c }} d\nx",
    ],
)
def test_what_is_open_is_closed(text):
    found = states(text)
    assert found[-1] == BODY
    assert BODY not in found[:1]


def test_a_placeholder_that_is_being_typed_colours_nothing_below():
    assert states("a {{ b\nc {{ d }}\ne")[1:] == [BODY, BODY]
    assert marked("c {{ d }}", states("a {{ b")[0]) == {"{{ d }}": "liquid"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Hi {{ name }}, see [the log](a/b.md)", ["Hi ", ", see [the log]"]),
        ("## On its way {.reply channel=chat}", ["## On its way "]),
        ("a `code` <b>x</b>", ["a ", " ", "x"]),
    ],
)
def test_prose(line, words):
    assert [line[a:b] for a, b in prose_of(line, BODY)] == words


def test_prose_of_a_front_matter_is_its_title():
    _, front = marks_of("---", START)
    assert prose_of("title: A b", front) == [(6, 10)]
    assert prose_of("owner: dana", front) == []


@given(st.lists(st.text("`~{}%#*_[]()|<>-! a:\t\"'\\", max_size=40), max_size=8))
def test_no_line_breaks_it(lines):
    state = START
    for line in lines:
        spans, state = marks_of(line, state)
        assert all(0 <= span.start <= span.end <= len(line) for span in spans)
        prose_of(line, state)


@pytest.mark.parametrize(
    "sign", ["*", "[", "(", "`", "{{", "{%", "<", "_a", "|", "[a](", "- ", "a@", "{.a ", "a.", "**a"]
)
def test_no_line_takes_long(sign):
    marks_of(sign * 9_000, BODY)  # a pattern that goes back and forth would run into the suite's time limit


def test_marks_of_everything_real(shared):
    for path in sorted((shared / "data").rglob("*.md"))[:300]:
        state = START
        for line in path.read_text("utf-8", errors="replace").split("\n"):
            spans, state = marks_of(line, state)
            assert all(isinstance(span.mark, Mark) for span in spans)
