"""Links are seen quickly where there may be one, however it is written."""

import pytest

from kbassist.articles.links import leads_to, links_in, may_link


@pytest.mark.parametrize(
    "href", ["my late.md", "my%20late.md", "my%20late", "m%79\\ late.md#now", "x/../my%20late"]
)
def test_no_link_is_overlooked(href: str) -> None:
    text = f"See [it](<{href}>)."
    (link,) = links_in(text)
    assert leads_to("other.md", link.href, "my late.md") <= may_link(text, "folder/my late.md")


def test_where_the_name_is_not_there_is_no_link() -> None:
    assert not may_link("See [it](other%20one.md).", "late.md")
