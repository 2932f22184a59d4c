"""Tell of an exception without telling what was in it: texts of exceptions quote customers' words."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

# Their messages speak of code, not of values; everything else is told by its type alone.
_ABOUT_CODE = (AttributeError, ImportError, IndexError, NameError, RecursionError, TypeError)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.]{0,60}")
_LONGEST = 160
_MOST_FRAMES = 30


def scrubbed(error: BaseException) -> str:
    """Describe `error` in one line that holds no value, no query, no path and no content."""
    name = type(error).__name__
    if isinstance(error, UnicodeError):
        return name
    if isinstance(error, OSError):
        return f"{name}: [{error.errno}] {error.strerror}" if error.strerror else name
    if isinstance(error, _ABOUT_CODE):
        return f"{name}: {_without_values(str(error))}"
    return f"{name} ({len(str(error))} characters)"


def scrubbed_traceback(error: BaseException) -> tuple[str, ...]:
    """Describe `error`, what caused it and where each happened; the outermost call first."""
    lines: list[str] = []
    for link in _chain(error):
        lines.extend(_frames(link.__traceback__))
        lines.append(scrubbed(link))
    return tuple(lines)


def _chain(error: BaseException) -> Iterator[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    yield from reversed(links)


def _frames(trace: TracebackType | None) -> list[str]:
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    if len(frames) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        frames = [*frames[:half], f"  ... {len(frames) - 2 * half} more", *frames[-half:]]
    return frames


def _short(filename: str) -> str:
    """Name a source file from its package on; folders before it may hold the user's name."""
    parts = Path(filename).parts
    for root in ("site-packages", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        if root in parts:
            return "/".join(parts[parts.index(root) + 1 :])
    if "kbassist" in parts:
        last = len(parts) - 1 - parts[::-1].index("kbassist")
        return "/".join(parts[last:])
    return Path(filename).name


def _without_values(message: str) -> str:
    def keep_identifiers(match: re.Match[str]) -> str:
        return match[0] if _IDENTIFIER.fullmatch(match[0][1:-1]) else "'...'"

    line = _QUOTED.sub(keep_identifiers, message.split("\n", 1)[0])
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "..."
