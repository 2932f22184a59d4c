"""Filling templates: what prints, what counts as missing, and what is refused."""

from datetime import datetime

import pytest

from kbassist.render.pages import RenderedReply
from kbassist.render.requests import ReplyRequest, TypedText
from kbassist.render.worker import RenderWorker

NOW = datetime(2026, 11, 22, 9, 30)
VALUES = {
    "customer.first_name": TypedText("Maya"),
    "order.id": TypedText("10432"),
    "order.items": TypedText("3", "number"),
    "price": TypedText("49.90 EUR", "money"),
    "fee": TypedText("0.10 EUR", "money"),
    "weight": TypedText("12345.5", "number"),
    "refund.date": TypedText("2026-11-20", "date"),
    "facts.bank_holiday": TypedText("2026-12-25", "date"),
    "facts.days": TypedText("14"),
}


def fill(worker: RenderWorker, template: str, lang: str = "en", **more: object) -> RenderedReply:
    return worker.reply(ReplyRequest(template, VALUES, NOW, lang=lang, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("template", "lang", "plain"),
    [
        ("{{ price }}", "en", "€49.90"),
        ("{{ price }}", "de", "49,90\u00a0€"),
        ("{{ price | plus: fee }}", "fr", "50,00\u00a0€"),
        ("{{ price | times: 2 | money_without_currency }}", "de", "99,80"),
        ("{{ '1234.5' | money: 'USD' }}", "en", "$1,234.50"),
        ("{{ weight }}", "de", "12345,5"),
        ("{{ weight | number }}", "de", "12.345,5"),
        ("{{ order.items | plus: 1 }}", "en", "4"),
        ("{{ refund.date }}", "en", "November 20, 2026"),
        ("{{ refund.date }}", "en-GB", "20 November 2026"),
        ("{{ refund.date }}", "de", "20. November 2026"),
        ("{{ refund.date | date: '%A, %-d. %B %Y' }}", "de", "Freitag, 20. November 2026"),
        ("{{ refund.date | date: '%e %b %y' }}", "es", "20 nov 26"),
        ("{{ refund.date | date: 'short' }}", "en", "11/20/26"),
        ("{{ refund.date | plus: 7 | date: '%A %d %B' }}", "en", "Friday 27 November"),
        (
            "{{ now | date: '%H:%M' }} {{ 'now' | date: '%Y' }} {{ today }}",
            "en",
            "09:30 2026 November 22, 2026",
        ),
        ("{{ 'Maya' | upcase }} {{ order.id | append: '!' }}", "en", "MAYA 10432!"),
        ("{{ 'a,b' | split: ',' | join: ' and ' }}", "en", "a and b"),
        ("{% assign n = order.id | size %}{{ n }}", "en", "5"),
        ("{% for i in (1..3) %}{{ i }}{% endfor %}", "en", "123"),
        ("{% case order.id %}{% when '1', '10432' %}yes{% else %}no{% endcase %}", "en", "yes"),
        ("{% comment %}x{% endcomment %}{% raw %}a{% endraw %}{% # note %}", "en", "a"),
    ],
)
def test_values_print_in_the_language_of_the_reply(
    worker: RenderWorker, template: str, lang: str, plain: str
) -> None:
    assert fill(worker, template, lang).plain == plain


@pytest.mark.parametrize(
    "condition",
    [
        "refund.date < facts.bank_holiday",
        "refund.date < '2026-12-01'",
        "refund.date <= today",
        "now > refund.date",
        "price > 49",
        "price == 49.9",
        "price > fee",
        "weight >= 12345.5",
        "order.items > 2 and order.items != 4",
        "facts.days > 9",
        "order.id contains '43'",
        "order.id > facts.days",
        "customer.first_name == 'Maya'",
        "nobody.knows == blank",
        "nobody.knows != 'x' or order.id",
    ],
)
def test_typed_values_compare(worker: RenderWorker, condition: str) -> None:
    assert fill(worker, f"{{% if {condition} %}}yes{{% endif %}}").plain == "yes"


@pytest.mark.parametrize(
    ("template", "missing", "touched"),
    [
        ("{{ a.b }}", ["a.b"], ["a.b"]),
        ("{{ a | default: 'there' }}", [], ["a"]),
        ("{{ a | upcase | default: 'there' }}", [], ["a"]),
        ("{{ a | capitalize }}", ["a"], ["a"]),
        ("{{ order.id | append: a }}", ["a"], ["order.id", "a"]),
        ("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}", ["c"], ["a", "c"]),
        ("{% if a == 'x' %}{{ b }}{% endif %}", ["a"], ["a"]),
        ("{% if a < 5 %}{{ b }}{% endif %}", ["a"], ["a"]),
        ("{% unless a == blank %}{{ b }}{% endunless %}", [], ["a"]),
        ("{% case a %}{% when 'x' %}{{ b }}{% endcase %}", ["a"], ["a"]),
        ("{% assign x = a %}{{ x }}", ["a"], ["a"]),
        ("{% assign x = 'y' %}{{ x }}", [], []),
        ("{% capture x %}{{ a }}{% endcapture %}{{ x }}", ["a"], ["a"]),
        ("{% for i in (1..2) %}{{ i }}{{ a }}{% endfor %}", ["a"], ["a"]),
        ("{% for i in a %}{{ i }}{% endfor %}", ["a"], ["a"]),
        ("{% for i in (1..a) %}{{ i }}{% endfor %}", ["a"], ["a"]),
        ("{% assign l = a | split: ',' %}{% for i in l %}{{ i }}{% endfor %}", ["a"], ["a"]),
        ("{% for i in a %}{{ i }}{% else %}none{% endfor %}", [], ["a"]),
        ("{% for i in maybe %}{{ i }}{% endfor %}", [], ["maybe"]),
        ("{{ b }} {{ a }} {{ b }}", ["b", "a"], ["b", "a"]),
        ("{{ maybe }}{% if maybe == 'x' %}{{ a }}{% endif %}", [], ["maybe"]),
        ("[track](https://x.example/{{ a }})", ["a"], ["a"]),
        ("{% own %}say something kind{% endown %}", ["own.say-something-kind"], ["own.say-something-kind"]),
    ],
)
def test_what_is_missing_and_what_is_asked(
    worker: RenderWorker, template: str, missing: list[str], touched: list[str]
) -> None:
    reply = fill(worker, template, optional=("maybe",))
    assert (list(reply.missing), list(reply.touched)) == (missing, touched)


def test_all_branches_and_parts_are_listed_in_the_order_of_the_text(worker: RenderWorker) -> None:
    parts = {"greet": "{{ who }} {{ agent.name }}", "sign": "{{ agent.signature }}{% render 'greet' %}"}
    template = (
        "{% render 'greet', who: customer.name %}{% if a %}{{ b }}{% endif %}{{ c | append: d }}"
        "{% render 'sign' %}"
    )
    assert worker.variables(template, parts) == (
        "customer.name",
        "agent.name",
        "a",
        "b",
        "c",
        "d",
        "agent.signature",
        "who",
    )


@pytest.mark.parametrize(
    ("template", "words", "line"),
    [
        ("one\n\n{{ a | nonsense }}", "no filter named 'nonsense'", 3),
        ("{% if x %}{{ a | nonsense }}{% endif %}", "no filter named 'nonsense'", 1),
        ("{% include 'x' %}", "unexpected tag 'include'", 1),
        ("a\n{% render 'gone' %}", "no part named 'gone'", 2),
        ("{% render gone %}", "in quotes", 1),
        ("{% cycle 'a', customer.first_name %}", "unexpected tag", 1),
        ("{{ (1..100000000) | join: ',' }}", "a range of more than 10,000", 1),
        ("{% assign n = 100000000 %}{{ (1..n) | size }}", "a range of more than 10,000", 1),
        ("{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}", "too much work", 1),
        ("{% for i in (1..9999) %}" + "x" * 100 + "{% endfor %}", "too much work", 1),
        (
            "{% assign s = 'xxxxxxxx' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}",
            "grows without end",
            1,
        ),
        (
            "{% assign s = '"
            + "x" * 1000
            + "' %}{% for i in (1..999) %}{% assign t = s | append: i %}{% endfor %}",
            "grows without end",
            1,
        ),
        ("{% render 'loop' %}", "too much work", 0),
        ("{{ 'nan' | plus: 1 | round }}", "the filter 'round' cannot work with this value", 1),
        ("{{ 1 | divided_by: 0 }}", "divide", 1),
        ("{{ order.id", "", 1),
        ("{{ x || 'there' }}", "", 1),
        ("{% own %}never closed", "own is never closed", 1),
        ("{{ '' .__class__ }}", "", 1),
    ],
)
def test_broken_and_boundless_templates_say_where(
    worker: RenderWorker, template: str, words: str, line: int
) -> None:
    fault = fill(worker, template, parts={"loop": "x{% render 'loop' %}"}).fault
    assert fault is not None
    assert words in fault.message
    assert line in (0, fault.line)


def test_an_error_in_a_part_names_the_part(worker: RenderWorker) -> None:
    fault = fill(worker, "{% render 'sign' %}", parts={"sign": "a\n{{ 1 | divided_by: 0 }}"}).fault
    assert fault is not None
    assert (fault.part, fault.line) == ("sign", 2)


def test_authored_text_stays_markdown_and_values_never_become_it(worker: RenderWorker) -> None:
    template = (
        "{% capture x %}**b** {{ name }}{% endcapture %}{{ x }} {{ x | upcase }} {{ q | default: '*i*' }}"
    )
    values = {"name": TypedText("**v** {{ secret }} <b>")}
    reply = worker.reply(ReplyRequest(template, values, NOW))
    assert reply.plain == "b **v** {{ secret }} <b> **B** **V** {{ SECRET }} <B> i"
    assert "<strong>b</strong> **v** {{ secret }} &lt;b&gt;" in reply.html


@pytest.mark.parametrize(
    ("template", "plain"),
    [
        ("{{ v | escape }} {{ v | escape_once }}", "O'Neil & <b> x O'Neil & <b> x"),
        ("{{ lines | newline_to_br }}", "one\ntwo"),
        ("{% capture c %}**b**\n{{ lines }}{% endcapture %}{{ c | strip | newline_to_br }}", "b\none\ntwo"),
        ("{% capture c %}{{ v }}{% endcapture %}{{ c | truncate: 8 }} {{ c | size }}", "O'Nei... 14"),
        ("{% capture c %}{{ v }}{% endcapture %}{% if c contains 'Neil' %}yes{% endif %}", "yes"),
        (
            "[l](https://a.example/?q={{ v | url_encode }})",
            "l: https://a.example/?q=O%27Neil%20%26%20%3Cb%3E%20x",
        ),
        (
            "{% capture c %}{{ id }}{% endcapture %}[l](https://a.example/{{ c | url_encode }})",
            "l: https://a.example/a%2Fb",
        ),
        ("https://a.example/{{ id | url_encode }}/now", "https://a.example/a%2Fb/now"),
    ],
)
def test_filters_work_on_values_and_leave_escaping_to_the_flavours(
    worker: RenderWorker, template: str, plain: str
) -> None:
    values = {"v": TypedText("O'Neil & <b> x"), "lines": TypedText("one\ntwo"), "id": TypedText("a/b")}
    assert worker.reply(ReplyRequest(template, values, NOW)).plain == plain


def test_a_value_that_cannot_be_seen_is_missing(worker: RenderWorker) -> None:
    values = {"name": TypedText("\u200b\u2060"), "none": TypedText("")}
    reply = worker.reply(ReplyRequest("Hi {{ name }}{{ none }}", values, NOW))
    assert reply.missing == ("name",)


def test_private_use_characters_cannot_forge_a_token(worker: RenderWorker) -> None:
    forged = "\ue000\ue010\ue001"
    reply = worker.reply(ReplyRequest(f"{forged}{{{{ a }}}}{forged}", {"a": TypedText(f"x{forged}y")}, NOW))
    assert reply.plain == "xy"
