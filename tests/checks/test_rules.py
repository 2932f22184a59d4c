"""Each code on the smallest library that has it, at its place, and on the same library without it."""

import pytest

from kbassist.articles.text_edits import edited
from kbassist.checks.codes import CODES
from tests.checks.planted import Check, Planted, front, planted, reply

HELLO = reply("Hello")
PARTS = {"_parts__greet": "Hi\n"}
FACTS = "refund_days: 14\n"
DAYS = {"_facts": FACTS}
PRICE = {"_facts": "express_price: 9\n"}
EASY = "We sent it. You get it soon. Do tell us if not. We help you. " * 5
HARD = (
    "Notwithstanding aforementioned considerations, institutional reimbursement necessitates documentation. "
    * 6
)
LONG = " ".join(f"word{number} of a long text" for number in range(40))
MAILS = {f"m{number}": f"# M{number}\n\n## R {{.reply channel=email}}\n\nHi\n" for number in range(5)}

PLANTED = (
    planted("key-slip", front("¦¦verifed: 2026-10-02"), front("verified: 2026-10-02")),
    planted(
        "key-slip", reply("{{ x }}").replace("# A", "---\nfields: {x: {¦¦lable: A}}\n---\n# A", 1), HELLO
    ),
    planted(
        "key-slip",
        "---\n¦fields: {x.y: {lable: A, label: B}}\n---\n" + reply("{{ x.y }}"),
        HELLO,
    ),
    planted("key-repeated", front("owner: a", "¦owner: b"), front("owner: b")),
    planted("value-unfit", front("verified: ¦¦02.10.2026"), front("verified: 2026-10-02")),
    planted("value-unfit", front("¦verified: soon"), front("verified: 2026-10-02")),
    planted("value-unfit", front("¦draft: perhaps"), front("draft: no")),
    planted(
        "date-unlikely",
        front("active_from: 2026-12-01", "¦active_to: 2026-01-01"),
        front("active_to: 2027-01-01"),
    ),
    planted("date-unlikely", front("¦verified: 2027-01-01"), front("verified: 2026-01-01")),
    planted("front-matter-broken", "---\n¦title: [x\n---\n# A\n", "---\ntitle: x\n---\n# A\n"),
    planted("front-matter-open", "¦---\ntitle: x\n\n# A\n", "---\ntitle: x\n---\n\n# A\n"),
    planted("reply-empty", "# A\n\n¦## R {.reply}\n\n## S {.reply}\n\nText\n", HELLO),
    planted("reply-unread", "# A\n\n## R {¦¦reply}\n\nText\n", HELLO),
    planted(
        "reply-attribute", reply("Hi", " ¦¦chanel=chat").replace(" {", " {"), reply("Hi", " channel=chat")
    ),
    planted(
        "reply-attribute",
        reply("Hi", " channel=chat chanel=chat").replace("##", "¦##"),
        reply("Hi", " channel=chat"),
    ),
    planted("reply-channel", reply("Hi", " channel=¦¦emial"), reply("Hi", " channel=email")),
    planted("reply-tone", reply("Hi", " tone=¦¦wram"), reply("Hi", " tone=warm")),
    planted("template-broken", reply("One {% ¦if %}"), reply("One {% if order.id %}1{% endif %}")),
    planted("template-broken", reply("One\n\ntwo {{ x | ¦nofilter }}"), reply("One\n\ntwo {{ x }}")),
    planted("unknown-part", reply("Hi\n{% render '¦¦Greet' %}"), reply("Hi\n{% render 'greet' %}"), **PARTS),
    planted("unknown-part", reply("{% render '¦gret' %}"), reply("{% render 'greet' %}"), **PARTS),
    planted(
        "unknown-fact", reply("{{ ¦¦facts.refundDays }}"), reply("{{ facts.refund_days }}"), _facts=FACTS
    ),
    planted("unknown-fact", reply("{{ ¦facts.refund_day }}"), reply("{{ facts.refund_days }}"), _facts=FACTS),
    planted("unknown-placeholder", reply("Dear {{ ¦¦customer.Name }}"), reply("Dear {{ customer.name }}")),
    planted("unknown-placeholder", reply("{{ order.id }}\n{% if ¦customer.frist_name %}{% endif %}"), HELLO),
    planted(
        "foreign-placeholder", reply("Hi {{ ¦¦contact.first_name }}"), reply("Hi {{ customer.first_name }}")
    ),
    planted("leftover", reply("Dear ¦¦%{ticket.name.first},"), reply("Dear {{ customer.first_name }},")),
    planted("leftover", reply("Dear ¦[NAME],"), HELLO),
    planted("leftover", reply("Say ¦XXX"), HELLO),
    planted("leftover", reply("One\n\n> ¦[" + "write the date\n> of it " * 4 + "] here"), HELLO),
    planted("leftover", reply("One `[NAME]`,\n\nlook at ¦[NAME]"), HELLO),
    planted("leftover", reply("One\n\n¦\\[*write* it \\_here\\_]"), HELLO),
    planted("leftover", reply("¦TODO: more"), HELLO),
    planted("leftover", reply("Dear <¦<name>>"), HELLO),
    planted("leftover", reply("Dear ¦%first_name%"), HELLO),
    planted(
        "duplicate-id", front("id: ¦x").replace("id: ¦", "¦id: "), front("id: y"), B="---\nid: x\n---\n# B\n"
    ),
    planted("duplicate-title", "¦# Refund\n", "# Other\n", B="# refund\n"),
    planted(
        "duplicate-shortcut",
        reply("Hi", " shortcut=rf").replace("##", "¦##"),
        HELLO,
        B=reply("Yes", " shortcut=RF").replace("# A", "# B", 1),
    ),
    planted("dead-link", "# A\n\nSee ¦[gone](gone.md).\n", "# A\n\nSee [B](B.md).\n", B="# B\n"),
    planted(
        "dead-link",
        "# A\n\n> `x` ¦[gone](<gone one.md> (a))\n",
        "# A\n\n[b](<B b.md>)\n",
        **{"B b.md": "# B\n"},
    ),
    planted("dead-link", "# A\n\n¦[gone](gone.md 'a (nice) one')\n", "# A\n"),
    planted("dead-link", "# A\n\n¦[gone]: gone.md\n", "# A\n\n[there]: B.md\n", B="# B\n"),
    planted(
        "dead-link", "# A\n\n¦¦[B](New%2520\\b.md#b)\n", "# A\n\n[B](new%20/B.md)\n", **{"new /B.md": "# B\n"}
    ),
    planted("dead-link", "# A\n\n¦[moved?](old/B.md#b)\n", "# A\n\n[B](new/B.md)\n", new__B="# B\n"),
    planted("dead-picture", "# A\n\n¦¦![x](b.PNG)\n", "# A\n\n![x](b.png)\n", **{"b.png": "x"}),
    planted("dead-picture", "# A\n\n¦![gone](_attachments/gone.png)\n", "# A\n"),
    planted("dead-picture", '# A\n\nA ¦<img alt="x" src="gone.png">\n', "# A\n"),
    planted(
        "dead-anchor",
        "# A\n\n`[x](y)` ¦¦[down](#Below)\n\n## Be low\n",
        "# A\n\n[down](#be-low)\n\n## Be low\n",
    ),
    planted(
        "dead-anchor", "# A\n\n¦[there](B.md#gone)\n", "# A\n\n[there](B.md#part)\n", B="# B\n\n## Part\n"
    ),
    planted("inert-link", reply("Go ¦[here](B.md)"), reply("Go [here](https://example.com/)"), B="# B\n"),
    planted("inactive-linked", "# A\n\n¦[b](B.md)\n", "# A\n", B="---\ndraft: true\n---\n# B\n"),
    planted("inactive-linked", "# A\n\n¦[b](B.md)\n", "# A\n", B="---\nactive_to: 2026-01-01\n---\n# B\n"),
    planted(
        "alt-missing",
        "# A\n\nSee ¦![](https://example.com/a.png)\n",
        "# A\n\n![Arm](https://example.com/a.png)\n",
    ),
    planted("heading-order", "# A\n\n¦### Deep\n", "# A\n\n## Deep\n"),
    planted(
        "overdue", front("¦verified: 2026-01-01", "review_every: 90 days"), front("verified: 2026-11-01")
    ),
    planted("unknown-owner", front("¦owner: danna"), front("owner: dana"), _library="owners: [dana]\n"),
    planted(
        "fact-contradicted",
        "# A\n\nYour refund takes ¦30 working days.\n",
        "# A\n\nA refund: 14 days.\n",
        _facts=FACTS,
    ),
    planted(
        "fact-contradicted",
        "# A\n\nThe express way is €¦12.\n",
        "# A\n\nexpress: 9 euros\n",
        _facts="express_price: 9\n",
    ),
    planted(
        "hard-to-read",
        f"# A\n\n¦## R {{.reply lang=en}}\n\n{HARD}\n",
        f"# A\n\n## R {{.reply lang=en}}\n\n{EASY}\n",
    ),
    planted("near-duplicate", f"¦# A\n\n{LONG}\n", "# A\n", A0=f"# B\n\n{LONG} Hello.\n"),
    planted("unused-field", front("fields:", "  ¦x.y: {label: A}"), front("title: A")),
    planted("unused-field", front("fields: {¦x.y: {label: A}}"), front("title: A")),
    planted(
        "missing-variant",
        reply("Hi", " channel=chat").replace("##", "¦##"),
        reply("Hi", " channel=email"),
        **MAILS,
    ),
    planted("no-owner", "¦# A\n", front("owner: dana"), _library="owners: [dana]\n"),
)


