"""How much of a text message a text takes: GSM-7 septets, or UTF-16 units once one letter is not in GSM-7.

3GPP TS 23.038: 160 septets or 70 UTF-16 units a message; characters of the extension table take two.
"""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€\f")
_PLAINER = str.maketrans(
    {
        "’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "•": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
    }
)  # fmt: skip

GSM_LIMIT = 160
UCS2_LIMIT = 70


def is_gsm(text: str) -> bool:
    """Tell whether every character is in GSM-7."""
    return all(character in _BASIC or character in _EXTENSION for character in text)


def septets(text: str) -> int:
    """Count the septets of a text that is all GSM-7."""
    return sum(2 if character in _EXTENSION else 1 for character in text)


def fits_message(text: str, limit: int = GSM_LIMIT) -> bool:
    """Tell whether `text` is one text message of at most `limit` septets, or as much in UTF-16 units."""
    if is_gsm(text):
        return septets(text) <= limit
    return len(text.encode("utf-16-le", "replace")) // 2 * GSM_LIMIT <= UCS2_LIMIT * limit


def plainer(text: str) -> str:
    """Write curly quotes and dashes as typed, where that lets all of `text` be GSM-7: 160 instead of 70."""
    plain = text.translate(_PLAINER)
    return plain if is_gsm(plain) else text
