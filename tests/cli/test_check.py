"""`check`: its forms, what it mends, and how it ends."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.checks.codes import CODES
from kbassist.cli.main import parse
from tests.cli.told import Kb, Told

SLIPS = "# A\n\n## R, 100 % {.reply chanel=chat}\n\nHi {{ Customer.name }} of %{ticket.number}\n"
BROKEN = "# B\n\n## R {.reply}\n\n{% if %}\n"

CheckIn = Callable[..., Told]


@pytest.fixture
def check(kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckIn:
    """Run the check on a library with slips, in its folder."""
    root = tmp_path / "a:b, c"
    (root / "deep").mkdir(parents=True)
    (root / "deep" / "é a.md").write_text(SLIPS, "utf-8")
    monkeypatch.chdir(root)

    def run(*words: str) -> Told:
        return kb("--library", str(root), "check", *words, library=False)

    return run


def test_lines_for_people(check: CheckIn) -> None:
    told = check()
    assert told.code == 0
    assert [line.split(": ")[0] for line in told.out.splitlines()] == [
        "deep/é a.md:3:21",
        "deep/é a.md:5:7",
        "deep/é a.md:5:27",
    ]
    assert told.err.endswith("3 problems, 0 of them errors; 3 can be mended by --fix\n")


def test_a_list_for_scripts(check: CheckIn) -> None:
    (slip, *_) = json.loads(check("--json").out)
    keys = ["library", "path", "line", "column", "code", "severity", "message", "fix"]
    assert list(slip) == keys
    assert (slip["code"], slip["line"], slip["column"], slip["fix"]) == (
        "reply-attribute",
        3,
        21,
        "Write channel",
    )


def test_commands_for_github(check: CheckIn) -> None:
    (first, *_, last) = check("--format", "github").out.splitlines()
    assert first.startswith("::warning file=deep/é a.md,line=3,col=21,title=reply-attribute::`chanel`")
    assert "::%25{ticket.number} would" in last


def test_sarif_for_code_scanning(check: CheckIn) -> None:
    told = json.loads(check("--format", "sarif").out)
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert told["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == list(CODES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "deep/%C3%A9%20a.md"
        assert place["physicalLocation"]["region"].keys() == {"startLine", "startColumn"}


def test_what_is_mended_is_told_and_stays_so(check: CheckIn) -> None:
    file = Path("deep/é a.md")
    file.write_bytes(SLIPS.replace("\n", "\r\n").encode())
    told = check("--fix")
    assert (told.code, told.out) == (0, "")
    assert "deep/é a.md:5:7: Write customer.name\n" in told.err
    mended = "# A\n\n## R, 100 % {.reply channel=chat}\n\nHi {{ customer.name }} of {{ ticket.number }}\n"
    assert file.read_bytes() == mended.replace("\n", "\r\n").encode()
    status = file.stat()
    assert "Write" not in check("--fix").err
    assert file.stat().st_mtime_ns == status.st_mtime_ns


@pytest.mark.parametrize(
    ("words", "code", "count"),
    [((), 1, 4), (("--severity", "error"), 1, 1), (("deep",), 0, 3), (("deep", "--severity", "error"), 0, 0)],
)
def test_errors_decide_how_it_ends(check: CheckIn, words: tuple[str, ...], code: int, count: int) -> None:
    Path("b.md").write_text(BROKEN)
    told = check(*words)
    assert (told.code, len(told.out.splitlines())) == (code, count)


def test_every_code_is_listed(check: CheckIn) -> None:
    told = check("--codes")
    assert re.findall(r"^([\w-]+) ", told.out, re.MULTILINE) == list(CODES)


def test_codes_for_scripts_in_the_forms_that_there_are(check: CheckIn) -> None:
    listed = json.loads(check("--codes", "--json").out)
    assert [code["code"] for code in listed] == list(CODES)
    told = check("--codes", "--format", "sarif")
    assert (told.code, told.out) == (2, "")


def test_help_tells_how_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("check", "--help"), ("--help",)):
        with pytest.raises(SystemExit):
            parse(words)
        assert "0 no error, 1 an error, 2 cannot be read" in capsys.readouterr().out


def test_web_addresses_are_asked_only_when_told_to(check: CheckIn) -> None:
    Path("deep/é a.md").write_text("# A\n\n[here](http://127.0.0.1:8000/) https://no.such.invalid/\n")
    assert check("--severity", "error", "--external").err.endswith("no problems\n")
    assert check().err.endswith("no problems\n")
