"""Words that may name somebody: in addresses, companies, codes, and by their capitals."""

import pytest

from kbassist.messages.private_words import private_words

KNOWN = frozenset(("refund", "visa", "paypal", "where", "money"))


def private(text: str, lang: str | None = "en") -> set[str]:
    pieces = private_words(text, lang, lambda word: word.lower() in KNOWN)
    return {word.strip(".,").lower() for piece in pieces for word in piece.split()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("i live at 14 larkspur crescent since may", "larkspur"),
        ("wohne in der lindenstraße 5 seit mai", "lindenstraße"),
        ("j'habite 12, rue des petits champs ici", "petits champs"),
        ("vivo en calle mayor 7 desde mayo", "mayor"),
        ("we at grimsnaffle trading ltd ordered it", "grimsnaffle trading"),
        ("ich arbeite bei der quasselstrippe gmbh hier", "quasselstrippe"),
        ("please tell mrs blackwidow that it came", "blackwidow"),
        ("frau knoll hat gesagt", "knoll"),
        ("mail me at zeb.quorl@wobble.example today", "zeb.quorl@wobble.example"),
        (
            "see https://track.example/p/hj or www.wobble.example",
            "https://track.example/p/hj www.wobble.example",
        ),
        ("the code is QX-88213-ab thanks", "qx-88213-ab"),
        ("I gave it to Hortensia yesterday", "hortensia"),
        ("Zebediah Quorlington here, hello", "zebediah quorlington"),
        ("Send it to Wobblethorpe WX3 9QP please", "wobblethorpe"),
    ],
)
def test_names_are_kept_out(text: str, names: str) -> None:
    assert set(names.split()) <= private(text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("where is my money, the postman brought nothing", "en"),
        ("Nothing arrived. Postman was here! Strange", "en"),
        ("I paid with Visa and want my Refund", "en"),
        ("mein Paket ist beim Nachbarn gelandet", "de"),
        ("Rücksendung: Wo bleibt das Geld", "de"),
    ],
)
def test_words_of_the_matter_stay(text: str, lang: str) -> None:
    assert private(text, lang) == set()


@pytest.mark.timeout(30)  # a pattern that looks back over and over takes minutes
@pytest.mark.parametrize(
    "piece", ["a", "a.", "A ", "1 a ", "Aa ", "a,", "rue de la ", "1", "mr a", "@", "ltd "]
)
def test_hostile_texts_take_no_time(piece: str) -> None:
    assert isinstance(private_words(piece * 50_000, None, lambda _: False), tuple)
