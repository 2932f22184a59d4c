"""Which language a text is in, and which words have stems."""

import pytest

from kbassist.search.analysis import Analyser
from kbassist.search.languages import base_language, guess_language, stemmer


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The refund is on its way and you will have it with your next statement.", "en"),
        ("Die Erstattung ist unterwegs und Sie haben sie mit der nächsten Abrechnung.", "de"),
        ("Le remboursement est en route et vous aurez votre argent avec le relevé.", "fr"),
        ("El reembolso está en camino y usted lo verá con su próximo extracto.", "es"),
        ("Il rimborso è in arrivo e lo vedrà nel tuo estratto conto con la data.", "it"),
        ("O reembolso está a caminho e você verá o valor no seu extrato, não na fatura.", "pt"),
        ("De terugbetaling is onderweg en je ziet het op het overzicht van uw bank.", "nl"),
        ("退款正在处理中。", None),
        ("Refund", None),
        ("", None),
    ],
)
def test_the_language_is_guessed_by_its_commonest_words(text, lang):
    assert guess_language(Analyser().counts(text)) == lang


@pytest.mark.parametrize(
    ("lang", "base"),
    [("de-AT", "de"), ("pt_BR", "pt"), ("EN", "en"), (" fr ", "fr"), ("", None), (None, None)],
)
def test_the_base_of_a_language(lang, base):
    assert base_language(lang) == base


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_the_promised_languages_have_stemmers(lang):
    assert stemmer(lang) is not None


@pytest.mark.parametrize("lang", ["zh", "ja", "xx"])
def test_others_stay_unstemmed(lang):
    assert stemmer(lang) is None
