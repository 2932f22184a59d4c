"""What authors write, in the three flavours and in the preview."""

from datetime import datetime

import pytest

from kbassist.render.pages import RenderedReply
from kbassist.render.requests import ReplyRequest, TypedText
from kbassist.render.worker import RenderWorker

P = '<p style="margin:0 0 1em 0">'
UL = '<ul style="margin:0 0 1em 0">'
TD = ' style="border:1px solid #cccccc;padding:4px 8px"'
TH = ' style="border:1px solid #cccccc;padding:4px 8px"'
OL = '<ol style="margin:0 0 1em 0"'


def fill(worker: RenderWorker, text: str, channel: str = "email", **values: str) -> RenderedReply:
    typed = {name: TypedText(value) for name, value in values.items()}
    return worker.reply(ReplyRequest(text, typed, datetime(2026, 11, 22), channel=channel, lang="en"))


@pytest.mark.parametrize(
    ("text", "html", "plain", "markdown"),
    [
        (
            "Hi **you**, *there*.",
            f"{P}Hi <strong>you</strong>, <em>there</em>.</p>",
            "Hi you, there.",
            "Hi **you**, *there*.",
        ),
        ("one\ntwo", f"{P}one two</p>", "one two", "one two"),
        ("one  \ntwo\\\nthree", f"{P}one<br>two<br>three</p>", "one\ntwo\nthree", "one  \ntwo  \nthree"),
        ("a\n\nb", f"{P}a</p>{P}b</p>", "a\n\nb", "a\n\nb"),
        (
            "Send us:\n- a photo\n- the number",
            f"{P}Send us:</p>{UL}<li>a photo</li><li>the number</li></ul>",
            "Send us:\n\n- a photo\n- the number",
            "Send us:\n\n- a photo\n- the number",
        ),
        (
            "1. a\n   - b\n2. c",
            f"{OL}><li>a{UL}<li>b</li></ul></li><li>c</li></ol>",
            "1. a\n   - b\n2. c",
            "1. a\n    - b\n2. c",
        ),
        (
            "1. a\n\n   more\n2. b\n   - c\n\n     more\n3. d",
            f"{OL}><li>a{P}more</p></li><li>b{UL}<li>c{P}more</p></li></ul></li><li>d</li></ol>",
            "1. a\n   more\n2. b\n   - c\n     more\n3. d",
            "1. a\n\n    more\n2. b\n    - c\n\n        more\n3. d",
        ),
        (
            "- a\n    - b\n\n      more\n    - c\n- d",
            f"{UL}<li>a{UL}<li>b{P}more</p></li><li>c</li></ul></li><li>d</li></ul>",
            "- a\n  - b\n    more\n  - c\n- d",
            "- a\n    - b\n\n        more\n    - c\n- d",
        ),
        (
            "Fees:\n| a | b |\n|---|--:|\n| 1 | 2 |",
            f'{P}Fees:</p><table style="border-collapse:collapse;margin:0 0 1em 0"><tr>'
            f'<th{TH} align="left">a</th><th{TH} align="right">b</th></tr>'
            f'<tr><td{TD}>1</td><td{TD} align="right">2</td></tr></table>',
            "Fees:\n\na | b\n1 | 2",
            "Fees:\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("3) a\n4) b", f'{OL} start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b", "3. a\n4. b"),
        (
            "- [ ] open\n- [x] done",
            f"{UL}<li>☐ open</li><li>☑ done</li></ul>",
            "- ☐ open\n- ☑ done",
            "- ☐ open\n- ☑ done",
        ),
        (
            "[our page](https://a.example/b)",
            f'{P}<a href="https://a.example/b">our page</a></p>',
            "our page: https://a.example/b",
            "[our page](https://a.example/b)",
        ),
        (
            "[our page: ](https://a.example/b)",
            f'{P}<a href="https://a.example/b">our page: </a></p>',
            "our page: https://a.example/b",
            "[our page: ](https://a.example/b)",
        ),
        (
            "See https://a.example/b.",
            f'{P}See <a href="https://a.example/b">https://a.example/b</a>.</p>',
            "See https://a.example/b.",
            "See <https://a.example/b>.",
        ),
        (
            "<hello@a.example>",
            f'{P}<a href="mailto:hello@a.example">hello@a.example</a></p>',
            "hello@a.example",
            "<hello@a.example>",
        ),
        (
            "[write](mailto:a@b.example?subject=Hi)",
            f'{P}<a href="mailto:a@b.example?subject=Hi">write</a></p>',
            "write: a@b.example",
            "[write](mailto:a@b.example?subject=Hi)",
        ),
        (
            "[https://bank.example](https://evil.example/x)",
            f'{P}<a href="https://evil.example/x">https://evil.example/x</a></p>',
            "https://evil.example/x",
            "<https://evil.example/x>",
        ),
        ("[x](javascript:alert) ![y](z.png)", f"{P}x y</p>", "x y", "x y"),
        ("![*a* <b>](z.png)", f"{P}*a* &lt;b&gt;</p>", "*a* <b>", r"\*a\* \<b\>"),
        ("~~old~~ ~1~ a~~b", f"{P}<s>old</s> ~1~ a~~b</p>", "old ~1~ a~~b", r"~~old~~ ~1~ a\~\~b"),
        ("# Big", f"{P}<strong>Big</strong></p>", "Big", "# Big"),
        (
            "Use `a <b>`.",
            f'{P}Use <code style="font-family:monospace">a &lt;b&gt;</code>.</p>',
            "Use a <b>.",
            "Use `a <b>`.",
        ),
        (
            "> quoted",
            '<blockquote style="margin:0 0 1em 0;padding-left:1em;border-left:3px solid #cccccc">'
            f"{P}quoted</p></blockquote>",
            "> quoted",
            "> quoted",
        ),
        ("<b>x</b> <script>evil()</script><!-- c -->y", f"{P}<strong>x</strong> y</p>", "x y", "**x** y"),
        (r"\*not\* 1\. \[x\]", f"{P}*not* 1. [x]</p>", "*not* 1. [x]", r"\*not\* 1. \[x\]"),
        ("a & b &amp; c", f"{P}a &amp; b &amp; c</p>", "a & b & c", "a & b & c"),
    ],
)
def test_each_flavour_is_good_on_its_own(
    worker: RenderWorker, text: str, html: str, plain: str, markdown: str
) -> None:
    reply = fill(worker, text)
    assert (reply.html, reply.plain, reply.markdown) == (html, plain, markdown)


