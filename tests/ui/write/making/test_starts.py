"""What comes of what was typed into the form of a new article."""

from kbassist.ui.write.making.starts import Material, Wanted, starts_of
from kbassist.workspace.authoring import Authoring

WANTED = Wanted("Lost parcel", lang="de", owner="Ines Weber")
TYPED = "title: Lost parcel\nlang: de\nowner: Ines Weber\n"


def text_of(material: Material, wanted: Wanted = WANTED) -> str:
    start = starts_of(material, ())[0]
    return start.make(Authoring, wanted)  # type: ignore[arg-type] - it makes texts without a library


def test_the_typed_title_is_the_heading_in_place_of_the_customers_words() -> None:
    text = text_of(Material(message="Where is it? I am Maya Ortiz."))
    assert TYPED in text
    assert "\n# Lost parcel\n" in text
    assert "# Where" not in text


def test_a_copy_has_the_typed_owner_and_title() -> None:
    article = "---\ntitle: Old\nowner: dana\n---\n\n```\n# no heading\n```\n\nOld\n===\n\nWords.\n"
    text = text_of(Material(article=article))
    assert TYPED in text
    assert text.endswith("```\n# no heading\n```\n\n# Lost parcel\n\nWords.\n")
