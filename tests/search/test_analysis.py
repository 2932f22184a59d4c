"""Words: folding, splitting, stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbassist.search.analysis import MAX_WORD_BYTES, Analyser, clean, fold, typed_words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Refund", "refund"),
        ("E-Mail", "e mail email"),
        ("two-factor", "two factor twofactor"),
        ("Größe", "grosse groesse"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("remboursées", "remboursees"),
        ("Łódź", "lodz"),
        ("smørrebrød", "smorrebrod smoerrebroed"),
        ("can't", "cant can t"),
        ("don’t", "dont don t"),
        ("customer's", "customer s"),
        ("l'article", "l article"),
        ("__init__", "init"),
        ("mod_rewrite", "mod rewrite modrewrite"),
        ("ｒｅｆｕｎｄ", "refund"),
        ("退款流程", "退款 款流 流程 程"),
        ("GPT退款", "gpt 退款 款"),
        ("がんばる", "がん んば ばる る"),
        ("한국어", "한국어"),
        ("йогурт", "иогурт"),
        ("___", ""),
    ],
)
def test_words_of_a_token(raw, words):
    assert Analyser().words(raw) == tuple(words.split())


@pytest.mark.parametrize(
    ("raw", "words"),
    [("e-mail", "email"), ("two-factor", "two factor"), ("退款流", "退款 款流"), ("款", "款")],
)
def test_words_as_they_are_looked_up(raw, words):
    assert typed_words(raw) == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("ref\u200bund", "refund"),
        ("\u202erefund\u202c", "refund"),
        ("re\u0301sume\u0301", "résumé"),
        ("can\u200e't", "can't"),
        ("a\ud800b", "ab"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_what_has_no_width_goes(text, cleaned):
    assert clean(text) == cleaned


def test_counts_add_up_over_spellings():
    counts = Analyser().counts("E-mail, email and EMAIL: can't, cant")
    assert counts["email"] == 3
    assert counts["mail"] == 1
    assert counts["cant"] == 2


@given(st.text(max_size=200))
def test_counts_are_the_words_of_the_tokens(text):
    analyser = Analyser()
    text = clean(text)
    expected: dict[str, int] = {}
    for _, _, words in analyser.spans(text):
        for word in words:
            expected[word] = expected.get(word, 0) + 1
    assert analyser.counts(text) == expected


@given(st.text(max_size=80))
def test_words_are_folded_short_and_not_empty(text):
    for word in Analyser().counts(clean(text)):
        assert word
        assert fold(word) == word or not word.isascii()
        assert len(word.encode()) <= MAX_WORD_BYTES


@given(st.text(alphabet="abcéßöł'’-_退款", max_size=12))
def test_what_is_typed_is_indexed(raw):
    analyser = Analyser()
    indexed = set(analyser.counts(raw))
    for start, end, _ in analyser.spans(raw):
        assert set(typed_words(raw[start:end])) <= indexed


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("en", "refund refunds refunded refunding"),
        ("de", "Rückerstattung Rückerstattungen"),
        ("fr", "remboursé remboursée remboursées"),
        ("es", "contraseña contraseñas"),
        ("it", "rimborso rimborsi"),
        ("pt", "reembolso reembolsos"),
        ("nl", "bestelling bestellingen"),
    ],
)
def test_forms_of_a_word_share_a_stem(lang, forms):
    analyser = Analyser()
    words = [analyser.words(form)[0] for form in forms.split()]
    shared = set.intersection(*(set(analyser.stems(word, lang)) for word in words))
    assert shared


@pytest.mark.parametrize(("word", "lang"), [("refunds", "xx"), ("refunds", None), ("10432", "en")])
def test_what_has_no_stem(word, lang):
    assert Analyser().stems(word, lang) == ()


def test_an_accent_seen_later_still_gives_its_stem():
    analyser = Analyser()
    before = analyser.stems("remboursees", "fr")
    analyser.words("remboursées")
    assert set(before) < set(analyser.stems("remboursees", "fr"))
