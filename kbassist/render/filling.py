"""What one reply is being filled with, and what the template turned out to need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from babel import Locale
from liquid.exceptions import FilterError

from kbassist.render.characters import visible
from kbassist.render.limits import MAX_OUTPUT_BYTES
from kbassist.render.localised import Moment, Number
from kbassist.render.names import MAX_NAME, readable
from kbassist.render.tokens import Encoded, Kind, Token, TokenTable
from kbassist.render.unknown import Unknown

if TYPE_CHECKING:
    from liquid.context import RenderContext

FILLING = "\ue0ff"  # no template can spell the name under which filters find the filling


@dataclass
class Filling:
    """The values of one reply by their full name (`order.id`), and the notes taken while it is rendered.

    `touched` and `missing` keep the order of the text. `optional` names print nothing when unknown.
    `prompts` holds what `{% own %}` asks for, by name; `reworked` what filters made of the author's words.
    """

    values: dict[str, object]
    locale: Locale
    now: datetime
    optional: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    tokens: TokenTable = field(default_factory=TokenTable)
    touched: dict[str, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    prompts: dict[str, str] = field(default_factory=dict)
    reworked: dict[str, None] = field(default_factory=dict)
    reworked_length: int = 0

    def __post_init__(self) -> None:
        self.values.setdefault("now", Moment(self.now, self.locale))
        self.values.setdefault("today", Moment(self.now.date(), self.locale))

    def look_up(self, path: Sequence[object]) -> object:
        """Return the value of a path such as `order.id`; an `Unknown` when nobody has given it."""
        names = [str(segment)[:MAX_NAME] for segment in path]
        name = ".".join(names)[:MAX_NAME]
        if name not in self.values and len(names) > 1 and names[-1] == "size":
            value = self.look_up(path[:-1])
            return value if isinstance(value, Unknown) else len(str(value or ""))
        self.touched.setdefault(name)
        if name in self.values:
            return self.values[name]
        return None if name in self.optional else Unknown(name, self._need)

    def _need(self, name: str) -> None:
        self.missing.setdefault(name)

    def note_reworked(self, words: str) -> None:
        """Note what a filter made of the author's words.

        Raises FilterError when that is more than the gate can look at.
        """
        if words not in self.reworked:
            self.reworked[words] = None
            self.reworked_length += len(words)
        if self.reworked_length > MAX_OUTPUT_BYTES:
            raise FilterError("a text that grows without end", token=None)

    def token(self, value: object, name: str) -> str:
        """Return what stands for `value` in the text; `name` is the placeholder it came from."""
        if isinstance(value, Unknown):
            value.need()
            return self.tokens.add(Token(Kind.MISSING, f"[{self.label(value.name)}]", value.name))
        if isinstance(value, float):
            value = Number(Decimal(str(value)), self.locale)
        text = visible(self.tokens.resolve(as_text(value)))
        is_encoded = isinstance(value, Encoded)
        return self.tokens.add(Token(Kind.VALUE, text, name, is_encoded=is_encoded)) if text else ""

    def label(self, name: str) -> str:
        """Return how the agent is asked for `name`."""
        return self.labels.get(name) or self.prompts.get(name) or readable(name)


def filling_of(context: "RenderContext") -> Filling:
    """Return what the current reply is filled with."""
    return cast("Filling", context.scope[FILLING])


def as_text(value: object) -> str:
    """Print a value as Liquid does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "".join(as_text(item) for item in value)
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    return str(value)
