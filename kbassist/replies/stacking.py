"""Several replies as one message: in the order chosen, greeting and sign-off once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kbassist.articles.article import ArticleRef
from kbassist.render.cutting import Cut, Place
from kbassist.render.pages import RenderedReply
from kbassist.render.requests import EditedRequest, Fragment, ReplyRequest, StackRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.compose import Composed
from kbassist.replies.editing import edited, edited_request
from kbassist.replies.masking import masked_flavours
from kbassist.replies.openings import Framed, framed, greets, signs_off
from kbassist.replies.reply import FilledReply, Placeholder, Wish

# A list, a quote, code or a table.
_NO_PARAGRAPH = re.compile(r"[-•>] |\d{1,3}[.)] |[^\n]*\n|[^\n]* \| ")
EMPTY = "There is no reply in this message yet. Add one from the list."


@dataclass(frozen=True, slots=True)
class Stacked:
    """A piece of a message as it is sent: its reply filled or edited, and how it is asked for.

    `hints` are what its greeting and closing parts print, `drawn` the paragraphs that its other parts do,
    `names` what the agent signs with.
    """

    filled: FilledReply
    request: ReplyRequest | EditedRequest
    blocks: tuple[str, ...]
    hints: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    drawn: frozenset[str] = frozenset()


def piece_of(base: Composed, text: str | None, worker: RenderWorker) -> Stacked:
    """Prepare a piece; `text` is what the agent made of it, None leaves it as it was filled."""
    printed = _printed(base.request, worker)
    hints = tuple("\n\n".join(blocks) for name, blocks in printed.items() if _frames(name))
    drawn = frozenset(
        block for name, blocks in printed.items() if not _frames(name) for block in blocks if _is_said(block)
    )
    names = tuple(_names(base.request))
    if text is None:
        return Stacked(base.filled, base.request, base.rendered.blocks, hints, names, drawn)
    request = edited_request(base, text)
    return Stacked(edited(base, text, worker), request, worker.edited(request).blocks, hints, names, drawn)


def stacked(pieces: Sequence[Stacked], wish: Wish, worker: RenderWorker) -> FilledReply:
    """Join pieces into one message, in their order.

    The greeting is that of the first piece which has one in the wished channel and tone, else of the first
    that has one; the sign-off that of the last, but a mere "Thank you" gives way to a name. Whatever holds
    back one piece holds back the message.
    """
    if not pieces:
        return FilledReply(ArticleRef("", ""), "", error=EMPTY)
    if len(pieces) == 1:
        return replace(pieces[0].filled, pieces=(pieces[0].filled.ref,))
    frames = [framed(piece.blocks, piece.hints, _blanks(piece.filled), piece.names) for piece in pieces]
    channel = wish.channel or _common(piece.filled.channel for piece in pieces)
    request = StackRequest(
        tuple(piece.request for piece in pieces), tuple(_fragments(pieces, frames)), channel
    )
    text = "\n\n".join(piece.filled.markdown for piece in pieces)
    rendered = masked_flavours(worker.stack(request, text))
    return _joined([piece.filled for piece in pieces], rendered, channel)


def _printed(request: ReplyRequest, worker: RenderWorker) -> dict[str, tuple[str, ...]]:
    """Return what each part of a reply prints with its values, by block; a broken one prints nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for name in request.parts:
        printed = worker.reply(replace(request, template=f"{{% render '{name}' %}}"))
        if printed.fault is None:
            found[name] = tuple(printed.blocks)
    return found


def _frames(name: str) -> bool:
    return greets(name) or signs_off(name)


def _is_said(block: str) -> bool:
    """Tell whether a block is a paragraph: steps are not left out, the text leads up to them."""
    return bool(block) and not _NO_PARAGRAPH.match(block)


def _names(request: ReplyRequest) -> Iterable[str]:
    """Return what the agent signs with, the longest first: a signature may end with the name."""
    said = (request.values.get(f"agent.{key}") for key in ("signature", "name", "first_name"))
    names = ("\n".join(line.strip() for line in value.text.strip().splitlines()) for value in said if value)
    return sorted(names, key=len, reverse=True)


