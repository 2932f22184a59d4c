"""What an author left unfinished is found; ordinary writing is not."""

from datetime import datetime

import pytest

from kbassist.render.requests import ReplyRequest, TypedText
from kbassist.render.worker import RenderWorker
from kbassist.replies.gate import leftovers


def left(worker: RenderWorker, text: str, lang: str = "en") -> list[str]:
    values = {"v": TypedText("[name] {{ x }} XXX <name> #{x} TODO ____")}
    filled = worker.reply(ReplyRequest(text, values, datetime(2026, 11, 22), lang=lang))
    assert filled.fault is None
    return [leftover.text for leftover in leftovers(filled.authored, filled.code, lang)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        (
            "{% raw %}{%customer.firstName,fallback=there%}{% endraw %}",
            "{%customer.firstName,fallback=there%}",
        ),
        ("a }} b", "}}"),
        ("Hi #{ticket.customer.firstname}", "#{ticket.customer.firstname}"),
        ("Hi %{ticket.name.first}", "%{ticket.name.first}"),
        ("Hi ${name}", "${name}"),
        ("Hi $ClientName,", "$ClientName"),
        ("Hi {nick}", "{nick}"),
        ("Hi {formtext: name=first}", "{formtext: name=first}"),
        ("Hi { nick }", "{ nick }"),
        ("Hi {!Contact.FirstName}", "{!Contact.FirstName}"),
        ("Hi {0}, {1}", "{0}"),
        ("Hi <%= ticket.name %>", "<%= ticket.name %>"),
        ("Hi %%First Name%%", "%%First Name%%"),
        ("Fine. %% ask dana %%", "%% ask dana %%"),
        ("Hi %FIRSTNAME% %order_number%", "%FIRSTNAME%"),
        ("Hi %order_number%", "%order_number%"),
        ("Hi %(name)s", "%(name)s"),
        ("Hi @@name@@", "@@name@@"),
        ("Order ##id##", "##id##"),
        ("Date: ..........", ".........."),
        ("Hi CUSTOMER NAME", "CUSTOMER NAME"),
        ("[[name]]", "[[name]]"),
        ("Hi [name]", "[name]"),
        ("Hi [Client's Name],", "[Client's Name]"),
        ("Hi [**name**]", "[name]"),
        ("Hi [xxxxx],", "[xxxxx]"),
        (
            "[Explain here why\nthe request is out of mandate]",
            "[Explain here why the request is out of mandate]",
        ),
        ("[see [our guide](https://x.example/) first]", "[see our guide https://x.example/ first]"),
        ("Hi <name>", "<name>"),
        ("<p>Hi <first name>,</p>", "<first name>"),
        ("<ul>\n<li>Order <order_number></li>\n</ul>", "<order_number>"),
        ("until <insert date here>.", "<insert date here>"),
        ("to <address> or <title>", "<address>"),
        ("Dear xxxxx,", "xxxxx"),
        ("by Month XX, XXXX", "XXXX"),
        ("Kind regards,  \nXXXXX", "XXXXX"),
        ("Order: ____", "____"),
        ("Amount __________ EUR", "__________"),
        ("____<b>x</b>____", "____"),
        ("TODO: ask legal", "TODO"),
        ("price TBD", "TBD"),
        ("issue #ISSUE_NUMBER", "ISSUE_NUMBER"),
        ("INSERT LINK HERE", "INSERT LINK HERE"),
        ("Dear *|FNAME|*", "|FNAME|"),
        ("Hi %filltext:name=X%", "%filltext:name=X%"),
        ("[similar issues](${duplicateQuery})", "${duplicateQuery}"),
        ("[track](https://x.example/{order_id})", "{order_id}"),
        ("# [name]", "[name]"),
        ("[!NOTE] Text", "[!NOTE]"),
        ("as told[^see]", "[^see]"),
        ("- [ ] [name]", "[name]"),
        ("| [name] |\n|---|\n| x |", "[name]"),
        ("`#{ticket.number}`", "#{ticket.number}"),
        ("{{ q | default: '[name]' }}", "[name]"),
        ("{{ 'Dear [name]' | append: ',' }}", "[name]"),
        ("{{ v | prepend: 'Dear [title] ' }}", "[title]"),
        ("{% assign g = 'Dear XXX' | append: ',' | upcase %}{{ g }}", "XXX"),
        ("{% capture c %}Dear [name],{% endcapture %}{{ c | strip }}", "[name]"),
        ("{% capture c %}Dear [name],{% endcapture %}{{ c | upcase }}", "[NAME]"),
        ("{% assign l = 'a,[name]' | split: ',' %}{{ l | join: ' ' }}", "[name]"),
    ],
)
def test_leftovers_of_every_dialect_are_found(worker: RenderWorker, text: str, found: str) -> None:
    assert found in left(worker, text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ v }}",
        "{{ v | upcase }} {{ 'a: ' | append: v }} {% capture c %}{{ v }}{% endcapture %}{{ c | downcase }}",
        "{% assign l = v | split: ' ' %}{{ l | join: ', ' }} {{ v | replace: '[name]', 'Maya' }}",
        "{{ 'Dear [name]' | replace: '[name]', v }} {{ '[x]' | size }}",
        "Type `{{ v }}`.\n\n```\n{{ v }}\n```",
        "**{{ v }}** [track](https://x.example/{{ v }}) - {{ v }}",
        "[our guide](https://x.example/) and [ref][1] and ![pic](x.png)\n\n[1]: https://x.example/",
        "- [ ] open\n- [x] done",
        "<https://x.example/> <a@b.example>",
        "See [1] and [2] [...] [sic]",
        "a < b and b > a, 5 <6",
        "price: $5, $49.90, US$ 12",
        "Size XXL, XX, chapter XXXI",
        r"Press \[Save\], then \<Enter\>",
        "`[name]` `<name>` `${x}` `xxx`",
        "```\nfor x in [name]: print(f'{x}') # TODO\n```",
        "a\n\n___\n\nb",
        "five digits, \\\\d{5} or [0-9]{5}",
        "Tap ADD TO CART, then ENTER PIN. YOUR ORDER IS SAFE... well... yes",
        "5% to 10%, 50 %off% and 100%, %TEMP%\\\\x #1 @ you @me @@ ## {}",
        "`____`",
        "snake_case and __bold__ and 100 % {}",
        "<!-- TODO [name] --> fine",
        "Ticket [{{ v }}] and [#{{ v }}]",
        "ERR_CONNECTION_RESET and E-MAIL",
        "<p>Hi<o:p></o:p> <button>OK</button> <time>9</time><br/><my-icon>a</my-icon> 5 < 6 > 4</p>",
        "mixed <b>tags</b><br>and <span style='color:red'>spans</span>",
    ],
)
def test_ordinary_writing_and_values_pass(worker: RenderWorker, text: str) -> None:
    assert left(worker, text) == []


def test_todo_is_a_word_in_spanish(worker: RenderWorker) -> None:
    assert left(worker, "TODO incluido", "es") == []


@pytest.mark.parametrize(
    "text", ["[" * 60_000, "<a" * 30_000, "{" * 60_000, "_" * 60_000, "A_" * 30_000, "[a" * 30_000]
)
def test_the_gate_takes_no_time_on_hostile_text(text: str) -> None:
    leftovers(text, text)
