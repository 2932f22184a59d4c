"""Markdown as plain text for searching and excerpts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.search.plaintext import HEADING, link_targets, plain_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Refund {.reply channel=chat}", f"{HEADING} Refund"),
        ("a\n\n## B\nc #d", f"a\n{HEADING} B\nc #d"),
        (f"{HEADING} no heading", "no heading"),
        ("Hi {{ customer.first_name | default: 'there' }},", "Hi [first name],"),
        ("{% if a %}yes{% endif %}", "yes"),
        ("See [the policy](policy.md 'x') and ![a shot](_attachments/a.png).", "See the policy and a shot."),
        ("**bold** and *soft* and `code`", "bold and soft and code"),
        ("- one\n- [ ] two\n\n1. three", "one\ntwo\n1. three"),
        ("> quoted", "quoted"),
        ("| a | b |\n|---|---|\n| c | d |", "a b\nc d"),
        ("```python\nprint(x)\n```", "print(x)"),
        ("<b>bold</b><br/>x", "boldx"),
        ("snake_case and _soft_", "snake_case and soft"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a\r\nb", "a\nb"),
        ("", ""),
    ],
)
def test_words_stay_and_marks_go(markdown, text):
    assert plain_text(markdown) == text


def test_placeholders_read_as_they_are_told_to():
    text = "Within {{ facts.return_days }} days, {{ order.number | upcase }}: {{ other.thing }}"
    readings = {"facts.return_days": "30", "order.number": "[Order number]"}
    assert plain_text(text, readings) == "Within 30 days, [Order number]: [thing]"


@given(st.text(max_size=300))
def test_anything_can_be_reduced(markdown):
    plain_text(markdown)


@pytest.mark.parametrize(
    "piece", ["*", "[", "`", "{{ a ", "<a", "_a", "![a](", "|", " ", "\n \n", "{%", "> ", "[a](("]
)
def test_hostile_repetition_takes_no_time(piece):
    plain_text(piece * 30_000)  # an exponential pattern would never come back


@pytest.mark.parametrize(
    ("markdown", "targets"),
    [
        (
            "See [it](https://x.example/kb/2189021) and ![p](img/a.png 'b').",
            "https://x.example/kb/2189021\nimg/a.png",
        ),
        ('<a href="https://x.example/9">x</a>', "https://x.example/9"),
        ("[x]: https://x.example/7", "https://x.example/7"),
        ("a = b (c)", ""),
    ],
)
def test_link_targets(markdown: str, targets: str) -> None:
    assert link_targets(markdown) == targets


def test_branches_of_a_template_do_not_run_into_one_another() -> None:
    markdown = "Hi{% if n %} {{ n }}{% endif %}, one day.{% if x %}I sent it.{% endif %}"
    assert plain_text(markdown) == "Hi [n], one day. I sent it."
