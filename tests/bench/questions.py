"""Customers' questions for the benchmark: what is learned and what is asked, drawn with a fixed seed."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = 20261122
NOWHERE = "oos"  # the label of questions that no article answers


@dataclass(frozen=True, slots=True)
class Question:
    """What a customer wrote and the label of the article that answers it."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of one file: `learnable` ones by label, `asked` ones, and some that nothing answers."""

    learnable: dict[str, list[str]]
    asked: list[Question]
    nowhere: list[Question]

    @property
    def labels(self) -> list[str]:
        """All labels, sorted."""
        return sorted(self.learnable)


def read_questions(path: Path, count: int, asked: str = "test") -> Questions:
    """Read a file of `text,label,split`; draw `count` questions of the split `asked`.

    With `train` for it, each label's questions are halved: one half to learn from, one to ask. That is how
    to try something out without looking at what it will be measured on.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (row["text"].strip(), row["label"].strip(), row["split"].strip()) for row in csv.DictReader(file)
        ]
    rng = random.Random(SEED)
    learnable: dict[str, list[str]] = {}
    for text, label, split in sorted(rows):
        if split == "train" and label != NOWHERE:
            learnable.setdefault(label, []).append(text)
    for texts in learnable.values():
        rng.shuffle(texts)
    wanted = [
        Question(text, label) for text, label, split in sorted(rows) if split == asked and label != NOWHERE
    ]
    if asked == "train":
        halves = {label: len(texts) // 2 for label, texts in learnable.items()}
        wanted = [
            Question(text, label) for label, texts in learnable.items() for text in texts[halves[label] :]
        ]
        learnable = {label: texts[: halves[label]] for label, texts in learnable.items()}
    missing = sorted({question.label for question in wanted} - learnable.keys())
    learnable |= {label: [] for label in missing}
    outside = "oos_val" if asked == "train" else f"oos_{asked}"
    nowhere = [
        Question(text, label)
        for text, label, split in sorted(rows)
        if split in {outside, asked} and label == NOWHERE
    ]
    return Questions(learnable, _drawn(wanted, count, rng), _drawn(nowhere, count, rng))


def _drawn(questions: Sequence[Question], count: int, rng: random.Random) -> list[Question]:
    return rng.sample(questions, min(count, len(questions)))


def read_map(path: Path) -> dict[str, str]:
    """Read which article answers each label, from a file of `label,article`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["label"]: row["article"] for row in csv.DictReader(file)}