FINE = (
    "# A\n\nSee [b](B.md), [up](../outside.md), [here](#a0), [mail](mailto:help@example.com), [top](#top).\n",
    "# A\n\n`[gone](gone.md)` <!-- [gone](gone.md) -->\n\n```\n[gone](gone.md)\n![](x.png)\n```\n",
    "# A\n\n[1](<my file.md>) [2](my file.md) \\[x\\](gone.md) [3](_attachments/) [4](.)\n"
    "\n[r]: <my file.md> 'x'\n",
    "# A\n\n> ```\n> [gone](gone.md)\n> ```\n\n<pre>\n[gone](gone.md)\n</pre>\n",
    "# A\n\n[other]({{ order.link }}) ![there](_attachments/there.png) [[1]](B.md)\n",
    '# A\n\n[here](#there) [part](B.md#Part-1)\n\n<a id="there"></a>\n',
    reply("[here](https://example.com/) [mail](mailto:help@example.com) [track]({{ order.link }})"),
    reply("`[here](B.md)` ![there](B.md) [1] [sic] {{ order.colour }} %TEMP%"),
    reply("{{ order.item2 }} {{ facts.refund_days }} {{ contact }}").replace(
        "# A", "---\nfields: {order.item: A}\n---\n# A"
    ),
    "# A\n\n## R {.reply shortcut=x}\n\nHi\n\n## R {.reply shortcut=x}\n\nHo\n",
    "---\nlang: de\n---\n# B\n",
    "# A\n\nA refund takes 14 days; refunds after 2 or 3 days are rare. Wait 30 days. A refund.\n",
    "# A\n\nThe refund comes in {{ facts.refund_days }} days, version 30.\n",
    "# A\n\nGrant 30 days or more so that nobody waits for a refund: [refund](https://x.example/30-day-refund).\n",
    "# A\n\n## [Mac](#tab/mac)\n\n[here](#free)\n\n<h2 id=free>Free</h2>\n",
    "## Deep first\n\n# Then high\n\n## And down\n",
)


