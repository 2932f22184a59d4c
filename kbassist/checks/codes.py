"""Every code that a problem can have: how much it matters, what it means, and whether it can be mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kbassist.articles.article import Fix, Problem, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem; `meaning` is a sentence, `has_fix` tells that some of them mend by themselves."""

    name: str
    severity: Severity
    meaning: str
    has_fix: bool = False

    def at(
        self,
        path: str,
        place: tuple[int, int],
        message: str,
        fix: Fix | None = None,
        worth: Severity | None = None,
    ) -> Problem:
        """Make a problem of this code at line and column (from 1; 0 means the whole)."""
        return Problem(path, place[0], self.name, worth or self.severity, message, place[1], fix)


_FILES = (
    Code("not-text", _E, "A file with the name of an article is no text; nothing of it can be found."),
    Code(
        "unreadable", _E, "A file is there and cannot be read: permissions, a pipe, a link that leads away."
    ),
    Code("encoding", _I, "A file is not UTF-8; other programs may show its accents and umlauts wrongly."),
    Code("large", _W, "A file has over 2 MB: it is shown as plain text, and only its beginning is searched."),
    Code("huge", _W, "A file has over 20 MB: only its name is known."),
    Code("more", _W, "One file has over a hundred problems; those further down are not listed."),
    Code("conflict-copy", _W, "A sync service left this copy behind when two people saved at once."),
    Code("name-end", _W, "A name ends with a space or a dot, so the file is no article."),
    Code("name-odd", _I, "Windows cannot store this name; who shares the folder from there never sees it."),
    Code("name-twin", _W, "Two names differ in case or accents only; Windows and macOS keep one of them."),
    Code("suffix-odd", _W, "A name looks like that of an article and ends otherwise, so it is never found."),
    Code("folder-closed", _W, "A folder cannot be opened, so its articles are not shown."),
    Code("link-broken", _W, "A link in the folder leads nowhere."),
    Code("link-outside", _W, "A link in the folder leads out of the library, where nothing is read."),
    Code("not-regular", _W, "Something with the name of an article is no file."),
)

_FRONT_MATTER = (
    Code("front-matter-open", _W, "The front matter never ends, so that all of it is shown as text."),
    Code(
        "front-matter-broken", _E, "The front matter is no YAML: tags, owner, dates and fields are ignored."
    ),
    Code("front-matter-large", _W, "The front matter has over 16 KB and is ignored."),
    Code("front-matter-deep", _W, "The front matter is nested too deeply and is ignored."),
    Code("front-matter-anchor", _W, "YAML's anchors, aliases and merges are not read."),
    Code("yaml-broken", _E, "_library.yaml or _facts.yaml is no YAML and is ignored."),
    Code("yaml-deep", _E, "_library.yaml or _facts.yaml is nested too deeply and is ignored."),
    Code("yaml-anchor", _E, "_library.yaml or _facts.yaml uses anchors, aliases or merges and is ignored."),
    Code("yaml-text", _E, "_library.yaml or _facts.yaml is no list of `key: value` lines and is ignored."),
    Code("key-unusable", _W, "A line of the front matter has no usable key."),
    Code("key-repeated", _W, "A key stands there twice, and the first value is lost."),
    Code("key-slip", _W, "An unknown key looks like a slip for a known one; its value has no effect.", True),
    Code(
        "placeholder-unquoted",
        _W,
        "A placeholder in front matter needs quotes, or YAML reads something else.",
    ),
    Code("value-unfit", _W, "A value is not of the type of its key and has no effect.", True),
    Code("id-unfit", _W, "An id holds the sign that leads to a reply."),
    Code(
        "date-unlikely", _W, "Dates contradict each other: verified in the future, or ended before it began."
    ),
    Code("fields-unfit", _W, "The fields are no map from names to how they are asked for."),
    Code("field-name", _W, "A field has a name that no placeholder can have."),
    Code("field-unfit", _W, "A field is declared in a way that cannot be read."),
    Code("field-type", _W, "A field has a type that there is not."),
    Code("field-choices", _W, "A field of choices has none."),
    Code("field-pattern", _W, "The pattern of a field cannot be used, so that any value passes."),
    Code("field-example", _W, "The example of a field does not fit the field's own pattern."),
    Code("field-default", _W, "The default of a field is none of its choices."),
    Code("fact-unfit", _W, "A fact has no value."),
    Code("part-twice", _W, "Two files are the same part; one of them is never drawn in."),
)