@pytest.mark.parametrize(
    ("value", "html", "markdown"),
    [
        ("{{ secret }}", "{{ secret }}", "{{ secret }}"),
        ("**b** _i_ `c`", "**b** _i_ `c`", r"\*\*b\*\* \_i\_ \`c\`"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;", r"\<b\>\&amp;"),
        ("[x](http://y)", "[x](http://y)", r"\[x\](http://y)"),
        ("# no\n- list", "# no<br>- list", "\\# no  \n\\- list"),
        ("snake_case 1. x", "snake_case 1. x", "snake_case 1. x"),
    ],
)
def test_values_are_sent_as_they_are(worker: RenderWorker, value: str, html: str, markdown: str) -> None:
    reply = fill(worker, "{{ x }}", x=value)
    assert (reply.html, reply.plain, reply.markdown) == (f"{P}{html}</p>", value, markdown)


def test_values_in_addresses_are_encoded(worker: RenderWorker) -> None:
    text = "[track](https://a.example/{{ id }}) https://a.example/{{ id }}/now {{ url }} [go]({{ url }})"
    reply = fill(worker, text, id="a/b c", url="https://b.example/?q=1")
    assert '<a href="https://a.example/a%2Fb%20c">track</a>' in reply.html
    assert '<a href="https://a.example/a%2Fb%20c/now">' in reply.html
    assert '<a href="https://b.example/?q=1">go</a>' in reply.html
    for text in ("https://a.example/{{ id }}.", "<https://a.example/{{ id }}>."):
        assert fill(worker, text, id="a b").plain == "https://a.example/a%20b."
        assert fill(worker, text, id="a b").markdown == "<https://a.example/a%20b>."
    assert fill(worker, "[go]({{ url }})", url="javascript:alert(1)").html == f"{P}go</p>"


@pytest.mark.parametrize(
    ("channel", "html", "plain"),
    [
        (
            "chat",
            f"{P}<strong>T</strong></p>{UL}<li><strong>a</strong> "
            f'<a href="https://x.example/">l</a></li></ul>{P}1 | 2</p>',
            "T\n\n• a l: https://x.example/\n\n1 | 2",
        ),
        (
            "sms",
            f"{P}T</p>{UL}<li>a l: https://x.example/</li></ul>{P}1 | 2</p>",
            "T\n\n- a l: https://x.example/\n\n1 | 2",
        ),
    ],
)
def test_channels_get_what_they_can_show(worker: RenderWorker, channel: str, html: str, plain: str) -> None:
    text = "# T\n\n- **a** [l](https://x.example/)\n\n<table><tr><td>1</td><td>2</td></tr></table>"
    reply = fill(worker, text, channel)
    assert (reply.html, reply.plain) == (html, plain)


def test_a_warning_says_so_in_chat_too(worker: RenderWorker) -> None:
    reply = fill(worker, "> [!WARNING]\n> Do **not**.\n\n> quoted *x*", "chat")
    assert reply.plain == "Warning: Do not.\n\nquoted x"
    assert reply.html == f"{P}Warning: Do <strong>not</strong>.</p>{P}quoted <em>x</em></p>"


def test_the_preview_marks_values_and_names_the_fields_of_missing_ones(worker: RenderWorker) -> None:
    preview = fill(worker, "{{ name }} {{ order.id }}", name="Maya <3").preview_html
    filled = '<span class="filled">Maya &lt;3</span>'
    assert preview == f'<p>{filled} <a class="missing" href="kb:field/order.id">Order number</a></p>'
