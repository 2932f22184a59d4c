"""Patterns mean what they mean to Python, except that none can hang."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.articles.patterns import complaint_about, fits

PATTERNS = [
    r"\d{5,}",
    r"(a|b)*c?",
    r"(?i)[a-c]+x",
    r"^\d+$",
    r"a{2,3}|b",
    r"(ab|a)(c|bcd)?",
    r"[^a]b.",
    r"(a*)*b",
    r"a??b",
    r"(?:a|)b{0,2}",
    r"",
    r"x{3}",
    r"(?P<n>a|b|c){2,4}?",
    r"[]a]+",
    r"a{,2}b",
    r"(a{2}){2}",
    r"\w+\s\S*",
    r"[[a]+",
    r"\.\-\\",
    r"a{b",
    r"[a&&1]",
    r"x|y|",
    r"\x41|\t",
    r"(a|b$)+",
    r"(^a|b)*",
    r"\Aa\Z",
    r"a{0}b",
    r"[\]a\[]+",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(value=st.text(alphabet="abcxyA1. \n-\\[]&{", max_size=9))
def test_matches_as_python_does(pattern, value):
    python = re.compile(pattern.replace("[[", r"[\[").replace("&&", "&").replace("$", r"\Z"))
    assert fits(pattern, value) == bool(python.fullmatch(value))


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "a*a*a*a*a*a*a*b", "((a*)*)*b", "(a{0,30}){0,30}b"])
def test_no_pattern_takes_for_ever(pattern):
    assert complaint_about(pattern) == ""
    assert not fits(pattern, "a" * 400)


def test_value_beyond_the_bounds_does_not_fit():
    assert fits(".+", "a" * 100_000)
    assert not fits(".+", "a" * 1_000_001)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<!a)",
        "(?(1)a)",
        "(?P=n)",
        "(?>a)",
        "(?#x)",
        "(?m)a",
        r"(a)\1",
        r"\bx",
        "(a",
        "a)",
        "[a",
        "*a",
        "a**",
        "a*+",
        "a{2}{3}",
        "a{3,1}",
        "(a{1000}){1000}",
        "((a{99}){99}){99}",
        "\\",
        "[z-a]",
        "[a--b]",
        "a" * 201,
        "(" * 50 + ")" * 50,
        r"\N{DIGIT ONE}",
        r"\08",
    ],
)
def test_what_cannot_be_used_is_explained(pattern):
    assert complaint_about(pattern)


@given(st.text(max_size=40))
def test_any_text_is_a_pattern_or_explained(text):
    if not complaint_about(text):
        fits(text, "abc 123")