def test_there_is_nothing_to_say_of_what_is_fine(check: Check) -> None:
    beside = {
        "B.md": "# B\n\n## Part 1\n",
        "my file.md": "# Mine\n",
        "_attachments/there.png": b"x",
        "_facts.yaml": "refund_days: 14\n",
    }
    texts = {f"fine{number}.md": text.replace("# A", f"# A{number}") for number, text in enumerate(FINE)}
    serious = [
        found for found in sum(check({**beside, **texts}).values(), ()) if found.code != "unused-field"
    ]
    assert serious == []


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: f"{case.code}: {case.written!r:.60}")
def test_a_planted_fault_is_found_at_its_place_and_mended(check: Check, case: Planted) -> None:
    found = check({**case.beside, "a.md": case.written}).get("a.md", ())
    assert [(problem.code, (problem.line, problem.column)) for problem in found] == [(case.code, case.place)]
    assert found[0].severity is CODES[case.code].severity
    assert check({"a.md": case.fixed}).get("a.md", ()) == ()
    if found[0].fix:
        assert check({"a.md": edited(case.written, found[0].fix.edits)}).get("a.md", ()) == ()
    assert bool(found[0].fix) == case.is_mended


LIBRARY_WIDE = {
    "_facts.yaml": "used: 1\nspare: {value: 2}\n",
    "_library.yaml": "chanels: [chat]\nfields:\n  used.one: {label: A}\n  spare.one: {label: B}\n",
    "_parts/used.md": "Hi {{ used.one }}\n",
    "_parts/spare.md": "Hi\n",
    "_attachments/used.png": b"x",
    "_attachments/spare.png": b"x",
    "a.md": "# A\n\n{{ facts.used }} ![x](_attachments/used.png)\n\n## R {.reply}\n\n{% render 'used' %}\n",
    "b.md.txt": "# B\n",
    "c.mdx": "# C\n",
}


