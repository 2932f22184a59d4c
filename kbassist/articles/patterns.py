"""Matches the patterns of fields in time that no pattern can drive up.

Python's `re` tries `(a+)+b` in more ways than there are seconds, cannot be interrupted, and patterns come
from shared files. So they are read into a small automaton that keeps all its states at once (Thompson,
"Regular Expression Search Algorithm", 1968): the steps are at most length of pattern times length of value.
`re` only ever judges single characters.
"""

from kbassist.articles.pattern_syntax import (
    Accept,
    Begin,
    End,
    Jump,
    One,
    PatternInvalid,
    Split,
    Step,
    compile_pattern,
)

_MOST_STEPS = 1_000_000


def complaint_about(pattern: str) -> str:
    """Say why `pattern` cannot be used; empty when it can."""
    try:
        compile_pattern(pattern)
    except PatternInvalid as invalid:
        return str(invalid)
    return ""


def fits(pattern: str, value: str) -> bool:
    """Tell whether `pattern` matches the whole of `value`, as `re.fullmatch` would.

    A value too long to be judged within the bounds does not fit. Raise PatternInvalid for a pattern
    that `complaint_about` complains about.
    """
    steps = compile_pattern(pattern)
    if len(value) * len(steps) > _MOST_STEPS:
        return False
    states = _reach(steps, {0}, at_begin=True, at_end=not value)
    for index, character in enumerate(value):
        ahead = {
            state + 1 for state in states if isinstance(one := steps[state], One) and one.takes(character)
        }
        if not ahead:
            return False
        states = _reach(steps, ahead, at_begin=False, at_end=index + 1 == len(value))
    return any(isinstance(steps[state], Accept) for state in states)


def _reach(steps: tuple[Step, ...], states: set[int], *, at_begin: bool, at_end: bool) -> set[int]:
    """Return all states that can be reached without taking a character."""
    waiting = list(states)
    reached: set[int] = set()
    while waiting:
        state = waiting.pop()
        if state in reached:
            continue
        reached.add(state)
        step = steps[state]
        if isinstance(step, Split):
            waiting += (step.first, step.second)
        elif isinstance(step, Jump):
            waiting.append(step.to)
        elif (isinstance(step, Begin) and at_begin) or (isinstance(step, End) and at_end):
            waiting.append(state + 1)
    return reached
