"""Words of the lexicon that are a few typing mistakes away from a word."""


def letter_set(word: str) -> int:
    """Return which letters occur, as 32 bits: every mistake changes at most two of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
