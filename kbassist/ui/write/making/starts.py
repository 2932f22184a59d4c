"""What a new article can begin with, and the text that comes of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kbassist.articles.text_edits import edited
from kbassist.ui.write.making.bench import Proposing, Template

LONGEST_NOTE = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed into the form; empty texts name nothing."""

    title: str
    folder: str = ""
    lang: str = ""
    owner: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What lies at hand when an article is begun: each may be empty.

    `article` is the text of the open article, to be taken as it is for another language.
    """

    gap: str = ""
    message: str = ""
    selection: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """One way to begin; `make` gives the text and may take a while.

    `has_tone` where there are replies already, which can be written in another tone.
    """

    title: str
    note: str
    make: Callable[[Proposing, Wanted], str] = field(repr=False)
    has_tone: bool = False


def starts_of(material: Material, templates: Sequence[Template]) -> tuple[Start, ...]:
    """List the ways to begin, what lies at hand first, then templates, then nothing at all."""
    found: list[Start] = []
    if material.gap:
        found.append(Start("For the gap", _note(material.gap), _keyed(_from_gap(material.gap))))
    if material.selection:
        found.append(
            Start("From the selection", _note(material.selection), _keyed(_from_selection(material)))
        )
    found += [Start(one.title, one.description, _from_template(one)) for one in templates]
    if material.message:
        found.append(
            Start("For the copied message", _note(material.message), _keyed(_from_message(material)))
        )
    if material.article:
        words = "Its text to be translated, or said in another way"
        copy = _keyed(_copy_of(material.article))
        found.append(Start("A copy of this article", words, copy, has_tone=True))
    found.append(Start("An empty article", "A title and nothing else", _keyed(_empty)))
    return tuple(found)


def _keyed(make: Callable[[Proposing, Wanted], str]) -> Callable[[Proposing, Wanted], str]:
    """Have a text that knows nothing of the form take over what was typed there."""

    def make_keyed(authoring: Proposing, wanted: Wanted) -> str:
        text = authoring.titled(make(authoring, wanted), wanted.title)
        for key, value in (("title", wanted.title), ("lang", wanted.lang), ("owner", wanted.owner)):
            if value:
                text = edited(text, authoring.with_key(text, key, value))
        return text

    return make_keyed


def _from_template(template: Template) -> Callable[[Proposing, Wanted], str]:
    def make(authoring: Proposing, wanted: Wanted) -> str:
        lang, owner = wanted.lang or None, wanted.owner or None
        return authoring.new_text(template, title=wanted.title, lang=lang, owner=owner)

    return make


def _copy_of(article: str) -> Callable[[Proposing, Wanted], str]:
    return lambda authoring, wanted: authoring.duplicate(
        article, lang=wanted.lang or None, tone=wanted.tone or None
    )


def _from_gap(words: str) -> Callable[[Proposing, Wanted], str]:
    return lambda authoring, _: authoring.text_for_gap(words)


def _from_selection(material: Material) -> Callable[[Proposing, Wanted], str]:
    return lambda authoring, _: authoring.text_for_selection(material.selection)


def _from_message(material: Material) -> Callable[[Proposing, Wanted], str]:
    return lambda authoring, _: authoring.text_for_message(material.message)


def _empty(_authoring: Proposing, wanted: Wanted) -> str:
    return f"# {wanted.title}\n\n"


def _note(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_NOTE else f"{words[:LONGEST_NOTE].rstrip()}…"
