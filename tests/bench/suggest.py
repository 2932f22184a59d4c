"""`suggest`: customers' questions to articles, by kbassist, SQLite FTS5 and tantivy, in turn."""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.engine import read_articles
from tests.bench.figures import note, percentile, print_result, share
from tests.bench.questions import SEED, Question, Questions, read_map, read_questions
from tests.bench.suggesters import (
    Fts5Suggesting,
    KbassistSuggesting,
    Learned,
    Suggesting,
    TantivySuggesting,
)

_COLUMNS = ("top1", "top3", "mrr", "p95_ms")


def run(arguments: argparse.Namespace) -> int:
    """Print the shares of questions whose article comes first, among the first three, and where."""
    questions = read_questions(Path(arguments.questions), arguments.count, arguments.asked)
    with tempfile.TemporaryDirectory(prefix="kbassist-bench-") as scratch:
        result = _measure(arguments, questions, Path(scratch))
    rows = {
        f"{name} K={k}": figures for k, engines in result["k"].items() for name, figures in engines.items()
    }
    print_result(result if arguments.json else {**result, "k": rows}, arguments.json, "k", _COLUMNS)
    return 0


def _measure(arguments: argparse.Namespace, questions: Questions, scratch: Path) -> dict[str, Any]:
    root, answers = _library(arguments, questions, scratch)
    articles = read_articles(root)
    ours = KbassistSuggesting(root, scratch / "cache")
    engines: list[Suggesting] = [ours, Fts5Suggesting(articles), TantivySuggesting(articles)]
    chosen = arguments.engines.split(",") if arguments.engines else [engine.name for engine in engines]
    engines = [engine for engine in engines if engine.name in chosen]
    asked = [
        Question(entry.text, answers[entry.label]) for entry in questions.asked if entry.label in answers
    ]
    result: dict[str, Any] = {"questions": len(asked), "articles": len(articles), "k": {}}
    for k in arguments.k:
        learned = {
            answers[label]: texts[:k] for label, texts in questions.learnable.items() if label in answers
        }
        result["k"][str(k)] = figures = {}
        for engine in engines:
            note(f"{engine.name}, {k} learned questions an article")
            engine.learn(learned)
            figures[engine.name] = _ask(engine, asked)
        if ours in engines:
            figures["kbassist"] |= _limits(ours, questions, asked, learned)
    for engine in engines:
        engine.close()
    return result


def _ask(engine: Suggesting, asked: Sequence[Question]) -> dict[str, float]:
    ranks: list[int | None] = []
    times = []
    for question in asked:
        started = time.perf_counter()
        found = engine.ask(question.text)
        times.append((time.perf_counter() - started) * 1000)
        ranks.append(found.index(question.label) if question.label in found else None)
    mrr = sum(1 / (1 + rank) for rank in ranks if rank is not None) / max(1, len(ranks))
    return {
        "top1": share(ranks, 1),
        "top3": share(ranks, 3),
        "mrr": round(mrr, 3),
        "p50_ms": round(percentile(times, 50), 2),
        "p95_ms": round(percentile(times, 95), 2),
    }


def _limits(
    engine: KbassistSuggesting, questions: Questions, asked: Sequence[Question], learned: Learned
) -> dict[str, float]:
    """Return how well it tells what nothing answers, and how long it takes to learn one question more."""
    figures: dict[str, float] = {}
    if questions.nowhere:
        caught = sum(not _fits(engine, question) for question in questions.nowhere)
        wrongly = sum(not _fits(engine, question) for question in asked)
        # As many of either kind: the precision does not depend on how many of each a file happens to have.
        rate = wrongly / max(1, len(asked)) * len(questions.nowhere)
        figures["oos_recall"] = round(100 * caught / len(questions.nowhere), 1)
        figures["oos_precision"] = round(100 * caught / max(1, caught + wrongly), 1)
        figures["oos_precision_balanced"] = round(100 * caught / max(1e-9, caught + rate), 1)
        figures["in_scope_refused"] = round(100 * wrongly / max(1, len(asked)), 1)
    times = []
    article = next(iter(learned), None)
    for at, question in enumerate(asked[:20]):
        if article is None:
            break
        started = time.perf_counter()
        engine.model.learn(engine.question(10_000_000 + at, article, question.text))
        engine.prepare()
        times.append((time.perf_counter() - started) * 1000)
        engine.model.forget(10_000_000 + at)
    figures["learn_p95_ms"] = round(percentile(times, 95), 2)
    return figures


def _fits(engine: KbassistSuggesting, question: Question) -> bool:
    engine.ask(question.text)
    return engine.fits


def _library(
    arguments: argparse.Namespace, questions: Questions, scratch: Path
) -> tuple[Path, Mapping[str, str]]:
    """Return the folder to search and which article answers each label."""
    root = scratch / "library"
    root.mkdir()
    if arguments.library:
        answers = (
            read_map(Path(arguments.map)) if arguments.map else {label: label for label in questions.labels}
        )
        for path in _files(Path(arguments.library)):
            _copy(path, Path(arguments.library), root)
    else:
        answers = {label: f"asked/{label}" for label in questions.labels}
        (root / "asked").mkdir()
        for label in questions.labels:
            title = label.replace("_", " ")
            (root / f"asked/{label}.md").write_text(f'---\ntitle: "{title}"\n---\n\n# {title}\n', "utf-8")
    if arguments.distractors:
        folder = Path(arguments.distractors)
        files = [path for path in _files(folder) if path.suffix == ".md"]
        for path in random.Random(SEED).sample(files, min(arguments.articles, len(files))):
            _copy(path, folder, root / "distractors")
    return root, answers


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _copy(path: Path, source: Path, target: Path) -> None:
    copied = target / path.relative_to(source)
    copied.parent.mkdir(parents=True, exist_ok=True)
    copied.write_bytes(path.read_bytes())
