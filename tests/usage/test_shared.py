"""What machines tell each other in files: written by one each, read by all, bounded whatever stands there."""

import gzip
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kbassist.system.errors import NotKept
from kbassist.usage import shared_merge, shared_others
from kbassist.usage.shared_line import MOST_BYTES, LineKind, SharedLine, line_of, parse_line
from kbassist.usage.shared_merge import (
    MOST_OF_ARTICLE,
    MOST_OF_MACHINE,
    MOST_TIMES_OF_MACHINE,
    WORTH,
    Merging,
    merged,
)
from kbassist.usage.shared_others import OthersShared
from kbassist.usage.shared_own import FOLDER, WITHDRAWN, OwnShared
from kbassist.usage.sharing_consent import Consents

TODAY = date(2026, 11, 29)
ONE, TWO, THREE = "1" * 32, "2" * 32, "3" * 32
LEARNED = SharedLine(LineKind.LEARNED, TODAY, ("arrived", "refund"), "refund")
GAP = SharedLine(LineKind.GAP, TODAY, ("bitcoin",), times=2)


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> None:
    """Nothing is ever written into a folder that holds nothing."""
    (tmp_path / "a.md").touch()


def test_a_line_is_read_as_it_was_written() -> None:
    for line in (LEARNED, GAP, SharedLine(LineKind.USED, TODAY, (), "a", 7, "Jonas Berg")):
        assert parse_line(line.text.encode(), TODAY) == line


@pytest.mark.parametrize(
    "words",
    [("maya@example.org",), ("10432",), ("a b",), ("DE89370400440532013000",), ("x" * 25,), ("+4477",)],
)
def test_what_is_no_word_is_not_told(words: tuple[str, ...]) -> None:
    assert line_of(LineKind.GAP, TODAY, words) is None


GOOD = json.loads(LEARNED.text)


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"[]",
        b"nonsense",
        b"\xff\xfe",
        b"[" * 5_000,
        *(
            json.dumps({**GOOD, key: value}).encode()
            for key, value in (
                ("v", 2), ("day", "tomorrow"), ("day", "2031-01-01"), ("day", "2020-01-01"), ("kind", "x"),
                ("words", "refund"), ("words", ["mail@example.org"]), ("words", [["a"]]), ("words", []),
                ("times", 0), ("times", 10**9), ("times", True), ("times", 1.5), ("article", ""),
                ("article", "a\nb"), ("article", 7), ("who", 7), ("words", ["w"] * 100),
            )
        ),
        json.dumps({**GOOD, "pad": "x" * MOST_BYTES}).encode(),
    ],
)  # fmt: skip
def test_a_line_that_is_not_in_order_says_nothing(told: bytes) -> None:
    assert parse_line(told, TODAY) is None


def test_a_month_that_is_over_is_compressed_and_read_all_the_same(tmp_path: Path) -> None:
    own = OwnShared(tmp_path, ONE)
    own.append([LEARNED], date(2026, 10, 30))
    own.append([GAP], TODAY)
    assert sorted(path.name for path in (tmp_path / own.path).iterdir()) == [
        "2026-10.jsonl.gz",
        "2026-11.jsonl",
    ]
    assert "".join(text for _, text in own.texts()) == f"{LEARNED.text}\n{GAP.text}\n"
    assert OthersShared(tmp_path).read((TWO,), TODAY) == {ONE: (GAP, LEARNED)}
    assert OthersShared(tmp_path).read((ONE,), TODAY) == {}


def test_a_clock_that_was_set_back_overwrites_no_month(tmp_path: Path) -> None:
    own, month = OwnShared(tmp_path, ONE), date(2026, 10, 30)
    own.append([LEARNED], month)
    own.append([LEARNED], TODAY)
    own.append([GAP], month)
    for _ in range(2):
        own.append([LEARNED], TODAY)
        closed = gzip.decompress((tmp_path / own.path / "2026-10.jsonl.gz").read_bytes())
        assert closed.decode() == f"{LEARNED.text}\n{GAP.text}\n"
        # As if killed between closing the month and removing what was open.
        (tmp_path / own.path / "2026-10.jsonl").write_text(f"{GAP.text}\n", "utf-8")


def test_what_grows_and_what_goes_is_seen(tmp_path: Path) -> None:
    own, others = OwnShared(tmp_path, ONE), OthersShared(tmp_path)
    own.append([LEARNED], TODAY)
    assert len(others.read((), TODAY)[ONE]) == 1
    own.append([GAP], TODAY)
    assert len(others.read((), TODAY)[ONE]) == 2
    assert own.withdraw() == 1
    assert others.read((), TODAY) == {}
    assert own.texts() == ()
    # A sync service that brings the file back brings nothing back.
    (tmp_path / own.path / "2026-11.jsonl").write_text(LEARNED.text + "\n")
    assert OthersShared(tmp_path).read((), TODAY) == {}


def test_hostile_files_are_bounded(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER / ONE
    folder.mkdir(parents=True)
    (folder / "2026-10.jsonl.gz").write_bytes(gzip.compress(b"\n" * 100_000_000))
    (folder / "2026-09.jsonl.gz").write_bytes(b"no gzip")
    (folder / "2026-11.jsonl").write_bytes(LEARNED.text.encode() + b"\n" + GAP.text.encode())
    (folder / "2026-13.jsonl").write_text(GAP.text + "\n")
    (folder / "2026-08.jsonl").symlink_to("/etc/passwd")
    (tmp_path / FOLDER / "not-a-machine").mkdir()
    # Of a line without its end nobody knows whether more is to come.
    assert OthersShared(tmp_path).read((), TODAY) == {ONE: (LEARNED,)}


def test_a_folder_that_leads_out_is_not_written_to(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "a.md").touch()
    (root / ".kbassist").symlink_to(outside)
    with pytest.raises(NotKept):
        OwnShared(root, ONE).append([LEARNED], TODAY)
    assert list(outside.iterdir()) == []


def test_a_library_that_is_gone_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotKept):
        OwnShared(tmp_path / "gone", ONE).append([LEARNED], TODAY)
    assert not (tmp_path / "gone").exists()


