"""How placeholders are asked for and whether values fit."""

from datetime import date

import pytest

from kbassist.articles.article import Article, Field, FieldType
from kbassist.articles.library import Library
from kbassist.render.requests import TypedText
from kbassist.replies.placeholders import Fields, derived, fit, guessed_type

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("field", "typed", "value", "is_problem"),
    [
        (Field("d", "Day", FieldType.DATE), "20.11.2026", TypedText("2026-11-20", "date"), False),
        (Field("d", "Day", FieldType.DATE), "tomorrow", TypedText("2026-11-23", "date"), False),
        (Field("d", "Day", FieldType.DATE), "soon", TypedText("soon"), True),
        (Field("m", "Amount", FieldType.MONEY), "49,90 €", TypedText("49.90 EUR", "money"), False),
        (Field("m", "Amount", FieldType.MONEY), "a lot", TypedText("a lot"), True),
        (Field("n", "Count", FieldType.NUMBER), "3,5", TypedText("3.5", "number"), False),
        (Field("n", "Count", FieldType.NUMBER), "three", TypedText("three"), True),
        (Field("c", "Way", FieldType.CHOICE, ("Post", "Courier")), "post", TypedText("Post"), False),
        (Field("c", "Way", FieldType.CHOICE, ("Post", "Courier")), "pigeon", TypedText("pigeon"), True),
        (Field("e", "Mail", FieldType.EMAIL), "a@b.example", TypedText("a@b.example"), False),
        (Field("e", "Mail", FieldType.EMAIL), "a@b", TypedText("a@b"), True),
        (Field("o", "Order", pattern=r"\d{5,}"), "10432", TypedText("10432"), False),
        (Field("o", "Order", pattern=r"\d{5,}"), "104", TypedText("104"), True),
        (Field("o", "Order", pattern="(a+)+$"), "a" * 40, TypedText("a" * 40), False),
        (Field("o", "Order", pattern="(["), "x", TypedText("x"), False),
        (Field("t", "Text"), "  x  ", TypedText("x"), False),
    ],
)
def test_values_are_brought_into_form(field: Field, typed: str, value: TypedText, is_problem: bool) -> None:
    fitted = fit(field, typed, TODAY)
    assert (fitted.value, bool(fitted.problem)) == (value, is_problem)


def test_a_guessed_type_never_refuses() -> None:
    assert fit(Field("refund.date", "x", FieldType.DATE), "soon", TODAY, is_declared=False).problem == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("refund.date", FieldType.DATE),
        ("order.total", FieldType.MONEY),
        ("customer.email", FieldType.EMAIL),
        ("order.id", FieldType.TEXT),
        ("update", FieldType.TEXT),
    ],
)
def test_types_are_guessed_from_names(name: str, kind: FieldType) -> None:
    assert guessed_type(name) is kind


def test_the_articles_own_field_wins_over_the_librarys() -> None:
    library = Library("/l", "L", fields=(Field("a", "Library's"), Field("b", "Shared")))
    fields = Fields.of(Article("x", "x.md", "X", fields=(Field("a", "Own"),)), library)
    labels = [fields.of_name(name).label for name in ("a", "b", "customer.first_name", "refund.reason_given")]
    assert labels == ["Own", "Shared", "First name", "Refund reason given"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"customer.name": "Maya Ortiz"}, {"customer.first_name": "Maya", "customer.last_name": "Ortiz"}),
        ({"customer.name": "Ortiz, Maya Lu"}, {"customer.first_name": "Maya", "customer.last_name": "Ortiz"}),
        ({"customer.name": "Maya"}, {"customer.first_name": "Maya"}),
        ({"customer.first_name": "Maya", "customer.last_name": "Ortiz"}, {"customer.name": "Maya Ortiz"}),
        ({"customer.first_name": "Maya"}, {"customer.name": "Maya"}),
        ({"customer.name": "Maya Ortiz", "customer.first_name": "May"}, {"customer.last_name": "Ortiz"}),
        ({"order.id": "1"}, {}),
    ],
)
def test_names_follow_from_each_other(given: dict[str, str], expected: dict[str, str]) -> None:
    assert derived(given) == expected