def test_leftovers_in_code_and_in_words_are_each_at_their_place(check: Check) -> None:
    found = check({"a.md": reply("`{{order.id}} %{code}`\n\n[NAME]\n\n[NAME] `%{code}`")})["a.md"]
    left = [(problem.line, problem.column) for problem in found if problem.code == "leftover"]
    assert left == [(5, 15), (7, 1), (9, 1), (9, 9)]


def test_sentences_fit_what_they_are_said_of(check: Check) -> None:
    text = f'# A\n\n### {"Deep " * 20}\n\n<img src="https://example.com/a.png">\n'
    deep, bare = check({"a.md": text})["a.md"]
    assert deep.message.endswith("; begin it with ##.")
    assert 'alt="..."' in bare.message
    assert "brackets" not in bare.message


def test_no_fix_writes_a_key_twice(check: Check) -> None:
    slips = {
        "a.md": front("ownr: a", "tags: [x]", "owneer: b"),
        "_library.yaml": "chanels: [x]\nchannels: [y]\n",
    }
    found = [problem for problems in check(slips).values() for problem in problems]
    assert [(problem.code, problem.fix) for problem in found] == [("key-slip", None)] * 3


def test_what_nobody_uses_and_what_is_no_article(check: Check) -> None:
    found = {
        path: [(p.code, p.line, p.column) for p in problems] for path, problems in check(LIBRARY_WIDE).items()
    }
    assert found == {
        "_attachments/spare.png": [("orphan-attachment", 0, 0)],
        "_facts.yaml": [("unused-fact", 2, 1)],
        "_library.yaml": [("key-slip", 1, 1), ("unused-field", 4, 3)],
        "_parts/spare.md": [("unused-part", 1, 1)],
        "b.md.txt": [("suffix-odd", 0, 0)],
        "c.mdx": [("suffix-odd", 0, 0)],
    }


def test_parts_that_draw_themselves_in(check: Check) -> None:
    files = {"_parts/p.md": "{% render 'q' %}\n", "_parts/q.md": "{% render 'p' %}\n"}
    found = check({**files, "a.md": reply("{% render 'p' %}")})
    assert {path: [p.code for p in problems] for path, problems in found.items()} == {
        "_parts/p.md": ["part-cyclic"],
        "_parts/q.md": ["part-cyclic"],
    }


def test_every_code_that_can_be_mended_is_planted_so() -> None:
    assert {case.code for case in PLANTED if case.is_mended} == {
        code.name for code in CODES.values() if code.has_fix
    }
