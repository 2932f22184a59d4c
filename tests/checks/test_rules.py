"""Each rule on the smallest library that breaks it, and on one that is fine."""

from datetime import date
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.articles.library_files import read_library
from kbassist.checks.rules import RULES, check
from kbassist.checks.subject import Subject, Template
from kbassist.replies.reply import Leftover
from kbassist.system.errors import ArticleNotFound

TODAY = date(2026, 11, 22)
FINE = Template()


def subject(root: Path, template: Template = FINE) -> Subject:
    """Read the library at `root`; every template is taken for `template`."""
    folder, library = LibraryFolder(root), read_library(root)
    listing = folder.scan()
    articles = tuple(folder.read(path, library) for path in sorted(listing.files))

    def attached(path: str, href: str) -> bool:
        try:
            return folder.attachment(path, href).is_file()
        except ArticleNotFound:
            return False

    return Subject(library, articles, listing.problems, TODAY, attached, lambda _text, _lang: template)


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        (root / f"{name}.md").write_text(text, "utf-8")
    return root


def found(root: Path, template: Template = FINE) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.code) for problem in check(subject(root, template))]


def test_a_healthy_library_has_no_problem(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n\nSee [b](b.md).\n\n## Say {.reply}\n\nHello\n", b="# B\n")
    assert found(tmp_path) == []


def test_two_articles_with_one_id(tmp_path: Path) -> None:
    write(tmp_path, a="---\nid: x\n---\n# A\n", b="---\nid: x\n---\n# B\n")
    assert found(tmp_path) == [("b.md", 1, "duplicate-id")]


def test_titles_are_compared_within_a_language(tmp_path: Path) -> None:
    write(tmp_path, a="# Refund\n", b="# refund\n", c="---\nlang: de\n---\n# Refund\n")
    assert found(tmp_path) == [("b.md", 1, "duplicate-title")]


def test_one_shortcut_for_variants_of_an_article_is_fine(tmp_path: Path) -> None:
    reply = "## R {.reply shortcut=rf}\n\nText\n"
    write(tmp_path, a=f"# A\n\n{reply}\n{reply}", b="# B\n")
    assert found(tmp_path) == []
    write(tmp_path, b=f"# B\n\n{reply}")
    assert found(tmp_path) == [("b.md", 3, "duplicate-shortcut")]


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("[gone](gone.md)", "dead-link"),
        ("![gone](_attachments/gone.png)", "dead-picture"),
        ("[gone](gone.md#part 'title')", "dead-link"),
        ("[up](../outside.md)", None),  # leads out of the library: the preview blocks it, and says so
        ("[here](#heading)", None),
        ("[web](https://example.com/gone.md)", None),
        ("[mail](mailto:help@example.com)", None),
        ("`[gone](gone.md)`", None),
        ("```\n[gone](gone.md)\n```", None),
        ("[other]({{ order.link }})", None),
        ("![there](_attachments/there.png)", None),
        ("[there](b.md)", None),
    ],
)
def test_links(tmp_path: Path, markdown: str, code: str | None) -> None:
    (tmp_path / "_attachments").mkdir()
    (tmp_path / "_attachments" / "there.png").write_bytes(b"x")
    write(tmp_path, a=f"# A\n\n{markdown}\n", b="# B\n")
    assert found(tmp_path) == ([("a.md", 3, code)] if code else [])


@pytest.mark.parametrize(
    ("markdown", "is_inert"),
    [
        ("[here](b.md)", True),
        ("[here](#heading)", True),
        ("[here](/page)", True),
        ("[here](https://example.com/)", False),
        ("[mail](mailto:help@example.com)", False),
        ("[track]({{ order.link }})", False),
        ("`[here](b.md)` ![there](b.md)", False),
    ],
)
def test_links_in_replies_that_customers_cannot_follow(tmp_path: Path, markdown: str, is_inert: bool) -> None:
    write(tmp_path, a=f"# A\n\n## R {{.reply}}\n\n{markdown}\n", b="# B\n")
    assert found(tmp_path) == ([("a.md", 3, "inert-link")] if is_inert else [])


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (Template(error="Unknown tag 'x'.", line=1), "template-broken"),
        (Template(parts=("gone",)), "unknown-part"),
        (Template(asked=("facts.gone",)), "unknown-placeholder"),
        (Template(asked=("custmer.name",)), "unknown-placeholder"),
        (Template(leftovers=(Leftover("[name]", "name the value"),)), "leftover"),
        (Template(asked=("order.colour",)), None),  # nobody declared it: the agent is asked for it
    ],
)
def test_templates(tmp_path: Path, template: Template, code: str | None) -> None:
    write(tmp_path, a="# A\n\n## R {.reply}\n\nText\n")
    assert [entry[2] for entry in found(tmp_path, template)] == ([code] if code else [])


def test_parts_are_looked_over_too(tmp_path: Path) -> None:
    (tmp_path / "_parts").mkdir()
    write(tmp_path / "_parts", p="Text\n")
    template = Template(parts=("gone",), leftovers=(Leftover("[name]", "name the value"),))
    assert found(tmp_path, template) == [("_parts/p.md", 1, "leftover"), ("_parts/p.md", 1, "unknown-part")]
    write(tmp_path / "_parts", q="Text\n")
    assert [entry[2] for entry in found(tmp_path, Template(parts=("q",)))] == ["part-cyclic"]


def test_reply_without_text(tmp_path: Path) -> None:
    write(tmp_path, a="# A\n\n## R {.reply}\n\n## S {.reply}\n\nText\n")
    assert found(tmp_path) == [("a.md", 3, "reply-empty")]


def test_overdue_review(tmp_path: Path) -> None:
    write(tmp_path, a="---\nverified: 2026-01-01\nreview_every: 90 days\n---\n# A\n")
    assert found(tmp_path) == [("a.md", 1, "overdue")]


def test_owner_nobody_knows(tmp_path: Path) -> None:
    (tmp_path / "_library.yaml").write_text("owners: [dana]\n", "utf-8")
    write(tmp_path, a="---\nowner: dana\n---\n# A\n", b="---\nowner: danna\n---\n# B\n")
    assert found(tmp_path) == [("b.md", 1, "unknown-owner")]


def test_every_code_belongs_to_one_rule() -> None:
    codes = [code for rule in RULES for code in rule.codes]
    assert len(codes) == len(set(codes))
