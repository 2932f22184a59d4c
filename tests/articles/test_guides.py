"""Guides: what nested lists mean, where answers lead, and that no text takes long or fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Guide
from kbassist.articles.guide_items import MOST_DEPTH, MOST_ITEMS
from kbassist.articles.guides import Answer, GoTo, GuideTree, Question, ReplyLink, guide_tree
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article


def tree(text: str) -> GuideTree:
    return guide_tree(Guide("a#g", "G", text, 1, 1))


def outline(question: Question | None) -> object:
    """Write a question as `{text: {answer: steps or where it leads}}`."""
    assert question is not None
    return {question.text: {a.text: [*a.steps, *_then(a)] for a in question.answers}}


def _then(answer: Answer) -> list[object]:
    then = answer.then
    if isinstance(then, Question):
        return [outline(then)]
    if isinstance(then, GoTo):
        return [f"-> {then.question}"]
    return [f"=> {then.target}"] if then else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Is it on?\n  - No: switch it on.\n  - Yes", {"Is it on?": {"No": ["Switch it on."], "Yes": []}}),
        (
            "- Is it on?\n  - No\n    1. Switch it on.\n    2. Wait.\n",
            {"Is it on?": {"No": ["Switch it on.", "Wait."]}},
        ),
        ("1. Is it on?\n   1. No: wait\n", {"Is it on?": {"No": ["Wait"]}}),
        ("- On?\n\t- No: wait\n", {"On?": {"No": ["Wait"]}}),
        (
            "- On?\n  - No: plug it in. Is it on now?\n    - Yes\n    - No: [Send it back](#send-it-back)\n",
            {"On?": {"No": ["Plug it in.", {"Is it on now?": {"Yes": [], "No": ["=> #send-it-back"]}}]}},
        ),
        (
            "- On?\n  - No\n    - Plug it in.\n    - Is it on now?\n      - Yes: fine\n",
            {"On?": {"No": ["Plug it in.", {"Is it on now?": {"Yes": ["Fine"]}}]}},
        ),
        (
            "- On?\n  - No: plug it in. Is it on? It hums then.\n    - Yes: fine\n",
            {"On?": {"No": ["Plug it in.", {"Is it on?": {"Yes": ["Fine"]}}]}},
        ),
        ("- On?\n  - No → wait\n  - Yes -> [B](b.md)\n", {"On?": {"No": ["Wait"], "Yes": ["=> b.md"]}}),
        (
            "- On?\n  - [No](#x)\n  - Yes, see [B](b.md)\n",
            {"On?": {"No": ["=> #x"], "Yes, see B": ["=> b.md"]}},
        ),
        ("- 开了吗？\n  - 没有：等等\n", {"开了吗？": {"没有": ["等等"]}}),
        (
            "- **On?**\n\n  - No\n\n    Wait\n    long.\n\n    - **Is it on?**\n\n      - Yes: fine\n",
            {"On?": {"No": ["Wait long.", {"Is it on?": {"Yes": ["Fine"]}}]}},
        ),
        ("- On?\n  - No: use [B](b.md#x).\n", {"On?": {"No": ["Use B.", "=> b.md#x"]}}),
        ("- On?\n  - No: wait. [B](b.md).\n", {"On?": {"No": ["Wait.", "=> b.md"]}}),
        ("- On?\n  - No: [B](b.md)\n", {"On?": {"No": ["=> b.md"]}}),
        ("- On?\n  - No: see [B](https://b.example/x.md)\n", {"On?": {"No": ["See B"]}}),
        ("- On?\n  - **At 12:30: no** wait\n", {"On?": {"At 12:30: no": ["Wait"]}}),
        ("- On?\n  - **No:** wait\n", {"On?": {"No": ["Wait"]}}),
        ("- On?\n  - It says 12:30\n", {"On?": {"It says 12:30": []}}),
        ("- Geht es?\n  - Nein: [Zurück](#zurück)\n", {"Geht es?": {"Nein": ["=> #zurück"]}}),
        (
            "- On?\n  - No: {{ facts.a | default: 'b' }} *days*\n",
            {"On?": {"No": ["{{ facts.a | default: 'b' }} days"]}},
        ),
        ("- On?\n  - No:\n    wait\n    a while\n", {"On?": {"No": ["Wait a while"]}}),
        ("- On?\n  - No\n    - [ ] wait\n", {"On?": {"No": ["Wait"]}}),
        ("- ¿Funciona?\n  - No\n", {"¿Funciona?": {"No": []}}),
        ("- On?\n  - **No** - wait\n  - **Yes** -> go", {"On?": {"No": ["Wait"], "Yes": ["Go"]}}),
        (
            "- On?\n  - No - [B](b.md).\n  - Yes - or so – [C](#c)\n  - Not - now",
            {"On?": {"No": ["=> b.md"], "Yes - or so": ["=> #c"], "Not - now": []}},
        ),
        (
            "- On?\n  - No\n    - Press it.\n\n      Not long.\n\n    - [B](b.md)\n",
            {"On?": {"No": ["Press it.", "Not long.", "=> b.md"]}},
        ),
        ("- On?\n  - No: run `rm *_[a](b)_*` `now`", {"On?": {"No": ["Run rm *_a_* now"]}}),
        (
            "- On?\n  - No\n    1. Type this:\n\n       ```sh\n       reset *.tmp\n\n       go `now`\n"
            "       ```\n\n    2. Wait.\n  - Yes",
            {"On?": {"No": ["Type this:", "reset *.tmp", "go `now`", "Wait."], "Yes": []}},
        ),
    ],
)
def test_lists_mean_questions_and_answers(text: str, expected: object) -> None:
    assert outline(tree(text).questions[0]) == expected


@pytest.mark.parametrize(
    ("text", "asked", "hint"),
    [
        ("Is it on? The light is green then.", "Is it on?", "The light is green then."),
        ("Go there. Is it on? It hums.", "Is it on?", "Go there. It hums."),
        ("**Is it on?** It *hums*.", "Is it on?", "It hums."),
        ('Does it say "on?" Look twice.', 'Does it say "on?"', "Look twice."),
        ("What they see\n\n  Look *twice*.\n", "What they see", "Look twice."),
        ("Is it on (and green)?", "Is it on (and green)?", ""),
    ],
)
def test_what_stands_around_a_question_is_a_hint(text: str, asked: str, hint: str) -> None:
    question = tree(f"- {text}\n  - Yes\n").questions[0]
    assert (question.text, question.hint) == (asked, hint)


def test_text_above_the_lists_introduces_them() -> None:
    read = tree("Go *slowly*.\n\n- On?\n  - Yes\n\nStray text\n\n- More?\n  - Yes\n")
    assert read.intro == "Go slowly."
    assert [(slip.line, slip.code) for slip in read.slips] == [(6, "guide-text")]


GO_TO = """- On?
  - No: {}
  - Yes: Does it ring?
    - Yes: fine

