"""Words of a question that may be kept: those of the matter and of everyday, and nobody's name."""

import pytest

from kbassist.search.learned_words import informative_words


def kept(text: str, matter: str = "") -> set[str]:
    return set(informative_words(text, knows=lambda word: word in matter.split()))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("could you ask thorvaldsen why the parcel is still at the depot", "thorvaldsen"),
        ("mein nachbar schimmelpfennig gibt das paket nicht heraus", "schimmelpfennig"),
        ("ich wohne am kottbusser damm und das paket kam nicht an", "kottbusser damm"),
        ("the courier left it in dalston instead of marylebone", "dalston marylebone"),
        ("my company blorptech paid twice for the subscription", "blorptech"),
        ("mi jefe goikoetxea no recibe la factura", "goikoetxea"),
        ("mon voisin kowalczyk a gardé le colis", "kowalczyk"),
        ("my email is zork dot quibble at wobble dot example", "zork quibble wobble"),
        ("why was featherstonehaugh charged twice", "featherstonehaugh"),
        ("the order of my daughter persephone is late", "persephone"),
        ("nobody told parker or leung that blackstone paid", "parker leung blackstone"),
        ("PLEASE SEND THE PARCEL OF XIOMARA QUORLINGTON AGAIN", "xiomara quorlington"),
    ],
)
def test_what_nobody_knows_is_not_kept(text: str, names: str) -> None:
    words = kept(text)
    assert not words & set(names.split())
    assert len(words) >= 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the postman brought boxes that were wet and squashed", "postman brought boxes wet"),
        ("der paketbote hat die lieferung vor dem treppenhaus gelassen", "paketbote lieferung treppenhaus"),
        ("le livreur a laissé le colis mouillé sur le palier", "livreur laisse mouille palier"),
        ("el repartidor dejó la caja abierta en la escalera", "repartidor caja escalera"),
    ],
)
def test_everyday_words_are_kept(text: str, words: str) -> None:
    assert set(words.split()) <= kept(text)


def test_words_of_the_articles_are_kept() -> None:
    assert "flumoxer" not in kept("my flumoxer makes a noise")
    assert "flumoxer" in kept("my flumoxer makes a noise", "flumoxer")
    assert "maya" not in kept("maya wants a refund", "maya")
