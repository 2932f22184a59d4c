"""Hints find what costs goodwill, leave good replies alone, and never point beside the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbassist.replies.hints import HintKind, hints
from kbassist.replies.reading_ease import FORMULAS, LEAST_WORDS, reading_ease
from kbassist.replies.wordings import LANGUAGES, wordings

BLAME, PROMISE, SENTENCE, READING = HintKind.BLAME, HintKind.PROMISE, HintKind.SENTENCE, HintKind.READING


@pytest.mark.parametrize(
    ("lang", "text", "kind", "words"),
    [
        ("en", "You failed to send the form.", BLAME, "You failed to"),
        ("en", "As I already said, it is closed.", BLAME, "As I already said"),
        ("en", "As we’ve already told you, no.", BLAME, "As we’ve already told you"),
        ("en", "Please calm down first.", BLAME, "calm down"),
        ("en", "That is your own mistake.", BLAME, "your own mistake"),
        ("en", "You should have read the terms.", BLAME, "You should have read"),
        ("en", "That's your problem.", BLAME, "That's your problem"),
        ("en", "As stated before, no.", BLAME, "As stated before"),
        ("en", "You didn't follow the steps.", BLAME, "You didn't follow"),
        ("en", "You never answered.", BLAME, "You never answered"),
        ("en", "I am afraid it's company policy.", BLAME, "it's company policy"),
        ("en", "You need to be patient.", BLAME, "You need to be patient"),
        ("en", "We will get back to you soon.", PROMISE, "soon"),
        ("en", "Order 10432: I'll look into it as soon as possible.", PROMISE, "as soon as possible"),
        ("en-GB", "Our team answers in a few days.", PROMISE, "in a few days"),
        (
            "de",
            "Wie ich Ihnen bereits geschrieben habe, geht das nicht.",
            BLAME,
            "Wie ich Ihnen bereits geschrieben",
        ),
        ("de", "Sie haben leider vergessen, die Nummer anzugeben.", BLAME, "Sie haben leider vergessen"),
        ("de", "Beruhigen Sie sich bitte.", BLAME, "Beruhigen Sie sich"),
        ("de", "Das ist nicht unsere Schuld.", BLAME, "nicht unsere Schuld"),
        ("de", "Da müssen Sie sich noch etwas gedulden.", BLAME, "müssen Sie sich noch etwas gedulden"),
        ("de", "Sie haben auf die Mail nicht reagiert.", BLAME, "Sie haben auf die Mail nicht reagiert"),
        ("de", "Wir melden uns zeitnah bei Ihnen.", PROMISE, "zeitnah"),
        ("de-AT", "Ich kläre das so schnell wie möglich.", PROMISE, "so schnell wie möglich"),
        ("fr", "Comme je vous l'ai déjà expliqué, c'est fermé.", BLAME, "Comme je vous l'ai déjà expliqué"),
        ("fr", "Vous avez omis d'indiquer le numéro.", BLAME, "Vous avez omis"),
        ("fr", "Vous n'avez jamais répondu.", BLAME, "Vous n'avez jamais répondu"),
        ("fr", "Vous devez patienter.", BLAME, "Vous devez patienter"),
        ("fr", "Calmez-vous.", BLAME, "Calmez-vous"),
        ("fr", "Nous reviendrons vers vous dans les meilleurs délais.", PROMISE, "dans les meilleurs délais"),
        ("es", "Como ya le he dicho, no es posible.", BLAME, "Como ya le he dicho"),
        ("es", "Debería haber leído las condiciones.", BLAME, "Debería haber leído"),
        ("es", "Usted no envió la foto.", BLAME, "Usted no envió"),
        ("es", "Se olvidó de pagar.", BLAME, "Se olvidó de"),
        ("es", "No es culpa nuestra.", BLAME, "No es culpa nuestra"),
        ("es", "Cálmese, por favor.", BLAME, "Cálmese"),
        ("es", "Le responderemos a la mayor brevedad posible.", PROMISE, "a la mayor brevedad posible"),
    ],
)
def test_what_costs_goodwill_is_found_where_it_stands(
    lang: str, text: str, kind: HintKind, words: str
) -> None:
    before = "Hello Maya,\n\n- "
    (hint,) = hints(before + text, lang)
    assert (hint.kind, (before + text)[hint.start : hint.end]) == (kind, words)
    assert words.split(maxsplit=1)[0] in hint.sentence
    assert hint.better


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We will write to you soon, by Friday at the latest."),
        ("en", "As soon as the parcel is here, we refund you."),
        ("en", "Our answer comes within two working days, as soon as possible."),
        ("en", "This was not your fault, and see you soon!"),
        ("en", "You should have received an e-mail from us today."),
        ("en", "We have already asked the carrier about it."),
        ("en", "Please tell us your error code as soon as possible."),
        ("en", "If you didn't send it yet, we help. If it does not arrive soon, write to us."),
        ("en", "You need to be at home. Our policy is 14 days."),
        ("fr", "Si vous n'avez pas envoyé la photo, nous vous aidons."),
        ("es", "Si usted no envió la foto, le ayudamos."),
        ("en", "Have you forgotten your password? You forgot nothing."),
        ("de", "Sobald das Paket da ist, melden wir uns."),
        ("de", "Wir melden uns bald, spätestens am Freitag."),
        ("de", "Haben Sie Ihr Passwort vergessen? Sie haben Ihr Passwort vergessen?"),
        ("de", "Bitte ändern Sie umgehend Ihr Passwort, wir helfen gern."),
        ("fr", "Vous avez oublié votre mot de passe ? Dès que le colis est là, nous vous remboursons."),
        ("fr", "À bientôt, et merci de nous répondre rapidement."),
        ("es", "¿Ha olvidado su contraseña? Le recomendamos cambiarla cuanto antes."),
        ("es", "Su pedido debería haber llegado. Le escribiremos pronto, el viernes."),
        ("it", "Le risponderemo presto. Si calmi."),
        (None, "You failed to do it soon."),
    ],
)
def test_what_is_fine_gets_no_hint(lang: str | None, text: str) -> None:
    assert hints(text, lang) == ()


def test_a_long_sentence_says_where_it_can_end() -> None:
    text = "I looked at " + "the order and " * 10 + "it left, and the carrier " + "has it there " * 6 + "now."
    (hint,) = (hint for hint in hints(text, "en") if hint.kind is SENTENCE)
    assert (hint.start, hint.end, hint.label) == (0, len(text), f"{len(text.split())} words")
    assert hint.better == 'Make it two: end the first after "… and it left".'


HARD = {
    "en": "Notwithstanding aforementioned contractual obligations, reimbursement eligibility necessitates "
    "comprehensive documentation, including authenticated identification. ",
    "de": "Die Rückerstattungsvoraussetzungen erfordern unter Berücksichtigung vertraglicher Verpflichtungen "
    "eine vollständige Dokumentation einschließlich beglaubigter Identifikationsunterlagen. ",
    "fr": "L'éligibilité au remboursement nécessite, conformément aux obligations contractuelles, une "
    "documentation exhaustive comprenant l'identification authentifiée et vérifications supplémentaires. ",
    "es": "La elegibilidad para la devolución requiere, conforme a las obligaciones contractuales, "
    "documentación exhaustiva incluyendo identificación autenticada y verificaciones suplementarias. ",
}
EASY = {
    "en": "We got your lamp back today. The money is on its way to you. You see it by Friday. ",
    "de": "Ihre Lampe ist heute bei uns. Das Geld geht gleich raus. Bis Freitag ist es da. ",
    "fr": "La lampe est chez nous. Le prix vous est rendu ce soir. Tout est en ordre. ",
    "es": "La caja está aquí. Hoy le damos su dinero. El viernes lo ve en su banco. ",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_what_is_hard_to_read_is_flagged(lang: str) -> None:
    hard, easy = HARD[lang] * 4, EASY[lang] * 4
    assert [hint.kind for hint in hints(hard, lang)][-1] is READING
    assert hints(easy, lang) == ()
    assert (reading_ease(easy, lang) or 0) > 75 > 30 > (reading_ease(hard, lang) or 99)


@pytest.mark.parametrize(
    ("lang", "sentence", "ease"),
    [
        ("en", "The cat sat on it. ", 206.835 - 1.015 * 5 - 84.6),
        ("en", "Tables arrive today. ", 206.835 - 1.015 * 3 - 84.6 * 2),
        ("de", "Das ist gut so da. ", 180 - 5 - 58.5),
        ("de", "Heute kommen alle Pakete. ", 180 - 4 - 58.5 * 9 / 4),
        ("fr", "Votre argent est là. ", 207 - 1.015 * 4 - 73.6 * 5 / 4),
        ("es", "El pedido llega hoy. ", 206.84 - 1.02 * 4 - 60 * 7 / 4),
    ],
)
def test_the_formula_is_that_of_its_author(lang: str, sentence: str, ease: float) -> None:
    assert reading_ease(sentence * 15, lang) == pytest.approx(ease)


def test_a_few_words_have_no_reading_ease() -> None:
    assert reading_ease("Authentication necessitates documentation. " * 3, "en") is None
    assert reading_ease("word " * LEAST_WORDS, "it") is None
    links = "https://shop.example/a 10432 maya@example.com "
    assert reading_ease("See it here. " * 20 + links * 50, "en") == reading_ease("See it here. " * 20, "en")


@pytest.mark.parametrize(
    ("lang", "word", "count"),
    [
        ("en", "delivered", 3),
        ("en", "wanted", 2),
        ("en", "boxes", 2),
        ("en", "table", 2),
        ("en", "the", 1),
        ("de", "erhalten", 3),
        ("de", "Bestellungen", 4),
        ("de", "zuerst", 2),
        ("fr", "facture", 2),
        ("fr", "remboursement", 4),
        ("fr", "argent", 2),
        ("fr", "souvent", 2),
        ("fr", "arrivent", 2),
        ("es", "país", 2),
        ("es", "cuenta", 2),
        ("es", "que", 1),
        ("es", "devolución", 4),
    ],
)
def test_syllables(lang: str, word: str, count: int) -> None:
    assert FORMULAS[lang].syllables(word.lower()) == count


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_wording_has_a_better_one_that_is_none_itself(lang: str) -> None:
    lists = wordings(lang)
    assert lists is not None
    for wording in (*lists.blame, *lists.promise):
        assert wording.better.strip()
        assert not hints(wording.better.replace("…", "this"), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.text(st.sampled_from("you failed to sie bald nous şİß’\n .,…ﬁ\U0001f469\u200d"), max_size=300))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_hints_point_into_the_text(lang: str, text: str) -> None:
    for hint in hints(text, lang):
        assert 0 <= hint.start < hint.end <= len(text)


def test_a_very_long_text_is_no_burden() -> None:
    assert len(hints("you should have been told that you have ~ " * 50_000, "en")) < 2_000
