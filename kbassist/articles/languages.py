"""Which language each line of an article's text is written in."""

from kbassist.articles.front_matter_edit import form_values
from kbassist.articles.headings import outline
from kbassist.articles.replies import section_ends
from kbassist.articles.values import parse_language


def languages_of(text: str, usual: str | None) -> list[str | None]:
    """Return the language of each line as a tag; `usual` is that of articles which name none."""
    lines = text.split("\n")
    own = parse_language(form_values(text).text("lang")) or usual
    found = [own] * len(lines)
    shape = outline(lines)
    for section, end in zip(shape.sections, section_ends(shape.sections, len(lines)), strict=True):
        named = section.attributes.pairs.get("lang", "")
        if named and (language := parse_language(named)):
            found[section.first : end] = [language] * (end - section.first)
    return found
