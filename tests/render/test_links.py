"""Where links may lead."""

import pytest

from kbassist.render.links import Lead, inside_library, judge, misleads


@pytest.mark.parametrize(
    ("href", "lead", "shown", "host"),
    [
        ("https://shop.example/a?b=c#d", Lead.WEB, "https://shop.example/a?b=c#d", "shop.example"),
        ("HTTP://Shop.Example:8080", Lead.WEB, "http://shop.example:8080", "shop.example:8080"),
        ("https://user:secret@evil.example/", Lead.WEB, "https://evil.example/", "evil.example"),
        (
            "https://bücher.example/ä b",
            Lead.WEB,
            "https://xn--bcher-kva.example/%C3%A4%20b",
            "xn--bcher-kva.example",
        ),
        ("https://раypal.example", Lead.WEB, "https://xn--ypal-43d9g.example", "xn--ypal-43d9g.example"),
        ("https://[::1]:80/x", Lead.WEB, "https://[::1]:80/x", "[::1]:80"),
        ('https://x.example/"><script>', Lead.WEB, "https://x.example/%22%3E%3Cscript%3E", "x.example"),
        (
            "mailto:a@b.example?subject=Hi%20you&bcc=spy@evil.example&attach=/etc/passwd&cc=x@y.example",
            Lead.MAIL,
            "mailto:a@b.example?subject=Hi%20you",
            "b.example",
        ),
        ("mailto:a@b.example%0abcc:spy@evil.example", Lead.BLOCKED, "", ""),
        ("other.md", Lead.ARTICLE, "kb:article/billing/other", ""),
        ("../a b/ü.md#part", Lead.ARTICLE, "kb:article/a%20b/%C3%BC", ""),
        ("_attachments/form.pdf", Lead.ATTACHMENT, "kb:attachment/billing/_attachments/form.pdf", ""),
        ("#what-to-do", Lead.ANCHOR, "#what-to-do", ""),
        *[
            (href, Lead.BLOCKED, "", "")
            for href in (
                "",
                "javascript:alert(1)",
                "JaVaScRiPt:x",
                "data:text/html,x",
                "file:///etc/passwd",
                "smb://x/y",
                "ms-msdt:/id",
                "vbscript:x",
                "jar:file:///x!/y",
                "//evil.example/s/x",
                "\\\\evil\\x",
                "/etc/passwd",
                "C:/x",
                "C:\\x",
                "kb:field/x",
                "../../../etc/passwd",
                "..%2f..%2fetc/passwd.md",
                "%2e%2e/%2e%2e/%2e%2e/x.md",
                "a/../../../x.md",
                ".git/config.md",
                "http://",
                "https://exa mple/",
                "https://a<b>/",
                "http://[::1",
                "https://x:99999/",
                "mailto:",
                "mailto:nobody",
                "x" * 3000,
            )
        ],
    ],
)
def test_only_web_mail_and_the_library_are_led_to(href: str, lead: Lead, shown: str, host: str) -> None:
    link = judge(href, "billing/refund.md")
    assert (link.lead, link.href, link.host) == (lead, shown, host)


def test_a_reply_has_no_relative_links() -> None:
    assert judge("other.md").lead is Lead.BLOCKED


@pytest.mark.parametrize(
    ("text", "href", "expected"),
    [
        ("https://bank.example/login", "http://evil.example/phish", True),
        ("bank.example", "https://evil.example", True),
        ("www.bank.example/x", "https://bank.example/y", False),
        ("our page", "https://bank.example", False),
        ("a@bank.example", "mailto:b@evil.example", True),
        ("a@bank.example", "mailto:a@bank.example?subject=x", False),
    ],
)
def test_a_text_that_names_another_host_misleads(text: str, href: str, expected: bool) -> None:
    assert misleads(text, judge(href)) is expected


@pytest.mark.parametrize("href", ["a.png", "../img/a.png", "./img/../a.png?x#y", "img/%C3%A4.png"])
def test_paths_inside_the_library_resolve(href: str) -> None:
    path = inside_library(href, "billing/refund.md")
    assert path is not None
    assert not path.startswith(("/", ".."))
