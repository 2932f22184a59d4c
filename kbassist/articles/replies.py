"""Reads the replies and guides of an article out of its sections."""

from collections.abc import Mapping
from dataclasses import dataclass

from kbassist.articles.article import Article, Guide, Reply
from kbassist.articles.findings import Findings
from kbassist.articles.headings import Section, Slugs, slug_of
from kbassist.articles.keys import REPLY
from kbassist.articles.library import Library
from kbassist.articles.values import parse_language

_ANY = frozenset(("any", "*", "all"))


@dataclass(frozen=True, slots=True)
class Wording:
    """What the attributes of a reply say: for which channel, in which tone and language."""

    channel: str | None = None
    tone: str = "neutral"
    lang: str | None = None
    shortcut: str | None = None


def read_wording(
    pairs: Mapping[str, str], line: int, lang: str | None, library: Library, findings: Findings
) -> Wording:
    """Read the attributes of a reply on `line`; `lang` is the language of its article."""
    for key in pairs:
        meant = None if key in REPLY else REPLY.meant(key)
        if meant:
            findings.warn(line, "reply-attribute", f"`{key}` means nothing to a reply; `{meant}` was meant?")
    channel = pairs.get("channel", "").strip().casefold() or None
    if channel in _ANY:
        channel = None
    if channel and channel not in library.channels:
        findings.warn(line, "reply-channel", _unknown("channel", channel, library.channels))
    tone = pairs.get("tone", "").strip().casefold() or "neutral"
    if tone not in library.tones:
        findings.warn(line, "reply-tone", _unknown("tone", tone, library.tones))
    own_lang = parse_language(pairs["lang"]) if pairs.get("lang") else None
    if pairs.get("lang") and not own_lang:
        findings.warn(line, "reply-lang", f"`{pairs['lang']}` is no language tag; write en, de or pt-BR.")
    return Wording(channel, tone, own_lang or lang, _shortcut(pairs, line, findings))


def _unknown(what: str, word: str, known: tuple[str, ...]) -> str:
    return f"The {what} `{word}` is unknown; use one of {', '.join(known)}, or add it to _library.yaml."


def _shortcut(pairs: Mapping[str, str], line: int, findings: Findings) -> str | None:
    shortcut = pairs.get("shortcut", "").strip()
    if len(shortcut.split()) > 1:
        findings.warn(line, "reply-shortcut", "A shortcut is one word; the first word is used.")
        shortcut = shortcut.split()[0]
    return shortcut or None


class SectionReader:
    """Reads the replies and guides of one article, whose title and language are known."""

    def __init__(self, article: Article, lines: list[str], library: Library, findings: Findings) -> None:
        """Take the article and its body as `lines`."""
        self._article = article
        self._lines = lines
        self._library = library
        self._findings = findings

    def read(
        self, sections: tuple[Section, ...], end_of_text: int
    ) -> tuple[tuple[Reply, ...], tuple[Guide, ...]]:
        """Return the replies and the guides in the order of the text, which ends at a line's index."""
        slugs = Slugs()
        replies: list[Reply] = []
        guides: list[Guide] = []
        outer_end = 0
        for section, end in zip(sections, section_ends(sections, end_of_text), strict=True):
            classes = section.attributes.classes
            if "reply" in classes:
                line = self._article.body_line + section.first
                if section.first < outer_end:
                    self._findings.warn(line, "reply-nested", _NESTED)
                outer_end = max(outer_end, end)
                replies.append(self._reply(section, self._text(section.after, end), slugs))
            elif "guide" in classes:
                if section.first < outer_end:
                    self._findings.warn(self._article.body_line + section.first, "guide-nested", _SENT_ALONG)
                guides.append(self._guide(section, end, slugs))
        return tuple(replies), tuple(guides)

    def whole(self, pairs: Mapping[str, str], line: int, title: Section | None) -> Reply:
        """Make the whole body one reply with the attributes `pairs`.

        The heading `title`, which only names the article, is not sent when the text begins with it.
        """
        begins = title is not None and not any(text.strip() for text in self._lines[: title.first])
        text = self._text(title.after if title and begins else 0, len(self._lines))
        return self._worded(f"{self._article.id}#reply", self._article.title, text, pairs, line)

    def _reply(self, section: Section, text: str, slugs: Slugs) -> Reply:
        line = self._article.body_line + section.first
        ref = self._ref(section, slugs)
        return self._worded(ref, section.text or self._article.title, text, section.attributes.pairs, line)

    def _worded(self, ref: str, title: str, text: str, pairs: Mapping[str, str], line: int) -> Reply:
        if not text:
            self._findings.warn(
                line, "reply-empty", f"The reply `{title}` has no text; write some or remove it."
            )
        wording = read_wording(pairs, line, self._article.lang, self._library, self._findings)
        return Reply(ref, title, text, wording.channel, wording.tone, wording.lang, wording.shortcut, line)

    def _guide(self, section: Section, end: int, slugs: Slugs) -> Guide:
        line = self._article.body_line + section.first
        text = self._text(section.after, end)
        blank = next((n for n in range(section.after, end) if self._lines[n]), section.after)
        lang = section.attributes.pairs.get("lang", "")
        return Guide(
            self._ref(section, slugs),
            section.text or self._article.title,
            text,
            line,
            self._article.body_line + blank,
            (parse_language(lang) if lang else None) or self._article.lang,
        )

    def _ref(self, section: Section, slugs: Slugs) -> str:
        return f"{self._article.id}#{slugs.take(section.attributes.id or slug_of(section.text, 'reply'))}"

    def _text(self, first: int, end: int) -> str:
        return "\n".join(self._lines[first:end]).strip("\n").rstrip()


_SENT_ALONG = "This guide stands inside a reply and is sent with it; give both headings the same level."
_NESTED = "This reply stands inside another one and is sent with it; give both headings the same level."


def section_ends(sections: tuple[Section, ...], line_count: int) -> list[int]:
    """Return for each section the index of the line at which it ends.

    It ends at the next heading of the same or a higher level, else with the text.
    """
    ends = [line_count] * len(sections)
    waiting: list[int] = []
    for index, section in enumerate(sections):
        while waiting and sections[waiting[-1]].level >= section.level:
            ends[waiting.pop()] = section.first
        waiting.append(index)
    return ends
