"""How sentences ask for something, tell of waiting, or tell the agent to pause, in each language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Cues:
    """`hold` and `do` are matched at the beginning of a sentence, `wait` and `pause` anywhere in it.

    `hold` asks the customer to wait, which is said and not done.
    """

    hold: re.Pattern[str]
    do: re.Pattern[str]
    wait: re.Pattern[str]
    pause: re.Pattern[str]


def _cues(hold: str, do: str, wait: str, pause: str) -> Cues:
    hold, do, wait, pause = (re.sub(r"\s{2,}", "", pattern) for pattern in (hold, do, wait, pause))
    return Cues(
        re.compile(rf"(?:{hold})(?!\w)", re.I),
        re.compile(rf"(?:{do})(?!\w)", re.I),
        re.compile(rf"(?<!\w)(?:{wait})", re.I),
        re.compile(rf"(?<!\w)(?:{pause})", re.I),
    )


CUES: Mapping[str, Cues] = MappingProxyType(
    {
        "en": _cues(
            r"""(?:(?:please|now|then|next|and|just),? ){0,2}
            (?:wait|hold on|hold the line|hang on|stay on the line)""",
            r"""(?:(?:please|now|then|next|first|finally|and|just),? ){0,2}
            (?:open|tap|click|press|choose|select|enter|type|go to|go|check|look|print|hand|keep|send|log in
            |log out|sign in|sign out|restart|turn|close|unplug|plug|hold|put|take|try|scan|confirm|download
            |install|update|remove|delete|set|change|use|add|switch|attach|reply|write|read|call|make sure
            |do not|don't|clear|reset|swipe|copy|pack)""",
            r"""wait|hold on|hold the line|takes? (?:up to|about|around|at most|a|one|two|\d)|can take
            |within (?:a|an|one|two|\d)|up to \d+ (?:\w+ )?(?:minute|hour|day|week)|allow \d
            |until (?:it|the|then)""",
            r"""pause|wait|be silent|let (?:them|him|her) (?:answer|speak|finish|talk)|listen""",
        ),
        "de": _cues(
            r"""(?:(?:bitte|dann|nun|jetzt|danach|und),? ){0,2}
            (?:warten sie|bleiben sie (?:bitte )?(?:dran|in der leitung)|gedulden sie sich|einen moment)""",
            r"""(?:(?:bitte|dann|nun|jetzt|danach|zuerst|zum schluss|und),? ){0,2}
            (?!(?:haben|sind|können|möchten|wollen|werden|dürfen|hatten|wären) )\w+(?:en|ern|eln) sie""",
            r"""warten|dauert|innerhalb|bis zu \d|geduld|bleiben sie dran""",
            r"""pause|warten|schweigen|antworten lassen|ausreden lassen|zuhören""",
        ),
        "fr": _cues(
            r"""(?:(?:ensuite|puis|maintenant|et),? ){0,2}
            (?:patientez|attendez|veuillez patienter|restez en ligne|ne quittez pas)""",
            r"""(?:(?:ensuite|puis|maintenant|d'abord|enfin|et),? ){0,2}
            (?!(?:avez|pouvez|souhaitez|voulez|aurez|serez|devez|assez|chez)(?:\W|$))(?:\w+ez|faites|dites)""",
            r"""attend|patient|prend (?:environ|jusqu|\d)|sous \d|jusqu'à \d|peut mettre""",
            r"""pause|attendre|attendez|silence|laissez|écoutez""",
        ),
        "es": _cues(
            r"""(?:(?:por favor|luego|después|ahora|y),? ){0,2}(?:espere|aguarde|no cuelgue|manténgase)""",
            r"""(?:(?:por favor|luego|después|ahora|primero|y|a continuación),? ){0,2}
            (?:abra|elija|pulse|introduzca|envíe|haga|vaya|compruebe|responda|indique|imprima|entregue|guarde
            |mire|seleccione|toque|cierre|reinicie|escriba|llame|confirme|use|utilice|deje|conecte|desconecte
            |actualice|instale|ponga|prepare|lleve)""",
            r"""esper|tarda|puede tardar|en un plazo|hasta \d+ (?:días|horas|minutos)|dentro de \d""",
            r"""pausa|espere|silencio|deje que|escuche""",
        ),
    }
)
