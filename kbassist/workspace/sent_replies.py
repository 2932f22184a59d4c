"""Makes replies of texts that somebody has sent."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kbassist.articles.article import Fact
from kbassist.articles.decoding import one_line
from kbassist.articles.front_matter_edit import form_values, with_key
from kbassist.articles.text_edits import TextEdit, edited
from kbassist.checks.measures import UNITS, Measure, measures_of
from kbassist.messages.sent import Blank, blanks_in, sent_text
from kbassist.system.errors import NotSaved
from kbassist.workspace.authored import ProposedReply
from kbassist.workspace.session import LibrarySession

PLACEHOLDER = re.compile(r"[a-z_]\w*(?:\.\w+)*", re.ASCII | re.IGNORECASE)
_REPLY = re.compile(r"^(#{1,6}) [^\n]*\{[^{}\n]*\.reply", re.MULTILINE)
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.\d[^.!?\n]*)*")
_BETWEEN = r"[\s\u00a0-]*(?:(?:working|business|calendar|full)[\s-]+)?"
_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,3}[.)])\s")
_SHOWS_AS_MARK = re.compile(r"( {0,3})(?=#{1,6}(?:\s|$)|(?:-[ \t]*){3,}$|=+$|(?:[*_][ \t]*){3,}$|~~~|```)")
_LEAST_FACT = 6
_SHORT_LINE = 60
_WRAPPED = 90  # the longest line of a text that a mail program has wrapped


def propose_reply(session: LibrarySession, sent: str, today: date) -> ProposedReply:
    """Read a text that was sent, and propose a placeholder for what is another with each customer."""
    library, said = session.library, sent_text(sent)
    facts = (*_facts(said.text, library.facts), *_counted(said.text, library.facts))
    blanks = blanks_in(said, library.fields, today, _apart(facts))
    told = any(blank.value.casefold() in said.subject.casefold() for blank in blanks)
    return ProposedReply(said.text, blanks, "" if told else one_line(said.subject), said.lang)


def template_of(text: str, blanks: Iterable[Blank]) -> str:
    """Return a text as a reply's Markdown, with placeholders in the places of these blanks."""
    edits = [TextEdit(*place, f"{{{{ {blank.placeholder} }}}}") for blank in blanks for place in blank.places]
    at, pieces = 0, []
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [_plain(text[at : edit.start]), edit.text]
        at = edit.end
    lines = "".join((*pieces, _plain(text[at:]))).split("\n")
    return "\n".join(_broken(lines))


def with_reply(article: str, title: str, template: str, lang: str = "") -> str:
    """Return an article with one more reply at its end. Raises NotSaved where all of it is one reply."""
    values = form_values(article)
    if values.flag("reply"):
        raise NotSaved("The whole of this article is one reply; begin a new article instead.")
    is_other = bool(lang and values.text("lang")) and not values.text("lang").startswith(lang)
    level = min((found[1] for found in _REPLY.finditer(article)), key=len, default="##")
    words = re.sub(r"[{}]", "", one_line(title))
    heading = f"{level} {words} {{.reply{f' lang={lang}' if is_other else ''}}}"
    gap = "\n\n" if article.strip() else ""
    return f"{article.rstrip()}{gap}{heading}\n\n{template.strip()}\n"


def text_for_reply(title: str, template: str, lang: str = "") -> str:
    """Begin an article with a reply."""
    text = with_reply(f"# {re.sub(r'[{}]', '', one_line(title))}", title, template)
    for key, value in (("lang", lang), ("draft", "true"), ("title", one_line(title))):
        text = edited(text, with_key(text, key, value)) if value else text
    return text


def _plain(text: str) -> str:
    return text.replace("{{", "{ {").replace("{%", "{ %")


def _broken(lines: list[str]) -> Iterator[str]:
    """Keep lines apart that Markdown would join, but for a text wrapped at a width, and hide its marks."""
    is_wrapped = max(map(len, lines)) <= _WRAPPED
    for line, after in zip(lines, (*lines[1:], ""), strict=True):
        shown = _SHOWS_AS_MARK.sub(r"\1\\", line, count=1) if _SHOWS_AS_MARK.match(line) else line
        is_end = line.strip() and after.strip() and (len(line) < _SHORT_LINE or not is_wrapped)
        yield f"{shown}  " if is_end and not _ITEM.match(line) and not _ITEM.match(after) else shown


def _facts(text: str, facts: Iterable[Fact]) -> Iterator[Blank]:
    """Find what the library says in one place: addresses, names, numbers to call."""
    for fact in sorted(facts, key=lambda fact: len(fact.value), reverse=True):
        if len(fact.value) >= _LEAST_FACT:
            found = re.finditer(rf"(?<!\w){re.escape(fact.value)}(?![\w/])", text)
            places = tuple(one.span() for one in found)
            if places:
                yield _fact(places, fact)


def _counted(text: str, facts: tuple[Fact, ...]) -> Iterator[Blank]:
    """Find the numbers of facts, such as `30 days`, in sentences that speak of the same matter."""
    measures = measures_of(facts)
    for sentence in _SENTENCE.finditer(text):
        low = sentence[0].casefold()
        meant = [
            one for one in measures if all(re.search(rf"\b{re.escape(word)}", low) for word in one.words)
        ]
        found = [(place, one) for one in meant for place in _places(low, one)]
        for place, one in found:
            if [other for other, _ in found].count(place) == 1 and len(low) == len(sentence[0]):
                start = sentence.start()
                yield _fact(((start + place[0], start + place[1]),), one.fact)


def _is_meant(low: str, measure: Measure) -> bool:
    return all(re.search(rf"\b{re.escape(word)}", low) for word in measure.words)


def _places(low: str, measure: Measure) -> list[tuple[int, int]]:
    value = re.escape(measure.fact.value.casefold())
    found = re.finditer(rf"(?<![\w.,])({value}){_BETWEEN}(?:{UNITS[measure.unit]})(?!\w)", low)
    return [one.span(1) for one in found]


def _fact(places: tuple[tuple[int, int], ...], fact: Fact) -> Blank:
    return Blank(places, fact.value, f"facts.{fact.name}", f"Fact: {fact.name}")


def _apart(blanks: Iterable[Blank]) -> tuple[Blank, ...]:
    """Keep of each place the first blank that claims it, and of each blank the places that are left."""
    taken: list[tuple[int, int]] = []
    kept: dict[str, Blank] = {}
    for blank in blanks:
        places = [place for place in blank.places if not any(a < place[1] and place[0] < b for a, b in taken)]
        taken += places
        before = kept[blank.placeholder].places if blank.placeholder in kept else ()
        if places:
            kept[blank.placeholder] = Blank(
                tuple(sorted((*before, *places))), blank.value, blank.placeholder, blank.label
            )
    return tuple(kept.values())
