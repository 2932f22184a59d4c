"""The language of each line."""

import pytest

from kbassist.articles.languages import languages_of


@pytest.mark.parametrize(
    ("text", "usual", "languages"),
    [
        ("Hello", None, [None]),
        ("Hello\nagain", "en", ["en", "en"]),
        ("---\nlang: de_AT\n---\nHallo", "en", ["de-AT"] * 4),
        ("# A\n## B {.reply lang=de}\nx\n### C\ny\n## D {.reply}\nz", "en", ["en", *["de"] * 4, "en", "en"]),
        ("# A {lang=de}\n## B {.reply lang=fr}\nx\n## C\ny", None, ["de", "fr", "fr", "de", "de"]),
        ("## B\n{: .reply lang=fr}\nx", "en", ["fr"] * 3),
        ("## B {.reply lang=?}\nx", "en", ["en", "en"]),
        ("---\nlang: [\n---\nHallo", "en", ["en"] * 4),
    ],
)
def test_languages(text: str, usual: str | None, languages: list[str | None]) -> None:
    assert languages_of(text, usual) == languages
