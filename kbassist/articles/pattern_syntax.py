"""Reads the regular expressions of fields into the steps of an automaton."""

import re
from dataclasses import dataclass

_LONGEST = 200
_MOST_STEPS = 2000
_DEEPEST = 20

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[dDwWsSntrfva]|[^\w\s]|_| )")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_REPEAT = re.compile(r"[*+?]|\{(\d{0,4})(,?)(\d{0,4})\}")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_DOUBLED = re.compile(r"([&|~])\1+")
_NESTED = re.compile(r"(?<!\\)((?:\\\\)*)\[")


class PatternInvalid(ValueError):
    """A pattern cannot be used; `str()` is the reason, without a full stop."""


@dataclass(frozen=True, slots=True)
class One:
    """Take one character that `pattern` matches."""

    pattern: re.Pattern[str]

    def takes(self, character: str) -> bool:
        """Tell whether `character` is one of those that are meant."""
        return self.pattern.fullmatch(character) is not None


@dataclass(frozen=True, slots=True)
class Split:
    """Go on at both places."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Go on elsewhere."""

    to: int


@dataclass(frozen=True, slots=True)
class Begin:
    """Go on at the beginning of the value only."""


@dataclass(frozen=True, slots=True)
class End:
    """Go on at the end of the value only."""


@dataclass(frozen=True, slots=True)
class Accept:
    """The value fits when it ends here."""


Step = One | Split | Jump | Begin | End | Accept


def compile_pattern(pattern: str) -> tuple[Step, ...]:
    """Read a regular expression; raise PatternInvalid when it is broken or out of bounds.

    Understood is what can be said without looking around or back: characters, classes, `.`, groups, `|`,
    `* + ? {m,n}`, `^`, `$`, and `(?i)` at the beginning.
    """
    if len(pattern) > _LONGEST:
        raise PatternInvalid(f"it is longer than {_LONGEST} characters")
    return _Compiler(pattern).steps()


class _Compiler:
    """Reads one pattern from left to right; steps are relative until they are linked."""

    def __init__(self, pattern: str) -> None:
        self._flags = re.IGNORECASE if pattern.startswith("(?i)") else re.NOFLAG
        self._pattern = pattern
        self._at = 4 if self._flags else 0
        self._depth = 0

    def steps(self) -> tuple[Step, ...]:
        steps = self._alternatives()
        if self._at < len(self._pattern):
            raise PatternInvalid("it has a `)` without a `(`")
        # Jumps were noted as distances, so that pieces could be repeated anywhere.
        return tuple(_placed(step, index) for index, step in enumerate([*steps, Accept()]))

    def _alternatives(self) -> list[Step]:
        steps = self._sequence()
        while self._pattern[self._at : self._at + 1] == "|":
            self._at += 1
            other = self._sequence()
            steps = _bounded([Split(1, len(steps) + 2), *steps, Jump(len(other) + 1), *other])
        return steps

    def _sequence(self) -> list[Step]:
        steps: list[Step] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            steps = _bounded(steps + self._repeated(self._atom()))
        return steps

    def _atom(self) -> list[Step]:
        sign = self._pattern[self._at]
        if sign == "(":
            return self._group()
        if sign == "[":
            return [self._one(self._source(_CLASS, "a class such as [a-z] never ends"))]
        if sign == "\\":
            if self._pattern[self._at + 1 : self._at + 2] in ("A", "Z"):
                self._at += 2
                return [Begin() if self._pattern[self._at - 1] == "A" else End()]
            return [self._one(self._source(_ESCAPE, "references and \\b cannot be used"))]
        if sign in "*+?":
            raise PatternInvalid(f"`{sign}` repeats nothing")
        self._at += 1
        if sign in "^$":
            return [Begin() if sign == "^" else End()]
        return [self._one(sign if sign == "." else re.escape(sign))]

    def _group(self) -> list[Step]:
        self._source(_GROUP, "groups that look around, (?=...) and the like, cannot be used")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise PatternInvalid(f"its brackets are nested more than {_DEEPEST} deep")
        steps = self._alternatives()
        if self._pattern[self._at : self._at + 1] != ")":
            raise PatternInvalid("it has a `(` without a `)`")
        self._at += 1
        self._depth -= 1
        return steps

    def _source(self, shape: re.Pattern[str], complaint: str) -> str:
        match = shape.match(self._pattern, self._at)
        if not match:
            raise PatternInvalid(complaint)
        self._at = match.end()
        return match[0]

    def _one(self, source: str) -> One:
        if source[0] == "[":
            if "--" in source:
                raise PatternInvalid("put the hyphen at the end of the class, as in [a-z-]")
            # Python warns of what may mean sets of sets in the future.
            source = "[" + _NESTED.sub(r"\1\\[", _DOUBLED.sub(r"\1", source[1:]))
        try:
            return One(re.compile(source, self._flags))
        except re.error as error:
            raise PatternInvalid(f"`{source}` cannot be read ({error.msg})") from error

    def _repeated(self, steps: list[Step]) -> list[Step]:
        match = _REPEAT.match(self._pattern, self._at)
        if not match or match[0] in ("{}", "{,}"):
            return steps
        self._at = match.end()
        following = self._pattern[self._at : self._at + 1]
        if following == "?":
            # Whether it is eager or not makes no difference to the whole.
            self._at += 1
        elif following in ("*", "+") or (following == "{" and _REPEAT.match(self._pattern, self._at)):
            raise PatternInvalid("it repeats a repetition; put brackets around the first one")
        least, most = _bounds(match)
        return _repeat(steps, least, most)


def _bounds(match: re.Match[str]) -> tuple[int, int | None]:
    if match[0] in ("*", "+", "?"):
        return (1 if match[0] == "+" else 0), (1 if match[0] == "?" else None)
    least = int(match[1] or 0)
    most = least if not match[2] else int(match[3]) if match[3] else None
    if most is not None and most < least:
        raise PatternInvalid(f"{match[0]} ends before it begins")
    return least, most


def _repeat(steps: list[Step], least: int, most: int | None) -> list[Step]:
    count = max(least, most or 0) + 1
    if count * (len(steps) + 1) > _MOST_STEPS:
        raise PatternInvalid("its repetitions are too many")
    repeated = steps * least
    if most is None:
        return [*repeated, Split(1, len(steps) + 2), *steps, Jump(-len(steps) - 1)]
    for left in range(most - least, 0, -1):
        repeated = [*repeated, Split(1, left * (len(steps) + 1)), *steps]
    return repeated


def _bounded(steps: list[Step]) -> list[Step]:
    if len(steps) > _MOST_STEPS:
        raise PatternInvalid("its repetitions are too many")
    return steps


def _placed(step: Step, index: int) -> Step:
    if isinstance(step, Split):
        return Split(step.first + index, step.second + index)
    return Jump(step.to + index) if isinstance(step, Jump) else step
