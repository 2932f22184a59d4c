"""Front matter: what it may hold, what is refused, and what its author is told."""

import pytest

from kbassist.articles.article import Severity


def codes(article):
    return [(problem.code, problem.line) for problem in article.problems]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("a: &x [1]\nb: *x", ("front-matter-anchor", 2)),
        ("title: A\n<<: {a: b}", ("front-matter-anchor", 3)),
        ("title: A\nb: " + "[" * 50_000, ("front-matter-large", 1)),
        ("title: A\nb: " + "[" * 300, ("front-matter-deep", 3)),
        ("title: A\nb: [[[[[[[]]]]]]]", ("front-matter-deep", 3)),
        ("title: A\nb:\n" + "".join("  " * i + "k:\n" for i in range(1, 12)), ("front-matter-deep", 9)),
        ("title: A\nb: " + "- " * 900, ("front-matter-broken", 3)),
        ("title: A\nb: it's\nc: [[[[[[[[ # '", ("front-matter-deep", 4)),
        ("title: A: B", ("front-matter-broken", 2)),
        ("title: A\n\tb: c", ("front-matter-broken", 3)),
        ("title: A\nb: {{ x }} and more", ("front-matter-broken", 3)),
        ("title: A\nb: [one, two", ("front-matter-broken", 3)),
        ("title: A\nb: 'one", ("front-matter-broken", 3)),
        ("title: A\nb: @one", ("front-matter-broken", 3)),
        ("title: A\nb: \x01", ("front-matter-broken", 3)),
        ("k: " + "v" * 17_000, ("front-matter-large", 1)),
        ("k: " + "é" * 9_000, ("front-matter-large", 1)),
    ],
)
def test_refused_front_matter_leaves_the_body(read, front, expected):
    article = read(f"---\n{front}\n---\n# Body\n\nCANARY")
    (found,) = codes(article)
    assert found == expected
    assert article.body == "# Body\n\nCANARY"
    assert article.problems[0].message.startswith("Front matter ignored: ")
    assert article.body_line == front.count("\n") + 4


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("title: Refund: where", "quotes"),
        ("title: Hi {{ name }}: you", "quotes"),
        ("title: {{ name }}, hello", "{{ name }}"),
        ("aliases:\n  - {{ name }} x", "{{ name }}"),
        ("title: {% if x %}", "{% if x %}"),
        ("title:\tA\n\tb: c", "tab"),
    ],
)
def test_slips_are_explained(read, front, words):
    assert words in read(f"---\n{front}\n---\n").problems[0].message


def test_title_id_and_draft_survive_a_slip_elsewhere(read):
    article = read("---\ntitle: Refund: where is it\nid: r-1\ndraft: true\nbad: [\n---\n# Body")
    assert (article.title, article.id, article.draft) == ("Refund: where is it", "r-1", True)
    assert article.problems[0].severity is Severity.ERROR


def test_unquoted_placeholder_spoils_only_its_own_key(read):
    article = read("---\ntitle: {{ name }}\nowner: dana\n---\n# Body")
    assert codes(article) == [("placeholder-unquoted", 2)]
    assert (article.title, article.owner) == ("Body", "dana")


def test_scalars_stay_text(read):
    article = read("---\ntitle: 2024-01-01\ntags: [1.10, 12:30, no]\naliases: 5\nid: 012\ndraft: no\n---\n")
    assert (article.title, article.tags) == ("2024-01-01", ("1.10", "12:30", "no"))
    assert (article.aliases, article.id) == (("5",), "012")
    assert not article.draft
    assert not article.problems


def test_text_in_quotes_may_hold_anything(read):
    article = read('---\ntitle: "[[[[[[[ & * {{ x }} <<"\ntags: ["a & b", \'*\']\n---\n')
    assert article.title == "[[[[[[[ & * {{ x }} <<"
    assert article.tags == ("a & b", "*")
    assert not article.problems


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: A\n\nno end", "---\ntitle: A\n\nno end"),
        (
            "---\n\nA rule above, and one below\n\n---\n\nend",
            "---\n\nA rule above, and one below\n\n---\n\nend",
        ),
        ("+++\ntitle='A'\n+++\nend", "+++\ntitle='A'\n+++\nend"),
        ("---", "---"),
        ("---\n---\nend", "end"),
        ("---\n# only a comment\n---\nend", "end"),
        ("---\ntitle: A\n...\nend", "end"),
        ("--- \ntitle: A\n---\t\nend", "end"),
        ("---\ntitle: A\n---", ""),
        ("\n---\ntitle: A\n---\n", "\n---\ntitle: A\n---\n"),
    ],
)
def test_body_begins_after_the_front_matter(read, text, body):
    assert read(text).body == body


def test_front_matter_without_end_is_said(read):
    assert codes(read("---\ntitle: T\n\nno closing fence")) == [("front-matter-open", 1)]
    assert codes(read("---\n\nA rule above")) == []


def test_repeated_key_is_said_and_the_last_one_counts(read):
    article = read("---\ntitle: one\ntitle: two\n---\n")
    assert (article.title, codes(article)) == ("two", [("key-repeated", 3)])


@pytest.mark.parametrize(
    ("escape", "title"),
    [(r"\ud800x", "\ufffdx"), (r"\ud83d\ude00", "\U0001f600"), (r"caf\u00e9", "café"), (r"\udc00", "\ufffd")],
)
def test_surrogates_are_joined_or_replaced(read, escape, title):
    assert read(f'---\ntitle: "{escape}"\n---\n').title == title


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("titel", "title"),
        ("alliases", "aliases"),
        ("review-every", "review_every"),
        ("activeFrom", "active_from"),
        ("Verified", "verified"),
        ("feilds", "fields"),
        ("drfat", "draft"),
        ("pinned_untill", "pinned_until"),
    ],
)
def test_likely_slips_are_told(read, key, meant):
    (problem,) = read(f"---\n{key}: x\n---\n").problems
    assert (problem.code, problem.severity, f"`{meant}`" in problem.message) == (
        "key-slip",
        Severity.WARNING,
        True,
    )


@pytest.mark.parametrize(
    "key",
    [
        "date",
        "author",
        "layout",
        "permalink",
        "order",
        "category",
        "ms.topic",
        "summary",
        "child",
        "manager",
        "lan",
        "weight",
    ],
)
def test_foreign_keys_are_kept_silently(read, key):
    assert not read(f"---\n{key}: x\n---\n").problems


@pytest.mark.parametrize(
    ("front", "values"),
    [
        ("tags: a, b ,, a", ("a", "b")),
        ("tags: '#billing/refunds'", ("billing/refunds",)),
        ("tag: [x]\ntags:\n- y\n-\n", ("y", "x")),
        ("tags: {a: 1}", ()),
        ("tags: [a, {b: c}]", ("a",)),
        ("tags: null", ()),
    ],
)
def test_lists_or_single_texts(read, front, values):
    assert read(f"---\n{front}\n---\n").tags == values


def test_aliases_gather_what_other_programs_call_them(read):
    article = read("---\naliases: [a]\nalias: b\nkeywords: templates, account recovery\n---\n")
    assert article.aliases == ("a", "b", "templates", "account recovery")
