"""The log: bounded, quiet, without customers' words."""

import logging
from pathlib import Path

import pytest

from kbassist.system.logs import Log
from kbassist.system.scrub import scrubbed, scrubbed_traceback

SECRET = "Maya Ortiz, card 4111"


def test_lines_reach_file_and_memory(tmp_path: Path) -> None:
    with Log(tmp_path / "log") as log:
        logging.getLogger("kbassist.search").info("indexed %d articles\nforged line", 12)
        logging.getLogger("kbassist.search").debug("not kept")
        (line,) = log.tail()
    assert line.endswith(r"kbassist.search indexed 12 articles\nforged line")
    assert log.path.read_text() == line + "\n"


def test_closing_leaves_logging_as_it_was(tmp_path: Path) -> None:
    logger = logging.getLogger("kbassist")
    before = (list(logger.handlers), logger.level, logger.propagate)
    Log(tmp_path).close()
    assert (list(logger.handlers), logger.level, logger.propagate) == before


def test_an_exception_is_logged_without_its_values(tmp_path: Path) -> None:
    with Log(tmp_path) as log:
        try:
            try:
                int(SECRET)
            except ValueError as error:
                raise RuntimeError(f"no refund for {SECRET}") from error
        except RuntimeError:
            logging.getLogger("kbassist").exception("composing failed")
        text = "\n".join(log.tail())
    assert SECRET not in text + log.path.read_text()
    assert "Maya" not in text
    assert "ValueError" in text
    assert "RuntimeError" in text
    assert "test_logs.py" in text
    assert str(Path(__file__).parent) not in text


def test_a_folder_that_cannot_be_written_keeps_the_memory(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    with Log(tmp_path / "log") as log:
        logging.getLogger("kbassist").info("started")
        assert len(log.tail()) == 1


def test_a_full_disk_is_not_told_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Log(tmp_path) as log:
        log.path.mkdir()
        logging.getLogger("kbassist").info("started")
        assert len(log.tail()) == 1
    assert capsys.readouterr().err == ""


def test_names_that_are_no_utf8_are_kept_escaped(tmp_path: Path) -> None:
    with Log(tmp_path) as log:
        logging.getLogger("kbassist").info("skipped %s", "odd-\udcff.md")
    assert "odd-\\udcff.md" in log.path.read_text()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError(SECRET), "ValueError (21 characters)"),
        (KeyError("Maya"), "KeyError (6 characters)"),
        (FileNotFoundError(2, "No such file or directory", SECRET), "FileNotFoundError: [Errno 2]"),
        (UnicodeEncodeError("utf-8", SECRET, 0, 1, "surrogates not allowed"), "UnicodeEncodeError"),
        (AttributeError("'NoneType' object has no attribute 'x'"), "AttributeError: 'NoneType' object has"),
        (TypeError(f"cannot take '{SECRET}'"), "TypeError: cannot take '...'"),
    ],
)
def test_scrubbing(error: BaseException, told: str) -> None:
    assert scrubbed(error).startswith(told.replace("[Errno 2]", "[2]"))
    assert "Maya" not in scrubbed(error)


def test_a_deep_recursion_is_told_shortly() -> None:
    def sink(depth: int) -> int:
        return sink(depth + 1)

    with pytest.raises(RecursionError) as caught:
        sink(0)
    assert len(scrubbed_traceback(caught.value)) < 40