### Not on {{#other}}

- Is it plugged in?
  - No: plug it in.
"""


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Does it ring?", 3),
        ("does it ring?", 3),
        ("turn it up. Does it ring?", 3),
        ("[there](#does-it-ring)", 3),
        ("see [there](#other)", 8),
        ("Is it plugged in?", 8),
    ],
)
def test_an_answer_goes_to_a_question_elsewhere(words: str, line: int) -> None:
    read = tree(GO_TO.format(words))
    then = read.questions[0].answers[0].then
    assert isinstance(then, GoTo)
    assert then.question == line
    assert read.find(line) is not None


def test_a_question_without_answers_stays_one() -> None:
    then = tree("- On?\n  - No: Is it paid?\n").questions[0].answers[0].then
    assert then == Question("Is it paid?", (), "", 2)


def test_two_ways_on_are_one_too_many() -> None:
    read = tree("- On?\n  - No\n    - [A](#a)\n    - [B](#b)\n")
    assert read.questions[0].answers[0].then == ReplyLink("#a", "A", 3)
    assert [(slip.line, slip.code) for slip in read.slips] == [(4, "guide-fork")]


def test_lines_and_language_are_those_of_the_file() -> None:
    body = "---\nlang: en\n---\n# A\n\n## Weg {.guide lang=de}\n\n\n- An?\n  - Nein: [X](#x)\n"
    (guide,) = parse_article(body.encode(), "a.md", Library("/l", "l"), None).guides
    read = guide_tree(guide)
    assert (read.lang, read.line, read.questions[0].line) == ("de", 6, 9)
    assert read.questions[0].answers[0].line == 10


def test_replies_and_code_below_the_heading_are_no_items() -> None:
    read = tree(
        "- On?\n  - No\n\n```\n- code?\n```\n\n### R {.reply}\n\n- text\n\n### Q\n\n- Off?\n  - Yes\n"
    )
    assert [question.text for question in read.questions] == ["On?", "Off?"]


def test_a_guide_inside_a_reply_is_told() -> None:
    body = "# A\n\n## R {.reply}\n\nText\n\n### G {.guide}\n\n- On?\n  - No\n"
    article = parse_article(body.encode(), "a.md", Library("/l", "l"), None)
    assert [(problem.line, problem.code) for problem in article.problems] == [(7, "guide-nested")]


HOSTILE = {
    "nested": "".join("  " * (n % 500) + f"- Q{n}?\n" for n in range(10_000)),
    "flat": "- Q?\n" + "  - A: B?\n" * 10_000,
    "many questions": "- Q?\n  - A\n" * 10_000,
    "one line": "- " + "a? " * 200_000,
    "brackets": "- Q?\n  - " + "[" * 100_000,
    "links": "- Q?\n  - A: " + "[a](b.md" * 50_000,
    "braces": "- Q?\n  - A: " + "{{" * 100_000,
    "stars": "- Q?\n  - " + "**" * 100_000,
    "rules": "- " * 200_000 + "x",
    "spaces": "- Q?\n" + " " * 500_000 + "- A",
    "colons": "- Q?\n  - " + ": " * 100_000,
    "fences": "- Q?\n" + "```\n~~~\n" * 20_000,
    "comments": "- Q?\n" + "<!--\n" * 20_000,
    "digits": "9" * 300_000 + ". Q?",
    "headings": "### a\n" * 20_000,
    "sentences": "- Q?\n  - A: " + "B. C" * 50_000 + "?\n    - D",
}


@pytest.mark.timeout(20)  # the slowest takes 0.3 s; a quadratic reader needs minutes
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    read = tree(HOSTILE[name])
    assert sum(len(question.answers) for question in read.every()) <= MOST_ITEMS


def test_what_is_too_much_is_told_with_its_line() -> None:
    assert [(s.line, s.code) for s in tree(HOSTILE["nested"]).slips] == [(MOST_DEPTH + 1, "guide-deep")]
    assert [(s.line, s.code) for s in tree(HOSTILE["flat"]).slips] == [(MOST_ITEMS + 1, "guide-long")]


PIECES = st.sampled_from(
    [
        *(
            "- ",
            "  ",
            "    ",
            "\t",
            "1. ",
            "* ",
            "\n",
            "\n\n",
            "Is it on?",
            "No",
            ": ",
            "Yes",
            ". ",
            "A",
            "#",
        ),
        *(
            "[a](#b)",
            "[a](b.md#c)",
            "**",
            "### H",
            " {#b}",
            " {.reply}",
            "```",
            "<!--",
            "-->",
            "{{ f }}",
            "{%",
        ),
        *(">", "---"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_makes_a_tree(text: str) -> None:
    read = tree(text)
    lines = [question.line for question in read.every() if question.answers]
    assert len(lines) == len(set(lines))  # a line names one question
    for question in read.every():
        for answer in question.answers:
            assert 0 < answer.line <= text.count("\n") + 1
            if isinstance(answer.then, GoTo):
                assert read.find(answer.then.question) is not None
