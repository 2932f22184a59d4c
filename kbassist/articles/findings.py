"""Collects what is wrong with one file while it is read."""

from kbassist.articles.article import Problem, Severity

_MOST = 100


class Findings:
    """The problems of one file; beyond a hundred it is said that there are more, and no longer which."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._problems: list[Problem] = []

    def error(self, line: int, code: str, message: str) -> None:
        """Note something that makes the file, or an important piece of it, useless."""
        self._add(line, code, Severity.ERROR, message)

    def warn(self, line: int, code: str, message: str) -> None:
        """Note something that does not work as its author meant it."""
        self._add(line, code, Severity.WARNING, message)

    def inform(self, line: int, code: str, message: str) -> None:
        """Note something that works and is probably not what was meant."""
        self._add(line, code, Severity.INFO, message)

    def _add(self, line: int, code: str, severity: Severity, message: str) -> None:
        if len(self._problems) < _MOST:
            self._problems.append(Problem(self._path, line, code, severity, message))
        elif len(self._problems) == _MOST:
            self._problems.append(Problem(self._path, line, "more", Severity.WARNING, _MORE))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found so far, by line."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line))


_MORE = "There is more to mend from here on; mend what stands above first."
