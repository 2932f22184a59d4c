"""Composing a reply: the best variant, filled with the conversation's values, seen through by the gate."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from kbassist.articles.article import Article, ArticleRef, Reply
from kbassist.articles.library import Library
from kbassist.render.pages import RenderedReply, TemplateFault
from kbassist.render.requests import ReplyRequest, TypedText
from kbassist.render.worker import RenderWorker
from kbassist.replies.adapted import adapted_share
from kbassist.replies.agent import Agent
from kbassist.replies.conversation import Conversation
from kbassist.replies.gate import leftovers
from kbassist.replies.masking import masked_flavours
from kbassist.replies.parts import parts_for
from kbassist.replies.placeholders import Fields, Fitted, derived, fit
from kbassist.replies.reply import FilledReply, Placeholder, Wish
from kbassist.replies.variants import Choice, choose, fell_back
from kbassist.system.errors import ArticleNotFound

__all__ = ["Agent", "Composed", "chosen", "compose", "composed"]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NEVER_ASKED = ("now", "today")


@dataclass(frozen=True, slots=True)
class _Known:
    """A value at hand: as typed, where it came from, and as its field wants it."""

    text: str
    source: str
    fitted: Fitted


def compose(
    article: Article,
    library: Library,
    ref: ArticleRef,
    conversation: Conversation,
    wish: Wish,
    agent: Agent,
    now: datetime,
    worker: RenderWorker,
) -> FilledReply:
    """Fill the reply that `ref` names - an article means its best variant - with the values at hand.

    Raises ArticleNotFound when the article has no such reply.
    """
    return composed(article, library, ref, conversation, wish, agent, now, worker).filled


@dataclass(frozen=True, slots=True)
class Composed:
    """A filled reply with what it was made of, for whoever works on it further."""

    filled: FilledReply
    rendered: RenderedReply
    request: ReplyRequest


def composed(
    article: Article,
    library: Library,
    ref: ArticleRef,
    conversation: Conversation,
    wish: Wish,
    agent: Agent,
    now: datetime,
    worker: RenderWorker,
) -> Composed:
    """Fill a reply as `compose` does, and keep what it was made of. Raises ArticleNotFound."""
    choice = chosen(article, library, ref.id, wish)
    reply = choice.reply
    fields = Fields.of(article, library)
    known = _known(fields, conversation, library, agent, now.date())
    values = {name: value.fitted.value for name, value in known.items()}
    request = _request(reply, article, wish, library, fields, values, now, conversation.skipped)
    rendered = masked_flavours(worker.reply(request))
    said = " ".join(fact.value for fact in library.facts)
    authored = "\n".join((rendered.authored, rendered.code, said, *agent.values().values()))
    placeholders = _placeholders(rendered, fields, known)
    filled = FilledReply(
        ref=ArticleRef(ref.library, reply.id),
        title=article.title,
        plain=rendered.plain,
        html=rendered.html,
        markdown=rendered.markdown,
        preview_html=rendered.preview_html,
        placeholders=placeholders,
        leftovers=leftovers(rendered.authored, rendered.code, request.lang),
        fell_back=choice.fell_back,
        channel=reply.channel,
        tone=reply.tone,
        lang=reply.lang,
        sensitive=article.sensitive,
        error=_error(rendered),
        badge=rendered.badge,
        limit=library.limit_of(request.channel),
        adapted=adapted_share(rendered.plain, authored, placeholders),
        authored=authored,
    )
    return Composed(filled, rendered, request)


def _request(
    reply: Reply,
    article: Article,
    wish: Wish,
    library: Library,
    fields: Fields,
    values: dict[str, TypedText],
    now: datetime,
    skipped: frozenset[str],
) -> ReplyRequest:
    optional = (name for name, field in fields.declared.items() if field.optional)
    return ReplyRequest(
        template=reply.template,
        values=values,
        now=now,
        optional=(*optional, *skipped),
        labels=fields.labels(),
        parts=parts_for(reply.template, reply, wish, library),
        channel=reply.channel or wish.channel,
        lang=reply.lang or article.lang or wish.lang,
    )


def chosen(article: Article, library: Library, ref_id: str, wish: Wish) -> Choice:
    """Return the variant that an id names; `ARTICLE#article` is the text of an article without replies.

    Raises ArticleNotFound.
    """
    named = next((reply for reply in article.replies if reply.id == ref_id), None)
    if named is not None:
        return Choice(named, fell_back(named, wish))
    if ref_id == article.id and (choice := choose(article.replies, wish, library)) is not None:
        return choice
    own = article.own_text
    if not article.replies and ref_id == own.id:
        return Choice(own)
    if ref_id == article.id:
        raise ArticleNotFound(f'"{article.title}" has no reply to copy; its text is there as "{own.id}".')
    raise ArticleNotFound(f'"{article.title}" has no reply named "{ref_id.partition("#")[2]}".')


def _known(
    fields: Fields, conversation: Conversation, library: Library, agent: Agent, today: date
) -> dict[str, _Known]:
    """Collect all values at hand; what the agent gave for this customer wins."""
    texts = {name: (value.text, value.source) for name, value in conversation.values.items()}
    given = {name: text for name, (text, _) in texts.items()}
    found: dict[str, tuple[str, str]] = {}
    for name, field in fields.declared.items():
        if field.default is not None:
            found[name] = (field.default, "default")
    found |= {name: (text, "settings") for name, text in agent.values().items()}
    found |= {name: (text, "conversation") for name, text in derived(given).items()}
    found |= {name: text for name, text in texts.items() if text[0].strip()}
    known = {
        name: _Known(text, source, fit(fields.of_name(name), text, today, fields.is_declared(name)))
        for name, (text, source) in found.items()
    }
    for fact in library.facts:
        if not fact.value.strip():
            continue  # a fact that nobody has filled in yet
        kind = "date" if _ISO_DATE.fullmatch(fact.value) else "text"
        known[f"facts.{fact.name}"] = _Known(fact.value, "fact", Fitted(TypedText(fact.value, kind)))
    return known


def _placeholders(
    rendered: RenderedReply, fields: Fields, known: dict[str, _Known]
) -> tuple[Placeholder, ...]:
    """List what this filling needed, in the order of the text; where it failed, all that is asked for."""
    names = rendered.touched if rendered.fault is None else rendered.asked
    missing = frozenset(rendered.missing)
    placeholders = []
    for name in dict.fromkeys((*names, *rendered.missing)):
        value = known.get(name)
        is_asked = name not in _NEVER_ASKED and not (name.startswith("facts.") and value)
        if is_asked:
            placeholders.append(
                Placeholder(
                    name=name,
                    field=fields.of_name(name, rendered.prompts.get(name, "")),
                    value=value.text if value else None,
                    source=value.source if value else "",
                    missing=name in missing,
                    problem=value.fitted.problem if value else "",
                )
            )
    return tuple(placeholders)


def _error(rendered: RenderedReply) -> str:
    if rendered.fault is not None:
        return _sentence(rendered.fault)
    return (
        ""
        if rendered.plain.strip()
        else "This reply has no text with these values; fill in more, or mend it."
    )


def _sentence(fault: TemplateFault) -> str:
    """Say what is wrong with a template and where."""
    where = f'the part "{fault.part}"' if fault.part else "this reply"
    place = f" in line {fault.line}, column {fault.column}" if fault.line else ""
    message = fault.message[:1].upper() + fault.message[1:]
    return f"{message.rstrip('.')}. Mend {where}{place}." if place or fault.part else message
