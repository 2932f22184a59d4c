"""Greetings and sign-offs, found in messages and in replies."""

import pytest

from kbassist.messages.greetings import greeting_of, sign_off_of


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Hi Lena,\n\nyour refund is on its way.", "Hi Lena,"),
        ("  \n\nDear Mr. O'Neill,\nthank you", "Dear Mr. O'Neill,"),
        ("Guten Tag Frau Dr. Weber,\n", "Guten Tag Frau Dr. Weber,"),
        ("Sehr geehrte Damen und Herren,\nich", "Sehr geehrte Damen und Herren,"),
        ("Hola, Inés:\n\nsu pedido", "Hola, Inés:"),
        ("Madame, Monsieur,\nj'ai", "Madame, Monsieur,"),
        ("Gentile cliente,\n", "Gentile cliente,"),
        ("Bom dia!\nQuero", "Bom dia!"),
        ("Geachte heer De Vries,\n", "Geachte heer De Vries,"),
        ("Hello Support team! I ordered a desk", "Hello Support team!"),
        ("hi where is my desk", "hi"),
        ("hi i have a question, where is it", "hi"),
        ("Hey 👋 quick one", "Hey 👋"),
        ("Dear customer service I want my money", None),
        ("Lieben Sie Katzen?", None),
        ("Hidden fees are unfair", None),
        ("Best of all", None),
        ("", None),
    ],
)
def test_greeting(text: str, greeting: str | None) -> None:
    found = greeting_of(text)
    assert (text[slice(*found)] if found else None) == greeting


@pytest.mark.parametrize(
    ("text", "sign_off"),
    [
        ("Done.\n\nKind regards,  \nDana\nPinebarrow\n", "Kind regards,  \nDana\nPinebarrow"),
        ("Text\nFreundliche Grüße  \nIhr Team", "Freundliche Grüße  \nIhr Team"),
        ("Texto.\n\nUn saludo cordial,\nAna", "Un saludo cordial,\nAna"),
        ("Texte.\nBien cordialement,\nLe service client", "Bien cordialement,\nLe service client"),
        ("Testo\nCordiali saluti\nLuca", "Cordiali saluti\nLuca"),
        ("Tekst\nMet vriendelijke groet,\nJan de Vries", "Met vriendelijke groet,\nJan de Vries"),
        ("It works now. Thanks, Maya", "Thanks, Maya"),
        ("Danke und viele Grüße\nAnna", "Danke und viele Grüße\nAnna"),
        ("Your best option is\nthis one", None),
        ("best lamp ever", None),
        ("Thank you for your patience.", None),
        ("Kind regards are not enough: I want my money back and I want it today, do you hear?", None),
        ("", None),
    ],
)
def test_sign_off(text: str, sign_off: str | None) -> None:
    found = sign_off_of(text)
    assert (text[slice(*found)] if found else None) == sign_off
