"""Which headings begin a reply, what belongs to it, and what its attributes mean."""

import pytest


@pytest.mark.parametrize(
    "heading",
    [
        "## Hello {.reply channel=chat lang=de}",
        "## Hello ## {.reply channel=chat lang=de}",
        "## Hello {.reply channel=chat lang=de} ##",
        "## Hello {: .reply channel=chat lang=de }",
        "## Hello{.reply channel='chat' lang=\"de\"}",
        "## Hello {.reply channel=“chat” lang=DE}",
        "## Hello\n{: .reply channel=chat lang=de}",
        "## Hello {channel=chat}\n{: .reply lang=de}",
        "Hello {.reply channel=chat lang=de}\n---",
        '  ## Hello {lang=de .big .reply channel=CHAT data-x="a b"}  ',
    ],
)
def test_attribute_lists_of_all_dialects(read, heading):
    article = read(f"{heading}\nText\n")
    (reply,) = article.replies
    assert (reply.title, reply.channel, reply.lang, reply.template) == ("Hello", "chat", "de", "Text")
    assert reply.id == "topic/refund#hello"
    assert article.headings[0].text == "Hello"
    assert not article.problems


@pytest.mark.parametrize(
    "text",
    [
        "## Hello",
        "## Hello {name}",
        "## Hello {{ .reply }}",
        "## Hello {.big}",
        "#Hello {#x}",
        "```\n## A {.reply}\n```",
        "~~~~ text\n## A {.reply}\n~~~\n## B {.reply}\n~~~~~",
        "  - list\n\n    ```sh\n## A {.reply}\n    ```",
        "    ## A {.reply}",
        "\t## A {.reply}",
        "<!-- out of use\n## A {.reply}\n-->",
        "<pre>\n## A {.reply}\n</pre>",
        "> ## A {.reply}",
        "| A {.reply} | b |\n---\n",
        "- A {.reply}\n---\n",
        "```\n## A {reply}\n```",
    ],
)
def test_what_begins_no_reply(read, text):
    article = read(text)
    assert article.replies == ()
    assert not article.problems


@pytest.mark.parametrize(
    "text",
    [
        "## A {reply}",
        "## A {.reply, channel=chat}",
        "##A {.reply}",
        "####### A {.reply}",
        "## A {.Reply channel=chat}",
    ],
)
def test_what_was_meant_to_begin_a_reply_is_told(read, text):
    found = read(f"# T\n\n{text}\nText")
    assert [(problem.code, problem.line) for problem in found.problems] == [("reply-unread", 3)]
    assert found.replies == ()


def test_reply_ends_at_the_next_heading_of_its_level_or_above(read):
    article = read(
        "# T\n\n## A {.reply}\na\n\n### Sub\nsub\n\n## Know\nx\n\n### B {.reply}\nb\n\n# C {.reply}\nc\n"
    )
    assert [reply.template for reply in article.replies] == ["a\n\n### Sub\nsub", "b", "c"]


def test_reply_inside_another_is_told(read):
    article = read("## A {.reply}\na\n### B {.reply}\nb\n")
    assert [reply.template for reply in article.replies] == ["a\n### B {.reply}\nb", "b"]
    assert [(problem.code, problem.line) for problem in article.problems] == [("reply-nested", 3)]


def test_unclosed_fence_hides_no_reply_and_is_told(read):
    article = read("```\ncode\n\n## A {.reply}\ntext\n")
    assert [reply.template for reply in article.replies] == ["text"]
    assert [(problem.code, problem.line) for problem in article.problems] == [("fence-open", 1)]


def test_ids_are_numbered_among_replies_and_may_be_given(read):
    headings = [
        "Same",
        "## Same {.reply}",
        "## Same {.reply}",
        "## Same-2 {.reply}",
        "## X {.reply #own}",
        "## 🙂 {.reply}",
    ]
    text = "\n\ntext\n\n".join(headings) + "\n\ntext"
    ids = [reply.id.partition("#")[2] for reply in read(text).replies]
    assert ids == ["same", "same-2", "same-2-2", "own", "reply"]


def test_reply_takes_the_language_of_its_article(read):
    article = read("---\nlang: fr\n---\n## A {.reply}\na\n\n## B {.reply lang=es}\nb")
    assert [reply.lang for reply in article.replies] == ["fr", "es"]


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ("channel=fax", "reply-channel"),
        ("tone=grumpy", "reply-tone"),
        ("lang=german-language", "reply-lang"),
        ("chanel=chat", "reply-attribute"),
        ("shortcut='two words'", "reply-shortcut"),
    ],
)
def test_attributes_that_do_not_fit_are_told(read, attributes, code):
    article = read(f"\n\n## A {{.reply {attributes}}}\ntext")
    assert [(problem.code, problem.line) for problem in article.problems] == [(code, 3)]
    assert len(article.replies) == 1


def test_headings_have_a_bound_and_the_last_reply_an_end(read):
    article = read("# a\n" * 1999 + "# b {.reply}\ntext\n# c {.reply}\nmore\n")
    assert len(article.headings) == 2000
    assert [reply.template for reply in article.replies] == [""]
    assert [problem.code for problem in article.problems] == ["reply-empty", "headings-many"]


def test_any_channel_and_empty_replies(read):
    article = read("## A {.reply channel=any}\n\n## {.reply}\ntext")
    assert [(reply.channel, reply.title) for reply in article.replies] == [(None, "A"), (None, "Refund")]
    assert [problem.code for problem in article.problems] == ["reply-empty"]


def test_a_text_of_nothing_but_beginnings_takes_no_time(read):
    for text in (
        "<!--\n" * 50_000,
        "~~~~ a\n" * 50_000 + "~~~\n" * 50_000,
        "# a {.reply}\n" * 20_000,
        "`" * 100_000,
    ):
        assert read(text).body == text


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("A\n=\nB\n-\n", [(1, "A", "a", 1), (2, "B", "b", 3)]),
        ("one\ntwo\n---\n", []),
        ("# \n#\n", [(1, "", "section", 1), (1, "", "section-2", 2)]),
        ("## Über & Größe! {#x}\n## A_b c\n", [(2, "Über & Größe!", "x", 1), (2, "A_b c", "a-b-c", 2)]),
        ("## a # b #\n", [(2, "a # b", "a-b", 1)]),
    ],
)
def test_headings(read, text, headings):
    assert [(h.level, h.text, h.slug, h.line) for h in read(text).headings] == headings
