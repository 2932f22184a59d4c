"""`kbassist reply`: filled, or said to be incomplete."""

import json
from pathlib import Path

import pytest

from tests.cli.told import Kb

SHAPE = ["id", "title", "plain", "html", "markdown", "missing", "fell_back"]


def test_a_filled_reply(kb: Kb) -> None:
    told = kb(
        "reply",
        "delivery/late",
        "--channel",
        "chat",
        "--tone",
        "warm",
        "--lang",
        "en",
        "--set",
        "order.id=10432",
    )
    assert told.code == 0
    assert told.out.startswith("Hello there, order 10432 is on its way.")
    assert told.out.endswith("\n")
    assert "one more day" in told.out


@pytest.mark.parametrize(
    ("form", "part"),
    [("plain", "<10432>"), ("html", "<strong>&lt;10432&gt;</strong>"), ("markdown", "**")],
)
def test_formats_and_values_that_look_like_markup(kb: Kb, form: str, part: str) -> None:
    told = kb("reply", "gift-cards", "--format", form)
    assert told.code == 0
    assert "never expires" in told.out
    named = kb(
        "reply",
        "delivery/late#sorry",
        "--format",
        form,
        "--set",
        "order.id=10432",
        "--set",
        "customer.first_name=<b>{{ secret }}</b>",
    )
    assert named.code == 0
    assert "{{ secret }}" in named.out.replace("\\", "")
    assert ("<b>" in named.out) == (form == "plain")


def test_scripts_get_all_formats(kb: Kb) -> None:
    told = kb("reply", "--json", "delivery/late", "--tone", "warm", "--set", "order.id=10432")
    answer = json.loads(told.out)
    assert list(answer) == SHAPE
    assert answer["id"].startswith("delivery/late#")
    assert answer["missing"] == []
    assert "10432" in answer["plain"]
    assert "<strong>10432</strong>" in answer["html"]


def test_a_missing_value(kb: Kb) -> None:
    told = kb("reply", "delivery/late", "--channel", "chat", "--tone", "warm")
    assert told.code == 3
    assert told.out == ""
    assert "order.id" in told.err
    answer = json.loads(kb("reply", "--json", "delivery/late", "--channel", "chat").out)
    assert answer["missing"] == ["order.id"]
    assert answer["plain"] == answer["html"] == answer["markdown"] == ""


def test_a_value_that_does_not_fit_is_missing(kb: Kb) -> None:
    told = kb("reply", "delivery/late", "--channel", "chat", "--set", "order.id=abc")
    assert told.code == 3
    assert told.out == ""


def test_a_template_that_fails(kb: Kb) -> None:
    told = kb("reply", "failing")
    assert told.code == 3
    assert told.out == ""
    assert told.err


def test_another_variant_is_said(kb: Kb) -> None:
    told = kb("reply", "--json", "gift-cards", "--channel", "email")
    assert json.loads(told.out)["fell_back"]
    assert told.code == 0


@pytest.mark.parametrize("wanted", ["nowhere", "delivery/late#nowhere", "../../etc/passwd", ""])
def test_an_unknown_id(kb: Kb, wanted: str) -> None:
    told = kb("reply", "--json", wanted)
    assert told.code == 1
    answer = json.loads(told.out)
    assert list(answer) == SHAPE
    assert answer["plain"] == ""
    assert told.err


def test_a_reply_of_another_library_whose_article_has_the_same_id(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "gift-cards.md").write_text("# Gifts\n\n## No {.reply}\n\nNot here.\n")
    assert kb("reply", "--library", str(tmp_path), "gift-cards#no").out == "Not here.\n"
    assert kb("reply", "--library", str(tmp_path), "gift-cards#yes").out == "It never expires.\n"


@pytest.mark.parametrize("value", ["order.id", "=x", ""])
def test_a_value_needs_a_name(kb: Kb, value: str) -> None:
    assert kb("reply", "delivery/late", "--set", value).code == 2


def test_a_value_may_hold_equals_signs_and_dashes(kb: Kb) -> None:
    told = kb("reply", "delivery/late#sorry", "--set", "order.id=10432", "--set", "customer.first_name=-a=b")
    assert "Hello -a=b" in told.out
