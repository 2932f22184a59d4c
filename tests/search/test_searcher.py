"""The whole way from what was typed to the hits."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbassist.articles.article import ArticleRef, Standing
from kbassist.search.searcher import Searcher
from kbassist.search.tables import Segment
from tests.search.shelf import TODAY, paths, search, searcher, table

ARTICLES = {
    "missing.md": "---\ntitle: Refund has not arrived\naliases: [where is my money, refund missing]\n"
    "tags: [billing/refunds]\nowner: Dana K\nverified: 2026-10-02\n---\n\nMoney takes five days.\n\n"
    "## On its way {.reply channel=chat tone=warm shortcut=rf}\n\nHi, your refund left us.\n\n"
    "## Unterwegs {.reply channel=email lang=de}\n\nDie Erstattung ist unterwegs.\n",
    "other-card.md": "---\ntitle: Refund to another card\naliases: [closed card]\ntags: [billing]\n---\n\n"
    "We can send refunds to another card when the old card was closed.\n",
    "damaged.md": "---\ntitle: Return a damaged item\ntags: [returns]\n---\n\nA refund follows.\n",
    "address.md": "---\ntitle: Change the address\n---\n\nChanging addresses before the parcel ships.\n",
    "password.md": "---\ntitle: Reset a password\ntags: [account]\n---\n\nAuthentication by e-mail.\n",
    "karte.md": "---\ntitle: Gesperrte Karte\nlang: de\n---\n\nWir überweisen Rückerstattungen, Größe X.\n",
    "fr.md": "---\ntitle: Colis endommagé\nlang: fr\n---\n\nVous serez remboursée, l'été aussi.\n",
    "es.md": "---\ntitle: Cambiar la contraseña\nlang: es\n---\n\nSus contraseñas son secretas.\n",
    "zh.md": "---\ntitle: 退款流程\nlang: zh\n---\n\n我们会在五天内退还您的款项。\n",
    "ja.md": "---\ntitle: パスワードの再設定\nlang: ja\n---\n\nがんばってください。\n",
    "login.md": "# Couldn't log in\n\nAsk for the browser.\n",
    "pinned.md": "---\ntitle: Outage today\npinned_until: 2026-12-01\n---\n\nPayments fail.\n",
    "due.md": "---\ntitle: Outage last year\nverified: 2025-01-01\nreview_every: 9 days\n---\n\nFailed.\n",
    "draft.md": "---\ntitle: Outage draft\ndraft: true\n---\n\nPayments.\n",
    "old.md": "---\ntitle: Outage sale\nactive_to: 2026-01-01\n---\n\nPayments.\n",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return searcher(tmp_path_factory.mktemp("shelf"), ARTICLES)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("refund", "missing"),
        ("ref", "missing"),
        ("refund arr", "missing"),
        ("arrived refund", "missing"),
        ("money", "missing"),
        ("closed card", "other-card"),
        ("damaged refund", "damaged"),
        ("rf", "missing"),
        ("rf something else", "missing"),
        ("arriv ", "missing"),
        ("damag retu", "damaged"),
        ("addressing", "address"),
        ("passwordx", "password"),
        ("addresses", "address"),
        ("email", "password"),
        ("e-mail", "password"),
        ("gesperrte", "karte"),
        ("rueckerstattung", "karte"),
        ("Rückerstattung", "karte"),
        ("ruckerstattungen", "karte"),
        ("grosse", "karte"),
        ("groesse", "karte"),
        ("GRÖSSE", "karte"),
        ("remboursé", "fr"),
        ("ete", "fr"),
        ("contrasena", "es"),
        ("contraseñas ", "es"),
        ("退款", "zh"),
        ("流程", "zh"),
        ("程", "zh"),
        ("退", "zh"),
        ("パスワード", "ja"),
        ("設定", "ja"),
        ("ref\u200bund arrived", "missing"),
    ],
)
def test_the_wanted_article_comes_first(shelf, typed, first):
    assert paths(shelf, typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("refund", {"missing", "other-card", "damaged"}),
        ("refund -card ", {"missing", "damaged"}),
        ("refund -tag:billing", {"damaged"}),
        ('refund -"another card"', {"missing", "damaged"}),
        ("tag:billing", {"missing", "other-card"}),
        ("tag:billing/refunds", {"missing"}),
        ("tag:bill", {"missing", "other-card"}),
        ("tag:bill ", set()),
        ("refund tag:returns", {"damaged"}),
        ("lang:de", {"missing", "karte"}),
        ("channel:chat", {"missing"}),
        ("channel:chat refund", {"missing"}),
        ("owner:dana", {"missing"}),
        ('owner:"dana k"', {"missing"}),
        ("is:due", {"due"}),
        ("is:pinned", {"pinned"}),
        ("is:inactive", {"old"}),
        ("is:draft", {"draft"}),
        ("outage is:draft", {"draft"}),
        ("outage", {"pinned", "due", "old"}),
        ('"another card"', {"other-card"}),
        ('"another ca', {"other-card"}),
        ('"another ca"', set()),
        ('"card another"', set()),
        ('"another" "closed"', {"other-card"}),
        ('"money takes five"', {"missing"}),
        ('"where is my"', {"missing"}),
        ('"退款流"', {"zh"}),
        ('"return a damaged item"', {"damaged"}),
        ('"couldn t log in"', {"login"}),
        ("-refund ", set()),
        ("", set()),
        ("   ", set()),
        ("?!", set()),
    ],
)
def test_what_is_found(shelf, typed, found):
    result = search(shelf, typed)
    assert {hit.path.removesuffix(".md") for hit in result.hits} == found
    assert result.total == len(found)
    assert result.did_you_mean is None


@pytest.mark.parametrize(
    ("typed", "first", "why"),
    [
        ("refnud", "missing", '1 typo in "refnud"'),
        ("refnud arrived", "missing", '1 typo in "refnud"'),
        ("athentication", "password", '1 typo in "athentication"'),
        ("autentcation", "password", '2 typos in "autentcation"'),
        ("refund xyzzy arrived", "missing", 'without "xyzzy"'),
        ("refund damaged money", "missing", 'without "damaged"'),
        ("where money", "missing", 'alias "where is my money"'),
        ("rf", "missing", 'shortcut "rf"'),
        ("outage to", "pinned", "pinned"),
    ],
)
def test_why_it_is_found(shelf, typed, first, why):
    hit = search(shelf, typed).hits[0]
    assert hit.path == f"{first}.md"
    assert why in hit.why


@pytest.mark.parametrize("typed", ["refund", "ref", "refunds", "addresses ", "退款"])
def test_what_matches_as_typed_needs_no_reason(shelf, typed):
    assert all(not hit.why for hit in search(shelf, typed).hits)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Refnud arrived", "refund arrived"),
        ("refund", None),
        ("refund xyzzy", None),
        ("qqqqqqq", None),
        ("adderss", "address"),
        ("dadress", "address"),
        ("adrdses", "address"),
    ],
)
def test_did_you_mean(shelf, typed, meant):
    assert search(shelf, typed).did_you_mean == meant


def test_nothing_is_found_for_what_nobody_wrote(shelf):
    result = search(shelf, "qqqqqqq")
    assert (result.hits, result.total) == ((), 0)


def test_a_mistake_never_beats_an_exact_match(tmp_path):
    shelf = searcher(tmp_path, {"a.md": "# Refund", "b.md": "# Something\n\nThe refnud team.\n"})
    assert paths(shelf, "refnud") == ["b"]


@pytest.mark.parametrize("typed", ["expédiées", "expédiées "])
def test_accents_that_were_only_typed_count_for_stems(tmp_path, typed):
    shelf = searcher(tmp_path, {"fr.md": "---\nlang: fr\n---\n# Colis\n\nNous allons expédier.\n"})
    [hit] = search(shelf, typed).hits
    assert hit.why == ()


def test_a_shortcut_names_its_reply(shelf):
    assert search(shelf, "RF").hits[0].best_reply == "missing#on-its-way"
    assert search(shelf, "channel:email").hits[0].best_reply == "missing#unterwegs"
    assert search(shelf, "arrived").hits[0].best_reply is None


def test_what_a_hit_shows(shelf):
    hit = search(shelf, "refund arr").hits[0]
    assert (hit.ref.library, hit.ref.id, hit.title) == ("/library", "missing", "Refund has not arrived")
    assert [hit.title[start:end] for start, end in hit.title_marks] == ["Refund", "arrived"]
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["refund"]
    assert [reply.channel for reply in hit.replies] == ["chat", "email"]
    assert hit.standing is Standing.CURRENT
    assert hit.owner == "Dana K"


def test_without_snippets_there_are_no_marks(shelf):
    hit = search(shelf, "refund arr", snippets=False).hits[0]
    assert (hit.snippet.text, hit.title_marks) == ("", ())


def test_what_counts_beside_the_words(shelf):
    assert paths(shelf, "outage") == ["pinned", "due", "old"]
    assert [hit.standing for hit in search(shelf, "outage").hits] == [
        Standing.PINNED,
        Standing.DUE,
        Standing.INACTIVE,
    ]


def test_use_raises_gently(tmp_path):
    shelf = searcher(tmp_path, {"a.md": "# Refund one", "b.md": "# Refund two", "c.md": "# Card\n\nRefund."})
    assert paths(shelf, "refund") == ["a", "b", "c"]
    used = search(
        shelf, "refund", boosts={ArticleRef("/library", name): 1.0 for name in ("b", "c", "elsewhere")}
    )
    assert [hit.path for hit in used.hits] == ["b.md", "a.md", "c.md"]
    assert "used recently" in used.hits[0].why
    assert paths(shelf, "refund") == ["a", "b", "c"]


def test_limit_and_total(shelf):
    result = search(shelf, "refund", limit=1)
    assert (len(result.hits), result.total) == (1, 3)
    assert search(shelf, "refund", limit=0).hits == ()


def test_adding_letters_keeps_the_wanted_article(shelf):
    for typed, wanted in [
        ("refund to another card", "other-card"),
        ("changing addresses", "address"),
        ("addressing", "address"),
    ]:
        for end in range(1, len(typed) + 1):
            assert wanted in paths(shelf, typed[:end]), typed[:end]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    st.text(max_size=300)
    | st.text(alphabet="abrefund \"-:tagis'退é/", max_size=60)
    | st.lists(
        st.sampled_from(['"', "-", "tag:", "is:due", "refund", "NOT", "*", "\x00", "\ud800", " "])
    ).map("".join)
)
def test_nothing_typed_can_fail(shelf, typed):
    result = search(shelf, typed)
    assert len(result.hits) <= max(result.total, 0)


@pytest.mark.parametrize(
    "typed", ["a" * 100_000, "NOT " * 60, "* " * 60, '"' * 256, "-" * 256, "a b c d " * 40]
)
def test_hostile_input_is_cut(shelf, typed):
    search(shelf, typed)


def test_segments_are_searched_as_one(tmp_path):
    names = list(ARTICLES)
    whole = searcher(tmp_path / "whole", ARTICLES)
    parts = [
        Segment(table(tmp_path / str(at), {name: ARTICLES[name] for name in names[at::3]})) for at in range(3)
    ]
    joined = Searcher("/library", parts)
    for typed in [
        "refund",
        "ref",
        "rf",
        "refund card",
        "refnud",
        "outage",
        "tag:billing",
        "r",
        "refund xyzzy",
    ]:
        assert sorted(paths(joined, typed)) == sorted(paths(whole, typed)), typed


def test_deleted_documents_are_gone(tmp_path):
    made = table(tmp_path, {"a.md": "# Refund A", "b.md": "# Refund B"})
    gone = Searcher("/library", [Segment(made, np.array([True, False]))])
    assert paths(gone, "refund") == ["b"]
    assert paths(gone, "refund a") == ["b"]
    assert search(gone, "refund").total == 1


def test_libraries_are_searched_together(tmp_path):
    team = Searcher("/team", [Segment(table(tmp_path / "team", {"a.md": "# Refund"}))])
    own = Searcher("/own", [Segment(table(tmp_path / "own", {"b.md": "# Refund twice"}))])
    hits = Searcher.over([team, own]).search("refund", today=TODAY).hits
    assert [(hit.ref.library, hit.path) for hit in hits] == [("/team", "a.md"), ("/own", "b.md")]


def test_preparing_changes_no_answer(shelf):
    before = paths(shelf, "refundings ")
    shelf.prepare()
    assert paths(shelf, "refundings ") == before != []


def test_no_segments_find_nothing():
    assert Searcher("/library", []).search("refund", today=TODAY).hits == ()