def _fragments(pieces: Sequence[Stacked], frames: Sequence[Framed]) -> Iterable[Fragment]:
    """Lay out greeting, bodies and sign-off; a greeting at the front stays where it was written."""
    greeting = _best(pieces, [frame.greeting is not None for frame in frames])
    backwards = frames[::-1]
    sign_off = _best(
        pieces[::-1], [frame.sign_off is not None for frame in backwards], [f.signed for f in backwards]
    )
    last = len(pieces) - 1
    if greeting is not None and greeting > 0:
        yield Fragment(greeting, frames[greeting].greeting or Cut())
    said: set[str] = set()
    for number, frame in enumerate(frames):
        start = Cut().start if number == 0 and greeting == 0 else frame.body.start
        end = None if number == last and sign_off == 0 else frame.body.end
        for cut in _unrepeated(pieces[number], Cut(start, end), said):
            yield Fragment(number, cut)
    if sign_off is not None and sign_off > 0:
        yield Fragment(last - sign_off, frames[last - sign_off].sign_off or Cut())


def _unrepeated(piece: Stacked, body: Cut, said: set[str]) -> Iterable[Cut]:
    """Cut out of a body what a part has `said` in the message already, such as an apology; note the rest."""
    start = body.start
    end = body.end.block if body.end else len(piece.blocks)
    for number in range(start.block + (start.char > 0), end):
        text, before = piece.blocks[number], piece.blocks[number - 1] if number else ""
        if text in piece.drawn and not before.rstrip().endswith(":"):
            if text in said:
                yield Cut(start, Place(number))
                start = Place(number + 1)
            said.add(text)
    yield Cut(start, body.end)


def _best(pieces: Sequence[Stacked], has: Sequence[bool], signed: Sequence[bool] = ()) -> int | None:
    """Return the first piece that `has` one, rather one that met the wish, and of those a signed one."""

    def cost(number: int) -> tuple[bool, bool]:
        gave_way = {"channel", "tone", "lang"}.intersection(pieces[number].filled.fell_back)
        return bool(gave_way), bool(signed) and not signed[number]

    return min((number for number, one in enumerate(has) if one), key=cost, default=None)


def _joined(filled: Sequence[FilledReply], rendered: RenderedReply, channel: str | None) -> FilledReply:
    first = filled[0]
    fell_back = {name for each in filled for name in each.fell_back}
    errors = [f"{each.title}: {each.error}" for each in filled if each.error]
    if rendered.fault is not None and not errors:
        errors = [
            f"The replies cannot be joined: {rendered.fault.message.rstrip('.')}. Send them one by one."
        ]
    return FilledReply(
        ref=first.ref,
        title=" + ".join(dict.fromkeys(each.title for each in filled)),
        plain=rendered.plain,
        html=rendered.html,
        markdown=rendered.markdown,
        preview_html=rendered.preview_html,
        placeholders=_asked_once(filled, rendered),
        leftovers=tuple(dict.fromkeys(left for each in filled for left in each.leftovers)),
        fell_back=tuple(name for name in ("tone", "channel", "lang") if name in fell_back),
        channel=channel,
        tone=_common(each.tone for each in filled) or first.tone,
        lang=_common(each.lang for each in filled),
        sensitive=any(each.sensitive for each in filled),
        error=errors[0] if errors else "",
        badge=rendered.badge or next((each.badge for each in filled if each.badge), ""),
        is_edited=any(each.is_edited for each in filled),
        adapted=_adapted(filled),
        limit=min((each.limit for each in filled if each.limit), default=None),
        pieces=tuple(each.ref for each in filled),
        authored="\n".join(each.authored for each in filled),
    )


def _adapted(filled: Sequence[FilledReply]) -> float:
    """Weigh the share of each piece by its length."""
    length = sum(len(each.plain) for each in filled)
    return sum(each.adapted * len(each.plain) for each in filled) / length if length else 0.0


def _asked_once(filled: Sequence[FilledReply], rendered: RenderedReply) -> tuple[Placeholder, ...]:
    """List each value once, as the first piece asks; what went with a greeting is not missing."""
    asked: dict[str, Placeholder] = {}
    for placeholder in (each for reply in filled for each in reply.placeholders):
        known = asked.setdefault(placeholder.name, placeholder)
        if placeholder.problem and not known.problem:
            asked[placeholder.name] = placeholder
    missing = frozenset(rendered.missing)
    return tuple(
        replace(placeholder, missing=placeholder.name in missing) if rendered.fault is None else placeholder
        for placeholder in asked.values()
    )


def _blanks(filled: FilledReply) -> list[str]:
    return [f"[{placeholder.field.label}]" for placeholder in filled.placeholders if placeholder.missing]


def _common(names: Iterable[str | None]) -> str | None:
    """Return the name that all share; None when they differ."""
    found = set(names)
    return found.pop() if len(found) == 1 else None
