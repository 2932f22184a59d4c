"""What holds for every content: nothing is raised, the text survives, sections end where they should."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Reading
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article

LIBRARY = Library(root="/library", name="Library")
QUIET = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)

pieces = st.sampled_from(
    [
        b"---\n",
        b"...\n",
        b"title: ",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"# H {.reply channel=chat}\n",
        b"## ",
        b"{: .reply}\n",
        b"```\n",
        b"~~~\n",
        b"<!--\n",
        b"-->\n",
        b"===\n",
        b"fields:\n  a: {type: date, pattern: '(a+)+'}\n",
        b"&a ",
        b"*a ",
        b"<<: ",
        b"[",
        b"{",
        b"}",
        b"]",
        b"{{ x }}",
        b'"\\ud800"',
        b"reply: true\n",
        b"\r",
        b"\0",
        b"\t",
        b"tags: [a, {b: c}]\n",
        b"verified: 2026-99-99\nreview_every: 99999 years\n",
        b"lang: x-y\n",
        b"!!python/name:os ",
        b"id: '#'\n",
        b"- ",
        b"? ",
        b": ",
        b"| \n",
        b"\xed\xa0\x80",
        b"\xc2",
        b"text\n",
        b"{#",
        b".reply",
        b"='",
    ]
)
contents = st.lists(pieces | st.binary(max_size=6), max_size=30).map(b"".join)


@QUIET
@given(contents, st.sampled_from(["a.md", "ü/\uef80#.md", ".md", "a.markdown"]))
def test_no_content_raises_and_everything_can_be_stored(data, path):
    article = parse_article(data, path, LIBRARY, None)
    assert article.title
    assert "#" not in article.id
    repr(article).encode()
    for text in (article.id, article.title, article.body, *article.tags, *article.aliases):
        text.encode()
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert article.reading is Reading.LISTED or all(
        0 <= problem.line <= lines for problem in article.problems
    )


@QUIET
@given(contents)
def test_body_text_survives(data):
    article = parse_article(data + b"\n---\n\nCANARYBODY\n", "a.md", LIBRARY, None)
    assert (
        "CANARYBODY" in article.body
        or article.encoding.startswith("utf-16")
        or article.reading is Reading.LISTED
    )


def outlined(draw_level: int, marked: bool, number: int) -> str:
    return f"{'#' * draw_level} T{number}{' {.reply}' if marked else ''}"


headings = st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=12)


@QUIET
@given(headings)
def test_a_reply_ends_at_the_next_heading_of_its_level_or_above(levels):
    lines: list[str] = ["intro 0"]
    for number, (level, marked) in enumerate(levels):
        lines += [outlined(level, marked, number), f"text {number}"]
    article = parse_article("\n".join(lines).encode(), "a.md", LIBRARY, None)
    expected = []
    for number, (level, marked) in enumerate(levels):
        if not marked:
            continue
        end = next((n for n in range(number + 1, len(levels)) if levels[n][0] <= level), len(levels))
        expected.append("\n".join(lines[2 + 2 * number : 1 + 2 * end]))
    assert [reply.template for reply in article.replies] == expected
    assert [heading.level for heading in article.headings] == [level for level, _ in levels]
