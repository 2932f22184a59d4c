"""The child process: started, asked, killed, replaced, closed."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from kbassist.render.requests import ArticleRequest, ReplyRequest, TypedText
from kbassist.render.worker import RenderWorker
from kbassist.system.errors import RenderFailed

GOOD = ArticleRequest("**ok**", "good.md")
HANGS = ArticleRequest("[" * 16_000, "bad.md")


@pytest.fixture
def own_worker() -> Iterator[RenderWorker]:
    worker = RenderWorker(budget_s=1.0)
    yield worker
    worker.close()
    assert not psutil.Process().children(recursive=True) or worker.pids == ()


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def is_right(worker: RenderWorker) -> bool:
    page = worker.article(GOOD)
    return page.html == "<p><strong>ok</strong></p>" and not page.badge


def test_nothing_is_started_before_it_is_needed() -> None:
    worker = RenderWorker()
    assert worker.pids == ()
    worker.close()


def test_over_its_budget_the_text_is_shown_plain_and_the_next_page_is_right(own_worker: RenderWorker) -> None:
    is_right(own_worker)
    page = own_worker.article(HANGS)
    assert page.plain == HANGS.markdown
    assert "takes too long" in page.badge
    assert page.html.startswith("<pre>[[[")
    assert is_right(own_worker)


def test_over_its_memory_the_text_is_shown_plain() -> None:
    worker = RenderWorker(budget_s=30, memory_mb=256)
    bomb = "".join(f"[r{n}]: https://x.example/{'y' * 2000}\n" for n in range(40)) + "[a][r1] " * 12_000
    page = worker.article(ArticleRequest(bomb, "bomb.md"))
    assert page.badge
    assert is_right(worker)
    worker.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_both_children_killed_at_once(own_worker: RenderWorker) -> None:
    for _ in range(3):
        assert is_right(own_worker)
        assert is_right(own_worker)
        for pid in own_worker.pids:
            kill(pid)
    assert is_right(own_worker)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_child_killed_at_any_moment_costs_no_answer() -> None:
    worker = RenderWorker(budget_s=30)
    chance = random.Random(7)
    request = ReplyRequest("Hi {{ a }}" + "\n\n- item" * 200, {"a": TypedText("x" * 5000)})
    right = worker.reply(request)
    assert not right.badge
    for _ in range(6):
        assert worker.reply(request) == right  # starts a spare
        hunter = threading.Timer(chance.uniform(0, 0.03), kill, worker.pids[:1])
        hunter.start()
        assert [worker.reply(request) for _ in range(4)] == [right] * 4
        hunter.join()
    worker.close()


def test_many_threads_may_ask(own_worker: RenderWorker) -> None:
    def ask(number: int) -> bool:
        reply = own_worker.reply(ReplyRequest("{{ n }}", {"n": TypedText(str(number))}))
        return reply.plain == str(number)

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(ask, range(60)))


def test_closing_ends_whoever_is_asking_and_leaves_no_process() -> None:
    worker = RenderWorker(budget_s=60)
    is_right(worker)
    is_right(worker)
    pids = worker.pids
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(worker.article, HANGS)
        worker.close()
        assert answer.result().badge
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert worker.article(GOOD).badge
    worker.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs another process to be killed")
def test_children_end_with_the_program(own_worker: RenderWorker) -> None:
    environ = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    program = psutil.Popen(
        [sys.executable, "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ
    )
    pids = [int(pid) for pid in program.stdout.readline().split()]
    children = [psutil.Process(pid) for pid in pids]
    program.kill()
    program.wait()
    program.stdin.close()
    program.stdout.close()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert len(pids) == 2
    assert not alive


_PROGRAM = """
from kbassist.render.worker import RenderWorker
worker = RenderWorker()
while len(worker.pids) < 2:
    worker.variables("a")
print(*worker.pids, flush=True)
input()
"""


def test_a_picture_too_large_is_refused_before_it_is_sent(worker: RenderWorker) -> None:
    with pytest.raises(RenderFailed, match="too large"):
        worker.picture(b"\x89PNG" + bytes(21 * 1024 * 1024))
