"""How fields are declared, and what their author is told."""

import pytest

from kbassist.articles.article import Field, FieldType


def fields(read, *lines):
    article = read("---\nfields:\n" + "\n".join(f"  {line}" for line in lines) + "\n---\n")
    return article.fields, [(problem.code, problem.line) for problem in article.problems]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("order.id:", Field("order.id", "Order id")),
        ("order.id: Order number", Field("order.id", "Order number")),
        ("refund.amount: money", Field("refund.amount", "Refund amount", FieldType.MONEY)),
        ("x: {type: Email, optional: yes}", Field("x", "X", FieldType.EMAIL, optional=True)),
        ("x: {choices: [a, b], default: b}", Field("x", "X", FieldType.CHOICE, ("a", "b"), "b")),
        ("x: {choices: 'a, b', type: choice}", Field("x", "X", FieldType.CHOICE, ("a", "b"))),
        ("x: {default: '', example: 012, help: why}", Field("x", "X", default="", example="012", help="why")),
        ("x: {pattern: '[A-Z]{2}'}", Field("x", "X", pattern="[A-Z]{2}")),
    ],
)
def test_declarations(read, line, field):
    assert fields(read, line) == ((field,), [])


@pytest.mark.parametrize(
    ("line", "code", "kind"),
    [
        ("x: {type: colour}", "field-type", FieldType.TEXT),
        ("x: {type: choice}", "field-choices", FieldType.TEXT),
        ("x: {choices: [a], default: b}", "field-default", FieldType.CHOICE),
        ("x: {pattern: '('}", "field-pattern", FieldType.TEXT),
        ("x: {pattern: '(?=a)b'}", "field-pattern", FieldType.TEXT),
        ("x: {pattern: '[ab]', example: c}", "field-example", FieldType.TEXT),
        ("x: {lable: A}", "key-slip", FieldType.TEXT),
        ("x: {label: [a]}", "value-unfit", FieldType.TEXT),
        ("x: [a]", "field-unfit", FieldType.TEXT),
    ],
)
def test_slips_leave_a_field_that_can_be_asked_for(read, line, code, kind):
    found, problems = fields(read, "first:", line)
    assert problems == [(code, 4)]
    assert [(field.name, field.type) for field in found] == [("first", FieldType.TEXT), ("x", kind)]
    assert found[1].pattern in (None, "[ab]")


def test_names_that_no_placeholder_has_are_told(read):
    assert fields(read, "order id: {}", "9: {}", "größe.x-y: {}") == (
        (Field("größe.x-y", "Größe x y"),),
        [("field-name", 3), ("field-name", 4)],
    )


@pytest.mark.parametrize(("value", "count"), [("[a, order.id]", 2), ("text", 0), ("[{a: b}]", 0)])
def test_fields_may_be_a_list_of_names(read, value, count):
    article = read(f"---\nfields: {value}\n---\n")
    assert len(article.fields) == count
    assert [problem.code for problem in article.problems] == ([] if count else ["fields-unfit"])
