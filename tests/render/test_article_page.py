"""Articles as the preview shows them."""

import pytest

from kbassist.render.requests import ArticleRequest
from kbassist.render.worker import RenderWorker


def show(worker: RenderWorker, markdown: str, **more: object) -> str:
    return worker.article(ArticleRequest(markdown, "billing/refund.md", **more)).html  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[a](other.md)", '<p><a href="kb:article/billing/other">a</a></p>'),
        ("[a](https://x.example/)", '<p><a href="https://x.example/" title="x.example">a</a></p>'),
        ("[a](file:///etc/passwd)", '<p><span class="blocked">a</span></p>'),
        ("## T {#id .x}", '<h2><a name="t"></a>T</h2>'),
        ("text {: .note}", "<p>text</p>"),
        ("{{ order.id }}", '<p><span class="placeholder">[Order number]</span></p>'),
        ("`{{ order.id }}`", "<p><code>{{ order.id }}</code></p>"),
        ("{% render 'sign' %}", '<p><span class="liquid">[part: sign]</span></p>'),
        ("{{ facts.days }}", '<p><span class="filled">14</span></p>'),
        ("{{ q.r }}", '<p><span class="placeholder">[Quite right]</span></p>'),
        ("![alt](gone.png)", '<p><span class="picture">[alt]</span></p>'),
        ("![alt](https://x.example/y.png)", '<p><span class="picture">[alt]</span></p>'),
        (
            ':::image type="content" source="m/x.png" alt-text="A dialog.":::',
            '<p><span class="picture">[A dialog.]</span></p>',
        ),
        ("a <order number> b", "<p>a &lt;order number&gt; b</p>"),
        (
            "<details>\n<summary>More</summary>\n\n- **x**\n\n</details>",
            "<p><strong>More</strong></p><ul><li><strong>x</strong></li></ul>",
        ),
        (
            "- a\n\n  ```sh\n  x <1>\n  ```\n- b",
            '<ul><li>a<table class="code" width="100%" cellspacing="0" cellpadding="10">'
            '<tr><td class="code"><pre>x &lt;1&gt;</pre></td></tr></table></li><li>b</li></ul>',
        ),
        ("<b><p>x</p></b>", "<p><strong>x</strong></p>"),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            '<table class="grid" border="1" cellspacing="0" cellpadding="6"><tr><th>a</th>'
            '<th align="right">b</th></tr><tr><td>1</td><td align="right">2</td></tr></table>',
        ),
    ],
)
def test_pages(worker: RenderWorker, markdown: str, html: str) -> None:
    assert show(worker, markdown, facts={"days": "14"}, labels={"q.r": "Quite right"}) == html


def test_replies_stand_in_boxes_under_their_headings(worker: RenderWorker) -> None:
    html = show(
        worker, "# T\n\nx\n\n## R {.reply channel=chat tone=warm}\n\nHi\n\n### sub\n\n## N\n\ny", title="T"
    )
    assert html == (
        '<p>x</p><h2><a name="r"></a>R <span class="variant">chat · warm</span></h2>'
        '<table class="reply" width="100%" cellspacing="0" cellpadding="10"><tr><td class="reply"><p>Hi</p>'
        '<h3><a name="sub"></a>sub</h3></td></tr></table><h2><a name="n"></a>N</h2><p>y</p>'
    )


def test_guides_show_where_their_answers_lead(worker: RenderWorker) -> None:
    html = show(
        worker,
        "## G {.guide}\n\nSee [b](b.md).\n\n- [Q](https://q.example)?\n  - Yes: [R](#r)\n\n## N\n\n- [R](#r)",
    )
    assert html == (
        '<h2><a name="g"></a>G <span class="variant">guide</span></h2>'
        '<p>See <a href="kb:article/billing/b">b</a>.</p>'
        '<ul><li><a href="https://q.example" title="q.example">Q</a>?'
        '<ul><li>Yes: <a href="#r">\u2192 R</a></li></ul></li></ul>'
        '<h2><a name="n"></a>N</h2><ul><li><a href="#r">R</a></li></ul>'
    )


def test_notes_stand_in_boxes(worker: RenderWorker) -> None:
    html = show(worker, "> [!NOTE]\n> Take care.")
    assert '<td class="callout"><p><strong>Note</strong></p><p>Take care.</p></td>' in html


def test_tables_are_never_nested(worker: RenderWorker) -> None:
    html = show(worker, "> [!NOTE]\n> | a |\n> |---|\n> | <table><tr><td>x</td></tr></table> |")
    assert html.count("<table") == 1
    assert "x" in html


def test_long_words_are_broken(worker: RenderWorker) -> None:
    html = show(worker, "x" * 1000 + "**" + "y" * 300 + "**")
    assert max(map(len, html.replace("<", "\u200b").split("\u200b"))) <= 420


def test_a_page_over_its_size_is_shown_plain(worker: RenderWorker) -> None:
    page = worker.article(ArticleRequest("a <b>\n" * 30_000, "x.md"))
    assert page.html.startswith("<pre>a &lt;b&gt;\n")
    assert "128 KB" in page.badge
    assert len(page.html) < 400_000
