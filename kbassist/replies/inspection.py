"""Looking a reply's template over without filling it: what `kbassist check` says of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kbassist.render.requests import TemplateRequest
from kbassist.render.worker import RenderWorker
from kbassist.replies.gate import leftovers
from kbassist.replies.reply import Leftover


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a template asks for on all its branches, which parts it draws, and what was left in it.

    `error` is a sentence when it is broken, at `line` of the template (from 1; 0 where not known).
    """

    asked: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    error: str = ""
    line: int = 0


def inspect(
    template: str, worker: RenderWorker, lang: str | None = None, parts: Mapping[str, str] | None = None
) -> Inspection:
    """Look `template` over; with `parts` (their templates by name) what they ask for counts too."""
    report = worker.template(TemplateRequest(template, parts or {}))
    found = leftovers(report.authored, report.code, lang)
    if report.fault is None:
        return Inspection(report.asked, report.parts, found)
    message = report.fault.message
    sentence = f"{message[:1].upper()}{message[1:].rstrip('.')}."
    return Inspection(report.asked, report.parts, found, sentence, report.fault.line)
