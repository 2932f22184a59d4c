"""From single timings to the figures that are printed: percentiles, shares, tables."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any


def percentile(values: Sequence[float], per_cent: float) -> float:
    """Return the nearest-rank percentile of `values`; 0.0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    rank = max(0, min(len(ordered) - 1, round(per_cent / 100 * len(ordered) + 0.5) - 1))
    return ordered[rank]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99 in milliseconds."""
    return {f"p{at}_ms": round(percentile(values, at), 3) for at in (50, 95, 99)}


def share(ranks: Sequence[int | None], within: int) -> float:
    """Return the per cent of `ranks` (0 is the first hit, None not found) below `within`."""
    found = sum(1 for rank in ranks if rank is not None and rank < within)
    return round(100 * found / len(ranks), 1) if ranks else 0.0


def print_result(result: Mapping[str, Any], as_json: bool, rows: str, columns: Sequence[str]) -> None:
    """Print a result as JSON, or the entries under its key `rows` as a table of `columns`."""
    if as_json:
        print(json.dumps(result))
        return
    others = {key: value for key, value in result.items() if key != rows}
    print("  ".join(f"{key}: {value}" for key, value in others.items()))
    width = max(len(name) for name in result[rows]) + 2
    print("".ljust(width) + "".join(column.rjust(11) for column in columns))
    for name, entry in result[rows].items():
        print(name.ljust(width) + "".join(_cell(entry.get(column)).rjust(11) for column in columns))


def _cell(value: object) -> str:
    return "-" if value is None else str(value)


def note(text: str) -> None:
    """Say on stderr what is going on."""
    print(text, file=sys.stderr, flush=True)