def test_one_machine_cannot_outvote_the_others() -> None:
    loud = [SharedLine(LineKind.LEARNED, TODAY, ("arrived", "refund"), "wrong", 1_000)] * 50
    flood = [SharedLine(LineKind.LEARNED, TODAY, ("flood", "q" + "x" * n), "wrong") for n in range(1, 23)]
    both = merged({ONE: [*loud, *flood], TWO: [LEARNED] * 2, THREE: [LEARNED] * 2}, TODAY)
    weights = {(one.article, one.words): one for one in both.questions}
    assert weights["wrong", ("arrived", "refund")].weight == WORTH * MOST_OF_MACHINE
    assert weights["refund", ("arrived", "refund")].weight == WORTH * 4
    assert weights["refund", ("arrived", "refund")].machines == 2
    assert sum(article == "wrong" for article, _ in weights) == MOST_OF_ARTICLE


@pytest.mark.parametrize("kind", [LineKind.GAP, LineKind.USED])
def test_what_one_machine_counts_is_bounded(kind: LineKind) -> None:
    line = SharedLine(
        kind, TODAY, ("bitcoin",) if kind is LineKind.GAP else (), "" if kind is LineKind.GAP else "a", 1_000
    )
    both = merged({ONE: [line] * 20, TWO: [replace(line, times=2)]}, TODAY)
    counted = [gap.times for gap in both.gaps] or list(both.times.values())
    assert counted == [MOST_TIMES_OF_MACHINE + 2]


def test_what_is_old_counts_less_and_what_was_forgotten_nothing() -> None:
    old = SharedLine(LineKind.LEARNED, TODAY - timedelta(days=60), ("arrived", "refund"), "refund")
    assert merged({ONE: [old]}, TODAY).questions[0].weight == pytest.approx(WORTH / 2)
    gone = SharedLine(LineKind.FORGOTTEN, TODAY, ("arrived", "refund"), "refund")
    assert merged({ONE: [LEARNED, gone]}, TODAY).questions == ()
    # Nobody takes back what others told.
    assert len(merged({ONE: [LEARNED], TWO: [gone]}, TODAY).questions) == 1
    assert merged({ONE: [GAP, SharedLine(LineKind.FORGOTTEN, TODAY, ("bitcoin",))]}, TODAY).gaps == ()


def test_gaps_and_uses_are_counted() -> None:
    used = SharedLine(LineKind.USED, TODAY, (), "refund", 2)
    both = merged({ONE: [GAP, used], TWO: [GAP, used]}, TODAY)
    assert [(gap.words, gap.times, gap.machines) for gap in both.gaps] == [(("bitcoin",), 4, 2)]
    assert (dict(both.uses), dict(both.times)) == ({"refund": 4.0}, {"refund": 4})


def test_consent_is_no_until_it_is_yes_and_a_new_yes_has_a_new_name(tmp_path: Path) -> None:
    consents = Consents(tmp_path / "sharing.json")
    assert not consents.of("/team").on
    first = consents.allow("/team")
    assert consents.of("/team") == first
    assert consents.allow("/other").machine != first.machine
    assert consents.stop("/team").machine == first.machine
    assert not Consents(tmp_path / "sharing.json").of("/team").on
    consents.forget("/team")
    assert consents.allow("/team").machine != first.machine
    (tmp_path / "sharing.json").write_text("{broken")
    assert not consents.of("/team").on
    assert (tmp_path / "sharing.json").stat().st_mode & 0o077 == 0


def test_the_word_of_a_withdrawal_is_no_month() -> None:
    assert parse_line(WITHDRAWN.encode(), TODAY) is None


def test_only_what_has_changed_is_read_and_summed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others, merging, summed = OthersShared(tmp_path), Merging(), list[int]()
    sums = shared_merge._of_machine
    monkeypatch.setattr(shared_merge, "_of_machine", lambda *told: summed.append(1) or sums(*told))
    for machine in (ONE, TWO):
        OwnShared(tmp_path, machine).append([LEARNED], TODAY)
    assert merging.take(others.read((), TODAY), TODAY)
    assert not merging.take(others.read((), TODAY), TODAY)
    OwnShared(tmp_path, TWO).append([GAP], TODAY)
    assert merging.take(others.read((), TODAY), TODAY)
    assert len(summed) == 3
    assert (merging.now.machines, len(merging.now.gaps)) == (2, 1)
    OwnShared(tmp_path, TWO).withdraw()
    assert merging.take(others.read((), TODAY), TODAY)
    assert (merging.now.machines, len(merging.now.gaps)) == (1, 0)
    assert merging.take(others.read((), TODAY), TODAY + timedelta(days=1))


def test_all_machines_together_are_bounded_and_the_youngest_lines_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_others, "MOST_LINES_OF_ALL", 6)
    for machine in (ONE, TWO):
        own = OwnShared(tmp_path, machine)
        own.append([LEARNED] * 5, TODAY - timedelta(days=40))
        own.append([LEARNED, GAP], TODAY)
    assert OthersShared(tmp_path).read((), TODAY) == {
        machine: (LEARNED, GAP, replace(LEARNED, day=TODAY)) for machine in (ONE, TWO)
    }
