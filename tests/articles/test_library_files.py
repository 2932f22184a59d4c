"""What a library says of itself."""

from datetime import date
from pathlib import Path

import pytest

from kbassist.articles.article import Fact, FieldType
from kbassist.articles.library import CHANNELS, TONES
from kbassist.articles.library_files import read_library, read_templates


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_folder_without_description_has_the_defaults(tmp_path):
    library = read_library(tmp_path)
    assert (library.name, library.channels, library.tones) == (tmp_path.name, CHANNELS, TONES)
    assert (library.facts, library.parts, library.problems) == ((), (), ())


def test_a_folder_that_is_out_of_reach_still_has_a_name(tmp_path):
    assert read_library(tmp_path / "gone").name == "gone"


def test_description(tmp_path):
    text = """\
name: Shop
channels: [chat, Fax]
tones: warm, cheeky
languages: [en, pt_br, klingonish]
owners: {dana: {email: d@example.org}, lee: }
fields:
  order.id: {label: Order number}
unknown: kept
"""
    library = read_library(write(tmp_path, {"_library.yaml": text}))
    assert (library.name, library.channels) == ("Shop", ("chat", "fax"))
    assert library.tones == ("neutral", "warm", "cheeky")
    assert (library.languages, library.owners) == (("en", "pt-BR"), ("dana", "lee"))
    assert library.fields[0].label == "Order number"
    assert [(p.path, p.line, p.code) for p in library.problems] == [("_library.yaml", 4, "value-unfit")]


def test_limits_of_channels(tmp_path):
    text = "limits: {Chat: 1000, sms: '306', whatsapp: 5, fax: many}\n"
    library = read_library(write(tmp_path, {"_library.yaml": text}))
    assert library.limits == (("chat", 1000), ("sms", 306))
    assert (library.limit_of("chat"), library.limit_of("email"), library.limit_of(None)) == (1000, None, None)
    assert [(p.code, p.line) for p in library.problems] == [("value-unfit", 1)] * 2


@pytest.mark.parametrize(
    ("text", "leads", "codes"),
    [
        ("review: {leads: [dana, Kim Lee]}", ("dana", "Kim Lee"), []),
        ("review: {leads: dana}", ("dana",), []),
        ("name: Shop", (), []),
        ("review: {lead: [dana]}", (), ["key-slip", "value-unfit"]),
        ("review: yes", (), ["value-unfit"]),
        ("review: {leads: }", (), ["value-unfit"]),
    ],
)
def test_who_publishes(tmp_path, text, leads, codes):
    library = read_library(write(tmp_path, {"_library.yaml": text}))
    assert library.leads == leads
    assert [problem.code for problem in library.problems] == codes


def test_facts(tmp_path):
    text = """\
refund_days: {value: 14, owner: dana, verified: 2026-09-01}
phone: 0123
empty:
slip: {value: 1, ower: lee}
wrong: {days: 3}
"""
    library = read_library(write(tmp_path, {"_facts.yaml": text}))
    assert library.facts == (
        Fact("refund_days", "14", "dana", date(2026, 9, 1)),
        Fact("phone", "0123"),
        Fact("slip", "1"),
    )
    assert [(p.line, p.code) for p in library.problems] == [
        (3, "fact-unfit"),
        (4, "key-slip"),
        (5, "fact-unfit"),
    ]


def test_parts_are_whole_files_or_variants(tmp_path):
    library = read_library(
        write(
            tmp_path,
            {
                "_library.yaml": "channels: [chat, email]",
                "_parts/greeting.md": "Know.\n\n## Chat {.reply channel=chat}\nHi!\n\n"
                "## Mail {.reply channel=email lang=de}\nHallo,\n",
                "_parts/signature.md": "---\nlang: en\n---\n\nBye\n{{ agent.name }}\n\n",
                "_parts/deep/note.markdown": "## A {.reply channel=phone}\nx",
                "_parts/_draft.md": "no part",
                "_parts/x (Ann Konflikt 2026-08-01).md": "no part",
                "_parts/signature.mD": "a twin",
            },
        )
    )
    parts = {part.name: part for part in library.parts}
    assert list(parts) == ["deep/note", "greeting", "signature"]
    assert [(r.channel, r.lang, r.template) for r in parts["greeting"].replies] == [
        ("chat", None, "Hi!"),
        ("email", "de", "Hallo,"),
    ]
    (signature,) = parts["signature"].replies
    assert signature.lang is None
    assert signature.template == "a twin"
    codes = {(p.path, p.code) for p in library.problems}
    assert ("_parts/deep/note.markdown", "reply-channel") in codes
    assert any(code == "part-twice" for _, code in codes)
    assert any(code == "conflict-copy" for _, code in codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [", "yaml-broken"),
        ("a: &b c", "yaml-anchor"),
        ("- a\n- b", "yaml-text"),
        ("a: " + "[" * 500, "yaml-deep"),
        ("a: " + "x" * 300_000, "unreadable"),
        ("\0" * 100, "not-text"),
    ],
)
@pytest.mark.parametrize("name", ["_library.yaml", "_facts.yaml"])
def test_broken_descriptions_leave_the_defaults(tmp_path, name, text, code):
    library = read_library(write(tmp_path, {name: text}))
    assert [(p.path, p.code) for p in library.problems] == [(name, code)]
    assert library.channels == CHANNELS


def test_description_that_is_a_folder_or_a_link_outside(tmp_path):
    root = tmp_path / "library"
    (root / "_library.yaml").mkdir(parents=True)
    (tmp_path / "facts.yaml").write_text("a: 1")
    (root / "_facts.yaml").symlink_to(tmp_path / "facts.yaml")
    library = read_library(root)
    assert library.facts == ()
    assert [p.code for p in library.problems] == ["unreadable", "unreadable"]


def test_shared_fields_have_types(tmp_path):
    library = read_library(write(tmp_path, {"_library.yaml": "fields: {refund.amount: money}"}))
    assert library.fields[0].type is FieldType.MONEY


def test_templates(tmp_path):
    write(tmp_path, {"_templates/how-to.md": "# How to", "_templates/.x.md": ""})
    assert [article.title for article in read_templates(tmp_path, read_library(tmp_path))] == ["How to"]
