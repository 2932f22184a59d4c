"""Text that an agent made of a reply: never Liquid, never HTML, seen through by the same gate."""

from dataclasses import replace

from kbassist.render.pages import RenderedReply
from kbassist.render.requests import EditedRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.adapted import adapted_share
from kbassist.replies.compose import Composed
from kbassist.replies.gate import leftovers
from kbassist.replies.masking import masked_flavours
from kbassist.replies.reply import FilledReply, Leftover, Placeholder

_STILL_OPEN = "a value that was not known; write it, or take the blank out"


def edited(base: Composed, text: str, worker: RenderWorker) -> FilledReply:
    """Return what the agent typed in place of the reply `base`, in all flavours.

    A blank of a value that was missing in `base` is a leftover as long as it stands in the text.
    """
    request = edited_request(base, text)
    rendered = masked_flavours(worker.edited(request))
    return replace(
        base.filled,
        plain=rendered.plain,
        html=rendered.html,
        markdown=rendered.markdown,
        preview_html=rendered.preview_html,
        placeholders=(),
        leftovers=left_in(rendered, base.filled.placeholders, base.filled.lang),
        error=_error(rendered),
        badge=rendered.badge,
        is_edited=True,
        adapted=adapted_share(rendered.plain, base.filled.authored, base.filled.placeholders),
    )


def edited_request(base: Composed, text: str) -> EditedRequest:
    """Ask for the flavours of `text`; what was filled into `base` stays a value in it."""
    return EditedRequest(text, base.rendered.printed, base.request.channel)


def left_in(
    rendered: RenderedReply, asked: tuple[Placeholder, ...], lang: str | None
) -> tuple[Leftover, ...]:
    """List what an edited text still has to be filled in."""
    found = leftovers(rendered.authored, rendered.code, lang)
    seen = {leftover.text for leftover in found}
    blanks = (f"[{placeholder.field.label}]" for placeholder in asked if placeholder.missing)
    still = (blank for blank in blanks if blank in rendered.plain and blank not in seen)
    return (*found, *(Leftover(blank, _STILL_OPEN) for blank in dict.fromkeys(still)))


def _error(rendered: RenderedReply) -> str:
    if rendered.fault is not None:
        return f"Your text cannot be laid out: {rendered.fault.message.rstrip('.')}. Make it simpler."
    return "" if rendered.plain.strip() else "There is no text to copy. Write some, or take your edit back."
