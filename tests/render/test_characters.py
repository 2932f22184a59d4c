"""Characters that no one can see."""

import pytest

from kbassist.render.characters import visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00\x07\x1b[31mb\x7f\x9f", "a[31mb"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("tab\tstays", "tab\tstays"),
        ("refund \u202eexe.txt\u2066x\u2069", "refund exe.txtx"),
        ("pay\u200bpal\ufeff pay\u200dpal", "paypal paypal"),
        ("\ue000\uf8ff\U000f0000\U00100000\U000e0041", ""),
        ("lone \ud800", "lone "),
        ("👩\u200d💻 نمی\u200cخواهم", "👩\u200d💻 نمی\u200cخواهم"),
        ("Grüße ☐ €\u00a0", "Grüße ☐ €\u00a0"),
    ],
)
def test_only_what_can_be_seen_is_left(text: str, expected: str) -> None:
    assert visible(text) == expected
