"""Says what may be completed at a place of a text: names, tags, parts, links, attributes, front matter."""

import re
from collections.abc import Iterable, Iterator

from kbassist.articles.links import escaped, relative
from kbassist.articles.text_change import line_end, line_start
from kbassist.articles.yaml_scalars import scalar
from kbassist.workspace.authored import ArticleLink, Completion, Ground, Proposal, Term, Vocabulary
from kbassist.workspace.completing_liquid import Place, in_liquid, names_at

MOST_PROPOSED = 100

_LINK = re.compile(r"\]\(([^()\n]*)\Z")
_LINK_REST = re.compile(r"([^()\s]*)(\))?")
_ATTRIBUTES = re.compile(r"(?: {0,3}#{1,6}\s.*(?<!\{)\{:?| {0,3}\{:)([^{}%]*)\Z")
_PAIR = re.compile(r"(?:\A|\s)(\w+)=\"?([^\s\"]*)\Z")
_ATTRIBUTE = re.compile(r"(?:\A|\s)([.\w]*)\Z")
_KEY = re.compile(r"(\w*)\Z")
_VALUE = re.compile(r"(\w+):[ \t]+(.*)\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)\Z")
_TOKEN = re.compile(r"(?:\A|[\[,])[ \t]*([^\[\],]*)\Z")
_TOP_KEY = re.compile(r"(\w+):", re.MULTILINE)
_WORD = re.compile(r"[\w.]*\Z")
_PARTS_OF_A_NAME = re.compile(r"[\s._/-]+")

CLASSES = (Term(".reply", "what is below may be copied"), Term(".guide", "questions and answers to walk"))
FLAGS = (Term("true"), Term("false"))
FLAG_KEYS = frozenset({"draft", "reply", "sensitive"})


def completion(
    text: str, at: int, words: Vocabulary, ground: Ground, *, asked: bool = False
) -> Completion | None:
    """Say what can be completed before the offset `at`; None where nothing can.

    `asked` says that the writer wants to see something: in running text placeholders and links are proposed.
    """
    head, tail = text[line_start(text, at) : at], text[at : line_end(text, at)]
    place = _place(text, at, head, tail, words, ground)
    if place is None and asked and not ground.code and not ground.front_matter:
        place = _in_prose(text, at, head, words, ground)
    if place is None:
        return None
    start, end = at - len(place.typed), at + place.behind
    best = tuple(_fitting(place.typed.strip().strip("\"'"), place.proposals))
    if not best or (len(best) == 1 and text[start:end] == best[0].text):
        return None
    return Completion(start, end, best)


def _place(text: str, at: int, head: str, tail: str, words: Vocabulary, ground: Ground) -> Place | None:
    place = in_liquid(text, at, head, tail, words)
    if place is not None or ground.code:
        return place
    if ground.front_matter:
        return _in_front_matter(text, at, head, tail, words)
    if found := _LINK.search(head):
        rest = _LINK_REST.match(tail)
        closed = rest is not None and rest[2] is not None
        behind = rest.end(1) if rest is not None and closed else 0
        close = "" if closed else ")"
        return Place(found[1], behind, (_target(article, ground.path, close) for article in words.articles))
    if found := _ATTRIBUTES.match(head):
        return _in_attributes(found[1], tail, words)
    return None


def _target(article: ArticleLink, path: str, close: str) -> Proposal:
    return Proposal(article.title, article.path, escaped(relative(article.path, path)) + close)


def _in_attributes(typed: str, tail: str, words: Vocabulary) -> Place | None:
    close = "" if "}" in tail else "}"
    if pair := _PAIR.search(typed):
        values = {"channel": words.channels, "tone": words.tones, "lang": words.languages}.get(pair[1], ())
        return Place(pair[2], 0, (_plain(term, close) for term in values))
    if found := _ATTRIBUTE.search(typed):
        if found[1].startswith(".") or not typed.strip():
            classes = tuple(_plain(term, close) for term in CLASSES)
        else:
            classes = ()
        used = {match[1] for match in re.finditer(r"(\w+)=", typed)}
        keys = (
            Proposal(term.name, term.hint, f"{term.name}={close}", len(close))
            for term in words.attributes
            if term.name not in used
        )
        return Place(found[1], 0, (*classes, *keys))
    return None


def _in_front_matter(text: str, at: int, head: str, tail: str, words: Vocabulary) -> Place | None:
    if _KEY.fullmatch(head):
        colon = "" if tail.lstrip().startswith(":") else ": "
        taken = set(_TOP_KEY.findall(text[: text.find("\n---", at) if "\n---" in text[at:] else at]))
        free = (term for term in words.keys if term.name not in taken or term.name == head)
        return Place(head, 0, (Proposal(term.name, term.hint, term.name + colon) for term in free))
    if found := _VALUE.fullmatch(head):
        key, typed, listed = found[1], found[2], "[" in found[2]
    elif found := _ITEM.fullmatch(head):
        above = [match[1] for match in _TOP_KEY.finditer(text, 0, at)]
        key, typed, listed = (above[-1] if above else ""), found[1], False
    else:
        return None
    values = _values_of(key, words)
    token = _TOKEN.search(typed)
    if not values or token is None or "#" in typed or (tail.strip() and tail.strip()[0] not in ",]#"):
        return None
    bare = key in FLAG_KEYS
    proposals = (Proposal(t.name, t.hint, scalar(t.name, listed=listed, bare=bare)) for t in values)
    return Place(token[1], 0, proposals)


def _values_of(key: str, words: Vocabulary) -> tuple[Term, ...]:
    if key in FLAG_KEYS:
        return FLAGS
    return {"tags": words.tags, "owner": words.owners, "lang": words.languages}.get(key, ())


def _in_prose(text: str, at: int, head: str, words: Vocabulary, ground: Ground) -> Place:
    found = _WORD.search(head)
    typed = found[0] if found else ""
    names = (Proposal(term.name, term.hint, f"{{{{ {term.name} }}}}") for term in names_at(text, at, words))
    links = (
        Proposal(
            article.title, article.path, f"[{article.title}]({escaped(relative(article.path, ground.path))})"
        )
        for article in words.articles
    )
    return Place(typed, 0, (*names, *links))


def _plain(term: Term, behind: str = "") -> Proposal:
    return Proposal(term.name, term.hint, term.name + behind, len(behind))


def _fitting(typed: str, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield what begins as typed, then what has a word that does, then what has it anywhere."""
    wanted = typed.casefold()
    ranks: tuple[list[Proposal], ...] = ([], [], [])
    for proposal in proposals:
        label = proposal.label.casefold()
        if label.startswith(wanted):
            ranks[0].append(proposal)
            if len(ranks[0]) == MOST_PROPOSED:
                break
        elif any(part.startswith(wanted) for part in _PARTS_OF_A_NAME.split(label)):
            ranks[1].append(proposal)
        elif wanted in label or wanted in proposal.hint.casefold():
            ranks[2].append(proposal)
    yield from [proposal for rank in ranks for proposal in rank][:MOST_PROPOSED]
