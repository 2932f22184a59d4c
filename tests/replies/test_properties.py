"""What must hold for every value and every template."""

import re
from datetime import datetime
from html import unescape

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kbassist.articles.article import Article, ArticleRef, Reply
from kbassist.articles.library import Library
from kbassist.render.characters import visible
from kbassist.render.html import markdown_reader, read_markdown
from kbassist.render.places import settle
from kbassist.render.plain import PlainWriter
from kbassist.render.requests import ReplyRequest, TypedText
from kbassist.render.tokens import TokenTable
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.replies.compose import compose
from kbassist.replies.conversation import Conversation
from kbassist.replies.reply import FilledReply, Wish

READER = markdown_reader()
MANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
PIECES = (
    "{{ secret }}",
    "{% if x %}",
    "{{",
    "}}",
    "{% raw %}",
    "{% own %}",
    "<b>",
    "</p>",
    "<script>x</script>",
    "<!--",
    "-->",
    "&amp;",
    "&#60;",
    "**",
    "__",
    "*a*",
    "_b_",
    "`c`",
    "~~d~~",
    "# e",
    "- f",
    "1. g",
    "> h",
    "    i",
    "[j](http://k)",
    "![l](m.png)",
    "[n]: o",
    "<http://p>",
    "<q@r.s>",
    "\\",
    "\\*",
    "\n",
    "\n\n",
    "\n---\n",
    "\n===\n",
    "|",
    "---|--",
    " t | u ",
    "{: .v}",
    "{#w}",
    ":::",
    "```",
    "~~~",
    "$x$",
    "https://y.example/z?a=b",
    "\u202e",
    "\ue000\ue010\ue001",
    "\x00",
    "\x02",
    "[name]",
    "XXX",
    "TODO",
    "${a}",
    "#{b}",
    "<c d>",
    "%{e}",
)
MARKUP = st.sampled_from(PIECES)
VALUES = st.lists(st.one_of(MARKUP, st.text(max_size=8)), max_size=8).map("".join)
DIALECTS = (
    "{% raw %}{{x}}{% endraw %}",
    "{% raw %}{%x%}{% endraw %}",
    "{%x%}",
    "{{x}}",
    "#{x.y}",
    "%{x.y}",
    "[[x]]",
    "<x>",
    "<insert date>",
    "XXX",
    "xxxxx",
    "[name]",
    "[insert name here]",
    "____",
    "${x}",
    "TODO",
    "{% own %}x{% endown %}",
    "{{ x | nonsense }}",
    "{% if %}",
    "{{ x",
    "{% render 'gone' %}",
    "{{ (1..99999999) | join: '' }}",
)
WORDS = st.lists(
    st.sampled_from(
        [
            "Hello",
            "there,",
            "a **b** c",
            "\n\n",
            "\n- ",
            "\n1. ",
            " ",
            "> ",
            "# ",
            "**",
            "\n| a |\n|---|\n| b |\n",
            "[l](https://x.example/)",
            "{{ v }}",
            "don't",
            "5 < 6",
            "{% if v %}",
            "{% endif %}",
            "<br>",
            "_",
            "\n\n---\n\n",
        ]
    ),
    max_size=6,
).map(" ".join)


def squeezed(text: str) -> str:
    """Return the text without regard to runs of white space, which HTML and Markdown do not keep."""
    return " ".join(text.split())


@given(
    value=VALUES,
    around=st.sampled_from(["A {v} B", "{v}", "- {v}", "**{v}**", "# {v}", "> {v}", "| {v} |\n|---|\n| x |"]),
)
@MANY
def test_a_value_is_sent_as_it_is_in_every_flavour(worker: RenderWorker, value: str, around: str) -> None:
    expected = visible(value).strip()
    assume(expected)
    request = ReplyRequest(around.replace("{v}", "{{ v }}"), {"v": TypedText(value)}, datetime(2026, 1, 1))
    reply = worker.reply(request)
    assert not reply.fault
    plain = re.sub("^> ?", "", reply.plain, flags=re.M) if around.startswith(">") else reply.plain
    assert squeezed(expected) in squeezed(plain)
    shown = unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<br>|</p><p[^<>]*>", "\n", reply.html)))
    assert squeezed(expected) in squeezed(shown)
    tokens = TokenTable()
    tree = read_markdown(READER, reply.markdown, tokens)
    settle(tree, tokens, None)
    assert squeezed(expected) in squeezed(PlainWriter(is_quoted=False).write(tree))


@given(before=WORDS, left=st.sampled_from(DIALECTS), after=WORDS)
@MANY
def test_nothing_unfinished_is_ready(worker: RenderWorker, before: str, left: str, after: str) -> None:
    template = f"{before} {left} {after}"
    assume("**" not in template or "____" not in left)
    reply = filled(worker, template, Conversation().put("v", "value"))
    assert not reply.ready
    assert reply.missing or reply.leftovers or reply.error


@given(value=VALUES)
@MANY
def test_a_value_never_stops_a_reply(worker: RenderWorker, value: str) -> None:
    assume(visible(value).strip())
    assert filled(
        worker, "Dear {{ v }}, [see](https://x.example/{{ v }}).", Conversation().put("v", value)
    ).ready


def filled(worker: RenderWorker, template: str, conversation: Conversation) -> FilledReply:
    article = Article("a", "a.md", "A", replies=(Reply("a#r", "R", template, "email"),))
    arguments = (Wish(), Agent(), datetime(2026, 1, 1), worker)
    return compose(article, Library("/l", "L"), ArticleRef("/l", "a#r"), conversation, *arguments)
