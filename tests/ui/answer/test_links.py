import pytest
from PySide6.QtCore import QUrl

from kbassist.ui.answer.links import LinkKind, link_of


@pytest.mark.parametrize(
    ("href", "kind", "target"),
    [
        ("kb:field/customer.name", LinkKind.FIELD, "customer.name"),
        ("kb:field/order.%C3%A4%2Fb", LinkKind.FIELD, "order.ä/b"),
        ("kb:article/billing/refund", LinkKind.ARTICLE, "billing/refund"),
        ("kb:article/a%20b%23c%3Fd", LinkKind.ARTICLE, "a b#c?d"),
        ("kb:attachment/_attachments/form.pdf", LinkKind.ATTACHMENT, "_attachments/form.pdf"),
        ("#steps", LinkKind.PLACE, "steps"),
        ("https://example.com/x?a=1#b", LinkKind.OUTSIDE, "https://example.com/x?a=1#b"),
        (
            "mailto:help@example.com?subject=Hi%20you",
            LinkKind.OUTSIDE,
            "mailto:help@example.com?subject=Hi%20you",
        ),
    ],
)
def test_known_links(href, kind, target):
    link = link_of(QUrl(href))
    assert (link.kind, link.target) == (kind, target)


@pytest.mark.parametrize(
    "href",
    [
        "/etc/passwd", "../../etc/passwd", "file:///etc/passwd", "//server/share/x", "\\\\server\\share",
        "javascript:alert(1)", "data:text/html,x", "smb://server/x", "ms-msdt:x", "search-ms:q", "jar:x", "http://",
        "http:", "https:///x", "kb:other/x", "kb:field/", "kb://host/field/x", "mailto:",
        "mailto:a%0ab@example.com", "",
    ],
)  # fmt: skip
def test_everything_else_is_blocked(href):
    assert link_of(QUrl(href)).kind is LinkKind.BLOCKED


def test_the_host_that_is_really_asked_is_said():
    assert link_of(QUrl("https://bank.example@evil.example/x")).said == "Opens evil.example"
    assert link_of(QUrl("https://аррӏе.example/")).said.startswith("Opens xn--")


def test_a_mail_link_cannot_attach_or_hide_receivers():
    link = link_of(QUrl("mailto:a@example.com?attach=/etc/passwd&bcc=b@example.com&Subject=S"))
    assert link.target == "mailto:a@example.com?Subject=S"
