"""The last look at HTML that a child process sent."""

import pytest

from kbassist.render.verify import check_html
from kbassist.system.errors import RenderFailed


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        '<img src="//evil/x.png" alt="">',
        '<img src="file:///x" alt="">',
        '<p onclick="x">',
        '<p style="background:url(x)">',
        '<a href="javascript:x">',
        '<a href="file:///x">',
        '<span class="filled" style="x">',
        "<iframe>",
        "<p",
        "a < b",
        "<!-- x -->",
        "<link rel=stylesheet>",
    ],
)
def test_foreign_tags_are_refused(html: str) -> None:
    with pytest.raises(RenderFailed):
        check_html(html)


def test_ours_pass() -> None:
    check_html('<p>a &lt; b</p><a class="missing" href="kb:field/a">A</a><br><ol start="3"><li>x</li></ol>')
