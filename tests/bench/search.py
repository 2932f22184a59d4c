"""`search`: kbassist and its peers answer the same keystrokes in one run, in turn."""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbassist.articles.article import Article
from tests.bench.engine import Engine, memory_mb, read_articles, size_mb
from tests.bench.figures import note, percentile, print_result, share, spread
from tests.bench.ours import KbassistEngine
from tests.bench.peers import Fts5, Tantivy, WhooshPlain
from tests.bench.streams import Stream, kind, streams

PLAIN_WHOOSH_KEYSTROKES = 150
"""Whoosh used plainly takes seconds for some keystrokes; a sample shows its place without taking hours."""

PLAIN_WHOOSH_BUDGET_S = 120.0
"""When its sample has taken so long it is asked no more: at 100,000 articles one prefix takes minutes."""

COLUMNS = (
    "p50_ms",
    "p95_ms",
    "p99_ms",
    "top1",
    "top5",
    "top20",
    "build_s",
    "update_ms",
    "index_mb",
    "memory_mb",
)


@dataclass(slots=True)
class Timings:
    """What one engine did: milliseconds by kind of keystroke, and where the wanted articles came."""

    by_kind: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    ranks: list[int | None] = field(default_factory=list)
    build_s: float = 0.0
    spent_s: float = 0.0
    update_ms: list[float] = field(default_factory=list)


def run(arguments: argparse.Namespace) -> int:
    """Run the benchmark and print its result."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as scratch:
        root = Path(scratch, "library")
        shutil.copytree(arguments.library, root)  # articles are saved anew in it
        articles = read_articles(root)
        note(f"{len(articles)} articles")
        chosen = arguments.engines.split(",") if arguments.engines else None
        result = measure(root, articles, streams(articles, arguments.streams), Path(scratch), chosen)
    print_result(result, arguments.json, "engines", COLUMNS)
    return 0


def measure(
    root: Path, articles: list[Article], asked: list[Stream], scratch: Path, chosen: list[str] | None = None
) -> dict[str, Any]:
    """Build the engines, ask all of them each keystroke in turn, update one article at a time.

    `chosen` None takes all engines.
    """
    engines = [engine for engine in make_engines(root, scratch) if chosen is None or engine.name in chosen]
    timings = {engine.name: Timings() for engine in engines}
    for engine in engines:
        _build(engine, articles, timings, scratch)
    _ask_all(engines, asked, timings)
    _update_all(engines, articles, timings)
    for engine in engines:
        engine.close()
    result: dict[str, Any] = {"articles": len(articles), "streams": len(asked), "engines": {}}
    for engine in engines:
        note(f"memory of {engine.name}")
        result["engines"][engine.name] = _figures(engine.name, timings[engine.name], root, asked, scratch)
    return result


def make_engines(root: Path, scratch: Path) -> list[Engine]:
    """Make every engine; the `_same` rows share the index of their plain twin."""
    return [
        KbassistEngine(root, scratch / "kbassist"),
        Tantivy(scratch / "tantivy"),
        Tantivy(scratch / "tantivy", short_cut=True),
        Fts5(scratch / "fts5"),
        Fts5(scratch / "fts5", short_cut=True),
        WhooshPlain(scratch / "whoosh"),
    ]


def _build(engine: Engine, articles: list[Article], timings: dict[str, Timings], scratch: Path) -> None:
    twin = engine.name.removesuffix("_same")
    if twin != engine.name:
        timings[engine.name].build_s = timings[twin].build_s
    else:
        note(f"building {engine.name}")
        if isinstance(engine, KbassistEngine):
            engine.warm()
        start = time.perf_counter()
        engine.build(articles)
        timings[engine.name].build_s = time.perf_counter() - start
    engine.open()


def _ask_all(engines: list[Engine], asked: list[Stream], timings: dict[str, Timings]) -> None:
    total = sum(len(list(stream.keystrokes())) for stream in asked)
    plain_share = PLAIN_WHOOSH_KEYSTROKES / max(1, total)
    rng, turn = random.Random(1), 0
    note(f"{total} keystrokes")
    for stream in asked:
        for text in stream.keystrokes():
            turn += 1
            with_plain = rng.random() < plain_share
            for offset in range(len(engines)):
                engine = engines[(turn + offset) % len(engines)]
                timing = timings[engine.name]
                if engine.name == "whoosh" and (not with_plain or timing.spent_s > PLAIN_WHOOSH_BUDGET_S):
                    continue
                start = time.perf_counter()
                answer = engine.ask(text)
                took_ms = (time.perf_counter() - start) * 1000
                timing.by_kind[kind(text)].append(took_ms)
                timing.spent_s += took_ms / 1000
                if text == stream.text or engine.name == "whoosh":
                    rank = answer.paths.index(stream.wanted) if stream.wanted in answer.paths else None
                    timing.ranks.append(rank)


def _update_all(engines: list[Engine], articles: list[Article], timings: dict[str, Timings]) -> None:
    rng = random.Random(2)
    for article in rng.sample(articles, min(15, len(articles))):
        for engine in engines:
            if engine.name.endswith("_same"):
                continue
            start = time.perf_counter()
            engine.update(article)
            timings[engine.name].update_ms.append((time.perf_counter() - start) * 1000)


def _figures(name: str, timing: Timings, root: Path, asked: list[Stream], scratch: Path) -> dict[str, Any]:
    every = [ms for values in timing.by_kind.values() for ms in values]
    figures: dict[str, Any] = spread(every)
    figures["by"] = {kind: spread(values) for kind, values in sorted(timing.by_kind.items())}
    # The sample of keystrokes that plain Whoosh gets is not of whole streams.
    ranks = None if name == "whoosh" else timing.ranks
    figures |= {f"top{within}": ranks and share(ranks, within) for within in (1, 5, 20)}
    figures["build_s"] = round(timing.build_s, 2)
    updates = timing.update_ms
    figures["update_ms"] = round(percentile(updates, 50), 1) if updates else None
    figures["index_mb"] = round(size_mb(scratch / name.removesuffix("_same")), 1)
    figures["memory_mb"] = _memory_mb(name, root, asked, scratch)
    return figures


def _memory_mb(name: str, root: Path, asked: list[Stream], scratch: Path) -> float:
    """Ask in a process of its own, so that no engine pays for another."""
    keystrokes = [text for stream in asked[:40] for text in stream.keystrokes()]
    if name == "whoosh":
        keystrokes = [stream.text for stream in asked[:40]]
    command = [sys.executable, "-m", "tests.bench", "memory", name, str(root), str(scratch)]
    done = subprocess.run(command, input=json.dumps(keystrokes), capture_output=True, text=True, check=True)
    return float(done.stdout)


def run_memory(arguments: argparse.Namespace) -> int:
    """Print how much memory one engine adds to this process while it answers the keystrokes on stdin."""
    engines = make_engines(Path(arguments.library), Path(arguments.scratch))
    engine = next(engine for engine in engines if engine.name == arguments.engine)
    keystrokes = json.load(sys.stdin)
    before = memory_mb()
    engine.open()
    for text in keystrokes:
        engine.ask(text)
    print(round(memory_mb() - before, 1))
    engine.close()
    return 0