_REPLIES = (
    Code("reply-unread", _W, "A heading was meant to begin a reply and does not.", True),
    Code("reply-empty", _W, "A reply has no text."),
    Code("reply-twice", _W, "The whole file is a reply, and has replies in it."),
    Code("reply-nested", _W, "A reply stands inside another one and is sent with it."),
    Code("reply-attribute", _W, "An attribute of a reply looks like a slip and has no effect.", True),
    Code("reply-channel", _W, "A reply is for a channel that the library does not have.", True),
    Code("reply-tone", _W, "A reply is in a tone that the library does not have.", True),
    Code("reply-lang", _W, "A reply names a language by something that is no language tag."),
    Code("reply-shortcut", _W, "A shortcut has several words; only the first is used."),
    Code("headings-many", _W, "A file has so many headings that the replies below are not found."),
    Code("fence-open", _I, "A code fence never ends."),
    Code("template-broken", _E, "The Liquid of a reply cannot be read, so that it can never be filled."),
    Code("template-slow", _W, "A reply takes too long to look over, so that nothing else is said of it."),
    Code("unknown-part", _E, "A reply draws in a part that there is not; it can never be filled.", True),
    Code("unknown-fact", _E, "A reply uses a fact that there is not; it can never be filled.", True),
    Code("unknown-placeholder", _W, "An undeclared placeholder looks like a slip for a known one.", True),
    Code(
        "foreign-placeholder", _W, "A placeholder of another help desk asks for what has a name here.", True
    ),
    Code(
        "leftover", _W, "A reply holds a blank, a note or a foreign placeholder, so it is not copied.", True
    ),
    Code("unused-field", _I, "A field is declared and no text asks for it."),
    Code("unused-part", _I, "No reply draws in a part."),
    Code("unused-fact", _I, "No text uses a fact."),
    Code("fact-contradicted", _W, "A text says another number than the fact on the same matter."),
    Code("missing-variant", _I, "A channel or language is missing that most other articles have."),
    Code("hard-to-read", _I, "A reply has long sentences and long words; customers skim such texts."),
    Code("part-cyclic", _E, "A part draws itself in; no reply with it can be filled."),
)

_LINKS = (
    Code("dead-link", _W, "A link leads to no file of the library.", True),
    Code("dead-picture", _W, "A picture is not in the library.", True),
    Code("dead-anchor", _W, "A link leads to a heading that its article does not have.", True),
    Code("inert-link", _W, "A link in a reply leads customers nowhere: it is sent as its words alone."),
    Code("inactive-linked", _I, "A link leads to a draft, or to an article that is not active now."),
    Code("dead-address", _W, "A web address leads to a page or a host that there is not; for --external."),
    Code("silent-address", _I, "A web address does not answer, or with an error; for --external."),
    Code("orphan-attachment", _I, "No article uses a file in _attachments."),
    Code("alt-missing", _I, "A picture has no words for those who cannot see it."),
    Code("heading-order", _I, "A heading skips a level, which confuses screen readers and outlines."),
)

_UPKEEP = (
    Code("duplicate-id", _E, "Two articles share an id; only one of them can be opened by it."),
    Code("duplicate-title", _W, "Two articles of one language share a title; nobody can tell them apart."),
    Code("duplicate-shortcut", _W, "Two articles share a shortcut; only one of them wins."),
    Code("near-duplicate", _I, "Two articles say nearly the same; sooner or later one of them is wrong."),
    Code("overdue", _W, "The review of an article is overdue."),
    Code("no-owner", _I, "Nobody answers for an article, where most others have an owner."),
    Code("unknown-owner", _W, "An owner is not among those of _library.yaml."),
)

_GUIDES = (
    Code("guide-answer", _W, "A question stands where a guide expects an answer."),
    Code("guide-dead-end", _W, "Nothing follows on an answer of a guide."),
    Code("guide-deep", _W, "A guide is nested too deeply; what is deeper is left out."),
    Code("guide-empty", _W, "A guide has no questions."),
    Code("guide-fork", _W, "An answer of a guide leads to two places."),
    Code("guide-long", _W, "A guide is too long; the rest is left out."),
    Code("guide-loop", _W, "A guide leads in a circle without a way out."),
    Code("guide-nested", _W, "A guide stands inside a reply and is sent with it."),
    Code("guide-reply", _W, "A guide leads to a reply that there is not."),
    Code("guide-text", _W, "Text between the lists of a guide is never shown."),
    Code("guide-twice", _W, "A question of a guide has the same answer twice."),
    Code("guide-unanswered", _W, "A question of a guide has no answers."),
    Code("guide-unreachable", _W, "No answer leads to a question of a guide."),
)

CODES: Mapping[str, Code] = MappingProxyType(
    {code.name: code for code in (*_FILES, *_FRONT_MATTER, *_REPLIES, *_LINKS, *_UPKEEP, *_GUIDES)}
)
